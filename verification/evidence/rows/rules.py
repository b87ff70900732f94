"""Whether days are left out by a rule: by what their rows hold, and no row that was kept.

Who keeps the days with little dust, or no holidays, leaves holes and says nothing false. But a day
taken out at will may happen to be the hottest, too: a rule is what chance would hardly look like.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from math import comb

from verification.evidence.engine import Engine
from verification.evidence.readings import Reading
from verification.evidence.relations import RelationColumn

_BY_CHANCE = 0.001
_LIKELY = 0.2
"""Where days taken out at will look like a rule as often as this, none is seen in them."""
_NAMES = ("VARCHAR", "BIGINT")
_PARTS = ("month", "day", "dayofweek")
"""Of a day: who leaves out every August leaves out days by a rule, too."""


class ByRule(Enum):
    """Whether a rule explains what is left out; or perhaps, since chance may look like it."""

    NO = "no"
    PERHAPS = "perhaps"
    YES = "yes"


@dataclass(frozen=True)
class _Seen:
    """What the rows left out hold in a column, beside those that were kept.

    How many of them are below the least that was kept, above the greatest, and without a value
    though none that was kept is. `names` are their different values (nothing is one), of `known`
    ones in all; 0 where a row that was kept has one of them.
    """

    below: int
    above: int
    lacking: int
    names: int
    known: int

    def rules(self, rows: int, days: int) -> Iterator[int]:
        """Yield of each rule that leaves out all rows how many sets of days could seem to be so."""
        if self.lacking == rows:
            yield 0
        if rows in (self.below + self.lacking, self.above + self.lacking):
            yield 2
        if self.below + self.above + self.lacking == rows:
            yield days + 1
        if self.names:
            yield comb(self.known, self.names)


def left_out_by_rule(
    engine: Engine, columns: Sequence[RelationColumn], day: str, present: int
) -> ByRule:
    """Tell whether a rule explains the rows in the table `left_out` (of days `d`), but none `kept`.

    `columns` are those of the source but for the day, which is the SQL `day`; `present` is how many
    days were kept.
    """
    rows, days = engine.row("SELECT count(*), count(DISTINCT d) FROM left_out")
    sets = comb(present + days, days)
    seen = [_seen(engine, each) for each in columns]
    seen += [_Seen(0, 0, 0, *_names(engine, f"{part}({day})::VARCHAR")) for part in _PARTS]
    ways = [way for each in seen for way in each.rules(rows, days)]
    if _beyond_any(engine, columns) == rows:
        ways.append(comb(days + 2 * len(columns) - 1, days))
    fewest = min(ways, default=sets)
    if fewest * len(seen) <= _BY_CHANCE * sets:
        return ByRule.YES
    return ByRule.PERHAPS if fewest <= _LIKELY * sets else ByRule.NO


def _seen(engine: Engine, column: RelationColumn) -> _Seen:
    value, name = column.read(column.readings[0]), f"coalesce({column.read(Reading.TEXT)}, '')"
    below, above, lacking = engine.row(
        f"SELECT count(*) FILTER (WHERE {value} < least), "
        f"count(*) FILTER (WHERE {value} > greatest), "
        f"count(*) FILTER (WHERE {value} IS NULL AND whole) FROM left_out AS source, "
        f"(SELECT min({value}) AS least, max({value}) AS greatest, "
        f"count(*) = count({value}) AS whole FROM kept AS source)"
    )
    if not _is_ordered(column):
        below = above = 0
    if column.type not in _NAMES:
        return _Seen(below, above, lacking, 0, 0)
    return _Seen(below, above, lacking, *_names(engine, name))


def _names(engine: Engine, name: str) -> tuple[int, int]:
    """How many names (SQL) the rows left out have, if none that was kept has one; and all have."""
    own, others, shared = engine.row(
        f"SELECT (SELECT count(DISTINCT {name}) FROM left_out AS source), "
        f"count(DISTINCT {name}), count(*) FILTER "
        f"(WHERE {name} IN (SELECT {name} FROM left_out AS source)) FROM kept AS source"
    )
    return 0 if shared else int(own), int(own + others)


def _beyond_any(engine: Engine, columns: Sequence[RelationColumn]) -> int:
    """How many rows left out are beyond what was kept in one column or another."""
    values = [each.read(each.readings[0]) for each in columns if _is_ordered(each)]
    if not values:
        return 0
    ends = ", ".join(
        f"min({value}) AS least{k}, max({value}) AS greatest{k}" for k, value in enumerate(values)
    )
    beyond = " OR ".join(
        f"{value} < least{k} OR {value} > greatest{k}" for k, value in enumerate(values)
    )
    return int(
        engine.one(
            f"SELECT count(*) FILTER (WHERE {beyond}) "
            f"FROM left_out AS source, (SELECT {ends} FROM kept AS source)"
        )
    )


def _is_ordered(column: RelationColumn) -> bool:
    """Whether it holds numbers or days, which are less or greater."""
    return column.readings[0] is not Reading.TEXT
