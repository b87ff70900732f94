"""Traces what is offered to its declared sources, and says what came of it.

Sources with one `how` and one `group` are one union. Every table of the offer is compared with
each; where it is part of one and has nothing of another, the other is not held against it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from verification.declaration import Declaration
from verification.errors import ComparisonBroke, ComparisonTooSlow
from verification.evidence.contracted import Bought, Bound, bought_in, bounds_of, unshown
from verification.evidence.deriving import HOW, Tables
from verification.evidence.deviations import declared, hides_undeclared
from verification.evidence.differences import (
    CellClass,
    Compared,
    Verdict,
    named_ones,
    verdict_of,
)
from verification.evidence.engine import Bounds, Engine, borrowed, opened
from verification.evidence.entries import Entry, undecided
from verification.evidence.joins.joining import joined
from verification.evidence.joins.sides import Side
from verification.evidence.relations import Held, Relation, offered, united
from verification.evidence.unions import JOIN, Union, choices_of, sides_of, unions_of
from verification.gathered import Table
from verification.limits import Deadline
from verification.sources import SourceLibrary


@dataclass(frozen=True)
class Trace:
    """An offer to be traced; calling it returns one entry for each union and each table."""

    declaration: Declaration
    tables: Sequence[Table]
    library: SourceLibrary
    folder: Path
    deadline: Deadline
    bounds: Bounds

    def __call__(self) -> tuple[Entry, ...]:
        """Return the entries. Raises what the library raises."""
        self.folder.mkdir()
        unions = tuple(unions_of(self.declaration.sources, self.library, self.folder))
        copied = [table for table in self.tables if table.copy is not None and table.rows]
        if not copied:
            return tuple(
                replace(
                    undecided(union, None, "nothing-to-compare"),
                    bounds=unshown(bought_in(union, self.library)),
                )
                for union in unions
            )
        return tuple(_without_strangers([self._of(table, unions) for table in copied]))

    def _of(self, table: Table, unions: Sequence[Union]) -> list[Entry]:
        return [self._compared(table, union) for union in unions]

    def _compared(self, table: Table, union: Union) -> Entry:
        bought = bought_in(union, self.library)
        entry = self._entry(table, union, bought)
        return entry if entry.bounds else replace(entry, bounds=unshown(bought))

    def _entry(self, table: Table, union: Union, bought: Bought) -> Entry:
        if union.undecided is not None:
            return undecided(union, table, union.undecided)
        bounds = replace(self.bounds, seconds=min(self.bounds.seconds, self.deadline.left))
        try:
            with opened(self.folder, bounds) as engine:
                made = _compare(engine, table, union, bought, self.folder)
        except ComparisonTooSlow:
            return undecided(union, table, "too-slow")
        except ComparisonBroke:
            return undecided(union, table, "not-comparable")
        told = self.declaration.deviations
        differences = made.compared.differences
        undeclared = [each for each in differences if not declared(each, told)]
        more = hides_undeclared(made.compared, told)
        verdict = Verdict.CONTRADICTED if more else verdict_of(made.compared, undeclared)
        compared = replace(made.compared, differences=named_ones(differences, undeclared))
        return Entry(union, table, verdict, compared, made.owners, told, made.bounds)


@dataclass(frozen=True)
class _Made:
    compared: Compared
    owners: tuple[int, ...]
    bounds: tuple[Bound, ...] = ()


def _compare(engine: Engine, table: Table, union: Union, bought: Bought, folder: Path) -> _Made:
    """Compare a table with a union; return of which source each share is, too."""
    if table.copy is None:
        raise AssertionError("only tables that have a copy are compared")
    path = folder / f"offered-{table.copy.name}"
    if not path.exists():
        borrowed(table.copy, folder, path.name)
    child = offered(engine, Held.of(path))
    if union.how == JOIN:
        return _best_join(engine, child, union)
    best: tuple[Compared, list[int]] | None = None
    for side in sides_of(union):
        source = united(engine, [union.tables[place] for place in side])
        compared = HOW[union.how](Tables(engine, child, source))
        if best is None or _equal(compared) > _equal(best[0]):
            best = compared, side
    if best is None:
        raise AssertionError("a union without tables is undecided before")
    compared, side = best
    owners = tuple(union.owners[place] for place in side)
    if not bought:
        return _Made(compared, owners)
    source = united(engine, [union.tables[place] for place in side])
    return _Made(compared, owners, bounds_of(engine, child, source, bought, owners))


def _best_join(engine: Engine, child: Relation, union: Union) -> _Made:
    """The join with the sides of which most agrees; others are tried until all does."""
    joins: list[_Made] = []
    for sides in choices_of(union):
        made = _joined(engine, child, union, sides)
        joins.append(made)
        if made.compared.undecided is None and not made.compared.differences:
            break
    return max(joins, key=lambda made: (_equal(made.compared), made.compared.undecided is None))


def _joined(engine: Engine, child: Relation, union: Union, sides: Sequence[Sequence[int]]) -> _Made:
    made = {_side(engine, union, side): side for side in sides}
    compared, used = joined(engine, child, list(made))
    return _Made(compared, tuple(union.owners[t] for side in used for t in made[side]))


def _side(engine: Engine, union: Union, places: Sequence[int]) -> Side:
    tables = [union.tables[place] for place in places]
    owners = frozenset(union.owners[place] for place in places)
    return Side(partial(united, engine, tables), owners)


def _equal(compared: Compared) -> int:
    return compared.cells[CellClass.EQUAL]


def _without_strangers(by_table: Sequence[Sequence[Entry]]) -> Iterator[Entry]:
    """Leave out of what a table is not made, where it is made of something, and that of it."""
    made_of = [[entry.shares_much for entry in entries] for entries in by_table]
    for number, entries in enumerate(by_table):
        for place, entry in enumerate(entries):
            elsewhere = any(made_of[number]) and any(made[place] for made in made_of)
            if made_of[number][place] or not elsewhere:
                yield entry
