"""Small offers made of literal tables, and what checks say of them in one line each."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pyarrow as pa

from verification.declaration import Declaration, DeclaredColumn
from verification.limits import Limits
from verification.reading import OfferedFile
from verification.runner import Verification, verify
from verification.sources import EarlierTable, SourceFacts
from verification.subject import Check, FileFacts, FileFormat, Subject
from verification.tables import Column, Table

AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)

Found = list[tuple[str, int | None, str | None]]


class Shelf:
    """A library of what a test puts on it."""

    def __init__(
        self,
        facts: Sequence[SourceFacts] = (),
        earlier: tuple[EarlierTable, ...] | None = None,
    ) -> None:
        self._facts = {(each.dataset, each.version): each for each in facts}
        self._earlier = earlier

    def facts(self, dataset: UUID, version: int) -> SourceFacts | None:
        return self._facts.get((dataset, version))

    def previous(self, dataset: UUID) -> tuple[EarlierTable, ...] | None:
        return self._earlier


def table(columns: Mapping[str, Sequence[str | None]], **more: Any) -> Table:
    """A table of text."""
    cells = [Column(name, pa.chunked_array([list(v)], pa.string())) for name, v in columns.items()]
    rows = len(next(iter(columns.values()), ()))
    header = more.pop("header", tuple(columns))
    return Table("t.csv", tuple(cells), rows, header=header, **more)


def declare(*columns: DeclaredColumn, **more: Any) -> Declaration:
    """A declaration of open data with these columns."""
    return Declaration("data", "CC-BY-4.0", "public", columns=columns, **more)


def offer(
    *tables: Table, declared: Declaration | None = None, shelf: Shelf | None = None
) -> Subject:
    """The offer of these tables, seen from the first."""
    file = FileFacts("t.csv", 1, FileFormat.CSV)
    first = tables[0] if tables else None
    said, sources = declared or declare(), shelf or Shelf()
    return Subject(said, sources, files=(file,), tables=tables, file=file, table=first)


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
