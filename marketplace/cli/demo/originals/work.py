"""Industry and employment, finance, and the administration itself."""

from collections.abc import Iterator

from marketplace.cli.demo.chance import Chance
from marketplace.cli.demo.city import MONTHS, TOWNS, warmth
from marketplace.cli.demo.original import (
    IN_TOWN,
    KOGL_1,
    MONTH,
    TOWN,
    TOWN_CODE,
    Original,
    count,
    number,
    text,
)
from marketplace.cli.demo.tables import Form, Row

_SECTORS = ("제조업", "도매 및 소매업", "숙박 및 음식점업", "건설업", "정보통신업", "교육 서비스업")

_HELD = (
    ("공공행정", 36, 12_946),
    ("과학기술", 4, 75),
    ("교육", 3, 5),
    ("교통물류", 51, 4_299),
    ("국토관리", 271, 4_263),
    ("농축수산", 22, 2_520),
    ("문화관광", 73, 9_747),
    ("보건의료", 37, 6_594),
    ("사회복지", 20, 8_368),
    ("산업고용", 67, 8_360),
    ("식품건강", 31, 1_556),
    ("재난안전", 8, 3_261),
    ("재정금융", 29, 2_637),
    ("환경기상", 56, 7_863),
    ("합계", 731, 72_494),
)
"""As the city's report prints it. Its rows come to 708, and the total printed below them is 731."""


def _businesses(chance: Chance) -> Iterator[Row]:
    for town in TOWNS:
        for sector in _SECTORS:
            places = chance.around(town.people / 190, 0.5)
            yield (town.name, sector, places, chance.around(places * 4.3, 0.3))


def _jobs(chance: Chance) -> Iterator[Row]:
    for month_number, month in enumerate(MONTHS, start=1):
        for trade in ("사무", "생산", "서비스", "운송", "보건복지"):
            wanted = chance.around(260 * (1 + 0.1 * warmth(month_number, peak=3)), 0.25)
            yield (
                month,
                trade,
                wanted,
                chance.around(wanted * 1.9, 0.2),
                chance.around(wanted * 0.4),
            )


def _stalls(chance: Chance) -> Iterator[Row]:
    markets = ("조치원전통시장", "금남대평시장", "부강전통시장", "전의왕의물시장")
    for market in markets:
        for goods in ("농산물", "수산물", "축산물", "의류", "음식", "잡화"):
            yield (market, goods, chance.around(22, 0.7), chance.yes(0.8))


def _budget(chance: Chance) -> Iterator[Row]:
    for area, usual in (
        ("일반공공행정", 210_000), ("공공질서 및 안전", 41_000), ("교육", 102_000),
        ("문화 및 관광", 88_000), ("환경", 131_000), ("사회복지", 560_000), ("보건", 39_000),
        ("농림해양수산", 95_000), ("산업·중소기업", 61_000), ("교통 및 물류", 178_000),
        ("국토 및 지역개발", 154_000),
    ):  # fmt: skip
        for year in (2023, 2024, 2025):
            yield (year, area, chance.around(usual * (1 + 0.03 * (year - 2023)), 0.05))


def _taxes(chance: Chance) -> Iterator[Row]:
    for month in MONTHS:
        for tax, usual in (
            ("취득세", 24_000),
            ("재산세", 9_000),
            ("자동차세", 4_100),
            ("주민세", 900),
        ):
            yield (month, tax, chance.around(usual, 0.35), chance.near(97.2, 1.8))


def _held(_: Chance) -> Iterator[Row]:
    yield from _HELD


def _petitions(chance: Chance) -> Iterator[Row]:
    for month in MONTHS:
        for area in ("교통", "환경", "주택", "복지", "도로", "공원", "기타"):
            received = chance.around(310, 0.5)
            yield (
                month,
                area,
                received,
                round(received * chance.near(0.95, 0.04, 3)),
                chance.near(4.8, 1.6),
            )


def _people(chance: Chance) -> Iterator[Row]:
    for town in TOWNS:
        people = chance.around(town.people, 0.03)
        yield (town.code, town.name, people, round(people / chance.near(2.4, 0.2, 2)))


def _meeting_rooms(chance: Chance) -> Iterator[Row]:
    for town in TOWNS:
        for room in ("대회의실", "소회의실"):
            yield (
                f"{town.name} 주민센터 {room}",
                town.name,
                chance.around(40, 0.6),
                chance.around(9, 0.8),
            )


ORIGINALS = (
    Original(
        name="읍면동 업종별 사업체 현황",
        owner="official3",
        category="산업고용",
        about="읍면동과 산업별 사업체 수, 종사자 수입니다.",
        keywords=("사업체", "종사자", "업종", "상권"),
        cycle="매년",
        columns=(
            IN_TOWN,
            text("업종", "산업 분류에 따른 업종"),
            count("사업체수", "사업체의 수", "개"),
            count("종사자수", "일하는 사람의 수", "명"),
        ),
        rows=_businesses,
    ),
    Original(
        name="구인 구직 월별 현황",
        owner="official3",
        category="고용",
        about="일자리지원센터에 접수된 구인, 구직, 취업 인원입니다.",
        keywords=("일자리", "구인", "구직", "취업"),
        form=Form.CP949,
        columns=(
            MONTH,
            text("직종", "크게 나눈 직종", key=True),
            count("구인인원", "사람을 찾는 자리의 수", "명"),
            count("구직인원", "일자리를 찾는 사람의 수", "명"),
            count("취업인원", "취업한 사람의 수", "명"),
        ),
        rows=_jobs,
    ),
    Original(
        name="전통시장 점포 현황",
        owner="official3",
        category="산업",
        about="전통시장의 품목별 점포 수와 지역화폐 사용 여부입니다.",
        keywords=("전통시장", "점포", "지역화폐", "소상공인"),
        cycle="반기",
        columns=(
            text("시장명", "시장의 이름", key=True),
            text("품목", "파는 물건의 종류", key=True),
            count("점포수", "점포의 수", "개"),
            text("지역화폐여부", "지역화폐를 받으면 Y"),
        ),
        rows=_stalls,
    ),
    Original(
        name="세출예산 기능별 현황",
        owner="official3",
        category="재정·세제·금융",
        about="기능별 세출예산을 세 해에 걸쳐 모은 자료입니다.",
        keywords=("예산", "세출", "재정"),
        licence=KOGL_1,
        cycle="매년",
        period="2023 ~ 2025",
        columns=(
            count("회계연도", "예산의 해", "년"),
            text("기능", "예산의 기능별 분류"),
            count("예산액", "세출예산", "백만원"),
        ),
        rows=_budget,
    ),
    Original(
        name="지방세 세목별 월별 징수 현황",
        owner="official3",
        category="재정금융",
        about="지방세의 징수액과 징수율입니다.",
        keywords=("지방세", "징수", "세금"),
        form=Form.XLSX,
        columns=(
            MONTH,
            text("세목", "세금의 종류", key=True),
            count("징수액", "거둔 세금", "백만원"),
            number("징수율", "매긴 세금 가운데 거둔 비율", "%"),
        ),
        rows=_taxes,
    ),
    Original(
        name="데이터 분류별 보유 현황",
        owner="official3",
        category="공공행정",
        about=(
            "빅데이터 사업 보고서(2023)의 표를 옮긴 것입니다. 보고서에 인쇄된 합계는 731종이지만 "
            "열네 분류를 더하면 708종입니다. 원문 그대로 두었습니다."
        ),
        keywords=("데이터 목록", "분류", "합계 불일치"),
        licence=KOGL_1,
        cycle="수시(1회성 데이터)",
        period="2023",
        columns=(
            text("분류", "데이터의 분류. 마지막 행은 인쇄된 합계", key=True),
            count("보유종수", "보유한 데이터의 종수", "종"),
            count("다운로드", "국가 포털에서 내려받은 횟수", "회"),
        ),
        rows=_held,
        invented=False,
    ),
    Original(
        name="민원 분야별 월별 처리 현황",
        owner="official3",
        category="일반공공행정",
        about="접수한 민원과 기한 안에 처리한 민원, 처리에 걸린 날의 평균입니다.",
        keywords=("민원", "국민신문고", "처리기간"),
        columns=(
            MONTH,
            text("분야", "민원의 분야", key=True),
            count("접수건수", "그 달에 접수한 건수"),
            count("기한내처리", "기한 안에 처리한 건수"),
            number("평균처리일수", "처리에 걸린 날의 평균", "일"),
        ),
        rows=_petitions,
    ),
    Original(
        name="읍면동별 주민등록 인구",
        owner="official3",
        category="공공행정",
        about="읍면동에 주민으로 등록한 사람과 세대의 수입니다.",
        keywords=("인구", "세대", "읍면동"),
        columns=(
            TOWN_CODE,
            TOWN,
            count("인구", "등록한 사람의 수", "명"),
            count("세대", "등록한 세대의 수", "세대"),
        ),
        rows=_people,
    ),
    Original(
        name="주민센터 회의실 현황",
        owner="official3",
        category="공공행정",
        about="시민이 빌릴 수 있는 회의실의 수용 인원과 시간당 사용료입니다.",
        keywords=("회의실", "대관", "주민센터"),
        cycle="매년",
        columns=(
            text("회의실명", "회의실의 이름", key=True),
            IN_TOWN,
            count("수용인원", "들어갈 수 있는 사람의 수", "명"),
            count("시간당사용료", "한 시간 사용료", "천원"),
        ),
        rows=_meeting_rooms,
    ),
)
