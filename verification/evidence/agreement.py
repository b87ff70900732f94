"""Whether two tables of different hands agree: rows that share a key, and their cells.

Unlike evidence of a derivation neither is made from the other: a row that one lacks is no
contradiction, a cell that differs in a row both have is one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from pathlib import Path
from typing import Any

from verification.evidence.engine import Bounds, Engine, borrowed, opened
from verification.evidence.matching import Pair, candidates_of
from verification.evidence.relations import Held, Relation, offered, united
from verification.showing import shown

MOST_SHOWN = 20
_MOST_TRIED = 10
_FEWEST_SHARED = 0.01
"""Of the smaller table so many rows must share a key, or the key is none of both."""


class Agreement(StrEnum):
    """What the comparison of two tables comes to: 일치, 불일치, 판단불가."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNDECIDABLE = "undecidable"


@dataclass(frozen=True)
class ColumnAgreement:
    """A column of both, under both names, and how many cells of shared rows are equal or not."""

    name: str
    other: str
    equal: int
    differing: int


@dataclass(frozen=True)
class DifferingCell:
    """One cell that differs, masked: its row by the keys, what one has and what the other."""

    key: tuple[str, ...]
    column: str
    own: str
    other: str


@dataclass(frozen=True)
class Agreed:
    """Two tables, compared. `why` says why nothing can be said; else it is ''."""

    verdict: Agreement
    rows: int = 0
    other_rows: int = 0
    shared_rows: int = 0
    keys: tuple[str, ...] = ()
    columns: tuple[ColumnAgreement, ...] = ()
    examples: tuple[DifferingCell, ...] = ()
    why: str = ""


def compare(own: Path, other: Path, folder: Path, bounds: Bounds) -> Agreed:
    """Compare two copies of tables; raises `ComparisonTooSlow` and `ComparisonBroke`."""
    own, other = borrowed(own, folder, "own.parquet"), borrowed(other, folder, "other.parquet")
    with opened(folder, bounds) as engine:
        child = offered(engine, Held.of(own))
        source = united(engine, [Held.of(other)])
        rows = (child.rows, source.rows)
        if not all(rows):
            return Agreed(Agreement.UNDECIDABLE, *rows, why="no-rows")
        pairs = [each.pairs[0] for each in candidates_of(engine, child, source)]
        keys = _keys(engine, pairs, least=max(1, round(_FEWEST_SHARED * min(rows))))
        if not keys:
            return Agreed(Agreement.UNDECIDABLE, *rows, why="no-shared-key")
        compared = [pair for pair in pairs if pair.named and pair not in keys]
        return _compared(engine, child, source, keys, compared)


def _keys(engine: Engine, pairs: Sequence[Pair], *, least: int) -> tuple[Pair, ...]:
    """The fewest columns that tell the rows of both tables apart, and join the most of them."""
    for size in (1, 2, 3):
        shared = {
            each: _shared(engine, each)
            for each in combinations(pairs[:_MOST_TRIED], size)
            if _is_key(engine, each)
        }
        best = max(shared, key=lambda each: (_all_named(each), shared[each]), default=None)
        if best is not None and shared[best] >= least:
            return best
    return ()


def _all_named(pairs: Sequence[Pair]) -> bool:
    return all(pair.named for pair in pairs)


def _is_key(engine: Engine, pairs: Sequence[Pair]) -> bool:
    sides = (("child", [each.child for each in pairs]), ("source", [each.source for each in pairs]))
    for relation, cells in sides:
        filled = " AND ".join(f"{cell} IS NOT NULL" for cell in cells)
        if not engine.one(
            f"SELECT count(*) = count(DISTINCT ({', '.join(cells)},)) "
            f"AND count(*) * 2 > (SELECT count(*) FROM {relation}) FROM {relation} WHERE {filled}"
        ):
            return False
    return True


def _tie(pairs: Sequence[Pair]) -> str:
    return " AND ".join(f"{each.child} = {each.source}" for each in pairs)


def _shared(engine: Engine, pairs: Sequence[Pair]) -> int:
    return int(engine.one(f"SELECT count(*) FROM child JOIN source ON {_tie(pairs)}"))


def _compared(
    engine: Engine, child: Relation, source: Relation, keys: Sequence[Pair], pairs: Sequence[Pair]
) -> Agreed:
    shared = _shared(engine, keys)
    columns = tuple(_column(engine, keys, pair) for pair in pairs)
    differing = sum(each.differing for each in columns)
    found = Agreement.DIFFERS if differing else Agreement.AGREES
    verdict = found if columns else Agreement.UNDECIDABLE
    return Agreed(
        verdict,
        child.rows,
        source.rows,
        shared,
        tuple(shown(each.offered.name) for each in keys),
        columns,
        tuple(_examples(engine, keys, pairs)),
        "" if columns else "no-shared-column",
    )


def _column(engine: Engine, keys: Sequence[Pair], pair: Pair) -> ColumnAgreement:
    equal, count = engine.row(
        f"SELECT count_if({pair.equal}), count(*) FROM child JOIN source ON {_tie(keys)}"
    )
    names = shown(pair.offered.name), shown(pair.origin.name)
    return ColumnAgreement(*names, int(equal), int(count - equal))


def _examples(
    engine: Engine, keys: Sequence[Pair], pairs: Sequence[Pair]
) -> Iterator[DifferingCell]:
    """The first cells that differ, in the order of one's own rows and columns."""
    named = ", ".join(f"{each.offered.sql}::VARCHAR" for each in keys)
    found: list[tuple[int, int, tuple[Any, ...]]] = []
    for place, pair in enumerate(pairs):
        rows = engine.rows(
            f"SELECT child.n, {pair.offered.sql}::VARCHAR, {pair.origin.sql}::VARCHAR, {named} "
            f"FROM child JOIN source ON {_tie(keys)} WHERE NOT {pair.equal} "
            f"ORDER BY child.n LIMIT {MOST_SHOWN}"
        )
        found += [(row[0], place, row[1:]) for row in rows]
    for _, place, (own, other, *key) in sorted(found, key=lambda each: each[:2])[:MOST_SHOWN]:
        yield DifferingCell(
            tuple(shown(text or "") for text in key),
            shown(pairs[place].offered.name),
            shown(own or ""),
            shown(other or ""),
        )
