"""The columns of a report as cards: from their JSON to the values of `macros/profile.html`.

Reports are kept for good: one that was written before a figure was counted simply lacks it here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from marketplace.web.formats import decimal, figure
from marketplace.web.pictures import Bar, Part, bars, strip

Body = Mapping[str, Any]
Pairs = tuple[tuple[str, int], ...]

MOST_TOP = 10
_MOMENT_TYPES = frozenset({"date", "datetime"})
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - days and moments of a file are of no zone
_UNGROUPED = frozenset({"year"})
_MEDIAN = 0.5


@dataclass(frozen=True)
class Filling:
    """One kind of cell of a column: how many, its share of all rows, and its part of the strip."""

    kind: str
    count: int
    share: float
    part: Part


@dataclass(frozen=True)
class Bin:
    """One interval of a histogram, its ends in words."""

    least: str
    most: str
    count: int
    bar: Bar


@dataclass(frozen=True)
class Histogram:
    """Intervals from the lowest; `error` is a share of all rows where they were estimated."""

    bins: tuple[Bin, ...]
    error: float | None

    @property
    def tallest(self) -> Bin:
        return max(self.bins, key=lambda each: each.count)


@dataclass(frozen=True)
class Quantile:
    """Below which value a share of the column lies."""

    share: str
    value: str
    is_median: bool


@dataclass(frozen=True)
class TopValue:
    """A frequent value; `part` is its bar beside the most frequent one's."""

    value: str
    count: int
    part: Part


@dataclass(frozen=True)
class BadCell:
    """A cell that does not fit its column, masked; `row` counts data records from 1."""

    row: int
    value: str


@dataclass(frozen=True)
class Errors:
    """By how much the figures that were estimated may be off; None where all were counted."""

    distinct: float | None = None
    top: int | None = None
    quantiles: float | None = None
    histogram: float | None = None


@dataclass(frozen=True)
class ColumnCard:
    """A column as it was found. Empty or None: not counted, or it has none.

    Every cell is of `type`; `fits` of the `of` filled ones are of the `nearest` type, and the
    figures are those of these.
    """

    place: int
    name: str
    type: str
    nearest: str
    unit: str
    is_key: bool
    is_exact: bool
    fits: int | None
    of: int | None
    filling: tuple[Filling, ...]
    suppressed: Pairs
    missing: Pairs
    distinct: int | None
    least: str | None
    mean: str | None
    most: str | None
    lengths: tuple[int, int, str] | None
    quantiles: tuple[Quantile, ...]
    histogram: Histogram | None
    top: tuple[TopValue, ...]
    bad_cells: tuple[BadCell, ...]
    errors: Errors


def column_card(column: Body, *, place: int, rows: int) -> ColumnCard:
    """Return one column of a report as a card; `place` counts the columns of its table from 1."""
    evidence, lengths = column.get("evidence") or {}, column.get("lengths")
    errors = _errors(column.get("approximate") or {})
    kind = evidence.get("type") or column["type"]
    return ColumnCard(
        place=place,
        name=column["name"],
        type=column["type"],
        nearest=kind,
        unit=column.get("unit") or "",
        is_key=bool(column.get("candidate_key")),
        is_exact=column.get("exact", True) and errors == Errors(),
        fits=evidence.get("fits"),
        of=evidence.get("of"),
        filling=_filling(column, rows),
        suppressed=_marks(column.get("suppressed")),
        missing=_marks(column.get("missing_marks")),
        distinct=column.get("distinct"),
        least=column.get("min"),
        mean=_words(kind, column.get("mean")),
        most=column.get("max"),
        lengths=(lengths["min"], lengths["max"], decimal(lengths["mean"])) if lengths else None,
        quantiles=_quantiles(kind, column.get("quantiles") or {}),
        histogram=_histogram(kind, column.get("histogram"), errors.histogram),
        top=_top(column.get("top") or ()),
        bad_cells=tuple(
            BadCell(each["row"], each["value"]) for each in column.get("bad_cells") or ()
        ),
        errors=errors,
    )


def _errors(approximate: Body) -> Errors:
    return Errors(
        distinct=(approximate.get("distinct") or {}).get("relative_error"),
        top=(approximate.get("top") or {}).get("count_error"),
        quantiles=(approximate.get("quantiles") or {}).get("rank_error"),
        histogram=(approximate.get("histogram") or {}).get("share_error"),
    )


def _filling(column: Body, rows: int) -> tuple[Filling, ...]:
    """Return the kinds of cells there are: every cell is of one kind."""
    empty = {
        "null": column.get("nulls") or 0,
        "blank": column.get("blanks") or 0,
        "suppressed": sum((column.get("suppressed") or {}).values()),
        "missing": sum((column.get("missing_marks") or {}).values()),
    }
    counts = {"value": max(0, rows - sum(empty.values())), **empty}
    there = {kind: count for kind, count in counts.items() if count}
    parts = strip(tuple(there.values()))
    return tuple(
        Filling(kind, count, count / max(rows, 1), part)
        for (kind, count), part in zip(there.items(), parts, strict=True)
    )


def _marks(counted: Mapping[str, int] | None) -> Pairs:
    return tuple(sorted((counted or {}).items(), key=lambda pair: (-pair[1], pair[0])))


def _words(kind: str, value: float | str | None) -> str | None:
    if value is None:
        return None
    return f"{value:g}" if kind in _UNGROUPED and not isinstance(value, str) else figure(value)


def _quantiles(kind: str, values: Mapping[str, float | str]) -> tuple[Quantile, ...]:
    shares = sorted((float(share), value) for share, value in values.items())
    return tuple(
        Quantile(f"{share:.0%}", _words(kind, value) or "", share == _MEDIAN)
        for share, value in shares
    )


def _top(counted: Iterable[Body]) -> tuple[TopValue, ...]:
    first = sorted(counted, key=lambda each: -each["count"])[:MOST_TOP]
    most = first[0]["count"] if first else 1
    return tuple(
        TopValue(each["value"], each["count"], strip((each["count"], most - each["count"]))[0])
        for each in first
    )


def _histogram(kind: str, given: Body | None, error: float | None) -> Histogram | None:
    if not given or not given["counts"]:
        return None
    edges, counts = given["edges"], given["counts"]
    are_numbers = not any(isinstance(edge, str) for edge in edges)
    words = _edge_words(kind, edges)
    shapes = bars(counts, edges if are_numbers else None)
    bins = tuple(
        Bin(words[place], words[place + 1], count, shapes[place])
        for place, count in enumerate(counts)
    )
    return Histogram(bins, error)


def _edge_words(kind: str, edges: Sequence[Any]) -> list[str]:
    """Return the edges as the column writes its values; those of moments are µs since 1970."""
    if kind not in _MOMENT_TYPES or any(isinstance(edge, str) for edge in edges):
        return [_words(kind, edge) or "" for edge in edges]
    try:
        moments = [_EPOCH + timedelta(microseconds=edge) for edge in edges]
    except OverflowError:
        # A year that no calendar here reaches: the intervals are numbered instead.
        return [f"{place}/{len(edges) - 1}" for place in range(len(edges))]
    if kind == "date":
        return [each.date().isoformat() for each in moments]
    return [each.isoformat(" ", "minutes") for each in moments]
