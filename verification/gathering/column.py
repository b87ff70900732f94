"""All that is gathered from one column."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from verification.accumulators.distinct import Distinct
from verification.accumulators.frequent import Frequent
from verification.accumulators.located import NOWHERE, Located
from verification.accumulators.spread import (
    INFINITE,
    LATEST,
    NO_LENGTHS,
    NO_MOMENTS,
    NO_NUMBERS,
    Lengths,
    Moments,
    Numbers,
)
from verification.batches import ScannedColumn
from verification.declaration import ColumnType
from verification.gathering.plan import ColumnPlan, Watch
from verification.guard import guarded
from verification.kernels import groups
from verification.kernels.traits import (
    BITS,
    BLANK,
    FILLED,
    FITS,
    FITS_DATETIME,
    FITS_INTEGER,
    LONG,
    PERSONAL,
    SHORT,
)
from verification.marks import MARKS
from verification.personal.tally import PersonalTally

_TEXT_ENDS = frozenset({ColumnType.TIME, ColumnType.YEAR, ColumnType.YEARMONTH})

Bits = npt.NDArray[np.int64]


def no_bits() -> Bits:
    return np.zeros(BITS, dtype=np.int64)


@dataclass(frozen=True)
class Known:
    """Of what enough places are located: misfits of types, and cells that checks asked for."""

    misfits: frozenset[ColumnType] = frozenset()
    watches: frozenset[str] = frozenset()


NOTHING_KNOWN = Known()


@dataclass(frozen=True)
class ColumnTally:
    """What was counted of a column, of as much of it as was seen.

    `bits` counts the cells with each trait; `marks` those that say there is no value; `order` is
    one number for the cells in their order; `repeats`: a value was seen twice. `misfits` locates
    the first filled cells that do not fit a type, `watched` what checks asked for (None: the
    looking broke).
    """

    cells: int = 0
    bits: Bits = field(default_factory=no_bits)
    lengths: Lengths = NO_LENGTHS
    numbers: Numbers = NO_NUMBERS
    wholes: Moments = NO_MOMENTS
    moments: Moments = NO_MOMENTS
    ends: tuple[str, str] | None = None
    repeats: bool = False
    distinct: Distinct = field(default_factory=Distinct)
    frequent: Frequent = field(default_factory=Frequent)
    marks: Mapping[str, int] = field(default_factory=dict)
    order: int = 0
    misfits: Mapping[ColumnType, Located] = field(default_factory=dict)
    watched: Mapping[str, Located | None] = field(default_factory=dict)
    personal: PersonalTally = field(default_factory=lambda: PersonalTally.of(""))

    @classmethod
    def none(cls, plan: ColumnPlan) -> "ColumnTally":
        """What is known before the first cell."""
        watched = {watch.name: NOWHERE for watch in plan.watches}
        return cls(watched=watched, personal=PersonalTally.of(plan.name))

    @classmethod
    def of(
        cls,
        column: ScannedColumn,
        plan: ColumnPlan,
        *,
        below: np.uint64 | None = None,
        known: Known = NOTHING_KNOWN,
    ) -> "ColumnTally":
        """What a batch holds.

        `below` is the hash above which none counts towards the different; of what is `known`
        enough places were located before.
        """
        values = column.values
        bits = no_bits()
        groups.count_traits(column.traits, values.firsts, values.counts, bits)
        start = int(column.places[0]) if len(column.places) else 0
        return cls(
            cells=len(column.text),
            bits=bits,
            lengths=_lengths(column),
            numbers=_numbers(column),
            wholes=_ends(column, FITS_INTEGER) if not bits_of(bits, LONG) else NO_MOMENTS,
            repeats=len(values.firsts) < bits_of(bits, FILLED),
            moments=_ends(column, FITS_DATETIME) if bits_of(bits, FITS_DATETIME) else NO_MOMENTS,
            ends=_text_ends(column) if plan.declared in _TEXT_ENDS else None,
            distinct=Distinct.of(values.hashes, below=below),
            frequent=Frequent.of(values.hashes, values.counts, values.firsts, column.text),
            marks=_marks(column) if bits_of(bits, SHORT) else {},
            order=int(groups.sum_in_order(column.hashes, start)),
            misfits=_misfits(column, plan, bits, known),
            watched={w.name: _watched(column, w, known) for w in plan.watches},
            personal=_personal(column, plan, bits),
        )

    def merge(self, other: "ColumnTally") -> "ColumnTally":
        """Both together, the other being the later part."""
        return ColumnTally(
            cells=self.cells + other.cells,
            bits=self.bits + other.bits,
            lengths=self.lengths.merge(other.lengths),
            numbers=self.numbers.merge(other.numbers),
            wholes=self.wholes.merge(other.wholes),
            moments=self.moments.merge(other.moments),
            ends=_both_ends(self.ends, other.ends),
            repeats=self.repeats or other.repeats,
            distinct=self.distinct.merge(other.distinct),
            frequent=self.frequent.merge(other.frequent),
            marks={
                mark: self.marks.get(mark, 0) + other.marks.get(mark, 0)
                for mark in (*self.marks, *(m for m in other.marks if m not in self.marks))
            },
            order=(self.order + other.order) % 2**64,
            misfits={
                kind: self.misfits.get(kind, NOWHERE).merge(other.misfits.get(kind, NOWHERE))
                for kind in (*self.misfits, *(k for k in other.misfits if k not in self.misfits))
            },
            watched=_merged_watches(self.watched, other.watched),
            personal=self.personal.merge(other.personal),
        )

    @property
    def known(self) -> Known:
        """Of what no more places are located."""
        return Known(
            frozenset(kind for kind, found in self.misfits.items() if found.full),
            frozenset(name for name, found in self.watched.items() if found and found.full),
        )

    def with_trait(self, trait: int) -> int:
        """In how many cells a trait is."""
        return bits_of(self.bits, trait)

    @property
    def filled(self) -> int:
        return self.with_trait(FILLED)

    @property
    def nulls(self) -> int:
        return self.cells - self.filled

    @property
    def blanks(self) -> int:
        """Cells of nothing but white space."""
        return self.with_trait(BLANK)


def bits_of(bits: Bits, trait: int) -> int:
    """The count of one trait."""
    return int(bits[trait.bit_length() - 1])


def _lengths(column: ScannedColumn) -> Lengths:
    lengths, counts = column.lengths, column.values.counts
    if not len(lengths):
        return NO_LENGTHS
    return Lengths(
        int(counts.sum()), int(lengths.min()), int(lengths.max()), int((lengths * counts).sum())
    )


def _numbers(column: ScannedColumn) -> Numbers:
    sums = np.array([INFINITE, -INFINITE, 0.0, 0.0, 0.0])
    values = column.values
    groups.add_up(column.traits, column.doubles, values.firsts, values.counts, sums)
    least, greatest, total, lost, count = sums.tolist()
    return Numbers(int(count), least, greatest, total, lost)


def _ends(column: ScannedColumn, bit: int) -> Moments:
    ends = np.array([LATEST, -LATEST], dtype=np.int64)
    groups.ends_of(bit, column.traits, column.wholes, column.values.firsts, ends)
    return Moments(int(ends[0]), int(ends[1]))


def _text_ends(column: ScannedColumn) -> tuple[str, str] | None:
    filled = column.text.filter(pa.array(column.has(FILLED)))
    if not len(filled):
        return None
    ends = pc.min_max(filled).as_py()
    return ends["min"], ends["max"]


def _both_ends(
    first: tuple[str, str] | None, second: tuple[str, str] | None
) -> tuple[str, str] | None:
    if first is None or second is None:
        return first or second
    return min(first[0], second[0]), max(first[1], second[1])


def _marks(column: ScannedColumn) -> dict[str, int]:
    """How often each mark for a missing value stands in the column, as it is written."""
    values = column.values
    short = np.flatnonzero(column.traits[values.firsts] & np.uint32(SHORT))
    texts = column.text.take(pa.array(values.firsts[short])).to_pylist()
    found: dict[str, int] = {}
    for text, count in zip(texts, values.counts[short].tolist(), strict=True):
        mark = text.strip()
        if mark.lower() in MARKS:
            found[mark] = found.get(mark, 0) + count
    return found


def _misfits(
    column: ScannedColumn, plan: ColumnPlan, bits: Bits, known: Known
) -> dict[ColumnType, Located]:
    found = {}
    filled = bits_of(bits, FILLED)
    for kind in plan.types:
        # Which type the column has is known only at its end: what fits none here may be misfits.
        if kind in known.misfits or bits_of(bits, FITS[kind]) == filled:
            continue
        either = np.uint32(FITS[kind] | FILLED)
        misfit = (column.traits & either) == np.uint32(FILLED)
        found[kind] = Located.of(misfit, column.places, column.text, most=plan.misfits)
    return found


@dataclass(frozen=True)
class _Looking:
    column: ScannedColumn
    watch: Watch
    known: bool

    def __call__(self) -> Located:
        truths = self.watch.cells(self.column)
        if self.known:
            return Located.counted(truths)
        return Located.of(truths, self.column.places, self.column.text)


def _watched(column: ScannedColumn, watch: Watch, known: Known) -> Located | None:
    return guarded(watch.name, _Looking(column, watch, watch.name in known.watches))


def _merged_watches(
    first: Mapping[str, Located | None], second: Mapping[str, Located | None]
) -> dict[str, Located | None]:
    merged: dict[str, Located | None] = {}
    for name in (*first, *(n for n in second if n not in first)):
        one, other = first.get(name, NOWHERE), second.get(name, NOWHERE)
        merged[name] = None if one is None or other is None else one.merge(other)
    return merged


def _personal(column: ScannedColumn, plan: ColumnPlan, bits: Bits) -> PersonalTally:
    """What the cells that are worth a closer look hold of people."""
    tally = PersonalTally.of(plan.name)
    if not plan.all_personal and not bits_of(bits, PERSONAL):
        return tally
    rows = np.flatnonzero(column.has(FILLED if plan.all_personal else PERSONAL))
    if not len(rows):
        return tally
    return tally.update(column.places[rows], column.text.take(pa.array(rows)))
