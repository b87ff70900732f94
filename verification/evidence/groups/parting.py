"""Wide tables: a column for each value that a column of the source has, or part of its days.

The source gets a number beside each row: which of these columns, if any, its value is set under.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from verification.evidence.engine import Engine
from verification.evidence.forms import SOURCE_PARTS
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation, RelationColumn, plain_name

_MOST_VALUES = 1_000
_HALF = 0.5
_PARTS = ("year", "year-month", "month", "day", "weekday", "hour", "quarter")


@dataclass(frozen=True)
class Parted:
    """What columns stand for a value each: SQL of these in the source, and their numbers."""

    value: str
    columns: Mapping[RelationColumn, int]

    def of(self, engine: Engine, source: Relation) -> Relation:
        """Return a source with the number of the column beside each row, as `part`."""
        engine.run(
            "CREATE OR REPLACE TEMP VIEW parted AS SELECT source.*, parts.part "
            f"FROM {source.name} AS source LEFT JOIN parts ON {self.value} = parts.v"
        )
        return replace(source, name="parted")


def parted_by(
    engine: Engine, few: Relation, columns: Sequence[RelationColumn], keys: set[str]
) -> Parted | None:
    """Return what most columns are named after, at least half; the values are kept in `parts`.

    `keys` are columns of the source that name groups: none of these is set apart anew.
    """
    best: dict[RelationColumn, list[str]] = {}
    said = ""
    for value in _values(few, keys):
        named = _named(engine, few, value, columns)
        if len(named) > len(best):
            best, said = named, value
    if len(best) < 2 or len(best) < _HALF * len(columns):
        return None
    engine.run("CREATE OR REPLACE TEMP TABLE parts (v VARCHAR, part INT)")
    for number, texts in enumerate(best.values()):
        for text in texts:
            engine.run("INSERT INTO parts VALUES (?, ?)", [text, number])
    return Parted(said, {column: number for number, column in enumerate(best)})


def _values(few: Relation, keys: set[str]) -> Iterator[str]:
    for column in few.columns:
        if column.sql not in keys and column.type in ("VARCHAR", "BIGINT"):
            yield column.read(Reading.TEXT)
    for column in few.columns:
        if Reading.DATE in column.readings:
            date = column.read(Reading.DATE)
            yield from (SOURCE_PARTS[part].format(date=date) for part in _PARTS)


def _named(
    engine: Engine, few: Relation, value: str, columns: Sequence[RelationColumn]
) -> dict[RelationColumn, list[str]]:
    """The columns that are named after one value each, and how the source writes it."""
    found = engine.rows(
        f"SELECT DISTINCT {value} AS v FROM {few.name} AS source WHERE v IS NOT NULL "
        f"ORDER BY v LIMIT {_MOST_VALUES + 1}"
    )
    if len(found) > _MOST_VALUES:
        return {}
    texts: dict[str, list[str]] = {}
    for (text,) in found:
        texts.setdefault(plain_name(text), []).append(text)
    named = {column: _text_of(column.name, texts) for column in columns}
    kept = {column: key for column, key in named.items() if key is not None}
    if len(set(kept.values())) < len(kept):
        return {}
    return {column: texts[key] for column, key in kept.items()}


def _text_of(name: str, texts: Mapping[str, object]) -> str | None:
    """The text a column is called: its whole name, its figures, or the longest that it holds.

    Of figures the whole run: 20 is no part of 2021.
    """
    plain = plain_name(name)
    figures = re.sub(r"\D", "", plain)
    for whole in (plain, figures, figures.lstrip("0")):
        if whole and whole in texts:
            return whole
    runs = set(re.findall(r"\d+", plain))
    held = [
        text
        for text in texts
        if len(text) > 1 and text in plain and (text in runs or not text.isdigit())
    ]
    return max(held, key=len, default=None)
