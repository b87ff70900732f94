"""What a report says of one derivation: an entry under `evidence`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from verification.evidence.contracted import Bound, bound_json
from verification.evidence.deviations import declared
from verification.evidence.differences import (
    CellClass,
    ColumnEvidence,
    Compared,
    Difference,
    Verdict,
)
from verification.evidence.unions import Union
from verification.gathered import Table
from verification.showing import shown

_HALF = 0.5
_CLASSES = {
    CellClass.EQUAL: "equal",
    CellClass.SOURCE_INCOMPLETE: "source_incomplete",
    CellClass.DIFFERS: "differs",
    CellClass.NOT_COMPARED: "not_compared",
}
NOTHING = Compared({})


@dataclass(frozen=True)
class Entry:
    """A table of the offer beside a union of sources, and what it comes to.

    `owners` says of which source of the union each share is; `deviations` is what the manifest
    declares; `bounds` are the contracts under which sources of it were bought. `table` None: the
    offer has none.
    """

    union: Union
    table: Table | None
    verdict: Verdict
    compared: Compared = NOTHING
    owners: tuple[int, ...] = ()
    deviations: str | None = None
    bounds: tuple[Bound, ...] = ()

    @property
    def shares_much(self) -> bool:
        """Whether the table is, in half its rows, of this union; what cannot be told counts too."""
        if self.compared is NOTHING:
            return True
        rows = self.compared.rows
        kept = rows.get(CellClass.EQUAL, 0) + rows.get(CellClass.SOURCE_INCOMPLETE, 0)
        return kept >= _HALF * max(sum(rows.values()), 1)

    def differences(self, found: CellClass) -> tuple[Difference, ...]:
        """The differences of a class, as far as they are named one by one."""
        return tuple(each for each in self.compared.differences if each.found is found)


def undecided(union: Union, table: Table | None, why: str) -> Entry:
    """Return the entry of what could not be compared at all."""
    return Entry(union, table, Verdict.UNDECIDABLE, Compared({}, undecided=why))


def entry_json(entry: Entry) -> dict[str, Any]:
    """Return an entry as it stands in the report. Cells are masked; rows are record numbers."""
    table, compared = entry.table, entry.compared
    return {
        "check": "content",
        "sources": _sources(entry),
        "how": entry.union.how,
        "group": entry.union.group,
        "output": None if table is None else shown(table.file),
        "sheet": None if table is None or table.sheet is None else shown(table.sheet),
        "verdict": entry.verdict.value,
        "why": compared.undecided if entry.verdict is Verdict.UNDECIDABLE else None,
        "figures": _figures(entry),
        "selected": _selected(compared.selected),
        "keys": [shown(name) for name in compared.keys],
        "columns": [_column(each) for each in compared.columns],
        "rows": [] if table is None else list(_rows(entry, table)),
        **({"groups": [bound_json(each, table) for each in entry.bounds]} if entry.bounds else {}),
    }


def _sources(entry: Entry) -> list[dict[str, Any]]:
    shares: dict[int, float] = {}
    for owner, share in zip(entry.owners, entry.compared.shares, strict=False):
        shares[owner] = max(shares.get(owner, 0.0), share)
    named = []
    for place, source in enumerate(entry.union.sources):
        rounded = round(shares[place], 6) if place in shares else None
        if source.external is not None:
            named.append({"external": source.external.title, "share": rounded})
        else:
            held = {"dataset": str(source.dataset), "version": source.version}
            named.append({**held, "share": rounded})
    return named


def _figures(entry: Entry) -> dict[str, Any]:
    compared = entry.compared
    told = [declared(each, entry.deviations) for each in compared.differences]
    return {
        "rows": _counts(compared.rows),
        "cells": _counts(compared.cells),
        "named": len(told),
        "declared": sum(told),
        **compared.figures,
    }


def _counts(counts: Mapping[CellClass, int]) -> dict[str, int]:
    return {name: int(counts.get(each, 0)) for each, name in _CLASSES.items()}


def _selected(selected: Sequence[str | None]) -> dict[str, str | None] | None:
    """Which rows of the source were aggregated; None: all."""
    if not selected:
        return None
    rule, column, value = (None if each is None else shown(each) for each in selected)
    return {"rule": rule, "column": column, "value": value}


def _column(column: ColumnEvidence) -> dict[str, Any]:
    return {
        "column": shown(column.name),
        "of": None if column.origin is None else shown(column.origin),
        "form": column.form,
        "note": None if column.note is None else shown(column.note),
        **_counts(column.counts),
    }


def _rows(entry: Entry, table: Table) -> Iterator[dict[str, Any]]:
    differences = entry.compared.differences
    places = [each.place for each in differences if each.place is not None]
    records = dict(zip(places, table.records(places), strict=True))
    for each in differences:
        yield {
            "row": None if each.place is None else records[each.place],
            "column": None if each.column is None else shown(each.column),
            "class": each.found.value,
            "why": each.why.value,
            "submitted": _cell(table, each.column, each.offered),
            "source": _cell(table, each.column, each.source),
            "key": {shown(name): _cell(table, name, value) for name, value in each.key},
            "declared": declared(each, entry.deviations),
        }


def _cell(table: Table, column: str | None, cell: str | None) -> str | None:
    if cell is None:
        return None
    return shown(cell) if column is None else table.shown(column, cell)


def contradicted(entries: Sequence[Entry]) -> bool:
    """Tell whether any entry is contradicted."""
    return any(entry.verdict is Verdict.CONTRADICTED for entry in entries)
