"""Refined tables as pages show them: what each step does, why, and cell by cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from marketplace.workflow.refining import Refinements, TableName
from submissions.models import Refinement
from verification.findings import Text

MOST_CHANGES = 20
"""How many changed cells of a step stand on a page; a hundred are in the JSON."""


@dataclass(frozen=True)
class Change:
    """One cell before and after, masked; `row` None for one that a step made."""

    row: int | None
    column: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class StepLine:
    """One step. `kind` has its words among the labels; `columns`: those it works on.

    `cells` changed, `rows` left out and where the first of them were, `renamed` columns; `unread`
    cells it could make no sense of.
    """

    number: int
    kind: str
    columns: tuple[str, ...]
    reason: Text | None
    cells: int
    rows: int
    rows_at: tuple[int, ...]
    renamed: tuple[tuple[str, str], ...]
    unread: int
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class FirstRows:
    """The first rows of a table, masked."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]


@dataclass(frozen=True)
class RefinedTable:
    """A table in refined form. `id` and `wanted` as long as it is a submission's."""

    file: str
    sheet: str | None
    rows: int
    steps: tuple[StepLine, ...]
    before: FirstRows
    after: FirstRows
    id: UUID | None = None
    wanted: bool = True
    chosen: bool = False

    @property
    def cells(self) -> int:
        """How many cells the steps changed, together."""
        return sum(each.cells for each in self.steps)

    @property
    def dropped(self) -> int:
        """How many rows were left out."""
        return sum(each.rows for each in self.steps)


@dataclass(frozen=True)
class RefinedPage:
    """The refined tables of a submission. `fixed`: why nothing can be changed, '' where it can."""

    tables: tuple[RefinedTable, ...]
    others: tuple[TableName, ...]
    digest: str
    fixed: str

    @property
    def wanted(self) -> tuple[RefinedTable, ...]:
        """Those that go along."""
        return tuple(each for each in self.tables if each.wanted)


def refined_page(seen: Refinements) -> RefinedPage:
    """Return what pages show of the refined tables of a submission."""
    return RefinedPage(
        tuple(_of_submission(each) for each in seen.items),
        seen.others,
        seen.digest,
        str(seen.fixed or ""),
    )


def refined_table(
    file: str, sheet: str | None, rows: int, made_by: Mapping[str, Any]
) -> RefinedTable:
    """Return what pages show of a published table in refined form."""
    return RefinedTable(
        file,
        sheet,
        rows,
        tuple(_step(number, entry) for number, entry in enumerate(made_by["log"])),
        _first(made_by["before"]),
        _first(made_by["after"]),
    )


def _of_submission(each: Refinement) -> RefinedTable:
    table = refined_table(each.file_name, each.sheet, each.rows, each.told)
    return RefinedTable(
        table.file,
        table.sheet,
        table.rows,
        table.steps,
        table.before,
        table.after,
        id=each.id,
        wanted=each.wanted,
        chosen=each.chosen_by is not None,
    )


def _step(number: int, entry: Mapping[str, Any]) -> StepLine:
    step, reason = entry["step"], entry["reason"]
    return StepLine(
        number=number,
        kind=step["step"],
        columns=tuple(step.get("columns") or ([step["column"]] if "column" in step else ())),
        reason=Text(reason["ko"], reason["en"]) if reason else None,
        cells=entry["cells_changed"],
        rows=max(0, entry["rows_before"] - entry["rows_after"]),
        rows_at=tuple(entry["rows_dropped"]),
        renamed=tuple(entry["renamed"].items()),
        unread=entry["unread"],
        changes=tuple(
            Change(each["record"], each["column"], each["before"], each["after"])
            for each in entry["changes"][:MOST_CHANGES]
        ),
    )


def _first(rows: Mapping[str, Any]) -> FirstRows:
    return FirstRows(tuple(rows["columns"]), tuple(tuple(row) for row in rows["rows"]))
