"""What a report tells of each table: its columns, and what differs from the version before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from verification.comparison import TableComparison, compared, nearest
from verification.declaration import Declaration
from verification.findings import Location
from verification.gathered import Table
from verification.guard import guarded
from verification.profile import profile_of
from verification.report import CheckRun, ColumnFacts, FileReport, Outcome
from verification.showing import shown
from verification.sources import SourceLibrary
from verification.subject import Subject

_NAME_SHOWN = 200


def displayed(name: str | None) -> str | None:
    """The name of a file, sheet or column as people may see it."""
    return None if name is None else shown(name, at_most=_NAME_SHOWN)


Profiles = tuple[tuple[ColumnFacts, ...], ...]


def profiles_of(tables: Sequence[Table]) -> tuple[Profiles, CheckRun]:
    """The statistics of each table's columns; of one where working them out broke, none."""
    made = [guarded("copying", _ProfileOf(table)) for table in tables]
    crashed = any(facts is None for facts in made)
    outcome = Outcome.CRASHED if crashed else Outcome.PASSED
    return tuple(facts or () for facts in made), CheckRun("copying", 2, outcome)


@dataclass(frozen=True)
class _ProfileOf:
    table: Table

    def __call__(self) -> tuple[ColumnFacts, ...]:
        return profile_of(self.table)


def comparisons_of(
    declaration: Declaration,
    sources: SourceLibrary,
    tables: Sequence[Table],
    profiles: Profiles,
) -> Iterator[TableComparison]:
    """Each table beside the one of the version before that it comes after, as far as there is one.

    The one is known by its report, so of the other no more is looked at than a report tells.
    """
    earlier = sources.previous(declaration.dataset) if declaration.dataset else None
    for table, facts in zip(tables, profiles, strict=True):
        at = Location(displayed(table.file), displayed(table.sheet))
        before = nearest(earlier or (), table.head.names, at)
        if before is not None and before.rows is not None:
            yield compared(before, facts, rows=table.rows, at=at)


def file_reports(offer: Subject, profiles: Profiles) -> Iterator[FileReport]:
    """Yield each file, or each of its tables, as the report tells of it."""
    profiled = list(zip(offer.tables, profiles, strict=True))
    for file in offer.files:
        whole = FileReport(
            name=displayed(file.name) or "",
            size=file.size,
            format=file.format.value,
            encoding=file.encoding,
        )
        tables = [(table, columns) for table, columns in profiled if table.file == file.name]
        if not tables:
            yield whole
        for table, columns in tables:
            yield replace(
                whole,
                sheet=displayed(table.sheet),
                rows=table.rows,
                unread_rows=len(table.unread),
                columns=columns,
            )
