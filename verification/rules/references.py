"""The rule that what stands in one table stands in another that it refers to: 참조관계.

Declared, it holds for every value. Not declared, two columns of one name in two tables are taken
for such a reference where the one tells the rows of its table apart, the other does not, and nearly
all of what stands in it is there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verification.accumulators.occurrences import Occurrences
from verification.declared_rules import DeclaredReference, PlacedRule, key_of, keys_of
from verification.findings import LOCATED_AT_MOST, Finding, Severity
from verification.gathered import Table
from verification.gathering.plan import AnyWatch, ValueWatch
from verification.matching import Match
from verification.quality import Indicator
from verification.showing import shown
from verification.subject import Check, Scope, Subject, table_of

NEARLY = 0.95
"""The part of the filled rows that must lead somewhere, where nobody declared it."""

MOSTLY = 0.8
"""The same of the different values: one that is very frequent shows nothing of the others."""

FEWEST = 3
"""How many different values must be there: two words may stand in two tables by chance."""

_CODE = "reference-missing"
_SAMPLED = "reference-sampled"


@dataclass(frozen=True)
class Compared:
    """What stands in some columns, set beside what they refer to.

    `missing` are the numbers of those that are not there. `exact` False: only the values of the
    least hashes were compared, a sample in which each value is as likely as any other.
    """

    own: Occurrences
    missing: npt.NDArray[np.int64]
    exact: bool

    @property
    def missing_rows(self) -> int:
        return int(self.own.counts[self.missing].sum())

    @property
    def seems_meant(self) -> bool:
        """Whether so much is there that the rest is missing by mistake."""
        values, missing = len(self.own.hashes), len(self.missing)
        return (
            values - missing >= FEWEST
            and missing <= (1 - MOSTLY) * values + 1e-9
            and self.missing_rows <= (1 - NEARLY) * self.own.rows + 1e-9
        )


def compared(own: Occurrences, others: Sequence[Occurrences]) -> Compared:
    """Compare values with those of the columns they refer to, as far as both are known."""
    limit = min(each.limit for each in (own, *others))
    kept = own.hashes <= np.uint64(limit)
    known = np.unique(np.concatenate([each.hashes for each in others]))
    there = Occurrences(own.hashes[kept], own.places[kept], own.counts[kept], own.most)
    missing = np.flatnonzero(~np.isin(there.hashes, known, assume_unique=True))
    return Compared(there, missing, exact=all(each.exact for each in (own, *others)))


@dataclass(frozen=True)
class _Reference:
    """Columns of a table that refer to others, and what came of comparing them."""

    columns: tuple[str, ...]
    severity: Severity
    message: str
    result: Compared

    def findings(self, table: Table) -> Iterator[Finding]:
        """Yield each value that is not there, where it stands first; and that not all were seen."""
        own, missing = self.result.own, self.result.missing
        missing = missing[np.argsort(own.places[missing])]
        first = missing[:LOCATED_AT_MOST]
        column = self.columns[0]
        texts: list[str | None] = [None] * len(first)
        if len(self.columns) == 1:
            texts = table.shown_values(column, own.hashes[first])
        rows, counts = table.records(own.places[first]), own.counts[first].tolist()
        for row, count, text in zip(rows, counts, texts, strict=True):
            at = table.at(row, column)
            samples = (text,) if text else ()
            yield Finding(_CODE, self.severity, self.message, at, count=count, samples=samples)
        rest = int(own.counts[missing[LOCATED_AT_MOST:]].sum())
        if rest:
            yield Finding(_CODE, self.severity, self.message, table.at(column=column), count=rest)
        if not self.result.exact:
            message = f"값이 많아 {len(own.hashes):,}가지만 골라 대조하였습니다."
            yield Finding(_SAMPLED, Severity.NOTE, message, table.at(column=column))


def declared_references(subject: Subject) -> Iterator[Finding]:
    """Yield the values that do not stand where the manifest says that they do."""
    table = table_of(subject)
    for reference in _declared(table, subject.tables):
        yield from reference.findings(table)


def _declared(table: Table, tables: Sequence[Table]) -> Iterator[_Reference]:
    for placed, rule in _placed(table.match):
        targets = targets_of(rule, placed.number, table, tables)
        if targets:
            own = table.values_watched(placed.checked)
            keys = [each.values_watched(keys_of(placed.number)) for each in targets]
            message = f"{_names(rule.keys)}에 없는 값을 가리킵니다."
            yield _Reference(rule.columns, Severity.ERROR, message, compared(own, keys))


def targets_of(
    rule: DeclaredReference, number: int, table: Table, tables: Sequence[Table]
) -> tuple[Table, ...]:
    """The tables that a declared reference of a table leads to."""
    among = (table,) if rule.to is None else tables
    return tuple(each for each in among if any(keys.number == number for keys in each.match.keys))


def references(subject: Subject) -> Iterator[Finding]:
    """Yield the few values that another table lacks which has all the others as its key."""
    table = table_of(subject)
    for reference in _inferred(table, subject.tables):
        yield from reference.findings(table)


def _inferred(table: Table, tables: Sequence[Table]) -> Iterator[_Reference]:
    """The columns that nobody declared anything of, each with the table that has the most of it."""
    said = {r.columns for r in table.match.declared if isinstance(r, DeclaredReference)}
    for name in table.match.shared:
        if (name,) in said or _tells_apart(table, name):
            continue
        own = table.values_watched(_shared(name))
        results = [
            (compared(own, [other.values_watched(_shared(key))]), other, key)
            for other, key in _keyed(table, name, tables)
        ]
        meant = [each for each in results if each[0].seems_meant]
        if meant:
            result, other, key = min(meant, key=lambda each: each[0].missing_rows)
            where = shown(other.sheet or other.file)
            message = f"{where}의 {shown(key)}에 없는 값을 가리킵니다."
            yield _Reference((name,), Severity.WARNING, message, result)


def _keyed(table: Table, name: str, tables: Sequence[Table]) -> Iterator[tuple[Table, str]]:
    """The other tables of which a column of this name tells the rows apart, and its name there."""
    for other in tables:
        for key in other.match.shared:
            if other is not table and key_of(key) == key_of(name) and _tells_apart(other, key):
                yield other, key


def _tells_apart(table: Table, name: str) -> bool:
    """Whether no value of a column stands twice, as far as they are kept."""
    values = table.values_watched(_shared(name))
    return len(values.hashes) == values.rows


def _placed(match: Match) -> Iterator[tuple[PlacedRule, DeclaredReference]]:
    for placed in match.rules:
        if isinstance(placed.rule, DeclaredReference):
            yield placed, placed.rule


def _shared(name: str) -> str:
    return f"rule:values:{name}"


def _names(columns: Sequence[str]) -> str:
    return ", ".join(map(shown, columns))


def _watch_declared(match: Match) -> Iterator[AnyWatch]:
    for placed, rule in _placed(match):
        yield ValueWatch(rule.columns, placed.checked)
    for keys in match.keys:
        yield ValueWatch(keys.columns, keys.name)


def _watch_shared(match: Match) -> Iterator[AnyWatch]:
    return (ValueWatch((name,), _shared(name)) for name in match.shared)


def _declared_rows(subject: Subject) -> int:
    return sum(each.result.own.rows for each in _declared(table_of(subject), subject.tables))


def _inferred_rows(subject: Subject) -> int:
    return sum(each.result.own.rows for each in _inferred(table_of(subject), subject.tables))


CHECKS: tuple[Check, ...] = (
    Check(
        "declared-references",
        1,
        Scope.TABLE,
        declared_references,
        Indicator.CONSISTENCY,
        _declared_rows,
        _watch_declared,
    ),
    Check(
        "references",
        1,
        Scope.TABLE,
        references,
        Indicator.CONSISTENCY,
        _inferred_rows,
        _watch_shared,
    ),
)
