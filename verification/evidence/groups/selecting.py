"""Which rows of a source were aggregated: all, those that lack nothing, or one category."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from verification.evidence.engine import Engine
from verification.evidence.groups.beside import beside
from verification.evidence.groups.categories import Kind, kinds_of
from verification.evidence.groups.grouped import tied_to_group
from verification.evidence.groups.grouping import Grouping
from verification.evidence.groups.measures import Aggregate, Measure
from verification.evidence.groups.measuring import plain_search
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation, RelationColumn

Counts = npt.NDArray[np.float64] | npt.NDArray[np.int64]

_MOST_CATEGORIES = 200
_MOSTLY = 0.5
_ENOUGH = 3


@dataclass(frozen=True)
class Selection:
    """Some rows of a source: a condition in SQL, and in a report its rule, column and value."""

    condition: str = "true"
    rule: str = "all"
    column: str | None = None
    value: str | None = None

    @property
    def told(self) -> tuple[str | None, ...]:
        """The rule, its column and its value; nothing where all rows are selected."""
        return () if self.rule == "all" else (self.rule, self.column, self.value)

    def of(self, engine: Engine, source: Relation) -> Relation:
        """Return the rows of a source that are selected, as another relation of its columns."""
        if self.rule == "all":
            return source
        engine.run(
            "CREATE OR REPLACE TEMP VIEW selected AS "
            f"SELECT * FROM {source.name} AS source WHERE {self.condition}"
        )
        return replace(source, name="selected")


def complete_rows(engine: Engine, few: Relation) -> Selection | None:
    """Return the rows that lack nothing, of columns that are not empty; None if none lacks any."""
    counts = ", ".join(f"count({column.sql})" for column in few.columns)
    filled = engine.row(f"SELECT {counts} FROM {few.name} AS source")
    if not any(0 < count < few.rows for count in filled):
        return None
    kept = (
        f"{column.sql} IS NOT NULL"
        for column, count in zip(few.columns, filled, strict=True)
        if count
    )
    return Selection(" AND ".join(kept), "complete")


def of_one_category(
    engine: Engine,
    few: Relation,
    offered: str,
    grouping: Grouping,
    known: Mapping[RelationColumn, int],
) -> Iterator[Selection]:
    """Yield for each column of categories the one whose rows agree with the measures offered.

    `few` are the rows to look at, `offered` names the offered rows of their groups; `known`
    is in how many of these a column agrees with all rows.
    """
    plain = plain_search(few)
    measures = [each for each in plain.measures if "OVER" not in each.value and len(each.of) <= 1]
    for number, kind in enumerate(kinds_of(engine, few, grouping, _MOST_CATEGORIES), start=1):
        groups = _by_category(few, grouping, kind.text, plain.aggregates)
        engine.run(
            f"CREATE OR REPLACE TEMP TABLE grouped AS SELECT child.*, g.* "
            f"FROM {offered} AS child JOIN ({groups}) g ON {tied_to_group(grouping.keys)}"
        )
        category = _agreeing(engine, grouping.measures, measures, known)
        if category is not None:
            yield _selection(engine, number, kind, category)


def _by_category(
    few: Relation, grouping: Grouping, text: str, aggregates: Sequence[Aggregate]
) -> str:
    """SQL of the groups of the source, those of each category apart."""
    keys = "".join(f"{pair.source} AS k{k}, " for k, pair in enumerate(grouping.keys))
    named = "".join(f"k{k}, " for k in range(len(grouping.keys)))
    values = "".join(f", {each.sql} AS {each.name}" for each in aggregates)
    return (
        f"SELECT {keys}{text} AS category, count(*) AS group_rows{values} "
        f"FROM {few.name} AS source WHERE category IS NOT NULL GROUP BY {named}category"
    )


def _agreeing(
    engine: Engine,
    columns: Sequence[RelationColumn],
    measures: Sequence[Measure],
    known: Mapping[RelationColumn, int],
) -> str | None:
    """The category in which one of the measures is what a column holds: in most groups, and more.

    More groups than those in which all rows are (`known`).
    """
    numeric = [each for each in columns if Reading.NUMBER in each.readings]
    most: dict[RelationColumn, Counts] = {}
    filled: dict[RelationColumn, Counts] = {}
    names: npt.NDArray[np.object_] = np.array([])
    for batch in beside(engine, numeric, measures, also="category"):
        names, of = np.unique(np.ma.getdata(batch.also), return_inverse=True)
        apart = of[:, None] == np.arange(len(names))
        for column in numeric:
            figures = batch.figures[column]
            agree = (figures.agreeing(batch.measured).astype(np.float32) @ apart).max(axis=0)
            most[column] = np.maximum(most.get(column, 0), agree)
            filled[column] = (figures.there[:, None] & apart).sum(axis=0)
    return _in_most(names, most, filled, known)


def _in_most(
    names: npt.NDArray[np.object_],
    most: Mapping[RelationColumn, Counts],
    filled: Mapping[RelationColumn, Counts],
    known: Mapping[RelationColumn, int],
) -> str | None:
    best: tuple[int, str] | None = None
    for column, agree in most.items():
        enough = agree >= np.maximum(
            _MOSTLY * filled[column], max(_ENOUGH, known.get(column, 0) + 1)
        )
        for place in np.flatnonzero(enough).tolist():
            if best is None or agree[place] > best[0]:
                best = int(agree[place]), str(names[place])
    return None if best is None else best[1]


def _selection(engine: Engine, number: int, kind: Kind, category: str) -> Selection:
    """The rows of one category; its value stands in a table, never in a statement."""
    table = f"category_{number}"
    engine.run(f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT ? AS v", [category])
    condition = f"{kind.text} = (SELECT v FROM {table})"
    return Selection(condition, "category", kind.column.name, category)
