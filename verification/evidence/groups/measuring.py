"""Which aggregate of its source a column of an aggregated table may be: sums, means, counts …"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from types import MappingProxyType

from verification.evidence.groups.measures import Aggregate, Measure, Search
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation, RelationColumn

_PLAIN: Mapping[str, str] = MappingProxyType(
    {"sum": "fsum({x})", "count": "count({x})", "min": "min({x})", "max": "max({x})"}
)
_MEAN = "sum_{p} / nullif(count_{p}, 0)"
_WITH_BOUNDS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "sum": ("sum_{p}", "sum_{p} + lack * low", "sum_{p} + lack * high"),
        "mean": (
            _MEAN,
            "(coalesce(sum_{p}, 0) + lack * low) / (count_{p} + lack)",
            "(coalesce(sum_{p}, 0) + lack * high) / (count_{p} + lack)",
        ),
        "count": ("count_{p}", "count_{p}", "count_{p} + lack"),
        "min": ("min_{p}", "low", "coalesce(min_{p}, high)"),
        "max": ("max_{p}", "coalesce(max_{p}, low)", "high"),
    }
)
_FURTHER: Mapping[str, str] = MappingProxyType(
    {
        "median": "median({x})",
        "stddev": "stddev_samp({x})",
        "stddev-of-all": "stddev_pop({x})",
        "variance": "var_samp({x})",
        "lower-quartile": "quantile_cont({x}, 0.25)",
        "upper-quartile": "quantile_cont({x}, 0.75)",
    }
)
_ORDERED: Mapping[str, str] = MappingProxyType(
    {
        "running-sum": "sum(sum_{p}) OVER ({within}ORDER BY n)",
        "change": "sum_{p} - lag(sum_{p}) OVER ({within}ORDER BY n)",
        "change-percentage": (
            "100 * (sum_{p} / nullif(lag(sum_{p}) OVER ({within}ORDER BY n), 0) - 1)"
        ),
        "change-of-mean": "{mean} - lag({mean}) OVER ({within}ORDER BY n)",
        "change-percentage-of-mean": (
            "100 * ({mean} / nullif(lag({mean}) OVER ({within}ORDER BY n), 0) - 1)"
        ),
        "rank": "rank() OVER ({within}ORDER BY sum_{p} DESC)",
        "rank-from-least": "rank() OVER ({within}ORDER BY sum_{p})",
        "rank-of-mean": "rank() OVER ({within}ORDER BY {mean} DESC)",
    }
)
_ORDERED_ROWS: Mapping[str, str] = MappingProxyType(
    {
        "running-rows": "sum(group_rows) OVER ({within}ORDER BY n)",
        "share-of-rows": "group_rows / sum(group_rows) OVER ({within})",
        "percentage-of-rows": "100 * group_rows / sum(group_rows) OVER ({within})",
        "rank-of-rows": "rank() OVER ({within}ORDER BY group_rows DESC)",
    }
)
_MOST_COMBINED, _MOST_MULTIPLIED = 12, 6
"""Of more number columns than this no two are tried together, and of these the first multiplied."""


def plain_search(source: Relation) -> Search:
    """Return sums, means, counts, least and greatest values, and two sums taken together."""
    numeric = _numeric(source)
    texts = [
        (place, column) for place, column in enumerate(source.columns) if column not in numeric
    ]
    aggregates = [
        Aggregate(f"{name}_{place}", sql.format(x=column.read(Reading.NUMBER)))
        for column, place in numeric.items()
        for name, sql in _PLAIN.items()
    ]
    aggregates += [
        Aggregate(f"count_{place}", f"count({_filled(column)})") for place, column in texts
    ]
    measures = [Measure("rows", "group_rows")]
    for column, place in numeric.items():
        measures += _of_one(column, place)
    measures += [
        Measure("count", f"count_{place}", (column,), _partial(place)) for place, column in texts
    ]
    if len(numeric) <= _MOST_COMBINED:
        measures += _of_two(numeric)
    return Search(tuple(aggregates), tuple(measures))


def further_search(source: Relation) -> Search:
    """Return what costs more: medians, quartiles, deviations, and how many values are different."""
    numeric = _numeric(source)
    aggregates = [
        Aggregate(f"{name.replace('-', '_')}_{place}", sql.format(x=column.read(Reading.NUMBER)))
        for column, place in numeric.items()
        for name, sql in _FURTHER.items()
    ]
    for place, column in enumerate(source.columns):
        text = column.read(Reading.TEXT)
        aggregates += [
            Aggregate(f"count_{place}", f"count({_filled(column)})"),
            Aggregate(f"different_{place}", f"count(DISTINCT {text})"),
        ]
    measures = [
        Measure(name, f"{name.replace('-', '_')}_{place}", (column,), _partial(place))
        for column, place in numeric.items()
        for name in _FURTHER
    ]
    measures += [
        Measure("different", f"different_{place}", (column,), _partial(place))
        for place, column in enumerate(source.columns)
    ]
    return Search(tuple(aggregates), tuple(measures))


def stepwise_search(source: Relation) -> Search:
    """Return what takes two steps: means of the sums by day, or by another column; products.

    A mean by days of sums is the sum over the number of days: of whatever has some values more than
    once in a group. Of two columns the products are added up, as prices and pieces are.
    """
    numeric = _numeric(source)
    aggregates = [
        Aggregate(f"{name}_{place}", _PLAIN[name].format(x=column.read(Reading.NUMBER)))
        for column, place in numeric.items()
        for name in ("sum", "count")
    ]
    measures = []
    for number, (column, by) in enumerate(stepped(source)):
        aggregates.append(Aggregate(f"steps_{number}", f"count(DISTINCT {by})"))
        steps = f"nullif(steps_{number}, 0)"
        by_steps = f"/ {column.name}"
        measures.append(Measure("mean-of-rows", f"group_rows / {steps}", note=by_steps))
        measures += [
            Measure("mean-of-sums", f"sum_{p} / {steps}", (each,), _partial(p), note=by_steps)
            for each, p in numeric.items()
            if each is not column
        ]
    for (one, a), (other, b) in combinations(list(numeric.items())[:_MOST_MULTIPLIED], 2):
        product = f"{one.read(Reading.NUMBER)} * {other.read(Reading.NUMBER)}"
        aggregates.append(Aggregate(f"product_{a}_{b}", f"fsum({product})"))
        made, partial = f"product_{a}_{b}", _partial(a, b)
        measures.append(Measure("sum-of-products", made, (one, other), partial))
        measures += [
            Measure("weighted-mean", f"{made} / nullif(sum_{weight}, 0)", (one, other), partial)
            for weight in (a, b)
        ]
    return Search(tuple(aggregates), tuple(measures))


def stepped(source: Relation) -> Iterator[tuple[RelationColumn, str]]:
    """Yield by what sums may be made before their mean is taken: columns, the days of moments."""
    for column in source.columns:
        if column.type in ("VARCHAR", "BIGINT", "BOOLEAN"):
            yield column, column.read(Reading.TEXT)
        if Reading.DATE in column.readings:
            yield column, f"{column.read(Reading.DATE)}::DATE"


def ordered_search(source: Relation, names: str = "") -> Search:
    """Return what a row of the offered table is among the others: a running sum, a rank, a change.

    Of what `plain_search` gathers; over all offered rows in their order, or over those that have
    the same `names` (SQL).
    """
    within = f"PARTITION BY totals, {names} " if names else "PARTITION BY totals "
    measures = [
        Measure(
            name,
            sql.format(p=place, mean=_MEAN.format(p=place), within=within),
            (column,),
            _partial(place),
        )
        for column, place in _numeric(source).items()
        for name, sql in _ORDERED.items()
    ]
    measures += [Measure(name, sql.format(within=within)) for name, sql in _ORDERED_ROWS.items()]
    return Search((), tuple(measures))


def parted_search(source: Relation, part: int) -> Search:
    """Return sums, means, counts, least and greatest values of one part of each group.

    The source has its `part` (a number) beside its columns.
    """
    only = f" FILTER (WHERE part = {part})"
    rows = f"rows_of_{part}"
    numeric = _numeric(source)
    aggregates = [Aggregate(rows, f"count(*){only}")] + [
        Aggregate(f"{name}_{place}_of_{part}", sql.format(x=column.read(Reading.NUMBER)) + only)
        for column, place in numeric.items()
        for name, sql in _PLAIN.items()
    ]
    measures = [Measure("rows", rows)]
    for column, place in numeric.items():
        measures += _of_one(column, f"{place}_of_{part}", rows)
    return Search(tuple(aggregates), tuple(replace(each, named=True) for each in measures))


def _numeric(source: Relation) -> dict[RelationColumn, int]:
    return {
        column: place
        for place, column in enumerate(source.columns)
        if Reading.NUMBER in column.readings
    }


def _filled(column: RelationColumn) -> str:
    """SQL that is null where a cell is empty; how its letters are composed does not matter here."""
    return f"nullif(trim({column.sql}), '')" if column.type == "VARCHAR" else column.sql


def _of_one(
    column: RelationColumn, place: int | str, rows: str = "group_rows"
) -> Iterator[Measure]:
    partial = _partial(place, rows=rows)
    for name, (value, least, greatest) in _WITH_BOUNDS.items():
        between = (least.format(p=place), greatest.format(p=place))
        yield Measure(name, value.format(p=place), (column,), partial, between, str(place))
    share = f"sum_{place} / sum(sum_{place}) OVER (PARTITION BY totals)"
    yield Measure("share", share, (column,), partial)
    yield Measure("percentage", f"100 * {share}", (column,), partial)


def _of_two(numeric: Mapping[RelationColumn, int]) -> Iterator[Measure]:
    columns = list(numeric.items())
    for number, (one, a) in enumerate(columns):
        for other, b in columns[number + 1 :]:
            yield Measure("sum", f"sum_{a} + sum_{b}", (one, other), _partial(a, b))
        for other, b in columns:
            if other is not one:
                partial = _partial(a, b)
                yield Measure("difference", f"sum_{a} - sum_{b}", (one, other), partial)
                ratio = f"sum_{a} / nullif(sum_{b}, 0)"
                yield Measure("ratio", ratio, (one, other), partial)
                yield Measure("percentage", f"100 * {ratio}", (one, other), partial)


def _partial(*places: int | str, rows: str = "group_rows") -> str:
    return "(" + " OR ".join(f"count_{place} < {rows}" for place in places) + ")"
