from tests.verification.checks.test_personal_data import table
from tests.verification.offers import offer
from verification.checks.small_groups import CHECKS
from verification.declaration import Declaration
from verification.tables import OpenTable

PEOPLE = [["남", "20대", "가동"]] * 5 + [["여", "30대", "나동"]] * 3
Flat = list[tuple[str, int | None, str | None, int]]


def flat(table: OpenTable, access: str = "public") -> Flat:
    said = Declaration("data", "CC-BY-4.0", access)
    subject = offer(table, declared=said)
    return [
        (each.code, each.at.row, each.at.column, each.count)
        for check in CHECKS
        for each in check.find(subject)
    ]


def test_rows_of_groups_below_five_are_told_where_everybody_may_look() -> None:
    people = table(PEOPLE, "성별", "연령대", "거주동")

    assert flat(people) == [
        ("quasi-identifiers", None, None, 1),
        ("small-groups", 6, None, 1),
        ("small-groups", 7, None, 1),
        ("small-groups", 8, None, 1),
    ]


def test_among_officials_groups_of_three_are_enough() -> None:
    people = table(PEOPLE, "성별", "연령대", "거주동")

    assert flat(people, "joint") == [("quasi-identifiers", None, None, 1)]
    assert flat(people, "closed") == []


def test_the_note_gives_the_smallest_group_and_the_share() -> None:
    first = next(iter(CHECKS[0].find(offer(table(PEOPLE, "성별", "연령대", "거주동")))))

    assert first.message == ("성별, 연령대, 거주동: 가장 작은 집단 3명, k=5에 못 미치는 행 37.5%.")


def test_small_counts_of_people_are_told() -> None:
    counts = table([["가동", "남", "12"], ["나동", "여", "3"]], "읍면동", "성별", "수급자수")

    assert flat(counts) == [("small-cells", 2, "수급자수", 1)]


def test_tables_of_other_things_and_without_rows_say_nothing() -> None:
    stops = table([["가", "36.1", "127.2", "3"]], "정류장", "위도", "경도", "승차인원")

    assert flat(stops) == []
    assert flat(table([], "성별", "연령대", "거주동")) == []
