"""Keys that are none of a source: days of other times, and names of which it has next to none."""

from verification.evidence.engine import Engine
from verification.evidence.forms import DatePart, Same
from verification.evidence.matching import Pair
from verification.evidence.parts_of_days import parts_called, parts_written
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation, RelationColumn

_MOST_CATEGORIES = 12
_HARDLY_ANY, _HALF = 0.1, 0.5
_LOOKED_FOR, _LOOKED_AT = 50, 20_000
_TIMES = frozenset({"year", "year-month", "quarter-of-year"})
_SAY_THEMSELVES = frozenset({"year-month", "quarter-of-year"})
"""Parts of days: those that are times, and those whose cells are enough to know them by."""


def stands_nowhere(engine: Engine, column: RelationColumn, source: Relation) -> bool:
    """Whether a column of days, or of many names, shares next to nothing with any of a source.

    Months and years are days, too, where the source has days. A few names may be categories of
    one's own, such as age groups.
    """
    if _is_of_other_times(engine, column, source):
        return True
    if Reading.DATE in column.readings:
        reading = Reading.DATE
    elif column.readings == (Reading.TEXT,):
        reading = Reading.TEXT
    else:
        return False
    values = f"(SELECT DISTINCT {column.read(reading)} AS v FROM child) WHERE v IS NOT NULL"
    count = engine.one(f"SELECT count(*) FROM {values}")
    if count <= _MOST_CATEGORIES or (
        reading is Reading.TEXT and _may_be_made(engine, column, source)
    ):
        return False
    shared = (
        engine.one(
            f"SELECT count(*) FROM (SELECT v FROM {values}) "
            f"SEMI JOIN source ON v = {origin.glance(reading)}"
        )
        for origin in source.columns
        if reading in origin.readings
    )
    return not any(each > _HARDLY_ANY * count for each in shared)


def _is_of_other_times(engine: Engine, column: RelationColumn, source: Relation) -> bool:
    """Whether a column holds months or years of which the source, with all its days, has none.

    Or years, where the source has a column of years.
    """
    called = parts_called(column)
    parts = parts_written(engine, column) & (called | _SAY_THEMSELVES) & _TIMES
    days = [origin for origin in source.columns if Reading.DATE in origin.readings]
    pairs = [Pair(column, origin, DatePart(part)) for part in sorted(parts) for origin in days]
    if "year" in parts:
        years = (each for each in source.columns if "year" in parts_called(each))
        pairs += [
            Pair(column, each, Same(Reading.NUMBER))
            for each in years
            if Reading.NUMBER in each.readings and Reading.NUMBER in column.readings
        ]
    return bool(pairs) and not any(
        engine.one(
            f"SELECT count(*) FROM (SELECT DISTINCT {pair.child} AS v FROM child) "
            f"SEMI JOIN source ON v = {pair.source}"
        )
        for pair in pairs
    )


def _may_be_made(engine: Engine, column: RelationColumn, source: Relation) -> bool:
    """Whether a column's texts may be made from the source's: classes, or parts of longer texts."""
    text = column.read(Reading.TEXT)
    if engine.one(f"SELECT avg(regexp_matches({text}, '[0-9]')::INT) FROM child") > _HARDLY_ANY:
        return True
    looked = (
        f"(SELECT DISTINCT {text} AS v FROM child WHERE {text} IS NOT NULL LIMIT {_LOOKED_FOR})"
    )
    for origin in source.columns:
        if origin.type != "VARCHAR":
            continue
        theirs = (
            f"(SELECT DISTINCT o FROM (SELECT {origin.sql} AS o FROM source "
            f"WHERE {origin.sql} IS NOT NULL LIMIT {_LOOKED_AT}))"
        )
        share = engine.one(
            "SELECT avg(held::INT) FROM "
            "(SELECT v, bool_or(contains(o, v) OR (length(o) > 1 AND contains(v, o))) "
            "AS held "
            f"FROM {looked}, {theirs} GROUP BY v)"
        )
        if (share or 0) >= _HALF:
            return True
    return False
