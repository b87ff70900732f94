"""The check that what is said of an offer still holds of its tables."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from verification.declaration import ColumnType
from verification.declared_rules import ANY_TABLE
from verification.drift import DateSpan, HeldTable, Said, drift
from verification.findings import Finding
from verification.gathered import Table
from verification.subject import Check, Scope, Subject

_DATED = frozenset({ColumnType.DATE, ColumnType.DATETIME})
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def metadata(subject: Subject) -> Iterator[Finding]:
    """Yield where declared rows or period, or a number in the description, are not the tables'."""
    declared = subject.declaration
    of_all = [each.rows for each in declared.rows if each.of == ANY_TABLE]
    said = Said(
        rows=of_all[0] if of_all else None,
        rows_of=tuple(each for each in declared.rows if each.of != ANY_TABLE),
        period_from=declared.period_from,
        period_to=declared.period_to,
        update_cycle=declared.update_cycle,
        description=declared.description,
    )
    yield from drift(said, map(_held, subject.tables))


def _held(table: Table) -> HeldTable:
    names = tuple(column.name for column in table.columns)
    return HeldTable(table.all_records, names, tuple(_spans(table)), table.at())


def _spans(table: Table) -> Iterator[DateSpan]:
    for column in table.columns:
        moments = column.tally.moments
        if column.kind in _DATED and moments.least <= moments.greatest:
            yield DateSpan(column.name, _day(moments.least), _day(moments.greatest))


def _day(moment: int) -> date:
    """The day of a moment in µs since 1970."""
    return (_EPOCH + timedelta(microseconds=moment)).date()


CHECKS: tuple[Check, ...] = (Check("metadata", 2, Scope.OFFER, metadata),)
