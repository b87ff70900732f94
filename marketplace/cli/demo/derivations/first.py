"""What is made of the originals: the first generation, one returned and one left waiting."""

from collections.abc import Iterator, Sequence

from marketplace.cli.demo.derivations import names
from marketplace.cli.demo.derived import Derived, Fate, From
from marketplace.cli.demo.original import IN_TOWN, MONTH, TOWN, count, number, text
from marketplace.cli.demo.reshaping import (
    Record,
    grouped,
    mean,
    quarter_of,
    total,
)
from marketplace.cli.demo.tables import Row

Records = Sequence[Record]

_BY_QUARTER = text("분기", "연도와 분기", key=True)
_ROUTE = text("노선번호", "버스 앞에 적힌 번호", key=True)

HAZE = 40
"""PM10 in ㎍/㎥ from which a day counts here."""


def _trunk_routes(buses: Records) -> Iterator[Row]:
    for each in buses:
        if each["노선유형"] == "간선":
            yield (each["기준연월"], each["노선번호"], int(each["승차인원"]), int(each["환승인원"]))


def _warm_months(bicycles: Records) -> Iterator[Row]:
    for each in bicycles:
        if "2025-04" <= each["기준연월"] <= "2025-10":
            yield (each["기준연월"], each["대여소번호"], each["읍면동"], int(each["대여건수"]))


def _hazy_days(air: Records) -> Iterator[Row]:
    for each in air:
        if int(each["미세먼지"]) >= HAZE:
            yield (each["측정일"], each["측정소"], int(each["미세먼지"]), int(each["초미세먼지"]))


def _nursery_places(nurseries: Records) -> Iterator[Row]:
    for (town,), places in grouped(nurseries, lambda each: (each["읍면동"],)):
        yield (town, len(places), total(places, "정원"), total(places, "현원"))


def _restaurants_by_town(restaurants: Records) -> Iterator[Row]:
    for (town, kind), places in grouped(restaurants, lambda each: (each["읍면동"], each["업종"])):
        yield (town, kind, len(places))


def _pupils_by_town(schools: Records) -> Iterator[Row]:
    for (town,), held in grouped(schools, lambda each: (each["읍면동"],)):
        yield (town, len(held), total(held, "학생수"))


def _visitors_by_quarter(visitors: Records) -> Iterator[Row]:
    for (sight, quarter), months in grouped(
        visitors, lambda each: (each["관광지"], quarter_of(each["기준연월"]))
    ):
        yield (sight, quarter, total(months, "방문객수"))


def _shelters(stops: Records) -> Iterator[Row]:
    for (town,), held in grouped(stops, lambda each: (each["읍면동"],)):
        yield (town, len(held), sum(each["쉼터여부"] == "Y" for each in held))


def _walkers(walking: Records) -> Iterator[Row]:
    for (town,), held in grouped(walking, lambda each: (each["읍면동"],)):
        yield (town, total(held, "응답자"), mean(held, "실천율"))


def _park_area(parks: Records) -> Iterator[Row]:
    for (town,), held in grouped(parks, lambda each: (each["읍면동"],)):
        yield (town, len(held), total(held, "면적"))


FIRST = (
    Derived(
        name=names.TRUNK_ROUTES,
        maker="researcher",
        category="교통물류",
        about="간선 노선만 골라낸 자료입니다.",
        keywords=("버스", "간선", "승차"),
        sources=(From(names.BUSES, "filter"),),
        columns=(
            MONTH,
            _ROUTE,
            count("승차인원", "그 달에 탄 사람의 수", "명"),
            count("환승인원", "갈아탄 사람의 수", "명"),
        ),
        make=_trunk_routes,
        method="노선유형이 '간선'인 행만 남기고 노선유형 열을 뺐습니다.",
    ),
    Derived(
        name=names.WARM_MONTHS,
        maker="firm",
        category="교통물류",
        about="4월부터 10월까지의 대여 건수만 골라낸 자료입니다.",
        keywords=("자전거", "대여", "계절"),
        sources=(From(names.BICYCLES, "filter"),),
        columns=(
            MONTH,
            text("대여소번호", "대여소를 가리키는 번호", key=True),
            IN_TOWN,
            count("대여건수", "그 달에 빌린 횟수"),
        ),
        make=_warm_months,
        method="기준연월이 2025-04부터 2025-10까지인 행만 남겼습니다.",
    ),
    Derived(
        name=names.HAZY_DAYS,
        maker="citizen",
        category="환경기상",
        about="하루 평균 미세먼지 농도가 40㎍/㎥ 이상인 날과 측정소입니다.",
        keywords=("미세먼지", "대기질", "건강"),
        sources=(From(names.AIR, "filter"),),
        columns=(
            text("측정일", "측정한 날", key=True),
            text("측정소", "측정소가 있는 곳", key=True),
            count("미세먼지", "PM10 하루 평균 농도", "㎍/㎥"),
            count("초미세먼지", "PM2.5 하루 평균 농도", "㎍/㎥"),
        ),
        make=_hazy_days,
        method="미세먼지 열이 40 이상인 행만 남겼습니다.",
    ),
    Derived(
        name=names.NURSERY_PLACES,
        maker="official3",
        category="사회복지",
        about="어린이집의 수와 정원, 현원을 읍면동으로 더한 자료입니다.",
        keywords=("어린이집", "보육", "읍면동"),
        licence="KOGL-1",
        sources=(From(names.NURSERIES, "aggregate"),),
        columns=(
            TOWN,
            count("어린이집수", "어린이집의 수", "곳"),
            count("정원", "정원의 합", "명"),
            count("현원", "현원의 합", "명"),
        ),
        make=_nursery_places,
        method="읍면동으로 묶어 수를 세고 정원과 현원을 더했습니다.",
    ),
    Derived(
        name=names.RESTAURANTS_BY_TOWN,
        maker="firm",
        category="식품건강",
        about="음식점의 수를 읍면동과 업종으로 센 자료입니다.",
        keywords=("음식점", "상권", "업종"),
        sources=(From(names.RESTAURANTS, "aggregate"),),
        columns=(
            TOWN,
            text("업종", "음식의 종류로 나눈 업종", key=True),
            count("업소수", "업소의 수", "곳"),
        ),
        make=_restaurants_by_town,
        method="읍면동과 업종으로 묶어 세었습니다.",
    ),
    Derived(
        name="읍면동별 학생 수",
        maker="researcher",
        category="교육",
        about="학교와 학생의 수를 읍면동으로 더한 자료입니다.",
        keywords=("학생", "학교", "읍면동"),
        sources=(From(names.SCHOOLS, "aggregate"),),
        columns=(
            TOWN,
            count("학교수", "학교의 수", "곳"),
            count("학생수", "재학생의 합", "명"),
        ),
        make=_pupils_by_town,
        method="읍면동으로 묶어 수를 세고 학생수를 더했습니다.",
        recipe="SELECT 읍면동, count(*) AS 학교수, sum(학생수) AS 학생수 FROM s1 GROUP BY 읍면동",
    ),
    Derived(
        name="관광지 분기별 방문객",
        maker="official2",
        category="문화관광",
        about="관광지를 찾은 사람의 수를 분기로 더한 자료입니다.",
        keywords=("관광", "방문객", "분기"),
        sources=(From(names.VISITORS, "aggregate"),),
        columns=(
            text("관광지", "관광지의 이름", key=True),
            _BY_QUARTER,
            count("방문객수", "분기에 찾은 사람의 수", "명"),
        ),
        make=_visitors_by_quarter,
        method="관광지와 분기로 묶어 방문객수를 더했습니다.",
    ),
    Derived(
        name="읍면동별 버스 쉼터 비율",
        maker="citizen",
        category="교통물류",
        about="정류장 가운데 쉼터가 있는 곳을 센 자료입니다.",
        keywords=("버스", "쉼터", "정류장"),
        sources=(From(names.STOPS, "aggregate"),),
        columns=(
            TOWN,
            count("정류장수", "정류장의 수", "곳"),
            count("쉼터수", "쉼터가 있는 정류장의 수", "곳"),
        ),
        make=_shelters,
        method="읍면동으로 묶어 세었습니다.",
        fate=Fate.RETURNED,
        remark="제목은 비율인데 비율 열이 없습니다. 열을 넣거나 제목을 고쳐 다시 내 주세요.",
    ),
    Derived(
        name="읍면동별 공원 면적",
        maker="firm",
        category="국토관리",
        about="공원의 수와 면적을 읍면동으로 더한 자료입니다.",
        keywords=("공원", "면적", "읍면동"),
        sources=(From(names.PARKS, "aggregate"),),
        columns=(
            TOWN,
            count("공원수", "공원의 수", "곳"),
            count("면적", "공원 면적의 합", "㎡"),
        ),
        make=_park_area,
        method="읍면동으로 묶어 수를 세고 면적을 더했습니다.",
        fate=Fate.LEFT,
    ),
    Derived(
        name="읍면동별 걷기 실천율",
        maker="citizen",
        category="식품건강",
        about="연령대를 합친 걷기 실천율입니다.",
        keywords=("걷기", "건강", "읍면동"),
        sources=(From(names.WALKING, "aggregate"),),
        columns=(
            TOWN,
            count("응답자", "응답한 사람의 수", "명"),
            number("실천율", "연령대별 실천율의 평균", "%"),
        ),
        make=_walkers,
        method="읍면동으로 묶어 응답자를 더하고 실천율의 평균을 냈습니다.",
        fate=Fate.LEFT,
    ),
)
