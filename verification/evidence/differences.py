"""What came of comparing: how many cells are of which class, and where those are that differ."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice


class CellClass(StrEnum):
    """What a compared cell is found to be (the classes of the evidence)."""

    EQUAL = "equal"
    SOURCE_INCOMPLETE = "source-incomplete"
    DIFFERS = "differs"
    NOT_COMPARED = "not-compared"


class Verdict(StrEnum):
    """What the evidence of one derivation comes to."""

    CONSISTENT = "consistent"
    PARTLY = "partly"
    CONTRADICTED = "contradicted"
    UNDECIDABLE = "undecidable"


class Why(StrEnum):
    """Why a row or a cell is not as the source has it, or why nothing can be said."""

    VALUE = "value"
    NOT_IN_SOURCE = "not-in-source"
    MISSING = "missing"
    FILLED = "filled"
    EMPTIED = "emptied"
    RENAMED = "renamed"
    INCOMPLETE_GROUP = "incomplete-group"
    REPEATED = "repeated"


MOST_KEPT = 20_000
"""So many differences are looked at one by one, whether they were declared; all are counted."""
MOST_NAMED = 1_000
"""So many of them are named in a report."""


@dataclass(frozen=True)
class Difference:
    """A cell or a row that is not equal.

    `place` counts the rows of the offered table from 0; None: the row is not there at all. `column`
    None: the whole row. `key` tells which row it is, by (column, value), where its place does not.
    """

    place: int | None
    column: str | None
    found: CellClass
    why: Why
    offered: str | None = None
    source: str | None = None
    key: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True)
class ColumnEvidence:
    """What a column offered was compared with: the source's column, how, and with what result."""

    name: str
    origin: str | None
    form: str
    counts: Mapping[CellClass, int]
    note: str | None = None


@dataclass(frozen=True)
class Compared:
    """One offered table beside one union of sources.

    `rows` counts rows of the offered table by the gravest class of their cells; `differences` are
    the first `MOST_KEPT` of them, among them what the source has and the offered table leaves out
    although it is whole around it. `shares` is, table by table of the union, of how many offered
    rows the source has an equal one.
    `selected` says by which rule some rows of the source alone were aggregated: the rule, and
    where it is a category its column and value; empty: all of them.
    """

    rows: Mapping[CellClass, int]
    columns: tuple[ColumnEvidence, ...] = ()
    differences: tuple[Difference, ...] = ()
    shares: tuple[float, ...] = ()
    keys: tuple[str, ...] = ()
    figures: Mapping[str, int | float | str] = field(default_factory=dict)
    undecided: str | None = None
    selected: tuple[str | None, ...] = ()

    @property
    def cells(self) -> dict[CellClass, int]:
        """The cells of all columns by class."""
        return {
            each: sum(column.counts.get(each, 0) for column in self.columns) for each in CellClass
        }

    @property
    def compared_rows(self) -> int:
        return sum(
            self.rows.get(each, 0) for each in CellClass if each is not CellClass.NOT_COMPARED
        )


def gravest_first(difference: Difference) -> tuple[bool, bool, int]:
    """Order by gravity, then what is not there at all, then by place."""
    milder = difference.found is not CellClass.DIFFERS
    return (milder, difference.place is not None, difference.place or 0)


def named_ones(
    differences: Sequence[Difference], undeclared: Sequence[Difference]
) -> tuple[Difference, ...]:
    """Return the differences a report names: what nobody declared before what was, as they came."""
    if len(differences) <= MOST_NAMED:
        return tuple(differences)
    first = dict.fromkeys((*undeclared, *differences))
    return tuple(sorted(islice(first, MOST_NAMED), key=gravest_first))


def verdict_of(compared: Compared, differences: Iterable[Difference]) -> Verdict:
    """Return what a comparison comes to, given what of its differences nobody declared.

    Design, section 6: consistent if all compared are equal; partly if each unmatched one is
    source-incomplete or declared; contradicted if one differs; undecidable otherwise.
    """
    if any(each.found is CellClass.DIFFERS for each in differences):
        return Verdict.CONTRADICTED
    if compared.undecided is not None or not compared.compared_rows:
        return Verdict.UNDECIDABLE
    return Verdict.PARTLY if compared.differences else Verdict.CONSISTENT
