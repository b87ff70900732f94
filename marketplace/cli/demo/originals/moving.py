"""Transport and logistics, and land."""

from collections.abc import Iterator

from marketplace.cli.demo.chance import Chance
from marketplace.cli.demo.city import MONTHS, TOWNS, warmth
from marketplace.cli.demo.original import (
    CC_BY,
    IN_TOWN,
    KOGL_0,
    KOGL_1,
    LATITUDE,
    LONGITUDE,
    MONTH,
    TOWN,
    TOWN_CODE,
    Original,
    count,
    text,
)
from marketplace.cli.demo.tables import Column, Form, Row
from verification.declaration import ColumnType

_STOPS = ("시청", "초등학교", "아파트", "우체국", "시장", "도서관", "공원", "주민센터", "사거리")
_ROUTES = (
    *((f"{900 + n}", "간선", 5200) for n in range(6)),
    *((f"{200 + n}", "지선", 1500) for n in range(10)),
    *((f"1{n:02}0", "광역", 7800) for n in range(4)),
)


def _stops(chance: Chance) -> Iterator[Row]:
    for town_number, town in enumerate(TOWNS, start=1):
        for stop in range(1, 8):
            yield (
                f"S{town_number:02}{stop:03}",
                f"{town.name} {_STOPS[(town_number + stop) % len(_STOPS)]} {stop}",
                town.name,
                chance.near(town.latitude, 0.012, 5),
                chance.near(town.longitude, 0.012, 5),
                chance.yes(0.6),
            )


def _boardings(chance: Chance) -> Iterator[Row]:
    for month_number, month in enumerate(MONTHS, start=1):
        for route, kind, daily in _ROUTES:
            boarded = chance.around(30 * daily * (1 - 0.08 * warmth(month_number)), 0.1)
            yield (month, route, kind, boarded, round(boarded * chance.near(0.22, 0.05, 3)))


def _boardings_by_hour(chance: Chance) -> Iterator[Row]:
    for stop in range(1, 61):
        busy = chance.between(40, 400)
        for hour in range(5, 24):
            rush = 2.6 if hour in {7, 8, 18} else 0.4 if hour in {5, 23} else 1.0
            yield (f"S{1 + stop % 22:02}{1 + stop % 7:03}-{stop}", hour, chance.around(busy * rush))


def _car_parks(chance: Chance) -> Iterator[Row]:
    for town in TOWNS:
        for lot in range(1, 3):
            yield (
                f"{town.name} 제{lot}공영주차장",
                town.name,
                chance.one(("노외", "노상", "부설")),
                chance.around(90, 0.7),
                chance.one((0, 500, 700, 1000)),
                chance.yes(0.35),
            )


def _bicycles(chance: Chance) -> Iterator[Row]:
    for month_number, month in enumerate(MONTHS, start=1):
        for rack in range(1, 41):
            season = 1 + 0.7 * warmth(month_number, peak=6)
            lent = chance.around((60 + 23 * (rack % 9)) * season, 0.25)
            yield (
                month,
                f"B{rack:03}",
                TOWNS[rack % len(TOWNS)].name,
                lent,
                chance.around(14, 0.3),
            )


def _land_prices(chance: Chance) -> Iterator[Row]:
    for town in TOWNS:
        level = 1_400_000 if town.name.endswith("동") else 180_000
        for use in ("대지", "전", "답", "임야"):
            share = {"대지": 1.0, "전": 0.3, "답": 0.25, "임야": 0.08}[use]
            yield (
                town.code,
                town.name,
                use,
                chance.around(level * share, 0.3),
                chance.between(8, 90),
            )


def _estates(chance: Chance) -> Iterator[Row]:
    for town in TOWNS:
        for estate in range(1, 4 if town.name.endswith("동") else 2):
            yield (
                f"{town.name} 새터마을 {estate}단지",
                town.name,
                chance.between(2012, 2024),
                chance.around(780, 0.5),
                chance.between(10, 29),
                chance.one(("분양", "공공임대", "행복주택")),
            )


def _permits(chance: Chance) -> Iterator[Row]:
    for month in MONTHS:
        for use, usual in (("주거용", 34), ("상업용", 21), ("공업용", 9), ("기타", 13)):
            permits = chance.around(usual, 0.4)
            yield (month, use, permits, chance.around(permits * 640, 0.3))


def _parks(chance: Chance) -> Iterator[Row]:
    for town in TOWNS:
        for kind, usual in (("어린이공원", 1_800), ("근린공원", 24_000), ("소공원", 900)):
            name = f"{town.name} {kind} {chance.between(1, 9)}호"
            yield (name, town.name, kind, chance.around(usual, 0.5), chance.between(2011, 2024))


ORIGINALS = (
    Original(
        name="시내버스 정류장 현황",
        owner="official1",
        category="교통 및 물류",
        about="시내버스 정류장의 위치와 쉼터 설치 여부입니다.",
        keywords=("버스", "정류장", "쉼터", "위치"),
        cycle="반기",
        form=Form.CP949,
        columns=(
            text("정류장번호", "정류장을 가리키는 번호", key=True),
            text("정류장명", "정류장 표지에 적힌 이름"),
            IN_TOWN,
            LATITUDE,
            LONGITUDE,
            text("쉼터여부", "비바람을 막는 쉼터가 있으면 Y"),
        ),
        rows=_stops,
    ),
    Original(
        name="시내버스 노선별 월별 승차 인원",
        owner="official1",
        category="교통·물류",
        about="교통카드 거래를 노선과 달로 모은 승차 인원과 그중 환승 인원입니다.",
        keywords=("버스", "승차", "환승", "대중교통"),
        columns=(
            MONTH,
            text("노선번호", "버스 앞에 적힌 번호", key=True),
            text("노선유형", "간선, 지선, 광역"),
            count("승차인원", "그 달에 탄 사람의 수", "명"),
            count("환승인원", "승차 인원 가운데 갈아탄 사람의 수", "명"),
        ),
        rows=_boardings,
    ),
    Original(
        name="정류장 시간대별 평일 승차 인원",
        owner="official1",
        category="교통물류",
        about="이용이 많은 정류장 60곳의 평일 하루 평균 승차 인원을 시간대로 나눈 자료입니다.",
        keywords=("버스", "시간대", "출근", "퇴근"),
        licence=CC_BY,
        cycle="분기",
        form=Form.PARQUET,
        columns=(
            text("정류장번호", "정류장을 가리키는 번호", key=True),
            Column("시간대", ColumnType.INTEGER, "시작하는 시각", "시", key=True),
            count("승차인원", "평일 하루 평균 승차 인원", "명"),
        ),
        rows=_boardings_by_hour,
    ),
    Original(
        name="공영주차장 현황",
        owner="official1",
        category="교통 및 물류",
        about="시가 운영하는 주차장의 주차면 수와 요금입니다.",
        keywords=("주차장", "주차요금", "전기차 충전"),
        cycle="반기",
        form=Form.XLSX,
        columns=(
            text("주차장명", "주차장의 이름", key=True),
            IN_TOWN,
            text("유형", "노외, 노상, 부설"),
            count("주차면수", "세울 수 있는 차의 수", "면"),
            count("시간당요금", "한 시간 요금. 무료는 0", "원"),
            text("충전기여부", "전기차 충전기가 있으면 Y"),
        ),
        rows=_car_parks,
    ),
    Original(
        name="공공자전거 대여소별 월별 대여 건수",
        owner="official1",
        category="교통",
        about="대여소마다 한 달 동안 자전거를 빌린 횟수와 한 번에 탄 시간의 평균입니다.",
        keywords=("자전거", "대여", "어울링"),
        form=Form.BOM,
        columns=(
            MONTH,
            text("대여소번호", "대여소를 가리키는 번호", key=True),
            IN_TOWN,
            count("대여건수", "그 달에 빌린 횟수"),
            count("평균이용시간", "한 번에 탄 시간의 평균", "분"),
        ),
        rows=_bicycles,
    ),
    Original(
        name="읍면동별 평균 개별공시지가",
        owner="official1",
        category="국토관리",
        about="읍면동과 지목별 개별공시지가의 평균과 필지 수입니다.",
        keywords=("공시지가", "토지", "지목"),
        licence=KOGL_1,
        cycle="매년",
        columns=(
            TOWN_CODE,
            TOWN,
            text("지목", "토지의 용도에 따른 구분", key=True),
            count("평균지가", "제곱미터당 평균 가격", "원/㎡"),
            count("표본필지", "평균을 낸 필지의 수", "필지"),
        ),
        rows=_land_prices,
    ),
    Original(
        name="공동주택 단지 현황",
        owner="official1",
        category="국토관리",
        about="공동주택 단지의 준공연도, 세대수, 최고 층수입니다.",
        keywords=("아파트", "공동주택", "세대수"),
        cycle="매년",
        form=Form.XLSX,
        columns=(
            text("단지명", "단지의 이름", key=True),
            IN_TOWN,
            count("준공연도", "사용 승인을 받은 해", "년"),
            count("세대수", "단지의 세대 수", "세대"),
            count("최고층수", "가장 높은 동의 층수", "층"),
            text("공급유형", "분양, 공공임대, 행복주택"),
        ),
        rows=_estates,
    ),
    Original(
        name="건축허가 월별 현황",
        owner="official1",
        category="건설",
        about="용도별 건축허가 건수와 연면적입니다.",
        keywords=("건축허가", "연면적"),
        form=Form.CP949,
        columns=(
            MONTH,
            text("용도", "건축물의 용도", key=True),
            count("허가건수", "그 달에 허가한 건수"),
            count("연면적", "허가한 건축물의 바닥 면적을 더한 값", "㎡"),
        ),
        rows=_permits,
    ),
    Original(
        name="도시공원 현황",
        owner="official1",
        category="국토관리",
        about="도시공원의 종류와 면적, 조성 연도입니다.",
        keywords=("공원", "녹지", "산책"),
        licence=KOGL_0,
        cycle="매년",
        columns=(
            text("공원명", "공원의 이름", key=True),
            IN_TOWN,
            text("종류", "어린이공원, 근린공원, 소공원"),
            count("면적", "공원의 넓이", "㎡"),
            count("조성연도", "공원을 연 해", "년"),
        ),
        rows=_parks,
    ),
)
