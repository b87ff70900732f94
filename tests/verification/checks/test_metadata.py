from datetime import date

from tests.verification.offers import declare, found, named, offer, table
from verification.checks.conformance import CHECKS as CONFORMANCE
from verification.checks.metadata import CHECKS
from verification.declaration import DeclaredColumn, DeclaredRows
from verification.declared_rules import TableName

METADATA = named(CHECKS, "metadata")
ROWS = {"일자": [f"2024-{month:02}-01" for month in range(1, 13)]}


def test_a_number_in_the_description_that_is_not_that_of_the_file_is_found() -> None:
    right, wrong = declare(description="모두 12행"), declare(description="모두 13행")

    assert found(METADATA, offer(table(ROWS), declared=right)) == []
    assert found(METADATA, offer(table(ROWS), declared=wrong)) == [
        ("description-drift", None, None)
    ]


def test_a_period_that_is_not_that_of_the_dates_is_found() -> None:
    year = {"period_from": date(2024, 1, 1), "period_to": date(2024, 12, 31)}
    later = {"period_from": date(2025, 1, 1), "period_to": date(2025, 12, 31)}

    assert found(METADATA, offer(table(ROWS), declared=declare(**year))) == []
    assert found(METADATA, offer(table(ROWS), declared=declare(**later))) == [
        ("period-drift", None, "일자")
    ]


def test_a_declared_number_of_rows_that_is_not_that_of_the_file_is_found() -> None:
    right, wrong = (declare(rows=(DeclaredRows(number),)) for number in (12, 13))
    offered = table(ROWS, file="a.csv")

    assert found(METADATA, offer(offered, declared=right)) == []
    assert found(METADATA, offer(offered, declared=wrong)) == [("rows-drift", None, None)]


def test_each_file_and_each_sheet_may_be_declared_to_have_so_many_rows() -> None:
    tables = (
        table(ROWS, file="a.csv"),
        table(ROWS, file="b.xlsx", sheet="1"),
        table({"일자": ["2024-01-01"]}, file="b.xlsx", sheet="2"),
    )
    said = {
        TableName("a.csv"): 12,
        TableName("b.xlsx"): 13,
        TableName("b.xlsx", "2"): 2,
        TableName("c.csv"): 1,
    }
    rows = tuple(DeclaredRows(number, of) for of, number in said.items())
    findings = METADATA.find(offer(*tables, declared=declare(rows=rows)))

    assert [(f.code, f.at.file, f.at.sheet) for f in findings] == [
        ("rows-drift", "b.xlsx", "2"),
        ("rows-drift", None, None),
    ]


def test_declared_columns_that_the_file_has_not_are_found_and_those_it_has_besides() -> None:
    check = named(CONFORMANCE, "declared-columns")
    said = declare(DeclaredColumn("일자"), DeclaredColumn("값"))
    rows = {**ROWS, "비고": [None] * 12}

    assert found(check, offer(table(rows), declared=said)) == [
        ("column-missing", None, "값"),
        ("column-undeclared", None, "비고"),
    ]


def test_nothing_declared_drifts_from_nothing() -> None:
    said = declare(DeclaredColumn("일자"))

    assert found(METADATA, offer(table(ROWS), declared=said)) == []
