"""Aggregates of bought data: how many of its rows stand behind each group."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from tests.verification.evidence.tables import Columns, boardings, daily, kept, written
from tests.verification.evidence.test_tracing import FACTS, csv
from tests.verification.offers import Shelf, declare, verified
from verification.runner import Verification
from verification.sources import SourceDeclaration, SourceTable
from verification.terms import Terms

BOARDINGS = boardings()
"""Forty days; the third line has two gates, the others three: so many rows stand behind each."""
TERMS = Terms("2026-12", "카드사", date(2026, 1, 1), date(2026, 12, 31), least=3)


def made(folder: Path, table: Columns, how: str = "aggregate", **terms: Any) -> Verification:
    path = written(folder, "held", BOARDINGS)
    bought = replace(FACTS, terms=replace(TERMS, **terms))
    held = {(FACTS.dataset, 1): (SourceTable("a.csv", None, len(BOARDINGS["노선"]), path),)}
    said = declare(sources=(SourceDeclaration(how, FACTS.dataset, 1),))
    return verified(folder, {"a.csv": csv(table)}, said, shelf=Shelf([bought], held=held))


def found(verification: Verification) -> list[tuple[str, int | None]]:
    return [
        (each.code, each.at.row)
        for each in verification.report.findings
        if each.code.startswith("contract-") and each.code != "contract-purposes"
    ]


def test_groups_with_enough_rows_behind_them_pass(tmp_path: Path) -> None:
    large = kept(daily(BOARDINGS), lambda row: row["노선"] != "3호선")

    assert found(made(tmp_path, large)) == []


def test_each_group_with_too_few_rows_behind_it_is_named(tmp_path: Path) -> None:
    verification = made(tmp_path, kept(daily(BOARDINGS), lambda row: row["사용일자"] < 20240303))

    assert found(verification) == [("contract-small-groups", 3), ("contract-small-groups", 6)]
    [entry] = verification.report.evidence
    [group] = entry["groups"]
    assert (group["contract"], group["least"], group["small"]) == ("2026-12", 3, 2)
    assert group["rows"] == [
        {"row": row, "source_rows": 2, "key": {"사용일자": day, "노선": "3호선"}}
        for row, day in ((3, "20240301"), (6, "20240302"))
    ]


def test_rows_that_are_called_an_aggregate_have_one_row_behind_each(tmp_path: Path) -> None:
    verification = made(tmp_path, kept(BOARDINGS, lambda row: row["사용일자"] == 20240301), least=1)

    assert {code for code, _ in found(verification)} & {
        "contract-small-groups",
        "contract-groups-unshown",
    }


def test_what_is_no_aggregate_of_it_is_not_known_to_keep_its_contract(tmp_path: Path) -> None:
    strange = {"구역": ["가", "나", "다"], "지수": [0.11, 0.57, 0.93]}

    assert ("contract-groups-unshown", None) in found(made(tmp_path, strange))


def test_where_rows_may_leave_it_groups_are_not_counted(tmp_path: Path) -> None:
    verification = made(tmp_path, daily(BOARDINGS), rows=True)

    assert found(verification) == []
    assert "groups" not in verification.report.evidence[0]
