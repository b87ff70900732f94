"""Finds what an aggregated table is grouped by: which of its columns name groups of the source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from verification.evidence.engine import Engine
from verification.evidence.groups.keys import further_keys, number_keys, sure_keys
from verification.evidence.matching import Candidates, Pair
from verification.evidence.numbering import numbers_rows
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation, RelationColumn

_MOSTLY = 0.6
_MOST_TRIED = 6


@dataclass(frozen=True)
class Grouping:
    """What names the groups, and what is left: what was measured, and what merely counts rows.

    `repeated` are rows of the offered table whose group stood in an earlier row.
    """

    keys: tuple[Pair, ...]
    measures: tuple[RelationColumn, ...]
    numbering: tuple[RelationColumn, ...]
    repeated: int = 0


def grouping_of(
    engine: Engine, child: Relation, source: Relation, candidates: Sequence[Candidates]
) -> Grouping | None:
    """Return by what the offered table is grouped; None if its rows name no groups there."""
    return next(groupings_of(engine, child, source, candidates), None)


def groupings_of(
    engine: Engine, child: Relation, source: Relation, candidates: Sequence[Candidates]
) -> Iterator[Grouping]:
    """Yield by what the offered table may be grouped, the likeliest first.

    Then those where one key is another column of the source than it seems, or a part of one.
    """
    seen = _Columns.of(engine, child, candidates)
    sure = list(sure_keys(engine, seen.named, source, candidates))
    first = _grouping(engine, seen, sure)
    if first is not None:
        yield first
    further = (
        [*(pair for pair in sure if pair.offered is not column), other]
        for column in seen.named
        for other in further_keys(engine, column, source, candidates, sure)
    )
    others = (_grouping(engine, seen, keys) for keys in islice(further, _MOST_TRIED))
    yield from (grouping for grouping in others if grouping is not None)


@dataclass(frozen=True)
class _Columns:
    """The columns of an offered table of so many rows: some merely number them (`numbering`)."""

    rows: int
    named: tuple[RelationColumn, ...]
    numbering: tuple[RelationColumn, ...]
    candidates: Sequence[Candidates]

    @classmethod
    def of(cls, engine: Engine, child: Relation, candidates: Sequence[Candidates]) -> "_Columns":
        known = {each.offered.sql for each in candidates if each.named}
        numbering = tuple(
            column
            for column in child.columns
            if numbers_rows(engine, child, column, known=column.sql in known)
        )
        named = tuple(column for column in child.columns if column not in numbering)
        return cls(child.rows, named, numbering, candidates)


def _grouping(engine: Engine, seen: _Columns, sure: Sequence[Pair]) -> Grouping | None:
    """The grouping by sure keys, and by numbers as far as they tell rows apart that are alike."""
    keys = list(sure)
    chosen = {pair.offered.sql for pair in keys}
    numbers = number_keys(engine, seen.named, seen.candidates)
    doubtful = [pair for pair in numbers if pair.offered.sql not in chosen]
    different = _different(engine, keys)
    if different >= _MOSTLY * seen.rows:
        # A few rows that repeat a group are more likely wrong than a figure is a key.
        doubtful = [pair for pair in doubtful if pair.named]
    while different < seen.rows and doubtful and len(keys) + 1 < len(seen.named):
        counts = [_different(engine, [*keys, pair]) for pair in doubtful]
        best = max(range(len(doubtful)), key=lambda place: counts[place])
        if counts[best] <= different:
            break
        keys.append(doubtful.pop(best))
        different = counts[best]
    if different < _MOSTLY * seen.rows:
        return None
    chosen = {pair.offered.sql for pair in keys}
    measures = tuple(column for column in seen.named if column.sql not in chosen)
    return Grouping(tuple(keys), measures, seen.numbering, seen.rows - different)


def is_ordered(pair: Pair) -> bool:
    """Whether a key has ends, as days and numbers have."""
    return Reading.DATE in pair.offered.readings or pair.form.name in ("year", "year-month")


def _different(engine: Engine, keys: Sequence[Pair]) -> int:
    """How many different groups the rows of the offered table name."""
    if not keys:
        return 1
    named = ", ".join(pair.child for pair in keys)
    return int(engine.one(f"SELECT count(*) FROM (SELECT DISTINCT {named} FROM child)"))
