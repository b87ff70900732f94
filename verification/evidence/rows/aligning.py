"""How the rows of an offered table are found among those of its sources.

Not by a key that somebody names: by all columns at once whose values stand in the source. Where
rows are not found so, the columns are tied one after the other, each time the one that keeps most
rows; what loses them was changed, and what it was made of is looked for in the rows that are found.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verification.evidence.engine import Engine
from verification.evidence.matching import Candidates, Pair
from verification.evidence.relations import Relation, RelationColumn
from verification.evidence.rows.explaining import explained

LOOKED_AT = 2_000
_HALF = 0.5
_SEEDS = 4
_MOST_ALIKE = 20.0
"""Rows that agree with more rows of the source than this are not told apart."""


@dataclass(frozen=True)
class Alignment:
    """What rows are found by, and what else of a row is compared once it is found.

    `tied` pairs are equal in the rows that are found; `changed` ones have the same name and are
    not; `alone` are columns that nothing in the source explains. `share` is that of the rows
    looked at which were found; `alike` with how many rows of the source one agrees, on average.
    """

    tied: tuple[Pair, ...]
    changed: tuple[Pair, ...] = ()
    alone: tuple[RelationColumn, ...] = ()
    share: float = 1.0
    alike: float = 1.0

    @property
    def tells_apart(self) -> bool:
        """Whether a row found is one row, or nearly so."""
        return self.alike <= _MOST_ALIKE


def tie(pairs: Sequence[Pair]) -> str:
    """Return the SQL that holds where all pairs agree."""
    return " AND ".join(pair.equal for pair in pairs)


def without(pairs: Sequence[Pair], one: Pair) -> tuple[Pair, ...]:
    """Return the pairs but for one."""
    return tuple(pair for pair in pairs if pair is not one)


def aligned(
    engine: Engine, child: Relation, source: Relation, candidates: Sequence[Candidates]
) -> Alignment:
    """Find what ties the rows of the offered table to those of the source."""
    engine.run(
        "CREATE OR REPLACE TEMP TABLE looked AS "
        f"SELECT * FROM child ORDER BY hash(n) LIMIT {LOOKED_AT}"
    )
    tied = _tied(engine, candidates)
    bound = {pair.offered.sql for pair in tied}
    doubted = [each.pairs[0] for each in candidates if each.offered.sql not in bound]
    named = [pair for pair in doubted if pair.named]
    bound |= {pair.offered.sql for pair in named}
    alone = tuple(column for column in child.columns if column.sql not in bound)
    if not tied:
        return Alignment((), tuple(named), alone, share=0.0)
    share, alike = _found(engine, tied)
    if alike > _MOST_ALIKE:
        return Alignment(tuple(tied), tuple(named), alone, share, alike)
    _set_beside(engine, tied)
    held = {each.offered.sql: each.pairs for each in candidates}
    explanations = explained(engine, source, named, alone, tied, held=held)
    sure = tuple(_in_order(child, [*tied, *explanations.pairs]))
    return Alignment(sure, explanations.changed, explanations.alone, share, alike)


def _tied(engine: Engine, candidates: Sequence[Candidates]) -> list[Pair]:
    """The most pairs that agree, all at once, in at least half of the rows looked at.

    The rows of the source they agree with are `near` afterwards.
    """
    everything = [each.pairs[0] for each in candidates]
    sure = all(each.named or len(each.pairs) == 1 for each in candidates)
    if everything and sure:
        _keep_near(engine, everything, "source")
        if _share(engine, everything) >= _HALF:
            return everything
    best = last = list[Pair]()
    ranked = sorted(candidates, key=lambda each: (each.values, len(each.pairs) == 1), reverse=True)
    for seed in ranked[:_SEEDS]:
        for first in seed.pairs[:2]:
            last = _grown(engine, first, [each for each in ranked if each is not seed])
            if len(last) > len(best):
                best = last
        if len(best) > len(candidates) // 2:
            break
    if best and last is not best:
        _keep_near(engine, best, "source")
    return best


def _grown(engine: Engine, first: Pair, others: Sequence[Candidates]) -> list[Pair]:
    """The pairs that can be tied one after the other, beginning with one of them."""
    _keep_near(engine, [first], "source")
    tied, share = [first], _share(engine, [first])
    if share < _HALF:
        return []
    waiting = list(others)
    for each in sorted(waiting, key=lambda each: not each.named and len(each.pairs) > 1):
        used = {pair.origin.sql for pair in tied}
        shares = {
            pair: _share(engine, [*tied, pair])
            for pair in each.pairs
            if pair.origin.sql not in used
        }
        best = max(shares, key=lambda pair: shares[pair], default=None)
        if best is not None and shares[best] >= max(_HALF, _HALF * share):
            tied.append(best)
            share = shares[best]
            _keep_near(engine, tied, "near")
    return tied


def _keep_near(engine: Engine, tied: Sequence[Pair], among: str) -> None:
    """Keep the rows of the source that agree with one looked at: the next tie is among them."""
    engine.run(
        "CREATE OR REPLACE TEMP TABLE nearer AS SELECT source.* "
        f"FROM {among} AS source SEMI JOIN looked AS child ON {tie(tied)}"
    )
    engine.run("DROP TABLE IF EXISTS near")
    engine.run("ALTER TABLE nearer RENAME TO near")


def _share(engine: Engine, pairs: Sequence[Pair]) -> float:
    """The share of the rows looked at that agree in all pairs with a row nearby."""
    found, count = engine.row(
        "SELECT (SELECT count(*) FROM looked AS child SEMI JOIN near AS source "
        f"ON {tie(pairs)}), (SELECT count(*) FROM looked)"
    )
    return found / count if count else 0.0


def _found(engine: Engine, tied: Sequence[Pair]) -> tuple[float, float]:
    """The share of the rows looked at that are found, and how many rows one agrees with."""
    matches, rows, looked = engine.row(
        "SELECT count(*), count(DISTINCT n), (SELECT count(*) FROM looked) "
        f"FROM looked AS child JOIN near AS source ON {tie(tied)}"
    )
    return (rows / looked, matches / rows) if rows else (0.0, 0.0)


def _set_beside(engine: Engine, tied: Sequence[Pair]) -> None:
    """Set the rows looked at beside those of the source they agree with."""
    engine.run(
        "CREATE OR REPLACE TEMP TABLE beside AS "
        f"SELECT child.*, source.* FROM looked AS child JOIN near AS source ON {tie(tied)}"
    )


def _in_order(child: Relation, pairs: Sequence[Pair]) -> Iterator[Pair]:
    order = {column.sql: place for place, column in enumerate(child.columns)}
    yield from sorted(pairs, key=lambda pair: order[pair.offered.sql])
