"""Puts sketches into the index. Twice is once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.orm import Session
from sqlalchemy.types import Integer

from verification.index.models import (
    SketchedColumn,
    SketchedDataset,
    SketchedTable,
    SketchedValue,
)
from verification.index.packing import Values, packed, values_kept
from verification.sketches import TableSketch


@dataclass(frozen=True)
class SketchedVersion:
    """The version whose tables were sketched."""

    dataset_id: UUID
    version_id: UUID
    published_at: datetime


def put(
    session: Session, version: SketchedVersion, sketches: Sequence[tuple[TableSketch, str]]
) -> None:
    """Keep the sketches of a version's tables, each with the digest of its copy."""
    number = _number_of(session, version.dataset_id)
    for sketch, digest in sketches:
        kept = sketch.kept()
        table_id = _table(session, version, number, kept, digest)
        if table_id is not None:
            _columns(session, table_id, kept)
            _values(session, number, values_kept(kept))


def _number_of(session: Session, dataset_id: UUID) -> int:
    found = insert(SketchedDataset).values(dataset_id=dataset_id).on_conflict_do_nothing()
    session.execute(found)
    return session.execute(
        select(SketchedDataset.number).where(SketchedDataset.dataset_id == dataset_id)
    ).scalar_one()


def _table(
    session: Session, version: SketchedVersion, number: int, sketch: TableSketch, digest: str
) -> int | None:
    """Return the new row's id, or None if the table is there."""
    row = {
        "dataset": number,
        "version_id": version.version_id,
        "published_at": version.published_at,
        "withdrawn": False,
        "file": sketch.file,
        "sheet": sketch.sheet,
        "digest": digest,
        "rows": sketch.rows,
        "shingled": sketch.shingled,
        "shingles": packed(sketch.shingles),
    }
    put_in = insert(SketchedTable).values(row).on_conflict_do_nothing()
    return session.execute(put_in.returning(SketchedTable.id)).scalar_one_or_none()


def _columns(session: Session, table_id: int, sketch: TableSketch) -> None:
    rows = [
        {
            "table_id": table_id,
            "place": place,
            "name": column.name,
            "kind": column.kind,
            "distinct": column.distinct,
            "least": column.least,
            "greatest": column.greatest,
            "decimals": column.decimals,
            "sample": packed(column.sample),
        }
        for place, column in enumerate(sketch.columns)
    ]
    if rows:
        session.execute(insert(SketchedColumn), rows)


def _values(session: Session, number: int, values: Values) -> None:
    given = literal(values.tolist(), ARRAY(Integer))
    rows = select(func.unnest(given), literal(number, Integer))
    columns = ["value", "dataset"]
    session.execute(insert(SketchedValue).from_select(columns, rows).on_conflict_do_nothing())
