"""Food, exercise and education."""

from collections.abc import Iterator

from marketplace.cli.demo.chance import Chance
from marketplace.cli.demo.city import MONTHS, TOWNS, days, warmth
from marketplace.cli.demo.original import (
    IN_TOWN,
    MONTH,
    TOWN,
    Original,
    count,
    day,
    number,
    text,
)
from marketplace.cli.demo.tables import Form, Row

_KINDS_OF_FOOD = ("한식", "중식", "일식", "양식", "분식", "카페", "제과점")


def _restaurants(chance: Chance) -> Iterator[Row]:
    for town in TOWNS:
        for place in range(1, 6 + town.people // 2_600):
            kind = chance.one(_KINDS_OF_FOOD)
            opened = chance.between(2008, 2025)
            yield (
                f"R{town.code[5:8]}{place:03}",
                f"{town.name} {kind} {place}호점",
                town.name,
                kind,
                opened,
                chance.one(("매우우수", "우수", "좋음", "미지정")),
            )


def _walking(chance: Chance) -> Iterator[Row]:
    for town in TOWNS:
        for ages in ("19-29세", "30-49세", "50-64세", "65세 이상"):
            yield (town.name, ages, chance.between(40, 160), chance.near(47, 14))


def _schools(chance: Chance) -> Iterator[Row]:
    levels = (("초등학교", 24, 26), ("중학교", 15, 27), ("고등학교", 18, 25))
    for town in TOWNS:
        for level, classes, pupils in levels[: 3 if town.people > 10_000 else 1]:
            rooms = max(3, chance.around(classes * min(1, town.people / 20_000), 0.2))
            yield (
                f"{town.name} {level}",
                town.name,
                level,
                rooms,
                chance.around(rooms * pupils, 0.1),
            )


def _libraries(chance: Chance) -> Iterator[Row]:
    for month_number, month in enumerate(MONTHS, start=1):
        for town in TOWNS[::2]:
            visits = chance.around(town.people * (0.55 + 0.08 * warmth(month_number, peak=1)), 0.12)
            yield (
                month,
                f"{town.name} 도서관",
                visits,
                chance.around(visits * 0.8, 0.1),
                chance.around(120, 0.4),
            )


def _courses(chance: Chance) -> Iterator[Row]:
    subjects = (
        "생활 사진",
        "시민 데이터 읽기",
        "수채화",
        "한국사",
        "기초 코딩",
        "텃밭 가꾸기",
        "영어 회화",
    )
    all_days = tuple(days())
    for course in range(1, 61):
        yield (
            f"L{course:03}",
            f"{subjects[course % len(subjects)]} {1 + course // len(subjects)}기",
            chance.one(TOWNS).name,
            chance.day(all_days[30], all_days[300]),
            chance.between(10, 30),
            chance.one((0, 10_000, 20_000, 30_000)),
        )


ORIGINALS = (
    Original(
        name="식품접객업소 현황",
        owner="official2",
        category="식품",
        about="음식점, 카페, 제과점의 업종과 위생 등급입니다.",
        keywords=("음식점", "카페", "위생등급", "맛집"),
        columns=(
            text("업소번호", "업소를 가리키는 번호", key=True),
            text("업소명", "간판에 적힌 이름"),
            IN_TOWN,
            text("업종", "음식의 종류로 나눈 업종"),
            count("개업연도", "영업을 시작한 해", "년"),
            text("위생등급", "매우우수, 우수, 좋음, 미지정"),
        ),
        rows=_restaurants,
    ),
    Original(
        name="걷기 실천율 조사",
        owner="official2",
        category="식품건강",
        about="한 주에 다섯 번 이상 30분 넘게 걷는 사람의 비율을 표본으로 조사한 결과입니다.",
        keywords=("걷기", "건강", "운동"),
        cycle="매년",
        form=Form.CP949,
        columns=(
            TOWN,
            text("연령대", "응답한 사람의 나이", key=True),
            count("응답자", "응답한 사람의 수", "명"),
            number("실천율", "걷기를 실천하는 사람의 비율", "%"),
        ),
        rows=_walking,
    ),
    Original(
        name="학교별 학급과 학생 수",
        owner="official2",
        category="교육",
        about="초·중·고등학교의 학급 수와 학생 수입니다.",
        keywords=("학교", "학생", "학급"),
        cycle="매년",
        columns=(
            text("학교명", "학교의 이름", key=True),
            IN_TOWN,
            text("학교급", "초등학교, 중학교, 고등학교"),
            count("학급수", "학급의 수", "학급"),
            count("학생수", "재학생의 수", "명"),
        ),
        rows=_schools,
    ),
    Original(
        name="공공도서관 월별 이용 현황",
        owner="official2",
        category="교육",
        about="도서관을 찾은 사람과 빌린 책, 새로 들인 책의 수입니다.",
        keywords=("도서관", "대출", "책"),
        columns=(
            MONTH,
            text("도서관명", "도서관의 이름", key=True),
            count("이용자수", "찾은 사람의 수", "명"),
            count("대출권수", "빌린 책의 수", "권"),
            count("신규도서", "새로 들인 책의 수", "권"),
        ),
        rows=_libraries,
    ),
    Original(
        name="평생학습 강좌 목록",
        owner="official2",
        category="교육",
        about="시민이 들을 수 있는 강좌의 장소, 시작일, 정원, 수강료입니다.",
        keywords=("평생학습", "강좌", "교육"),
        cycle="분기",
        form=Form.XLSX,
        columns=(
            text("강좌번호", "강좌를 가리키는 번호", key=True),
            text("강좌명", "강좌의 이름"),
            IN_TOWN,
            day("시작일", "첫 수업을 하는 날"),
            count("정원", "들을 수 있는 사람의 수", "명"),
            count("수강료", "한 사람이 내는 돈. 무료는 0", "원"),
        ),
        rows=_courses,
    ),
)
