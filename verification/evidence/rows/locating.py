"""Compares row by row: every row of the offered table should be one of the source.

Exact: rows are found by all columns they are tied by at once. What is not found is found by all but
one (that one was changed), or else it stands nowhere in the source.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from verification.evidence.differences import MOST_KEPT, CellClass, Difference, Why
from verification.evidence.engine import Engine
from verification.evidence.matching import Pair
from verification.evidence.rows.aligning import Alignment, tie, without
from verification.evidence.rows.likeliest import is_number, likeliest_first

_FEW = 20
"""A row that agrees but for one column with more rows of the source than this is none of them."""


@dataclass(frozen=True)
class Located:
    """The tables `found` (n), `differing` (n, column, given, there) and `absent` (n) are made."""

    engine: Engine
    pairs: tuple[Pair, ...]

    def count(self, table: str) -> int:
        """How many rows of the offered table are in one of them."""
        return int(self.engine.one(f"SELECT count(DISTINCT n) FROM {table}"))

    def in_column(self, pair: Pair) -> int:
        """How many cells of a column differ in rows that are in the source otherwise."""
        return int(
            self.engine.one("SELECT count(*) FROM differing WHERE k = ?", [self.pairs.index(pair)])
        )

    def differences(self) -> tuple[Difference, ...]:
        """The first of the cells that differ and of the rows that are not there, in their order."""
        cells = self.engine.rows(
            f"SELECT n, k, given, there FROM differing ORDER BY n, k LIMIT {MOST_KEPT}"
        )
        rows = self.engine.rows(f"SELECT n FROM absent ORDER BY n LIMIT {MOST_KEPT}")
        found = [
            Difference(n, self.pairs[k].offered.name, CellClass.DIFFERS, Why.VALUE, given, there)
            for n, k, given, there in cells
        ]
        found += [Difference(n, None, CellClass.DIFFERS, Why.NOT_IN_SOURCE) for (n,) in rows]
        return tuple(sorted(found, key=lambda each: each.place or 0)[:MOST_KEPT])


def locate(
    engine: Engine,
    alignment: Alignment,
    *,
    again: bool = True,
    shared: Collection[str] = (),
) -> Located:
    """Look for every row of the offered table in the source, and where it differs from it.

    Not `again`: `find_plainly` has just been asked for the tied pairs. Columns that are `shared`
    (their SQL) with another source are the last ones to have been changed.
    """
    tied = alignment.tied
    pairs = (*tied, *alignment.changed)
    engine.run(
        "CREATE OR REPLACE TEMP TABLE differing (n BIGINT, k INT, given VARCHAR, there VARCHAR)"
    )
    engine.run("CREATE OR REPLACE TEMP TABLE nearly (n BIGINT)")
    if not tied or (alignment.changed and not alignment.tells_apart):
        # What agrees is shared by many rows, what would tell them apart does not: none is there.
        engine.run("CREATE OR REPLACE TEMP TABLE found AS SELECT n FROM child WHERE false")
        engine.run("CREATE OR REPLACE TEMP TABLE absent AS SELECT n FROM child")
        return Located(engine, pairs)
    if again:
        find_plainly(engine, tied)
    located = Located(engine, pairs)
    if located.count("absent"):
        _keep_close(engine, tied)
        _find_among_close(engine, tied)
        last = [pair for pair in tied if pair.offered.sql in shared]
        figures, others = likeliest_first(engine, [pair for pair in tied if pair not in last])
        for pair in figures:
            _locate_changed(engine, located, tied, pair)
        _locate_by_key(engine, located, tied, filled=True)
        for pair in (*others, *last):
            _locate_changed(engine, located, tied, pair)
        _locate_by_key(engine, located, tied, filled=False)
    for pair in alignment.changed:
        _compare_found(engine, located, tied, pair)
    return located


def find_plainly(engine: Engine, pairs: Sequence[Pair]) -> int:
    """Make `found` and `absent` by the cells as they stand; return how many rows are found."""
    same = " AND ".join(pair.same for pair in pairs)
    engine.run(
        f"CREATE OR REPLACE TEMP TABLE found AS SELECT n FROM child SEMI JOIN source ON {same}"
    )
    _leave_absent(engine)
    return int(engine.one("SELECT count(*) FROM found"))


def _find_among_close(engine: Engine, tied: Sequence[Pair]) -> None:
    """Find what means the same and is written otherwise."""
    engine.run(
        f"INSERT INTO nearly SELECT n FROM {_ABSENT} AS child "
        f"SEMI JOIN close AS source ON {_nearly(tied)}"
    )
    engine.run("INSERT INTO found FROM nearly")
    _leave_absent(engine)


def _nearly(pairs: Sequence[Pair]) -> str:
    """SQL of whether all pairs agree as far as writing goes, but one: rows are looked up by it."""
    near = [pair.near for pair in pairs]
    if not any(map(_is_exact, pairs)):
        near[0] = pairs[0].equal
    return " AND ".join(near)


def _is_exact(pair: Pair) -> bool:
    return pair.near == pair.equal


def _leave_absent(engine: Engine) -> None:
    engine.run(
        "CREATE OR REPLACE TEMP TABLE absent AS SELECT n FROM child ANTI JOIN found USING (n)"
    )


_ABSENT = "(SELECT * FROM lost SEMI JOIN absent USING (n))"


def _keep_close(engine: Engine, tied: Sequence[Pair]) -> None:
    """Keep the rows of the source that share a telling value with an absent row, as `close`.

    A row that was changed in one column keeps one of any two: all that is looked for among a great
    many rows is found among these. The absent rows are kept as `lost`.
    """
    engine.run("CREATE OR REPLACE TEMP TABLE lost AS FROM child SEMI JOIN absent USING (n)")
    values = ", ".join(f"approx_count_distinct({pair.offered.sql})" for pair in tied)
    counts = engine.row(f"SELECT {values} FROM child")
    ranked = sorted(
        range(len(tied)), key=lambda place: (_is_exact(tied[place]), counts[place]), reverse=True
    )
    shared = " UNION ".join(
        f"SELECT source.* FROM source SEMI JOIN {_ABSENT} AS child "
        f"ON {tied[place].source} = {tied[place].child}"
        for place in ranked[:2]
    )
    engine.run(f"CREATE OR REPLACE TEMP TABLE close AS {shared}")


def _locate_changed(engine: Engine, located: Located, tied: Sequence[Pair], pair: Pair) -> None:
    """Find rows that are in the source but for one column, and take them out of the absent ones."""
    rest = without(tied, pair)
    if not rest or not located.count("absent"):
        return
    engine.run(
        "INSERT INTO differing "
        f"SELECT n, {located.pairs.index(pair)}, any_value({pair.offered.sql}::VARCHAR), "
        f"min({pair.origin.sql}::VARCHAR) "
        f"FROM {_ABSENT} AS child JOIN close AS source ON {_nearly(rest)} "
        f"GROUP BY n HAVING count(*) <= {_FEW}"
    )
    _take_out(engine)


def _locate_by_key(engine: Engine, located: Located, tied: Sequence[Pair], *, filled: bool) -> None:
    """Find rows of which several columns were changed by those that tell rows apart.

    `filled`: those alone whose changed cells are all empty in the source.
    """
    keys = [pair for pair in tied if not is_number(pair)]
    others = [pair for pair in tied if pair not in keys]
    if not keys or not others or not located.count("absent"):
        return
    given = ", ".join(
        f"any_value({pair.offered.sql}::VARCHAR) AS g{k}" for k, pair in enumerate(others)
    )
    there = ", ".join(f"min({pair.origin.sql}::VARCHAR) AS w{k}" for k, pair in enumerate(others))
    equal = ", ".join(f"bool_or({pair.near}) AS e{k}" for k, pair in enumerate(others))
    engine.run(
        f"CREATE OR REPLACE TEMP TABLE keyed AS SELECT n, {given}, {there}, {equal} "
        f"FROM {_ABSENT} AS child JOIN source ON {tie(keys)} GROUP BY n HAVING count(*) = 1"
    )
    if filled:
        whole = " OR ".join(f"(NOT e{k} AND w{k} IS NOT NULL)" for k in range(len(others)))
        engine.run(f"DELETE FROM keyed WHERE {whole}")
    for k, pair in enumerate(others):
        engine.run(
            f"INSERT INTO differing SELECT n, {located.pairs.index(pair)}, g{k}, w{k} "
            f"FROM keyed WHERE NOT e{k}"
        )
    _take_out(engine)


def _compare_found(engine: Engine, located: Located, tied: Sequence[Pair], pair: Pair) -> None:
    """Compare a column that ties nothing, in the rows that were found by the others."""
    plainly = "SELECT * FROM child SEMI JOIN found USING (n) ANTI JOIN nearly USING (n)"
    _compare_beside(engine, located, pair, plainly, f"source ON {tie(tied)}")
    if located.count("nearly"):
        nearly = "SELECT * FROM child SEMI JOIN nearly USING (n)"
        _compare_beside(engine, located, pair, nearly, f"close AS source ON {_nearly(tied)}")


def _compare_beside(engine: Engine, located: Located, pair: Pair, rows: str, beside: str) -> None:
    engine.run(
        "INSERT INTO differing "
        f"SELECT n, {located.pairs.index(pair)}, any_value({pair.offered.sql}::VARCHAR), "
        f"min({pair.origin.sql}::VARCHAR) FROM ({rows}) AS child JOIN {beside} "
        f"GROUP BY n HAVING NOT bool_or({pair.near})"
    )


def _take_out(engine: Engine) -> None:
    engine.run("DELETE FROM absent WHERE n IN (SELECT n FROM differing)")
