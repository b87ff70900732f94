"""Marks: set on what an act reaches, and cleared by what mends it. Rows, never taken back."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Uuid, and_, any_, func, literal, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, aliased

from marketplace.lineage.acts import CLEARS, Act, ClearedBy, MarkKind
from marketplace.lineage.correction_models import Correction, Mark, MarkClearing
from marketplace.lineage.corrections import CorrectionRow, corrections_by_id
from marketplace.lineage.queries import ids_array

_AT_ONCE = 1_000


@dataclass(frozen=True)
class Clearing:
    """What ended a mark, and when."""

    by: ClearedBy
    new_version_id: UUID | None
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
        .outerjoin(MarkClearing, and_(MarkClearing.mark_id == Mark.id, _ends()))
        .where(Mark.version_id == any_(ids_array(version_ids)))
        .order_by(Mark.at, Mark.depth, Mark.id, MarkClearing.at)
    )
    if not cleared:
        found = found.where(MarkClearing.id.is_(None))
    rows: dict[UUID, tuple[Mark, MarkClearing | None]] = {}
    for mark, ended in session.execute(found):
        # What was ended more than once was so by the first.
        rows.setdefault(mark.id, (mark, ended))
    causes = corrections_by_id(session, {mark.correction_id for mark, _ in rows.values()})
    return tuple(_row(mark, causes, ended) for mark, ended in rows.values())


def clear_of_undone(session: Session, undone_id: UUID, *, by: UUID, at: datetime) -> None:
    """Clear every mark that an act left which was undone by another."""
    _clear(session, ClearedBy.UNDONE, Mark.correction_id == undone_id, correction_id=by, at=at)


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
        ClearedBy.RELICENSED,
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
        ClearedBy.RELICENSED,
        Mark.version_id == relicensing.version_id,
        Mark.correction_id.in_(list(settled)),
        correction_id=relicensing.id,
        at=at,
    )


def clear_on_earlier_versions(
    session: Session,
    earlier: Collection[UUID],
    new_version_id: UUID,
    *,
    still: Collection[UUID],
    at: datetime,
) -> None:
    """Clear on earlier versions the marks of all acts but those which the new one bears `still`."""
    _clear(
        session,
        ClearedBy.NEW_VERSION,
        Mark.version_id == any_(ids_array(earlier)),
        Mark.correction_id.not_in(still),
        new_version_id=new_version_id,
        at=at,
    )


def clear_where_mended(
    session: Session, correction_id: UUID, mended: Mapping[UUID, UUID], *, at: datetime
) -> None:
    """Clear the marks of one act on versions whose dataset has a later one that bears none.

    `mended` gives that later version for each.
    """
    if not mended:
        return
    later = (
        func.unnest(ids_array(mended.keys()), ids_array(mended.values()))
        .table_valued("version_id", "later_id")
        .render_derived()
    )
    _clear(
        session,
        ClearedBy.NEW_VERSION,
        Mark.correction_id == correction_id,
        Mark.version_id == later.c.version_id,
        new_version_id=later.c.later_id,
        at=at,
    )


def _clear(
    session: Session,
    by: ClearedBy,
    *which: ColumnElement[bool],
    at: datetime,
    new_version_id: UUID | ColumnElement[UUID] | None = None,
    correction_id: UUID | None = None,
) -> None:
    ended = select(MarkClearing.id).where(MarkClearing.mark_id == Mark.id, _ends()).exists()
    new_version = (
        new_version_id
        if isinstance(new_version_id, ColumnElement)
        else literal(new_version_id, Uuid)
    )
    standing = select(
        func.gen_random_uuid(),
        Mark.id,
        literal(by.value),
        new_version,
        literal(correction_id, Uuid),
        literal(at),
    ).where(~ended, Mark.kind.in_([kind.value for kind in CLEARS[by]]), *which)
    columns = ["id", "mark_id", "cleared_by", "new_version_id", "correction_id", "at"]
    session.execute(insert(MarkClearing).from_select(columns, standing).on_conflict_do_nothing())


def _ends() -> ColumnElement[bool]:
    """Return whether a clearing ends its mark: not while the version that mends is withdrawn."""
    withdrawal, undo = aliased(Correction), aliased(Correction)
    withdrawn = select(withdrawal.id).where(
        withdrawal.version_id == MarkClearing.new_version_id,
        withdrawal.act == Act.WITHDRAW,
        ~select(undo.id).where(undo.undoes_id == withdrawal.id).exists(),
    )
    return or_(MarkClearing.new_version_id.is_(None), ~withdrawn.exists())


def _row(mark: Mark, causes: Mapping[UUID, CorrectionRow], ended: MarkClearing | None) -> MarkRow:
    return MarkRow(
        version_id=mark.version_id,
        kind=MarkKind(mark.kind),
        cause=causes[mark.correction_id],
        depth=mark.depth,
        since=mark.at,
        cleared=None
        if ended is None
        else Clearing(ClearedBy(ended.cleared_by), ended.new_version_id, ended.at),
    )
