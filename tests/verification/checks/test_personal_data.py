import numpy as np

from bench.numbers import dashed, people, serials
from tests.verification.offers import offer
from tests.verification.offers import table as offered
from verification.checks.personal_data import CHECKS
from verification.codes import CODES
from verification.findings import LOCATED_AT_MOST, Finding
from verification.tables import OpenTable, UnreadRows

ONE, TWO = people(2)


def table(rows: list[list[str | None]], *names: str, unread: UnreadRows | None = None) -> OpenTable:
    columns = {name: [row[place] for row in rows] for place, name in enumerate(names)}
    return offered(columns, unread=unread)


def findings(table: OpenTable | None) -> list[Finding]:
    subject = offer(table) if table else offer()
    return [finding for check in CHECKS for finding in check.find(subject)]


def flat(table: OpenTable) -> list[tuple[str, str, int | None, str | None, int]]:
    return [
        (each.code, each.severity, each.at.row, each.at.column, each.count)
        for each in findings(table)
    ]


def test_each_row_of_a_resident_number_is_an_error_that_blocks() -> None:
    rows = [["가", dashed(ONE)], ["나", None], ["다", TWO]]

    assert flat(table(rows, "이름", "번호")) == [
        ("resident-number", "error", 1, "번호", 1),
        ("resident-number", "error", 3, "번호", 1),
    ]
    assert CODES["resident-number"].blocks


def test_mobile_numbers_warn_and_call_for_privacy_but_do_not_block() -> None:
    assert flat(table([["010-1234-5678"], ["044-300-1234"]], "전화")) == [
        ("mobile-number", "warning", 1, "전화", 1)
    ]
    assert (CODES["mobile-number"].blocks, CODES["mobile-number"].privacy) == (False, True)


def test_masked_numbers_warn() -> None:
    assert flat(table([["900101-1******"]], "번호")) == [
        ("resident-number-partial", "warning", 1, "번호", 1)
    ]


def test_serial_numbers_are_a_note_on_the_column() -> None:
    ((code, severity, row, column, _),) = flat(table([[each] for each in serials(300)], "접수번호"))

    assert (code, severity, row, column) == (
        "serial-like-resident-number",
        "note",
        None,
        "접수번호",
    )


def test_beyond_the_limit_rows_are_counted_not_located() -> None:
    numbers = people(LOCATED_AT_MOST + 5)

    found = flat(table([[number] for number in numbers], "번호"))

    assert len(found) == LOCATED_AT_MOST + 1
    assert found[-1] == ("resident-number", "error", None, "번호", 5)
    assert sum(count for *_, count in found) == len(numbers)


def test_records_that_were_not_read_are_looked_at() -> None:
    unread = UnreadRows(np.array([2]), (3,), (f"가,나,{dashed(ONE)}",))

    assert flat(table([["x"], ["y"]], "번호", unread=unread)) == [
        ("resident-number", "error", 2, None, 1)
    ]


def test_a_number_that_became_a_header_is_found_and_hidden() -> None:
    found = findings(table([["x"]], dashed(ONE)))

    assert [(each.code, each.at.row, each.at.column) for each in found] == [
        ("resident-number", None, None)
    ]


def test_without_a_table_nothing_is_looked_at() -> None:
    assert findings(None) == []


def test_what_was_checked_is_every_cell() -> None:
    nothing = offer()
    of_table = offer(table([["a", "b"]], "x", "y"))

    counts = {each.name: (each.checked(nothing), each.checked(of_table)) for each in CHECKS}

    assert counts == {
        "resident-numbers": (0, 2),
        "mobile-numbers": (0, 0),
        "identifiers": (0, 0),
    }


def test_no_planted_number_stands_in_a_finding() -> None:
    planted = [*people(40), "010-1234-5678", "900101-1******"]
    rows: list[list[str | None]] = [[f"비고 {each}", each] for each in planted]
    unread = UnreadRows(np.array([1]), (9,), (planted[0],))

    said = repr(findings(table(rows, dashed(ONE), "번호", unread=unread)))

    assert not [each for each in [*planted, ONE] if each in said or dashed(each) in said]
