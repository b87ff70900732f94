"""Small offers made of literal tables, and what checks say of them in one line each."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import pyarrow as pa

from verification.declaration import Declaration, DeclaredColumn
from verification.gathered import Table, table_of_run
from verification.gathering.gather import Bench, gather
from verification.gathering.plan import plan_of
from verification.limits import Deadline, Limits
from verification.matching import Match
from verification.placing import placed
from verification.reading import OfferedFile
from verification.runner import Verification, verify
from verification.sketches import Candidate, TableSketch
from verification.sources import EarlierTable, SourceDeclaration, SourceFacts, SourceTable
from verification.subject import Check, FileFacts, FileFormat, Subject
from verification.suite import SUITE
from verification.tables import OpenTable, TableHead, UnreadRows

AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)

Found = list[tuple[str, int | None, str | None]]


class Shelf:
    """A library of what a test puts on it."""

    def __init__(
        self,
        facts: Sequence[SourceFacts] = (),
        earlier: tuple[EarlierTable, ...] | None = None,
        held: Mapping[tuple[UUID, int], tuple[SourceTable, ...]] | None = None,
        alike: Callable[[TableSketch], tuple[Candidate, ...]] = lambda _sketch: (),
    ) -> None:
        self._facts = {(each.dataset, each.version): each for each in facts}
        self._earlier = earlier
        self._held = held or {}
        self._alike = alike

    def facts(self, dataset: UUID, version: int) -> SourceFacts | None:
        return self._facts.get((dataset, version))

    def previous(self, dataset: UUID) -> tuple[EarlierTable, ...] | None:
        return self._earlier

    def tables(self, dataset: UUID, version: int) -> tuple[SourceTable, ...] | None:
        return self._held.get((dataset, version))

    def overlaps(
        self,
        sketch: TableSketch,
        *,
        dataset: UUID | None,
        declared: Sequence[SourceDeclaration],
    ) -> tuple[Candidate, ...]:
        return self._alike(sketch)


def table(
    columns: Mapping[str, Sequence[str | None]],
    *,
    unread: UnreadRows | None = None,
    **more: Any,
) -> OpenTable:
    """A table of text, to be read."""
    names = tuple(columns)
    cells = [pa.array(list(each), pa.string()) for each in columns.values()]
    batch = pa.record_batch(cells, names=[str(place) for place in range(len(cells))])
    blank_rows_count = more.pop("blank_rows_count", False)
    head = TableHead(more.pop("file", "t.csv"), names, **{"header": names, **more})
    left = unread or UnreadRows()
    return OpenTable(head, lambda: iter([batch]), lambda: left, blank_rows_count)


def through(
    *tables: OpenTable, declared: Declaration | None = None, suite: Sequence[Check] = SUITE
) -> tuple[Table, ...]:
    """What one pass over each of some tables tells. Their copies are gone afterwards."""
    said = declared or declare()
    matches = placed(said, [each.head for each in tables])
    with TemporaryDirectory() as folder:
        return tuple(
            _through(each, match, suite, Path(folder) / f"{place}.parquet")
            for place, (each, match) in enumerate(zip(tables, matches, strict=True))
        )


def _through(opened: OpenTable, match: Match, suite: Sequence[Check], copy: Path) -> Table:
    watches = tuple(watch for check in suite for watch in check.watches(match))
    limits = Limits()
    bench = Bench(copy.parent, limits, Deadline(limits.seconds))
    gathered = gather(opened, plan_of(opened.head, match, watches, people=True), copy, bench)
    return table_of_run(opened.head, match, opened.unread(), gathered, copy)


def declare(*columns: DeclaredColumn, **more: Any) -> Declaration:
    """A declaration of open data with these columns."""
    return Declaration("data", "CC-BY-4.0", "public", columns=columns, **more)


def offer(
    *tables: OpenTable, declared: Declaration | None = None, shelf: Shelf | None = None
) -> Subject:
    """The offer of these tables, seen from the first."""
    file = FileFacts("t.csv", 1, FileFormat.CSV)
    said, sources = declared or declare(), shelf or Shelf()
    passed = through(*tables, declared=said)
    first = passed[0] if passed else None
    return Subject(said, sources, files=(file,), tables=passed, file=file, table=first)


def found(check: Check, subject: Subject) -> Found:
    """What a check finds: code, row, column."""
    return [(f.code, f.at.row, f.at.column) for f in check.find(subject)]


def named(checks: Sequence[Check], name: str) -> Check:
    """The check of this name."""
    return next(check for check in checks if check.name == name)


def verified(
    folder: Path, files: Mapping[str, bytes], declared: Declaration | None = None, **more: Any
) -> Verification:
    """The verification of files with this content."""
    offered = []
    (folder / "offered").mkdir()
    (folder / "work").mkdir()
    for place, (name, content) in enumerate(files.items()):
        path = folder / "offered" / str(place)
        path.write_bytes(content)
        offered.append(OfferedFile(name, path))
    limits = more.pop("limits", Limits())
    shelf = more.pop("shelf", Shelf())
    said = declared or declare()
    return verify(offered, said, shelf, workdir=folder / "work", at=AT, limits=limits, **more)


def codes(verification: Verification) -> list[tuple[str, int]]:
    """The codes of a report, each with how often it occurs."""
    counts: dict[str, int] = {}
    for finding in verification.report.findings:
        counts[finding.code] = counts.get(finding.code, 0) + finding.count
    return sorted(counts.items())
