import pytest

from verification.personal.quasi import Quasi, combined, counts_people, quasi_of


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("성별", Quasi.SEX),
        ("출생년월일", Quasi.BIRTH),
        ("연령대", Quasi.AGE),
        ("직업", Quasi.OCCUPATION),
        ("국적", Quasi.NATIONALITY),
        ("가구원수", Quasi.HOUSEHOLD),
        ("장애등급", Quasi.DISABILITY),
        ("질환", Quasi.SENSITIVE),
        ("거주동", Quasi.PLACE),
        ("접수일시", Quasi.MOMENT),
        ("위도", Quasi.COORDINATE),
        ("승차", None),
        ("package", None),
    ],
)
def test_a_header_tells_what_a_column_says_of_people(name: str, kind: Quasi | None) -> None:
    assert quasi_of(name) is kind


def test_without_a_header_the_values_tell() -> None:
    assert quasi_of("c1", [("남", 40), ("여", 60)]) is Quasi.SEX
    assert quasi_of("c1", [("20대", 40), ("30대", 60)]) is Quasi.AGE
    assert quasi_of("c1", [("나성동", 4), ("조치원읍", 6)]) is Quasi.PLACE
    assert quasi_of("c1", [("남", 40), ("북", 60)]) is None
    assert quasi_of("c1") is None


def test_two_columns_are_needed_and_one_of_what_only_a_person_has() -> None:
    sex, place, time = Quasi.SEX, Quasi.PLACE, Quasi.MOMENT

    assert combined({"성별": sex, "동": place, "값": None}) == ("성별", "동")
    assert combined({"성별": sex, "값": None}) == ()
    assert combined({"동": place, "일시": time}) == ()


def test_a_table_that_counts_people_has_groups_for_rows() -> None:
    assert combined({"성별": Quasi.SEX, "동": Quasi.PLACE, "인구수": None}) == ()


@pytest.mark.parametrize(
    "name", ["인구수", "환자 수", "수급자수", "세대수", "확진자수(명)", "남자"]
)
def test_headers_that_count_people(name: str) -> None:
    assert counts_people(name)


@pytest.mark.parametrize("name", ["승차인원", "이용자수", "관람인원", "건수", "생활인구", "좌석수"])
def test_headers_that_count_passers_by_or_things(name: str) -> None:
    assert not counts_people(name)
