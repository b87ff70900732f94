"""Which aggregate of its source a column of an aggregated table may be: sums, means, counts …"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from verification.evidence.readings import Reading
from verification.evidence.relations import Relation, RelationColumn, plain_name


@dataclass(frozen=True)
class Aggregate:
    """What is gathered of each group: its name in SQL, and how the source gives it."""

    name: str
    sql: str


@dataclass(frozen=True)
class Measure:
    """What a column may be: a function of the aggregates of its group.

    `value` is its SQL over them; `partial` that of whether the group lacks a value it is taken of.
    `value_of` is the place of that column; `between` is what it can be where `lack` values are not
    there, each anywhere from `low` to `high`: of what was left out nothing is known but that.
    """

    function: str
    value: str
    of: tuple[RelationColumn, ...] = ()
    partial: str = "false"
    between: tuple[str, str] | None = None
    value_of: int | None = None

    @property
    def words(self) -> str:
        """How a report names it."""
        return f"{self.function}({', '.join(column.name for column in self.of)})"


_PLAIN: Mapping[str, str] = MappingProxyType(
    {"sum": "fsum({x})", "count": "count({x})", "min": "min({x})", "max": "max({x})"}
)
_WITH_BOUNDS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "sum": ("sum_{p}", "sum_{p} + lack * low", "sum_{p} + lack * high"),
        "mean": (
            "sum_{p} / nullif(count_{p}, 0)",
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
_MOST_COMBINED = 12
"""Of more number columns than this no two are tried together."""


@dataclass(frozen=True)
class Search:
    """What to gather of every group, and what columns may then be."""

    aggregates: tuple[Aggregate, ...]
    measures: tuple[Measure, ...]


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
        Aggregate(f"count_{place}", f"count({column.read(Reading.TEXT)})")
        for place, column in texts
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
    aggregates += [
        Aggregate(f"count_{place}", f"count({column.read(Reading.TEXT)})")
        for place, column in enumerate(source.columns)
    ]
    aggregates += [
        Aggregate(f"different_{place}", f"count(DISTINCT {column.read(Reading.TEXT)})")
        for place, column in enumerate(source.columns)
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


def likeness(column: RelationColumn, measure: Measure) -> int:
    """How far the names say the same: of what it is taken, and then by which function."""
    name = plain_name(column.name)
    said = any(word in name for word in _HINTS.get(measure.function, ()))
    origins = [plain_name(each) for origin in measure.of for each in origin.names]
    of = len(name) > 1 and any(each in name or name in each for each in origins)
    return 2 * of + said


_HINTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "sum": ("합", "총", "sum", "total"),
        "mean": ("평균", "mean", "avg", "average"),
        "count": ("건수", "수", "count", "개수"),
        "rows": ("건수", "수", "count", "개수", "행"),
        "min": ("최소", "최저", "min", "lowest"),
        "max": ("최대", "최고", "max", "highest"),
    }
)


def _numeric(source: Relation) -> dict[RelationColumn, int]:
    return {
        column: place
        for place, column in enumerate(source.columns)
        if Reading.NUMBER in column.readings
    }


def _of_one(column: RelationColumn, place: int) -> Iterator[Measure]:
    for name, (value, least, greatest) in _WITH_BOUNDS.items():
        yield Measure(
            name,
            value.format(p=place),
            (column,),
            _partial(place),
            (least.format(p=place), greatest.format(p=place)),
            place,
        )
    yield Measure("share", f"sum_{place} / sum(sum_{place}) OVER ()", (column,), _partial(place))
    percent = f"100 * sum_{place} / sum(sum_{place}) OVER ()"
    yield Measure("percentage", percent, (column,), _partial(place))


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


def _partial(*places: int) -> str:
    return "(" + " OR ".join(f"count_{place} < group_rows" for place in places) + ")"
