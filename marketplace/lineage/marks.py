"""Marks: set on what an act reaches, and cleared by what mends it. Rows, never taken back."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Uuid, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, aliased

from marketplace.lineage.acts import CLEARED_BY, Act, Fix, MarkKind
from marketplace.lineage.correction_models import Correction, Mark, MarkClearing
from marketplace.lineage.corrections import CorrectionRow, corrections_by_id

_AT_ONCE = 1_000


@dataclass(frozen=True)
class Clearing:
    """What ended a mark, and when."""

    fix: Fix
    fixed_version_id: UUID | None
    at: datetime


@dataclass(frozen=True)
class MarkRow:
    """A mark on a version: its kind, the act that left it, so many steps away."""

    version_id: UUID
    kind: MarkKind
    cause: CorrectionRow
    depth: int
    since: datetime
    cleared: Clearing | None


def set_marks(
    session: Session,
    correction_id: UUID,
    kind: MarkKind,
    depths: Mapping[UUID, int],
    *,
    at: datetime,
) -> None:
    """Mark some versions, each so many steps from the one acted on. Twice is once."""
    rows = [
        {
            "id": uuid4(),
            "version_id": version_id,
            "correction_id": correction_id,
            "kind": kind.value,
            "depth": depth,
            "at": at,
        }
        for version_id, depth in depths.items()
    ]
    for begin in range(0, len(rows), _AT_ONCE):
        session.execute(insert(Mark).on_conflict_do_nothing(), rows[begin : begin + _AT_ONCE])


def marks_on(
    session: Session, version_ids: Collection[UUID], *, cleared: bool = False
) -> tuple[MarkRow, ...]:
    """Return the marks on some versions that stand, nearest cause first; with `cleared`, all."""
    found = (
        select(Mark, MarkClearing)
        .outerjoin(MarkClearing, MarkClearing.mark_id == Mark.id)
        .where(Mark.version_id.in_(version_ids))
        .order_by(Mark.at, Mark.depth, Mark.id)
    )
    if not cleared:
        found = found.where(MarkClearing.mark_id.is_(None))
    rows = session.execute(found).all()
    causes = corrections_by_id(session, {mark.correction_id for mark, _ in rows})
    return tuple(
        MarkRow(
            version_id=mark.version_id,
            kind=MarkKind(mark.kind),
            cause=causes[mark.correction_id],
            depth=mark.depth,
            since=mark.at,
            cleared=None
            if clearing is None
            else Clearing(Fix(clearing.fix), clearing.fixed_version_id, clearing.at),
        )
        for mark, clearing in rows
    )


def clear_of_undone(session: Session, undone_id: UUID, *, by: UUID, at: datetime) -> None:
    """Clear every mark that an act left which was undone by another."""
    _clear(session, Fix.UNDONE, Mark.correction_id == undone_id, correction_id=by, at=at)


def clear_of_earlier_licences(
    session: Session, relicensing: CorrectionRow, *, at: datetime
) -> None:
    """Clear the marks that earlier licences of the same version left on others."""
    earlier = select(Correction.id).where(
        Correction.version_id == relicensing.version_id,
        Correction.act == Act.RELICENSE,
        Correction.id != relicensing.id,
    )
    _clear(
        session,
        Fix.RELICENSED,
        Mark.correction_id.in_(earlier),
        correction_id=relicensing.id,
        at=at,
    )


def clear_on_relicensed(
    session: Session, relicensing: CorrectionRow, settled: Iterable[UUID], *, at: datetime
) -> None:
    """Clear marks on the version that was relicensed: of causes its new licence goes with."""
    _clear(
        session,
        Fix.RELICENSED,
        Mark.version_id == relicensing.version_id,
        Mark.correction_id.in_(list(settled)),
        correction_id=relicensing.id,
        at=at,
    )


def clear_on_earlier_versions(
    session: Session,
    earlier: Collection[UUID],
    fixed_by: UUID,
    *,
    still: Collection[UUID],
    at: datetime,
) -> None:
    """Clear on earlier versions the marks of all acts but those which the new one bears `still`."""
    _clear(
        session,
        Fix.NEW_VERSION,
        Mark.version_id.in_(earlier),
        Mark.correction_id.not_in(still),
        fixed_version_id=fixed_by,
        at=at,
    )


def _clear(
    session: Session,
    fix: Fix,
    *which: ColumnElement[bool],
    at: datetime,
    fixed_version_id: UUID | None = None,
    correction_id: UUID | None = None,
) -> None:
    ended = aliased(MarkClearing)
    standing = (
        select(
            Mark.id,
            literal(fix.value),
            literal(fixed_version_id, Uuid),
            literal(correction_id, Uuid),
            literal(at),
        )
        .outerjoin(ended, ended.mark_id == Mark.id)
        .where(
            ended.mark_id.is_(None),
            Mark.kind.in_([kind.value for kind in CLEARED_BY[fix]]),
            *which,
        )
    )
    columns = ["mark_id", "fix", "fixed_version_id", "correction_id", "at"]
    session.execute(insert(MarkClearing).from_select(columns, standing).on_conflict_do_nothing())
