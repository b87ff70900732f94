"""The statistics of a table's columns: what people and programs are told of each."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from verification.accumulators.sampled import Sampled, rank_error
from verification.accumulators.spread import Moments
from verification.declaration import ColumnType
from verification.findings import Severity
from verification.gathered import Column, Table
from verification.kernels.calendar import DAY_US
from verification.kernels.traits import FITS, FITS_DATETIME, FITS_NUMBER, LONG
from verification.marks import SUPPRESSED
from verification.personal.mask import mask
from verification.report import BadCell, ColumnFacts, Histogram
from verification.showing import shown
from verification.units import unit_of

QUANTILES = (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)
_TOP = 5
MOST_CATEGORIES = 30
"""A column of no more different values, each twice on the average, is one of categories."""

_WIDE = 200
_BARS = 20
_BAD_CELLS = 20
_NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.NUMBER})
_WORDS = frozenset({ColumnType.STRING, ColumnType.BOOLEAN})
_MOMENTS = frozenset({ColumnType.DATE, ColumnType.DATETIME})
_ARROW: dict[ColumnType, Any] = {
    ColumnType.INTEGER: pa.int64(),
    ColumnType.NUMBER: pa.float64(),
    ColumnType.DATE: pa.date32(),
    ColumnType.DATETIME: pa.timestamp("us"),
}

Values = npt.NDArray[np.float64]


def profile_of(table: Table) -> tuple[ColumnFacts, ...]:
    """The statistics of the columns of a table, in their order."""
    if table.gathered is None:
        return ()
    gathered = table.gathered
    return tuple(
        _facts_of(table, column, gathered.sampled, place=place, unique=gathered.unique.get(place))
        for place, column in enumerate(table.columns)
    )


def _facts_of(
    table: Table, column: Column, sampled: Sampled, *, place: int, unique: bool | None
) -> ColumnFacts:
    tally, kind = column.tally, _kind_told(column)
    told = not _names_people(table, column)
    values = _sampled_values(sampled, place, kind) if told else None
    whole = sampled.whole
    marks = tally.marks
    misfits = column.misfits(kind)
    least, greatest = _ends(column, kind) if told else (None, None)
    return ColumnFacts(
        name=shown(column.name, at_most=200),
        type=column.kind.value,
        nearest=kind.value,
        fits=tally.with_trait(FITS[kind]),
        filled=tally.filled,
        unit=unit_of(column.name),
        nulls=tally.nulls,
        blanks=tally.blanks,
        suppressed={mark: n for mark, n in marks.items() if _is_suppressed(mark, kind)},
        missing_marks={mark: n for mark, n in marks.items() if mark.lower() not in SUPPRESSED},
        distinct=tally.distinct.count,
        least=least,
        greatest=greatest,
        mean=_finite(tally.numbers.mean) if told and kind in _NUMBERS else None,
        quantiles=_quantiles(kind, values),
        histogram=_histogram(column, kind, values, whole=whole),
        top=tuple(
            (table.shown(column.name, value), count) for value, count in tally.frequent.top(_TOP)
        ),
        categories=_categories(table, column, kind) if told else None,
        lengths=_lengths(column),
        candidate_key=_is_key(table, column, unique),
        bad_cells=tuple(
            BadCell(row, table.shown(column.name, cell))
            for row, cell in zip(
                table.records(misfits.places[:_BAD_CELLS]), misfits.cells, strict=False
            )
        ),
        approximate=_approximate(column, sampled, values),
    )


def _categories(
    table: Table, column: Column, kind: ColumnType
) -> tuple[tuple[str, int], ...] | None:
    """Every value with its count, most frequent first, where they are few and repeat."""
    tally = column.tally
    few = tally.distinct.count <= min(MOST_CATEGORIES, tally.filled // 2)
    wide = len(table.columns) > _WIDE
    if kind not in _WORDS or wide or not few or table.is_told(column.name):
        return None
    counts: dict[str, int] = {}
    for text, count in tally.frequent.all():
        value = table.shown(column.name, text)
        counts[value] = counts.get(value, 0) + count
    return tuple(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))


def _names_people(table: Table, column: Column) -> bool:
    """Whether values may be those of people: then not even their least or mean is told."""
    hits = table.hits.get(column.name, ())
    if any(hit.severity is not Severity.NOTE for hit in hits):
        return True
    ends = _ends(column, _kind_told(column))
    return any(end is not None and mask(end) != end for end in ends)


def _is_suppressed(mark: str, kind: ColumnType) -> bool:
    """Whether a mark says that a value is withheld: a letter does so among numbers alone."""
    letter = mark.isalpha() and mark.isascii()
    return mark.lower() in SUPPRESSED and not (letter and kind not in _NUMBERS)


def _kind_told(column: Column) -> ColumnType:
    """The type the statistics are of: the declared one, or the one that nearly all cells have."""
    return column.declared or column.guess.type


def _sampled_values(sampled: Sampled, place: int, kind: ColumnType) -> Values | None:
    trait = FITS_NUMBER if kind in _NUMBERS else FITS_DATETIME
    values = sampled.values.get((place, trait)) if kind in _NUMBERS | _MOMENTS else None
    return None if values is None else values[np.isfinite(values)]


def _ends(column: Column, kind: ColumnType) -> tuple[str | None, str | None]:
    """The least and the greatest value, written as its type writes it; None for unordered types."""
    tally = column.tally
    if kind in _MOMENTS:
        return _written(kind, tally.moments, per=DAY_US if kind is ColumnType.DATE else 1)
    exact = kind is ColumnType.INTEGER and not tally.with_trait(LONG)
    if exact and tally.wholes.least <= tally.wholes.greatest:
        return _written(kind, tally.wholes, per=1)
    if kind in _NUMBERS and tally.numbers.count:
        ends = (tally.numbers.least, tally.numbers.greatest)
        return tuple(pa.scalar(end).cast(pa.string()).as_py() for end in ends)
    if tally.ends is not None:
        return shown(tally.ends[0]), shown(tally.ends[1])
    return None, None


def _written(kind: ColumnType, ends: Moments, *, per: int) -> tuple[str | None, str | None]:
    if ends.least > ends.greatest:
        return None, None
    least, greatest = (_text(kind, end // per) for end in (ends.least, ends.greatest))
    return least, greatest


def _text(kind: ColumnType, value: int) -> str:
    raw = pa.scalar(value, pa.int32() if kind is ColumnType.DATE else pa.int64())
    written: str = raw.cast(_ARROW[kind]).cast(pa.string()).as_py()
    return written


def _quantiles(kind: ColumnType, values: Values | None) -> Mapping[str, float | str] | None:
    if values is None or not len(values):
        return None
    # Halved, as between the ends of all doubles there is no double's width.
    found = np.quantile(values / 2, QUANTILES) * 2
    if kind in _NUMBERS:
        return {str(q): float(value) for q, value in zip(QUANTILES, found, strict=True)}
    per = DAY_US if kind is ColumnType.DATE else 1
    return {
        str(q): _text(kind, int(value) // per) for q, value in zip(QUANTILES, found, strict=True)
    }


def _histogram(
    column: Column, kind: ColumnType, values: Values | None, *, whole: bool
) -> Histogram | None:
    """How many values lie between each two edges; those of a sample counted up to the whole."""
    if values is None or not len(values):
        return None
    edges = _edges(values, min(_BARS, max(1, column.tally.distinct.count)))
    counts, _ = np.histogram(values, edges)
    scale = 1.0 if whole else column.tally.with_trait(FITS[kind]) / len(values)
    return Histogram(
        tuple(float(edge) for edge in edges), tuple(round(int(count) * scale) for count in counts)
    )


def _edges(values: Values, bars: int) -> Values:
    """Edges of so many bars of one width: fewer where the values lie closer than doubles do."""
    # Halved, as the width of all doubles is none.
    least, greatest = values.min() / 2, values.max() / 2
    if least == greatest:
        least, greatest = least - 0.25, greatest + 0.25
    edges: Values = np.unique(np.linspace(least, greatest, bars + 1)) * 2
    return edges if len(edges) > 1 else np.repeat(edges, 2)


def _lengths(column: Column) -> tuple[int, int, float] | None:
    lengths = column.tally.lengths
    mean = lengths.mean
    return None if mean is None else (lengths.least, lengths.greatest, mean)


def _is_key(table: Table, column: Column, unique: bool | None) -> bool | None:
    """Whether its values tell all rows apart; None where that is not known."""
    tally = column.tally
    if table.rows < 2 or tally.nulls or tally.blanks:
        return False
    if tally.repeats:
        return False
    if tally.distinct.exact:
        return tally.distinct.count == table.rows
    return unique


def _approximate(
    column: Column, sampled: Sampled, values: Values | None
) -> Mapping[str, Mapping[str, float]]:
    """Of the statistics that are not exact, the bound of each."""
    bounds: dict[str, Mapping[str, float]] = {}
    tally = column.tally
    if not tally.distinct.exact:
        bounds["distinct"] = {"relative_error": round(tally.distinct.relative_error, 4)}
    if tally.frequent.error:
        bounds["top"] = {"count_error": tally.frequent.error}
    if values is not None and len(values) and not sampled.whole:
        error = round(rank_error(len(values)), 4)
        bounds["quantiles"] = {"rank_error": error}
        bounds["histogram"] = {"share_error": 2 * error}
    return bounds


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
