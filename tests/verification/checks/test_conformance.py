import pytest

from tests.verification.offers import declare, found, named, offer, table
from verification.checks.conformance import CHECKS
from verification.declaration import ColumnType, DeclaredColumn
from verification.subject import Subject

DECLARED, TYPES = named(CHECKS, "declared-columns"), named(CHECKS, "cell-types")
MIXED = named(CHECKS, "mixed-types")


def test_columns_are_set_against_the_declaration() -> None:
    rows = table({"가": ["1"], "나": ["2"], "라": ["3"]})
    said = declare(DeclaredColumn("가 "), DeclaredColumn("나"), DeclaredColumn("다"))

    assert found(DECLARED, offer(rows, declared=said)) == [
        ("column-missing", None, "다"),
        ("column-undeclared", None, "라"),
    ]


def test_nothing_declared_is_nothing_missing() -> None:
    assert found(DECLARED, offer(table({"a": ["1"]}))) == []


def test_bad_cells_are_found_where_they_stand() -> None:
    rows = table({"요금": ["1000", "오류", None, "1,200", "12.5"]})
    said = declare(DeclaredColumn("요금", ColumnType.INTEGER))

    assert found(TYPES, offer(rows, declared=said)) == [
        ("cell-type", 2, "요금"),
        ("cell-type", 5, "요금"),
    ]
    assert TYPES.checked(offer(rows, declared=said)) == 4


def test_a_bad_cell_is_shown_without_numbers_of_persons() -> None:
    rows = table({"n": ["900101-1234567"]})
    said = declare(DeclaredColumn("n", ColumnType.INTEGER))

    (finding,) = TYPES.find(offer(rows, declared=said))

    assert finding.samples == ("******-*******",)


def test_few_strangers_in_an_undeclared_column_are_found() -> None:
    rows = table({"a": [*map(str, range(30)), "없음"], "b": ["x"] * 31})

    assert found(MIXED, offer(rows)) == [("mixed-types", 31, "a")]
    assert MIXED.checked(offer(rows)) == 62


def test_marks_of_missing_values_are_told_from_strangers() -> None:
    rows = table({"a": [*map(str, range(60)), "-", " N/A ", "없음"]})

    assert found(MIXED, offer(rows)) == [
        ("missing-mark", 61, "a"),
        ("missing-mark", 62, "a"),
        ("mixed-types", 63, "a"),
    ]
    assert [each.severity for each in MIXED.find(offer(rows))] == ["note", "note", "warning"]


def test_a_number_written_with_zeros_before_it_is_no_stranger() -> None:
    rows = table({"a": [*map(str, range(30)), "000"], "b": [*map(str, range(30)), "1.5.2"]})

    assert found(MIXED, offer(rows)) == [("mixed-types", 31, "b")]


def test_the_type_that_explains_most_cells_is_held_against_the_others() -> None:
    rows = table({"a": [*map(str, range(97)), "1.5", "2.5", "하나"]})

    assert found(MIXED, offer(rows)) == [("mixed-types", 100, "a")]


def test_the_type_of_a_column_declared_without_one_is_guessed() -> None:
    rows = table({"a": [*map(str, range(30)), "없음"]})
    said = declare(DeclaredColumn("a", meaning="승차 인원"))

    assert found(MIXED, offer(rows, declared=said)) == [("mixed-types", 31, "a")]
    assert TYPES.checked(offer(rows, declared=said)) == 0


def test_a_table_nobody_described_is_guessed_and_not_held_to_the_description() -> None:
    main, other = table({"a": ["x"]}), table({"c": [*map(str, range(30)), "없음"]})
    subject = offer(other, main, declared=declare(DeclaredColumn("a")))

    assert found(DECLARED, subject) == []
    assert found(MIXED, subject) == [("mixed-types", 31, "c")]


def test_a_declaration_speaks_of_the_table_it_describes() -> None:
    main, other = table({"a": ["x"], "b": ["1"]}), table({"c": ["1"], "d": ["2"]})
    said = declare(DeclaredColumn("a", ColumnType.INTEGER), DeclaredColumn("b"))

    assert found(TYPES, offer(main, other, declared=said)) == [("cell-type", 1, "a")]
    assert found(DECLARED, offer(other, main, declared=said)) == []


def test_where_no_table_is_described_the_nearest_is_meant() -> None:
    near, far = table({"a": ["1"]}), table({"x": ["1"]})
    said = declare(*map(DeclaredColumn, "abc"))

    assert found(DECLARED, offer(near, far, declared=said)) == [
        ("column-missing", None, "b"),
        ("column-missing", None, "c"),
    ]


def test_a_check_of_tables_refuses_to_run_without_one() -> None:
    with pytest.raises(TypeError):
        list(DECLARED.find(offer()))


def test_subject_is_a_value() -> None:
    assert isinstance(offer(), Subject)
