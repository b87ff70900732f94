"""Columns that follow a rule in their rows, though no column of the source holds their values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verification.evidence.differences import (
    MOST_KEPT,
    CellClass,
    ColumnEvidence,
    Difference,
    Why,
)
from verification.evidence.engine import Engine
from verification.evidence.relations import Relation, RelationColumn

_UNRULED = "unruled (n BIGINT, sql VARCHAR, given VARCHAR, usual VARCHAR)"


@dataclass(frozen=True)
class Ruled:
    """A column by a rule: of which columns, and in how many rows it holds, breaks, or says nothing.

    `form` is what a report calls the rule, `why` what it calls a break. `of` None: of the table
    that a row stands in. `breaking` are the first of those that are `broken` (place, offered, what
    the rule gives); all are in the table `unruled`, with those that are `unfounded`: of what their
    value was made is empty.
    """

    column: RelationColumn
    form: str
    of: str | None
    why: Why
    confirmed: int
    breaking: tuple[tuple[int, str | None, str | None], ...]
    broken: int
    unfounded: int = 0


@dataclass(frozen=True)
class Unruled:
    """The rows of a column that are not as its rule has them: the first of the `broken`, counts."""

    breaking: tuple[tuple[int, str | None, str | None], ...]
    broken: int
    unfounded: int


def forget_unruled(engine: Engine) -> None:
    """Make `unruled` (n, sql, given, usual) anew; `usual` is null where the rule says nothing."""
    engine.run(f"CREATE OR REPLACE TEMP TABLE {_UNRULED}")


def keep_unruled(engine: Engine, column: RelationColumn, rows: str) -> Unruled:
    """Keep rows (SQL of n, given, usual) of a column in `unruled`, and return what they are."""
    engine.run(f"CREATE TEMP TABLE IF NOT EXISTS {_UNRULED}")
    engine.run("DELETE FROM unruled WHERE sql = ?", [column.sql])
    engine.run(f"INSERT INTO unruled SELECT n, ?, given, usual FROM ({rows})", [column.sql])
    broken, unfounded = engine.row(
        "SELECT count(usual), count(*) - count(usual) FROM unruled WHERE sql = ?", [column.sql]
    )
    breaking = engine.rows(
        "SELECT n, given, usual FROM unruled WHERE sql = ? AND usual IS NOT NULL "
        f"ORDER BY n LIMIT {MOST_KEPT}",
        [column.sql],
    )
    return Unruled(tuple(breaking), int(broken), int(unfounded))


def unruled_differences(engine: Engine, ruled: Sequence[Ruled]) -> Iterator[Difference]:
    """Yield the first cells of each column that are not as its rule has them."""
    for each in ruled:
        name = each.column.name
        for place, given, usual in each.breaking:
            yield Difference(place, name, CellClass.DIFFERS, each.why, given, usual)
        rows = engine.rows(
            "SELECT n, given FROM unruled WHERE sql = ? AND usual IS NULL "
            f"ORDER BY n LIMIT {MOST_KEPT}",
            [each.column.sql],
        )
        for place, given in rows:
            yield Difference(place, name, CellClass.SOURCE_INCOMPLETE, Why.FILLED, given)


def ruled_evidence(child: Relation, each: Ruled) -> ColumnEvidence:
    """Return what a report says of such a column; a name that comes up once confirms nothing."""
    counts = {
        CellClass.EQUAL: each.confirmed,
        CellClass.SOURCE_INCOMPLETE: each.unfounded,
        CellClass.DIFFERS: each.broken,
        CellClass.NOT_COMPARED: child.rows - each.confirmed - each.broken - each.unfounded,
    }
    return ColumnEvidence(each.column.name, each.of, each.form, counts)
