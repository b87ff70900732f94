"""Searches all published tables for those that hold what a table holds.

What is asked is bounded, whatever is in the index: so many values of a column, and of a value so
many datasets. A value that stands in more tells nothing, and those in fewer tell the more.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, func, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session
from sqlalchemy.types import Float, Integer

from verification.index.models import SketchedColumn, SketchedDataset, SketchedTable
from verification.index.packing import unpacked, values_of, values_of_shingles
from verification.overlap.columns import asks, content
from verification.overlap.likeness import Likeness, likenesses
from verification.sketches import ColumnSketch, TableSketch

ASKED_OF_A_COLUMN = 128
ASKED_OF_ROWS = 512
COLUMNS_ASKED = 40
COMMON = 64
"""A value that stands in as many datasets is asked no further."""
_DATASETS = 24
_TABLES_OF_ONE = 60
_WORTH = 0.08
_ROWS_WEIGH = 12.0

_FIND = text("""
    SELECT dataset, sum(weight * ln(1 + told)) AS score FROM (
        SELECT dataset, part, weight, sum(ln(:common / n)) AS told FROM (
            SELECT asked.part, asked.weight, holders.datasets, cardinality(holders.datasets) AS n
            FROM unnest(:parts, :weights, :values) AS asked(part, weight, value)
            CROSS JOIN LATERAL (
                SELECT array_agg(dataset) AS datasets FROM (
                    SELECT dataset FROM sketched_values
                    WHERE value = asked.value LIMIT :common
                ) AS few
            ) AS holders
            WHERE cardinality(holders.datasets) < :common
        ) AS hits CROSS JOIN unnest(hits.datasets) AS dataset
        GROUP BY dataset, part, weight
    ) AS parts
    GROUP BY dataset ORDER BY score DESC, dataset LIMIT :most
""").bindparams(
    bindparam("parts", type_=ARRAY(Integer)),
    bindparam("weights", type_=ARRAY(Float)),
    bindparam("values", type_=ARRAY(Integer)),
)


@dataclass(frozen=True)
class FoundTable:
    """A published table that seems to share content: where its copy is, and how alike it is."""

    table_id: int
    dataset_id: UUID
    version_id: UUID
    digest: str
    sketch: TableSketch
    likeness: Likeness


def search(
    session: Session,
    sketch: TableSketch,
    *,
    but: Collection[UUID] = (),
    before: datetime | None = None,
) -> tuple[FoundTable, ...]:
    """Return the tables most like one, the likest first; none of the datasets `but`.

    `before`: only of versions that were published earlier.
    """
    asked = list(_asked(sketch))
    if not asked:
        return ()
    parts, weights, values = zip(*asked, strict=True)
    given = {"parts": [*parts], "weights": [*weights], "values": [*values]}
    bounds = {"common": COMMON, "most": _DATASETS}
    datasets = [row.dataset for row in session.execute(_FIND, {**given, **bounds})]
    tables = _tables(session, datasets, but, before)
    alike = likenesses(sketch, [table for _, _, table in tables])
    found = [
        _found(row, dataset_id, table, likeness)
        for (row, dataset_id, table), likeness in zip(tables, alike, strict=True)
        if max(likeness.held, likeness.holds) >= _WORTH
    ]
    # Of tables that are alike the newest comes first: rows come in that order.
    return tuple(sorted(found, key=lambda each: -round(each.likeness.score, 6)))


def tables_of(session: Session, version_id: UUID, sketch: TableSketch) -> tuple[FoundTable, ...]:
    """Return all tables of a version, the one most like a table first."""
    rows = session.execute(
        select(SketchedTable, SketchedDataset.dataset_id)
        .join(SketchedDataset, SketchedDataset.number == SketchedTable.dataset)
        .where(SketchedTable.version_id == version_id)
        .order_by(SketchedTable.id)
    ).all()
    columns = _columns(session, [row.id for row, _ in rows])
    tables = [_sketch(row, columns.get(row.id, ())) for row, _ in rows]
    alike = likenesses(sketch, tables)
    found = [
        _found(row, dataset_id, table, likeness)
        for (row, dataset_id), table, likeness in zip(rows, tables, alike, strict=True)
    ]
    return tuple(sorted(found, key=lambda each: -round(each.likeness.score, 6)))


def _found(
    row: SketchedTable, dataset_id: UUID, sketch: TableSketch, likeness: Likeness
) -> FoundTable:
    return FoundTable(row.id, dataset_id, row.version_id, row.digest, sketch, likeness)


def _asked(sketch: TableSketch) -> Iterator[tuple[int, float, int]]:
    """Yield what is looked for: the part of the table it is of, what that weighs, and a value."""
    telling = sorted(
        (column for column in sketch.columns if asks(column, sketch.rows)),
        key=content,
        reverse=True,
    )
    for part, column in enumerate(telling[:COLUMNS_ASKED]):
        for value in values_of(column.sample[:ASKED_OF_A_COLUMN]).tolist():
            yield part, content(column), value
    for value in values_of_shingles(sketch.shingles[:ASKED_OF_ROWS]).tolist():
        yield -1, _ROWS_WEIGH, value


def _tables(
    session: Session,
    datasets: Sequence[int],
    but: Collection[UUID],
    before: datetime | None,
) -> list[tuple[SketchedTable, UUID, TableSketch]]:
    """The tables of some datasets with their sketches: of each the newest, within a bound."""
    newest = func.row_number().over(
        partition_by=SketchedTable.dataset,
        order_by=(SketchedTable.published_at.desc(), SketchedTable.id.desc()),
    )
    wanted = (
        select(SketchedTable.id, newest.label("place"))
        .join(SketchedDataset, SketchedDataset.number == SketchedTable.dataset)
        .where(SketchedTable.dataset.in_(datasets), ~SketchedTable.withdrawn)
        .where(SketchedDataset.dataset_id.not_in(but))
    )
    if before is not None:
        wanted = wanted.where(SketchedTable.published_at < before)
    near = wanted.subquery()
    rows = session.execute(
        select(SketchedTable, SketchedDataset.dataset_id)
        .join(SketchedDataset, SketchedDataset.number == SketchedTable.dataset)
        .join(near, near.c.id == SketchedTable.id)
        .where(near.c.place <= _TABLES_OF_ONE)
        .order_by(SketchedTable.published_at.desc(), SketchedTable.id.desc())
    ).all()
    columns = _columns(session, [row.id for row, _ in rows])
    return [(row, dataset_id, _sketch(row, columns.get(row.id, ()))) for row, dataset_id in rows]


def _columns(session: Session, tables: Sequence[int]) -> dict[int, tuple[ColumnSketch, ...]]:
    found: dict[int, tuple[ColumnSketch, ...]] = {}
    rows = session.execute(
        select(SketchedColumn)
        .where(SketchedColumn.table_id.in_(tables))
        .order_by(SketchedColumn.table_id, SketchedColumn.place)
    ).scalars()
    for row in rows:
        sketch = ColumnSketch(
            row.name,
            row.kind,
            row.distinct,
            unpacked(row.sample),
            row.least,
            row.greatest,
            row.decimals,
        )
        found[row.table_id] = (*found.get(row.table_id, ()), sketch)
    return found


def _sketch(row: SketchedTable, columns: tuple[ColumnSketch, ...]) -> TableSketch:
    return TableSketch(row.file, row.sheet, row.rows, columns, unpacked(row.shingles), row.shingled)
