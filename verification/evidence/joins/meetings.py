"""Two sides of a join beside each other, as far as some offered rows agree with them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from verification.evidence.engine import Engine
from verification.evidence.joins.bridges import behind, beyond, by_key, number_of
from verification.evidence.joins.sides import Tied
from verification.evidence.matching import Pair
from verification.evidence.relations import Relation
from verification.evidence.rows.aligning import LOOKED_AT, tie

_MOST_ROWS = 200_000
"""So many rows of a side the rows looked at may agree with, or join to."""


@dataclass(frozen=True)
class Meeting:
    """Two sides, and the `pairs` of a column of each that may be the key by which they are joined.

    The table `child` holds rows of the one, as if they were offered (`left`), `met` those of the
    other; `looked` the offered rows (`rows` of them) that have something of both, `turned` the
    same, but that each has of the other what the next has.
    """

    engine: Engine
    one: Tied
    other: Tied
    left: Relation
    pairs: tuple[Pair, ...]
    rows: int

    @property
    def own(self) -> tuple[Pair, ...]:
        """What ties rows to the other side, and not to the one."""
        return _own(self.one, self.other)

    def share(self, key: Sequence[Pair], *, rows: str = "looked") -> float:
        """Return of how many rows both sides have what is offered, joined by a key."""
        if not self._join(key):
            return 0.0
        first = beyond(self.left)
        there = [replace(each, origin=behind(each.origin, first)) for each in self.own]
        found = self.engine.one(
            f"SELECT count(*) FROM {rows} AS child SEMI JOIN joined AS source "
            f"ON {tie([*self.one.alignment.tied, *there])}"
        )
        return float(found / self.rows)

    def contained(self, key: Sequence[Pair]) -> float:
        """Return of how many rows of the one side the other has the key."""
        self.other.side.make()
        found, count = self.engine.row(
            f"SELECT (SELECT count(*) FROM child SEMI JOIN source ON {by_key(key)}), "
            "(SELECT count(*) FROM child)"
        )
        return found / count if count else 0.0

    def spread(self, key: Sequence[Pair]) -> float:
        """Return how often a key stands on the side where it tells rows apart better."""
        self.other.side.make()
        there = self._spread(by_key(key), [pair.source for pair in key])
        self.one.side.make()
        own = [replace(p.offered, sql=f"source.s{number_of(p.offered)}") for p in key]
        cells = [pair.form.child(column) for pair, column in zip(key, own, strict=True)]
        same = " AND ".join(f"{p.child} = {cell}" for p, cell in zip(key, cells, strict=True))
        return min(there, self._spread(same, cells))

    def _spread(self, same: str, cells: Sequence[str]) -> float:
        rows, different = self.engine.row(
            f"SELECT count(*), count(DISTINCT ({', '.join(cells)},)) "
            f"FROM source SEMI JOIN child ON {same}"
        )
        return rows / different if different else float("inf")

    def _join(self, key: Sequence[Pair]) -> bool:
        """Make `joined` of `child` and `met`, unless it has too many rows."""
        left = ", ".join(pair.child for pair in key)
        right = ", ".join(pair.source for pair in key)
        rows = self.engine.one(
            f"SELECT sum(l * r) FROM (SELECT ({left},) AS k, count(*) AS l FROM child GROUP BY k) "
            f"JOIN (SELECT ({right},) AS k, count(*) AS r FROM met AS source GROUP BY k) USING (k)"
        )
        if not rows or rows > _MOST_ROWS:
            return False
        first = beyond(self.left)
        ours = [f"{each.sql} AS s{number_of(each)}" for each in self.left.columns]
        theirs = [
            f"{pair.origin.sql} AS s{first + number_of(pair.origin)}"
            for pair in {pair.origin.sql: pair for pair in self.own}.values()
        ]
        self.engine.run(
            f"CREATE OR REPLACE TEMP TABLE joined AS SELECT {', '.join([*ours, *theirs])} "
            f"FROM child JOIN met AS source ON {by_key(key)}"
        )
        return True


Pairing = Callable[[Engine, Relation, Relation], tuple[Pair, ...]]
"""Which columns of two sides may be the key."""


def meeting_of(engine: Engine, one: Tied, other: Tied, pairing: Pairing) -> Meeting | None:
    """Set two sides beside each other: the one that tells rows apart better, and the other.

    None if the rows looked at agree with none of either side, or with far too many.
    """
    one, other = sorted((one, other), key=lambda each: each.alignment.alike)
    _look(engine, one, other)
    met, led = _keep_met(engine, other, "met"), _keep_met(engine, one, "led")
    if met is None or led is None:
        return None
    cells = ", ".join(f"{each.sql} AS c{number_of(each)}" for each in led.columns)
    engine.run(
        "CREATE OR REPLACE TEMP TABLE child AS "
        f"SELECT row_number() OVER () - 1 AS n, {cells} FROM led AS source"
    )
    columns = tuple(replace(each, sql=f"child.c{number_of(each)}") for each in led.columns)
    left = replace(led, name="child", columns=columns)
    rows = int(engine.one("SELECT count(*) FROM looked"))
    return Meeting(engine, one, other, left, pairing(engine, left, other.side.make()), rows)


def _own(one: Tied, other: Tied) -> tuple[Pair, ...]:
    return tuple(p for p in other.alignment.tied if p.offered.sql not in one.columns)


def _look(engine: Engine, one: Tied, other: Tied) -> None:
    """Make `looked` of rows that have something of both sides, and `turned` of the same."""
    engine.run(
        f"CREATE OR REPLACE TEMP TABLE looked AS SELECT * FROM {one.rows} "
        f"WHERE n IN (SELECT n FROM {other.rows}) ORDER BY hash(n), n LIMIT {LOOKED_AT}"
    )
    names = sorted({pair.offered.sql.partition(".")[2] for pair in _own(one, other)})
    taken = ", ".join(f"next.{name} AS {name}" for name in names)
    numbered = "(SELECT *, row_number() OVER (ORDER BY hash(n), n) AS place FROM looked)"
    engine.run(
        f"CREATE OR REPLACE TEMP TABLE turned AS SELECT each.* REPLACE ({taken}) "
        f"FROM {numbered} AS each JOIN {numbered} AS next "
        "ON next.place = each.place % (SELECT count(*) FROM looked) + 1"
    )


def _keep_met(engine: Engine, tied: Tied, name: str) -> Relation | None:
    """Make a table of what agrees with the rows looked at; None if that is nothing, or too much."""
    source = tied.side.make()
    engine.run(
        f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT source.* FROM source "
        f"SEMI JOIN looked AS child ON {tie(tied.alignment.tied)} LIMIT {_MOST_ROWS + 1}"
    )
    rows = int(engine.one(f"SELECT count(*) FROM {name}"))
    return replace(source, rows=rows) if 0 < rows <= _MOST_ROWS else None
