"""What a comparison row by row comes to: the class of every cell, and the rows that differ."""

from collections.abc import Iterator, Mapping, Sequence

from verification.evidence.differences import (
    MOST_KEPT,
    CellClass,
    ColumnEvidence,
    Compared,
    Difference,
    Why,
    gravest_first,
)
from verification.evidence.engine import Engine
from verification.evidence.matching import Pair
from verification.evidence.numbering import numbers_rows
from verification.evidence.relations import Relation, RelationColumn
from verification.evidence.rows.aligning import Alignment, tie
from verification.evidence.rows.computing import computed
from verification.evidence.rows.left_out import days_left_out
from verification.evidence.rows.locating import Located
from verification.evidence.rows.renaming import renamed
from verification.evidence.rows.repeating import keep_repeated
from verification.evidence.rows.ruled import (
    Ruled,
    forget_unruled,
    ruled_evidence,
    unruled_differences,
)

DAYS_LEFT_OUT = "days-left-out"
"""Why nothing is decided where days are missing that a rule may have left out."""


def compared_rows(
    engine: Engine,
    child: Relation,
    source: Relation,
    alignment: Alignment,
    located: Located,
    *,
    changes: Mapping[str, int] | None = None,
    once: bool = False,
) -> Compared:
    """Return what was located as a comparison. `changes` counts what cleaning has changed.

    `once`: each row of the source makes one row of the offered table, and not several.
    """
    engine.run("CREATE OR REPLACE TEMP TABLE repeated (n BIGINT)")
    if once:
        keep_repeated(engine, source, alignment.tied, cleaned=changes is not None)
    ruled = _ruled(engine, child, source, alignment)
    missing = days_left_out(engine, alignment.tied, child, source)
    filled = () if changes is None else tuple(_filled(engine, located))
    differences = (
        *located.differences(),
        *_repeated(engine),
        *unruled_differences(engine, ruled),
        *missing,
        *filled,
    )
    explained = {each.column.sql for each in ruled}
    left = [column for column in alignment.alone if column.sql not in explained]
    numbering = [each for each in left if numbers_rows(engine, child, each, known=False)]
    return Compared(
        rows=_by_row(engine, child, located, filled=changes is not None),
        columns=(
            *_columns(engine, child, located, filled=changes is not None),
            *(ruled_evidence(child, each) for each in ruled),
            *(_alone_evidence(child, each, numbering=each in numbering) for each in left),
        ),
        differences=tuple(sorted(differences, key=gravest_first))[:MOST_KEPT],
        shares=_shares(engine, child, source, alignment.tied),
        figures={
            "rows_not_in_source": located.count("absent"),
            "days_missing": len(missing),
            **({} if changes is None else dict(changes)),
        },
        undecided=_undecided(missing),
    )


def _undecided(missing: Sequence[Difference]) -> str | None:
    """Days that a rule may have left out, or somebody at will: that cannot be told."""
    doubted = any(each.found is CellClass.NOT_COMPARED for each in missing)
    return DAYS_LEFT_OUT if doubted else None


def _columns(
    engine: Engine, child: Relation, located: Located, *, filled: bool
) -> Iterator[ColumnEvidence]:
    absent = located.count("absent") + located.count("repeated")
    for k, pair in enumerate(located.pairs):
        differing = located.in_column(pair) + absent
        empty = engine.one(f"SELECT count(*) FROM filled WHERE k = {k}") if filled else 0
        counts = {
            CellClass.EQUAL: child.rows - differing - empty,
            CellClass.SOURCE_INCOMPLETE: empty,
            CellClass.DIFFERS: differing,
        }
        yield ColumnEvidence(pair.offered.name, pair.origin.name, pair.form.name, counts)


def _ruled(
    engine: Engine, child: Relation, source: Relation, alignment: Alignment
) -> tuple[Ruled, ...]:
    """The columns alone that follow a rule: names given anew, and what is computed in a row."""
    forget_unruled(engine)
    if not alignment.tells_apart:
        return ()
    anew = renamed(engine, source, alignment.alone, alignment.tied)
    known = {each.column.sql for each in anew}
    left = [column for column in alignment.alone if column.sql not in known]
    return (*anew, *computed(engine, child, left))


def _alone_evidence(child: Relation, column: RelationColumn, *, numbering: bool) -> ColumnEvidence:
    form = "numbering" if numbering else "unexplained"
    return ColumnEvidence(column.name, None, form, {CellClass.NOT_COMPARED: child.rows})


def _repeated(engine: Engine) -> Iterator[Difference]:
    for (place,) in engine.rows(f"SELECT n FROM repeated ORDER BY n LIMIT {MOST_KEPT}"):
        yield Difference(place, None, CellClass.DIFFERS, Why.REPEATED)


def _filled(engine: Engine, located: Located) -> Iterator[Difference]:
    cells = engine.rows(f"SELECT n, k, given, there FROM filled ORDER BY n, k LIMIT {MOST_KEPT}")
    for place, k, given, there in cells:
        column = located.pairs[k].offered.name
        yield Difference(place, column, CellClass.SOURCE_INCOMPLETE, Why.FILLED, given, there)


def _by_row(
    engine: Engine, child: Relation, located: Located, *, filled: bool
) -> dict[CellClass, int]:
    if not located.pairs:
        return {CellClass.DIFFERS: child.rows}
    engine.run(
        "CREATE OR REPLACE TEMP TABLE wrong AS SELECT n FROM differing UNION SELECT n FROM absent "
        "UNION SELECT n FROM repeated UNION SELECT n FROM unruled WHERE usual IS NOT NULL"
    )
    lacking = "SELECT n FROM unruled" + (" UNION SELECT n FROM filled" if filled else "")
    differing, empty = engine.row(
        "SELECT (SELECT count(*) FROM wrong), (SELECT count(DISTINCT n) FROM "
        f"({lacking}) ANTI JOIN wrong USING (n))"
    )
    return {
        CellClass.EQUAL: child.rows - differing - empty,
        CellClass.SOURCE_INCOMPLETE: empty,
        CellClass.DIFFERS: differing,
    }


def _shares(
    engine: Engine, child: Relation, source: Relation, tied: Sequence[Pair]
) -> tuple[float, ...]:
    """Of how many offered rows each table of the union has an equal one."""
    if not tied or not child.rows:
        return (0.0,) * source.tables
    if source.tables == 1:
        return (engine.one("SELECT count(*) FROM found") / child.rows,)
    return tuple(
        engine.one(
            "SELECT count(*) FROM child SEMI JOIN "
            f"(FROM source WHERE t = {table}) AS source ON {tie(tied)}"
        )
        / child.rows
        for table in range(source.tables)
    )
