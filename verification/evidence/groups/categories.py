"""What may name categories of rows: columns that are no keys, and parts of days."""

from collections.abc import Iterator
from dataclasses import dataclass

from verification.evidence.engine import Engine
from verification.evidence.forms import SOURCE_PARTS, Same
from verification.evidence.groups.grouping import Grouping
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation, RelationColumn

_PARTS = (
    SOURCE_PARTS["year"],
    SOURCE_PARTS["year-month"],
    SOURCE_PARTS["weekday"],
    "['주말', '평일', '평일', '평일', '평일', '평일', '주말'][dayofweek({date}) + 1]",
    SOURCE_PARTS["month"],
    SOURCE_PARTS["hour"],
    "strftime({date}, '%Y%m%d')",
)
"""The parts of days that people choose: years, months, weekdays, weekends, hours, days."""


@dataclass(frozen=True)
class Kind:
    """A column of a source that may name categories, and the SQL of these (texts)."""

    column: RelationColumn
    text: str


def kinds_of(engine: Engine, few: Relation, grouping: Grouping, most: int) -> Iterator[Kind]:
    """Yield what parts the rows to look at into two categories or more, up to so many."""
    keys = {pair.origin.sql for pair in grouping.keys if isinstance(pair.form, Same)}
    for kind in _kinds(few, keys):
        count = engine.one(f"SELECT count(DISTINCT {kind.text}) FROM {few.name} AS source")
        if 2 <= count <= most:
            yield kind


def _kinds(few: Relation, keys: set[str]) -> Iterator[Kind]:
    for column in few.columns:
        if column.sql in keys:
            continue
        if column.type in ("VARCHAR", "BIGINT", "BOOLEAN"):
            yield Kind(column, column.read(Reading.TEXT))
        if Reading.DATE in column.readings:
            date = column.read(Reading.DATE)
            yield from (Kind(column, sql.format(date=date)) for sql in _PARTS)
