"""Finds what an aggregated table is grouped by: which of its columns name groups of the source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from verification.evidence.engine import Engine
from verification.evidence.forms import ORDERED_PARTS, DatePart, Step
from verification.evidence.groups.keys import further_keys, number_keys, sure_keys
from verification.evidence.matching import Candidates, Pair
from verification.evidence.numbering import numbers_rows
from verification.evidence.parts_of_days import parts_called
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation, RelationColumn, plain_name

_MOSTLY = 0.6
_MOST_TRIED = 6
_TURNS = ("차수", "회차", "학년", "나이", "연령")
"""What columns are called whose numbers follow each other, besides parts of times."""


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
    """Whether a key's values follow each other, as days, hours and years do."""
    return Reading.DATE in pair.offered.readings or in_order(pair) is not None


def in_order(pair: Pair) -> str | None:
    """Return the type in which a key's values follow each other; None if they are mere names."""
    if isinstance(pair.form, DatePart):
        return "BIGINT" if pair.form.part in ORDERED_PARTS else None
    if isinstance(pair.form, Step):
        return "DOUBLE"
    if Reading.DATE in pair.offered.readings:
        return "TIMESTAMP"
    return "DOUBLE" if _counts_on(pair) else None


def _counts_on(pair: Pair) -> bool:
    """Whether a number is a part of times, by the name of its column: a year, an hour, a turn."""
    return Reading.NUMBER in pair.offered.readings and bool(
        parts_called(pair.offered) or plain_name(pair.offered.name).endswith(_TURNS)
    )


def _different(engine: Engine, keys: Sequence[Pair]) -> int:
    """How many different groups the rows of the offered table name."""
    if not keys:
        return 1
    named = ", ".join(pair.child for pair in keys)
    return int(engine.one(f"SELECT count(*) FROM (SELECT DISTINCT {named} FROM child)"))
