from tests.verification.offers import declare, found, named, offer, table
from verification.checks.duplicates import CHECKS
from verification.declaration import DeclaredColumn
from verification.findings import LOCATED_AT_MOST

ROWS, KEYS = named(CHECKS, "duplicate-rows"), named(CHECKS, "duplicate-keys")


def test_a_row_that_repeats_an_earlier_row_is_found() -> None:
    rows = table({"site": ["A", "B", "A", "A"], "ppm": ["1", None, "1", "2"]})

    assert found(ROWS, offer(rows)) == [("duplicate-row", 3, None)]


def test_cells_that_only_look_alike_when_joined_are_told_apart() -> None:
    rows = table({"a": ["x,y", "x"], "b": ["z", "y,z"]})

    assert found(ROWS, offer(rows)) == []


def test_empty_cells_repeat_each_other() -> None:
    rows = table({"a": ["x", "x"], "b": [None, None]})

    assert found(ROWS, offer(rows)) == [("duplicate-row", 2, None)]


def test_one_row_repeats_nothing() -> None:
    assert found(ROWS, offer(table({"a": ["x"]}))) == []


def test_keys_are_filled_and_tell_rows_apart() -> None:
    rows = table(
        {"k": ["1", None, "1", None], "y": ["1", "2", "1", "2"], "v": ["a", "b", "c", "d"]}
    )
    said = declare(
        DeclaredColumn("k", key=True), DeclaredColumn("y", key=True), DeclaredColumn("v")
    )

    assert found(KEYS, offer(rows, declared=said)) == [
        ("key-missing", 2, "k"),
        ("key-missing", 4, "k"),
        ("duplicate-key", 3, None),
    ]
    assert KEYS.checked(offer(rows, declared=said)) == 4


def test_without_declared_keys_nothing_is_checked() -> None:
    rows = table({"a": ["1", "1"]})

    assert found(KEYS, offer(rows)) == []
    assert KEYS.checked(offer(rows)) == 0


def test_very_many_repeats_end_in_one_count() -> None:
    findings = list(ROWS.find(offer(table({"a": ["x"] * (LOCATED_AT_MOST + 3)}))))

    assert [finding.count for finding in findings] == [1] * LOCATED_AT_MOST + [2]
    assert findings[-1].at.row is None


def test_repeats_are_found_at_their_place_among_many_rows() -> None:
    cells = [str(number % 299_999) for number in range(300_001)]

    assert found(ROWS, offer(table({"a": cells}))) == [
        ("duplicate-row", 300_000, None),
        ("duplicate-row", 300_001, None),
    ]
