"""Culture and sights, farming."""

from collections.abc import Iterator

from marketplace.cli.demo.chance import Chance
from marketplace.cli.demo.city import MONTHS, TOWNS, days, warmth
from marketplace.cli.demo.original import (
    CC_BY,
    IN_TOWN,
    MONTH,
    Original,
    count,
    day,
    text,
)
from marketplace.cli.demo.tables import Form, Row


def _visitors(chance: Chance) -> Iterator[Row]:
    sights = (
        ("세종호수공원", 92_000), ("국립수목원", 61_000), ("베어트리파크", 24_000),
        ("고복자연공원", 12_000), ("조치원문화정원", 7_000), ("금강보행교", 81_000),
    )  # fmt: skip
    for month_number, month in enumerate(MONTHS, start=1):
        for sight, usual in sights:
            yield (
                month,
                sight,
                chance.around(usual * (1 + 0.5 * warmth(month_number, peak=5)), 0.15),
            )


def _events(chance: Chance) -> Iterator[Row]:
    kinds = ("음악회", "전시", "축제", "연극", "체험")
    all_days = tuple(days())
    for event in range(1, 73):
        first = chance.day(all_days[0], all_days[350])
        yield (
            f"E{event:03}",
            f"{chance.one(TOWNS).name} {kinds[event % len(kinds)]} {event}",
            kinds[event % len(kinds)],
            first,
            chance.between(1, 5),
            chance.yes(0.7),
        )


def _heritage(chance: Chance) -> Iterator[Row]:
    for relic in range(1, 41):
        town = TOWNS[relic % 10]
        yield (
            f"{town.name} 문화유산 {relic}",
            town.name,
            chance.one(("유형유산", "무형유산", "기념물", "민속유산")),
            chance.one(("국가지정", "시지정", "향토")),
            chance.between(1965, 2024),
        )


def _produce(chance: Chance) -> Iterator[Row]:
    for month_number, month in enumerate(MONTHS, start=1):
        for crop, peak, usual in (
            ("복숭아", 8, 41_000), ("배", 10, 36_000), ("딸기", 3, 22_000), ("상추", 5, 12_000),
            ("토마토", 6, 18_000), ("감자", 7, 15_000), ("쌀", 11, 52_000),
        ):  # fmt: skip
            kilos = chance.around(usual * max(0.05, warmth(month_number, peak=peak)), 0.2)
            yield (month, crop, kilos, chance.around(4_200, 0.5))


def _farms(chance: Chance) -> Iterator[Row]:
    for town in TOWNS[:10]:
        for kind in ("논벼", "과수", "시설채소", "축산"):
            farms = chance.around(town.people / 40, 0.5)
            yield (town.name, kind, farms, chance.around(farms * 0.9, 0.4))


ORIGINALS = (
    Original(
        name="관광지 월별 방문객",
        owner="official3",
        category="관광",
        about="주요 관광지를 찾은 사람의 수입니다.",
        keywords=("관광", "방문객", "호수공원", "수목원"),
        licence=CC_BY,
        columns=(
            MONTH,
            text("관광지", "관광지의 이름", key=True),
            count("방문객수", "그 달에 찾은 사람의 수", "명"),
        ),
        rows=_visitors,
    ),
    Original(
        name="문화행사 목록",
        owner="official3",
        category="문화관광",
        about="시에서 열리는 공연, 전시, 축제의 일정입니다.",
        keywords=("문화행사", "축제", "공연", "전시"),
        form=Form.BOM,
        columns=(
            text("행사번호", "행사를 가리키는 번호", key=True),
            text("행사명", "행사의 이름"),
            text("종류", "행사의 종류"),
            day("시작일", "행사를 여는 날"),
            count("기간", "열리는 날의 수", "일"),
            text("무료여부", "그냥 볼 수 있으면 Y"),
        ),
        rows=_events,
    ),
    Original(
        name="국가유산과 향토유산 현황",
        owner="official3",
        category="문화",
        about="유산의 종류와 지정 구분, 지정 연도입니다.",
        keywords=("문화재", "국가유산", "향토유산"),
        cycle="매년",
        form=Form.CP949,
        columns=(
            text("유산명", "유산의 이름", key=True),
            IN_TOWN,
            text("종류", "유산의 종류"),
            text("지정구분", "국가지정, 시지정, 향토"),
            count("지정연도", "지정한 해", "년"),
        ),
        rows=_heritage,
    ),
    Original(
        name="로컬푸드 직매장 품목별 출하량",
        owner="official3",
        category="농축수산",
        about="싱싱장터에 나온 농산물의 양과 평균 가격입니다.",
        keywords=("로컬푸드", "농산물", "복숭아", "직매장"),
        columns=(
            MONTH,
            text("품목", "농산물의 이름", key=True),
            count("출하량", "그 달에 나온 양", "kg"),
            count("평균가격", "1kg의 평균 가격", "원"),
        ),
        rows=_produce,
    ),
    Original(
        name="읍면별 농가 현황",
        owner="official3",
        category="농림",
        about="읍면과 영농 형태별 농가 수와 경작 면적입니다.",
        keywords=("농가", "경작", "농업"),
        cycle="매년",
        columns=(
            text("읍면", "읍면의 이름", key=True),
            text("영농형태", "주로 짓는 농사의 종류", key=True),
            count("농가수", "농가의 수", "가구"),
            count("경작면적", "농사짓는 땅의 넓이", "ha"),
        ),
        rows=_farms,
    ),
)
