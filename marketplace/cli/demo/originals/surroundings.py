"""Environment and weather, disasters and safety, science."""

from collections.abc import Iterator

from marketplace.cli.demo.chance import Chance
from marketplace.cli.demo.city import MONTHS, TOWNS, days, warmth
from marketplace.cli.demo.original import (
    IN_TOWN,
    KOGL_1,
    LATITUDE,
    LONGITUDE,
    MONTH,
    TOWN,
    Original,
    count,
    day,
    number,
    text,
)
from marketplace.cli.demo.tables import Form, Row

_STATIONS = ("신흥동", "아름동", "한솔동", "부강면")


def _air(chance: Chance) -> Iterator[Row]:
    for when in days():
        haze = 34 - 16 * warmth(when.month) + chance.near(0, 14)
        for station in _STATIONS:
            coarse = max(5, round(haze + chance.near(6, 8)))
            fine = max(3, round(coarse * chance.near(0.52, 0.1, 2)))
            ozone = round(max(0.004, 0.03 + 0.015 * warmth(when.month, peak=6)), 3)
            yield (when, station, coarse, fine, ozone)


def _waste(chance: Chance) -> Iterator[Row]:
    for month_number, month in enumerate(MONTHS, start=1):
        for kind, usual in (("종량제", 2900), ("음식물류", 1750), ("재활용", 2200), ("대형", 310)):
            tonnes = chance.around(usual * (1 + 0.05 * warmth(month_number, peak=9)), 0.06)
            yield (month, kind, tonnes, round(tonnes / 390 * 1000 / 30, 1))


def _weather(chance: Chance) -> Iterator[Row]:
    for when in days():
        mean = 13 + 13.5 * warmth(when.month, peak=8) + chance.near(0, 4)
        wet = chance.yes(0.45 if when.month in {6, 7, 8} else 0.2) == "Y"
        yield (
            when,
            round(mean, 1),
            round(mean + chance.near(5, 2), 1),
            round(mean - chance.near(5, 2), 1),
            round(chance.near(14, 13.5), 1) if wet else 0.0,
            chance.near(1.7, 1.1),
        )


def _cameras(chance: Chance) -> Iterator[Row]:
    for town in TOWNS:
        for purpose, share in (
            ("방범", 620),
            ("교통단속", 2400),
            ("시설관리", 1300),
            ("어린이보호", 900),
        ):
            yield (town.name, purpose, 1 + chance.around(town.people / share, 0.3), chance.yes(0.7))


def _calls(chance: Chance) -> Iterator[Row]:
    for month_number, month in enumerate(MONTHS, start=1):
        for kind, usual in (("화재", 31), ("구조", 420), ("구급", 1380), ("생활안전", 260)):
            swing = -0.25 if kind == "화재" else 0.12
            calls = chance.around(usual * (1 + swing * warmth(month_number)), 0.1)
            yield (month, kind, calls, chance.near(7.4, 1.2))


def _shelters(chance: Chance) -> Iterator[Row]:
    for town in TOWNS:
        for shelter in range(1, 4):
            yield (
                f"{town.name} 제{shelter}대피소",
                town.name,
                chance.one(("지진옥외", "민방위", "무더위쉼터")),
                chance.around(420, 0.6),
                chance.near(town.latitude, 0.01, 5),
                chance.near(town.longitude, 0.01, 5),
            )


def _hotspots(chance: Chance) -> Iterator[Row]:
    places = ("버스정류장", "공원", "도서관", "주민센터", "전통시장")
    for town in TOWNS:
        for place in places:
            if chance.yes(0.75) == "Y":
                yield (
                    f"{town.name} {place}",
                    town.name,
                    place,
                    chance.between(1, 6),
                    chance.between(2017, 2025),
                )


def _research(chance: Chance) -> Iterator[Row]:
    fields = ("자율주행", "바이오", "스마트농업", "양자", "에너지", "인공지능")
    for project in range(1, 37):
        yield (
            f"P{project:03}",
            f"{fields[project % len(fields)]} 실증 연구 {project}",
            fields[project % len(fields)],
            chance.one(("대학", "기업", "출연연구기관")),
            chance.between(2022, 2025),
            chance.around(380, 0.7),
        )


ORIGINALS = (
    Original(
        name="대기오염 측정소별 일평균 농도",
        owner="official1",
        category="환경",
        about="측정소 네 곳의 미세먼지(PM10), 초미세먼지(PM2.5), 오존 농도의 하루 평균입니다.",
        keywords=("미세먼지", "초미세먼지", "오존", "대기질"),
        cycle="매일",
        columns=(
            day("측정일", "측정한 날", key=True),
            text("측정소", "측정소가 있는 곳", key=True),
            count("미세먼지", "PM10 하루 평균 농도", "㎍/㎥"),
            count("초미세먼지", "PM2.5 하루 평균 농도", "㎍/㎥"),
            number("오존", "오존 하루 평균 농도", "ppm"),
        ),
        rows=_air,
    ),
    Original(
        name="생활폐기물 종류별 월별 발생량",
        owner="official1",
        category="환경기상",
        about="종량제, 음식물류, 재활용, 대형 폐기물의 월별 발생량입니다.",
        keywords=("쓰레기", "폐기물", "재활용"),
        columns=(
            MONTH,
            text("종류", "폐기물의 종류", key=True),
            count("발생량", "그 달에 모은 양", "톤"),
            number("한사람하루", "주민 한 사람이 하루에 버린 양", "g"),
        ),
        rows=_waste,
    ),
    Original(
        name="일별 기상 관측 요약",
        owner="official1",
        category="기상",
        about="하루 평균·최고·최저 기온과 강수량, 평균 풍속입니다.",
        keywords=("기온", "강수량", "날씨"),
        cycle="매일",
        form=Form.PARQUET,
        columns=(
            day("관측일", "관측한 날", key=True),
            number("평균기온", "하루 평균 기온", "℃"),
            number("최고기온", "하루 최고 기온", "℃"),
            number("최저기온", "하루 최저 기온", "℃"),
            number("강수량", "하루 강수량", "mm"),
            number("평균풍속", "하루 평균 풍속", "m/s"),
        ),
        rows=_weather,
    ),
    Original(
        name="CCTV 설치 목적별 현황",
        owner="official1",
        category="공공질서 및 안전",
        about="읍면동과 설치 목적별 CCTV 대수입니다.",
        keywords=("CCTV", "방범", "안전"),
        cycle="반기",
        form=Form.CP949,
        columns=(
            TOWN,
            text("설치목적", "설치한 목적", key=True),
            count("대수", "설치한 카메라의 수", "대"),
            text("지능형여부", "영상을 스스로 알아보는 카메라가 있으면 Y"),
        ),
        rows=_cameras,
    ),
    Original(
        name="소방 출동 유형별 월별 현황",
        owner="official1",
        category="재난안전",
        about="화재, 구조, 구급, 생활안전 출동 건수와 현장 도착까지 걸린 시간의 평균입니다.",
        keywords=("소방", "출동", "구급", "화재"),
        columns=(
            MONTH,
            text("유형", "출동의 유형", key=True),
            count("출동건수", "그 달의 출동 건수"),
            number("평균도착시간", "신고에서 도착까지 걸린 시간의 평균", "분"),
        ),
        rows=_calls,
    ),
    Original(
        name="대피소 현황",
        owner="official1",
        category="재난안전",
        about="지진 옥외 대피장소, 민방위 대피시설, 무더위쉼터의 위치와 수용 인원입니다.",
        keywords=("대피소", "지진", "무더위쉼터"),
        cycle="매년",
        columns=(
            text("대피소명", "대피소의 이름", key=True),
            IN_TOWN,
            text("종류", "대피소의 종류"),
            count("수용인원", "들어갈 수 있는 사람의 수", "명"),
            LATITUDE,
            LONGITUDE,
        ),
        rows=_shelters,
    ),
    Original(
        name="공공 와이파이 설치 현황",
        owner="official3",
        category="과학기술",
        about="누구나 쓸 수 있는 무선 인터넷이 설치된 곳과 접속 장치의 수입니다.",
        keywords=("와이파이", "무선 인터넷", "통신"),
        cycle="반기",
        columns=(
            text("설치장소", "설치한 곳의 이름", key=True),
            IN_TOWN,
            text("장소유형", "설치한 곳의 유형"),
            count("접속장치", "접속 장치의 수", "대"),
            count("설치연도", "처음 설치한 해", "년"),
        ),
        rows=_hotspots,
    ),
    Original(
        name="지역 연구개발 과제 현황",
        owner="official3",
        category="과학기술",
        about="시가 지원하는 연구개발 과제의 분야와 사업비입니다.",
        keywords=("연구개발", "과제", "자율주행"),
        licence=KOGL_1,
        cycle="매년",
        form=Form.XLSX,
        columns=(
            text("과제번호", "과제를 가리키는 번호", key=True),
            text("과제명", "과제의 이름"),
            text("분야", "기술 분야"),
            text("수행기관유형", "수행하는 기관의 유형"),
            count("시작연도", "과제를 시작한 해", "년"),
            count("사업비", "총 사업비", "백만원"),
        ),
        rows=_research,
    ),
)
