"""What is made of that: the second generation and the third."""

from collections.abc import Iterator, Sequence

from marketplace.cli.demo.derivations import names
from marketplace.cli.demo.derived import Derived, From
from marketplace.cli.demo.original import MONTH, TOWN, count, number, text
from marketplace.cli.demo.reshaping import (
    Record,
    correlation,
    grouped,
    mean,
    quarter_of,
    total,
    trend,
)
from marketplace.cli.demo.tables import Row

Records = Sequence[Record]

_BY_QUARTER = text("분기", "연도와 분기", key=True)
_ROUTE = text("노선번호", "버스 앞에 적힌 번호", key=True)


def _routes_by_quarter(trunk: Records) -> Iterator[Row]:
    for (route, quarter), months in grouped(
        trunk, lambda each: (each["노선번호"], quarter_of(each["기준연월"]))
    ):
        yield (route, quarter, total(months, "승차인원"), total(months, "환승인원"))


def _lent_by_month(warm: Records) -> Iterator[Row]:
    for (month,), racks in grouped(warm, lambda each: (each["기준연월"],)):
        yield (month, total(racks, "대여건수"), mean(racks, "대여건수"))


def _haze_by_month(hazy: Records) -> Iterator[Row]:
    for (month,), held in grouped(hazy, lambda each: (each["측정일"][:7],)):
        yield (month, len({each["측정일"] for each in held}), mean(held, "미세먼지"))


def _town_life(restaurants: Records, nurseries: Records) -> Iterator[Row]:
    places = {each["읍면동"]: int(each["정원"]) for each in nurseries}
    for (town,), held in grouped(restaurants, lambda each: (each["읍면동"],)):
        yield (town, total(held, "업소수"), places.get(town, 0))


def _fines_by_quarter(fines: Records) -> Iterator[Row]:
    for (quarter,), held in grouped(fines, lambda each: (quarter_of(each["기준연월"]),)):
        yield (quarter, total(held, "단속건수"))


def _route_trends(quarters: Records) -> Iterator[Row]:
    for (route,), held in grouped(quarters, lambda each: (each["노선번호"],)):
        boarded = [float(each["승차인원"]) for each in held]
        changed = round(100 * total(held, "환승인원") / total(held, "승차인원"), 1)
        yield (route, round(sum(boarded)), trend(boarded), changed)


def _haze_and_bicycles(lent: Records, haze: Records) -> Iterator[Row]:
    hazy = {each["기준연월"]: float(each["나쁨일수"]) for each in haze}
    months = [each for each in lent if each["기준연월"] in hazy]
    yield (
        "미세먼지 일수와 자전거 대여 건수",
        len(months),
        correlation(
            [hazy[each["기준연월"]] for each in months],
            [float(each["대여건수"]) for each in months],
        ),
    )


def _living_index(life: Records, people: Records) -> Iterator[Row]:
    by_town = {each["읍면동"]: int(each["인구"]) for each in people}
    for each in life:
        thousands = by_town[each["읍면동"]] / 1000
        eating = round(int(each["음식점수"]) / thousands, 2)
        caring = round(int(each["보육정원"]) / thousands, 2)
        yield (each["읍면동"], eating, caring, round(eating + caring / 10, 2))


SECOND = (
    Derived(
        name=names.TRUNK_BY_QUARTER,
        maker="citizen",
        category="교통물류",
        about="간선 노선의 승차 인원을 분기로 더한 자료입니다.",
        keywords=("버스", "간선", "분기"),
        sources=(From(names.TRUNK_ROUTES, "aggregate"),),
        columns=(
            _ROUTE,
            _BY_QUARTER,
            count("승차인원", "분기에 탄 사람의 수", "명"),
            count("환승인원", "분기에 갈아탄 사람의 수", "명"),
        ),
        make=_routes_by_quarter,
        method="노선번호와 분기로 묶어 더했습니다.",
    ),
    Derived(
        name=names.LENT_BY_MONTH,
        maker="researcher",
        category="교통물류",
        about="대여소를 모두 더한 달별 대여 건수입니다.",
        keywords=("자전거", "대여", "월별"),
        sources=(From(names.WARM_MONTHS, "aggregate"),),
        columns=(
            MONTH,
            count("대여건수", "그 달에 빌린 횟수의 합"),
            number("대여소평균", "대여소 한 곳의 평균", "건"),
        ),
        make=_lent_by_month,
        method="기준연월로 묶어 더하고 평균을 냈습니다.",
    ),
    Derived(
        name=names.HAZE_BY_MONTH,
        maker="firm",
        category="환경기상",
        about="미세먼지 주의가 필요한 날을 달로 센 자료입니다.",
        keywords=("미세먼지", "일수", "월별"),
        sources=(From(names.HAZY_DAYS, "aggregate"),),
        columns=(
            MONTH,
            count("나쁨일수", "한 곳이라도 40㎍/㎥ 이상인 날의 수", "일"),
            number("평균농도", "그런 날의 평균 농도", "㎍/㎥"),
        ),
        make=_haze_by_month,
        method="측정일의 연월로 묶어 날을 세고 농도의 평균을 냈습니다.",
    ),
    Derived(
        name=names.TOWN_LIFE,
        maker="researcher",
        category="사회복지",
        about="음식점의 수와 어린이집 정원을 읍면동으로 이은 자료입니다.",
        keywords=("생활 여건", "음식점", "보육"),
        sources=(
            From(names.RESTAURANTS_BY_TOWN, "join"),
            From(names.NURSERY_PLACES, "join"),
        ),
        columns=(
            TOWN,
            count("음식점수", "모든 업종의 음식점 수", "곳"),
            count("보육정원", "어린이집 정원의 합", "명"),
        ),
        make=_town_life,
        method="두 자료를 읍면동으로 이었습니다. 음식점은 업종을 모두 더했습니다.",
    ),
    Derived(
        name="주정차 단속 분기 집계",
        maker="official2",
        category="교통물류",
        about="함께 쓰는 단속 건수를 시 전체의 분기로 더한 자료입니다.",
        keywords=("주정차", "단속", "공동활용"),
        licence="KOGL-1",
        access="joint",
        sources=(From(names.PARKING_FINES, "aggregate"),),
        columns=(_BY_QUARTER, count("단속건수", "분기의 단속 건수")),
        make=_fines_by_quarter,
        method="분기로 묶어 더했습니다.",
    ),
)

THIRD = (
    Derived(
        name="간선 노선 이용 추세 분석",
        maker="researcher",
        category="교통물류",
        about="노선마다 분기 승차 인원이 오르는지 내리는지 본 분석입니다.",
        keywords=("버스", "추세", "분석"),
        kind="analysis",
        sources=(From(names.TRUNK_BY_QUARTER, "analyse"),),
        columns=(
            _ROUTE,
            count("연간승차인원", "한 해 승차 인원의 합", "명"),
            number("분기추세", "한 분기가 지날 때 늘어난 승차 인원", "명"),
            number("환승비율", "승차 인원 가운데 갈아탄 비율", "%"),
        ),
        make=_route_trends,
        method="노선마다 네 분기의 승차 인원에 직선을 맞춘 기울기와 환승 비율입니다.",
    ),
    Derived(
        name="미세먼지와 자전거 이용의 관계 분석",
        maker="firm",
        category="환경기상",
        about="미세먼지 주의 일수가 많은 달에 자전거를 덜 타는지 본 분석입니다.",
        keywords=("미세먼지", "자전거", "상관", "분석"),
        kind="analysis",
        sources=(
            From(names.LENT_BY_MONTH, "analyse"),
            From(names.HAZE_BY_MONTH, "analyse"),
        ),
        columns=(
            text("항목", "견준 두 값", key=True),
            count("달의수", "두 값이 모두 있는 달의 수", "달"),
            number("상관계수", "피어슨 상관계수"),
        ),
        make=_haze_and_bicycles,
        method="두 자료에 모두 있는 달의 피어슨 상관계수입니다. 달이 적어 참고만 됩니다.",
    ),
    Derived(
        name="읍면동 생활 여건 지수",
        maker="official2",
        category="사회복지",
        about="주민 천 명당 음식점 수와 보육 정원으로 만든 지수입니다.",
        keywords=("생활 여건", "지수", "분석"),
        kind="analysis",
        sources=(From(names.TOWN_LIFE, "analyse"), From(names.PEOPLE, "analyse")),
        columns=(
            TOWN,
            number("천명당음식점", "주민 천 명당 음식점 수", "곳"),
            number("천명당보육정원", "주민 천 명당 어린이집 정원", "명"),
            number("지수", "음식점 수에 보육 정원의 10분의 1을 더한 값"),
        ),
        make=_living_index,
        method="읍면동 인구로 나눈 두 값을 더했습니다. 보육 정원에는 0.1을 곱했습니다.",
    ),
)
