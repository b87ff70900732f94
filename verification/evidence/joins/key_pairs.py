"""Which columns of two sources may be the key by which they were joined, and in which form.

The same names or values; or one says what the other begins with, or in which month or year a day of
it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from verification.evidence.engine import Engine
from verification.evidence.forms import Beginning, DatePart, Form, Loose
from verification.evidence.lengths import one_length
from verification.evidence.matching import Pair, candidates_of
from verification.evidence.parts_of_days import parts_called
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation, RelationColumn

_MOST = 12
_SHORTEST = 2
_PARTS = frozenset({"year", "year-month", "quarter-of-year"})
_CODES = ("VARCHAR", "BIGINT")


@dataclass(frozen=True)
class Turned:
    """A form the other way round: what is as if offered says more than the source does."""

    form: Form

    @property
    def name(self) -> str:
        return self.form.name

    def child(self, column: RelationColumn) -> str:
        return self.form.source(column)

    def source(self, column: RelationColumn) -> str:
        return self.form.child(column)


def same_values(engine: Engine, left: Relation, right: Relation) -> tuple[Pair, ...]:
    """Return the pairs of columns that are called alike, or hold the same: the first are likelier.

    Of texts the letters and figures count: who joins names writes them alike first.
    """
    found = candidates_of(engine, left, right, keys=True)
    ranked = sorted(found, key=lambda each: (each.named, each.values), reverse=True)
    pairs = (pair for each in ranked for pair in each.pairs)
    return tuple(
        replace(pair, form=Loose()) if _are_texts(pair) else pair for pair in islice(pairs, _MOST)
    )


def parts_of_values(engine: Engine, left: Relation, right: Relation) -> tuple[Pair, ...]:
    """Return the pairs of columns of which one may be a part of the other."""
    return tuple(islice((*_times(left, right), *_codes(engine, left, right)), _MOST))


def _are_texts(pair: Pair) -> bool:
    return {pair.offered.type, pair.origin.type} == {"VARCHAR"} and (
        pair.source == pair.origin.read(Reading.TEXT)
    )


def _times(left: Relation, right: Relation) -> Iterator[Pair]:
    for one in left.columns:
        for other in right.columns:
            if Reading.DATE in one.readings:
                for part in sorted(parts_called(other) & _PARTS):
                    yield Pair(one, other, Turned(DatePart(part)))
            elif Reading.DATE in other.readings:
                for part in sorted(parts_called(one) & _PARTS):
                    yield Pair(one, other, DatePart(part))


def _codes(engine: Engine, left: Relation, right: Relation) -> Iterator[Pair]:
    ours, theirs = (
        {
            column: length
            for column in relation.columns
            if column.type in _CODES and (length := one_length(engine, relation.name, column))
        }
        for relation in (left, right)
    )
    for one, length in ours.items():
        for other, longer in theirs.items():
            if _SHORTEST <= length < longer:
                yield Pair(one, other, Beginning(length))
            elif _SHORTEST <= longer < length:
                yield Pair(one, other, Turned(Beginning(longer)))
