"""Runs the recipe of an offer over its sources, and says whether the table holds its rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from verification.declaration import Recipe
from verification.errors import ComparisonBroke, ComparisonTooSlow
from verification.evidence.replay.bounds import Bounds
from verification.evidence.replay.canonical import RELATIVE
from verification.evidence.replay.comparison import Compared, compared
from verification.evidence.replay.engine import TOO_LARGE
from verification.evidence.replay.naming import NamedTable
from verification.evidence.replay.reasons import REASONS
from verification.evidence.replay.sandbox import Ran, Stopped, run_apart
from verification.findings import Finding, Location, Severity
from verification.gathered import Table
from verification.limits import Limits
from verification.showing import shown
from verification.tables import record_numbers

Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Replayed:
    """What a recipe showed: the report's evidence, and what is found about it."""

    evidence: tuple[Entry, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Replay:
    """The recipe of an offer, ready to be run: its tables, and where and within what it works.

    `folder` is a new one, left behind with all that was unpacked into it.
    """

    recipe: Recipe
    tables: Sequence[Table]
    named: Sequence[NamedTable]
    folder: Path
    bounds: Bounds

    def __call__(self) -> Replayed:
        """Run it, and compare. Raises `ComparisonBroke` where the tables cannot be compared."""
        at = Location(self.recipe.output)
        table = next((each for each in self.tables if self._is_output(each)), None)
        if table is None or table.copy is None:
            return self._undecided(Stopped("recipe-output-missing", "no-output"), at)
        if not self.named:
            return self._undecided(Stopped("recipe-sources-unavailable", "no-sources"), at)
        self.folder.mkdir()
        paths = {each.name: each.path for each in self.named}
        ran = run_apart(self.recipe.sql, paths, folder=self.folder, bounds=self.bounds)
        if isinstance(ran, Stopped):
            return self._undecided(ran, table.at())
        found = self._compared(table, table.copy, ran.result)
        if isinstance(found, Stopped):
            return self._undecided(found, table.at())
        return self._decided(found, ran, table)

    def _compared(self, table: Table, copy: Path, result: Path) -> Compared | Stopped:
        try:
            return compared(
                copy,
                result,
                folder=self.folder / "compared",
                show=table.shown,
                records=_records(table),
                keys=frozenset(name for said, name in table.match.both if said.key),
                seconds=self.bounds.comparing_seconds,
            )
        except ComparisonTooSlow:
            return Stopped("recipe-too-slow", "comparing")
        except ComparisonBroke as broke:
            if broke.kind in TOO_LARGE:
                return Stopped("recipe-too-large", "comparing-memory")
            raise

    def _is_output(self, table: Table) -> bool:
        return table.file == self.recipe.output and table.copy is not None

    def _decided(self, found: Compared, ran: Ran, table: Table) -> Replayed:
        verdict = "reproduced" if found.same else "contradicted"
        entry = self._entry(verdict, set(ran.reads), table)
        rows = [
            {
                "row": each.row,
                "column": None if each.column is None else _name(each.column),
                "class": each.kind,
                "submitted": each.submitted,
                "reproduced": each.reproduced,
            }
            for each in found.unlike
        ]
        figures = {**_figures(found), "holds_values": ran.holds_values}
        evidence = {**entry, "why": None, "figures": figures, "rows": rows}
        findings = [] if found.same else [_differs(found, table)]
        if ran.holds_values:
            message = "가공 절차 안에 적힌 값이 결과에 들어갈 수 있습니다."
            findings.append(Finding("recipe-holds-values", Severity.WARNING, message, table.at()))
        return Replayed((evidence,), tuple(findings))

    def _undecided(self, stopped: Stopped, at: Location) -> Replayed:
        reads = {each.name.lower() for each in self.named}
        entry = self._entry("undecidable", reads, None)
        why = {"why": stopped.code, "reason": stopped.why, "about": shown(stopped.about) or None}
        finding = Finding(
            stopped.code,
            Severity.ERROR,
            REASONS[stopped.why],
            at,
            samples=(stopped.about,) if stopped.about else (),
        )
        return Replayed(({**entry, **why, "figures": {}, "rows": []},), (finding,))

    def _entry(self, verdict: str, reads: set[str], table: Table | None) -> dict[str, Any]:
        read = {(e.dataset, e.version) for e in self.named if e.name.lower() in reads}
        return {
            "check": "recipe",
            "how": "recipe",
            "sources": [
                {"dataset": str(dataset), "version": version}
                for dataset, version in sorted(read, key=lambda each: (str(each[0]), each[1]))
            ],
            "output": _name(self.recipe.output),
            "sheet": None if table is None or table.sheet is None else _name(table.sheet),
            "verdict": verdict,
        }


def _name(name: str) -> str:
    return shown(name, at_most=200)


def _figures(found: Compared) -> dict[str, Any]:
    return {
        "rows": found.submitted,
        "reproduced_rows": found.reproduced,
        "equal": found.equal,
        "altered": found.altered,
        "missing": found.missing,
        "extra": found.extra,
        "cells": found.cells,
        "columns": {_name(name): count for name, count in found.columns.items()},
        "columns_missing": [_name(each.name) for each in found.alignment.missing],
        "columns_extra": [_name(each.name) for each in found.alignment.extra],
        "by_place": found.alignment.by_place,
        "tolerance": {
            "relative": RELATIVE,
            "decimals": {
                _name(pair.name): pair.decimals
                for pair in found.alignment.pairs
                if pair.compared_as == "number"
            },
        },
    }


def _differs(found: Compared, table: Table) -> Finding:
    rows = found.altered + found.missing + found.extra
    columns = [each.name for each in (*found.alignment.missing, *found.alignment.extra)]
    message = (
        f"가공 절차의 결과와 다른 행이 있습니다: 바뀐 행 {found.altered:,}, "
        f"빠진 행 {found.missing:,}, 없던 행 {found.extra:,}."
        if rows
        else "가공 절차의 결과와 열이 다릅니다."
    )
    first = next((each for each in found.unlike if each.row is not None), None)
    at = table.at() if first is None else table.at(first.row, first.column)
    return Finding(
        "recipe-differs",
        Severity.ERROR,
        message,
        at,
        count=rows or len(columns),
        samples=tuple(columns[:5]),
    )


def _records(table: Table) -> Callable[[Sequence[int]], Sequence[int]]:
    """The record numbers of rows of a table's copy: blank rows do not stand in it."""
    gathered = table.gathered
    blank = np.empty(0, dtype=np.int64) if gathered is None else np.sort(gathered.blank) + 1

    def records(places: Sequence[int]) -> Sequence[int]:
        among_all = record_numbers(np.asarray(places, dtype=np.int64), blank) - 1
        return table.records(among_all.tolist())

    return records


def bounds_of(limits: Limits, *, left: float) -> Bounds:
    """The bounds of a recipe, given what the verification has left of its time."""
    return Bounds(
        seconds=max(min(limits.recipe_seconds, left), 0.5),
        memory_bytes=limits.recipe_bytes,
        rows=limits.rows,
        columns=limits.columns,
        cells=limits.cells,
        comparing_seconds=max(min(limits.evidence_seconds, left), 1.0),
    )
