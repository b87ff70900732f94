"""Recording what an owner did to a version, and reading it back. Nothing is ever taken out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Select, and_, any_, or_, select
from sqlalchemy.orm import Session, aliased

from marketplace.lineage.acts import UNDOABLE, Act
from marketplace.lineage.correction_models import Correction, Propagation
from marketplace.lineage.errors import AlreadyUndone, CorrectionMissing
from marketplace.lineage.queries import ids_array
from storage.holds import hold


@dataclass(frozen=True, kw_only=True)
class ActFacts:
    """What is to be recorded of an act, its parts checked before."""

    act: Act
    reason: str
    holds_from: datetime
    licence: str | None = None
    licence_before: str | None = None
    successor_id: UUID | None = None
    undoes_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class CorrectionRow:
    """An act as it was recorded; `undone_at` is when it was undone."""

    id: UUID
    number: int
    version_id: UUID
    act: Act
    reason: str
    by_id: UUID | None
    at: datetime
    holds_from: datetime
    licence: str | None
    licence_before: str | None
    successor_id: UUID | None
    undoes_id: UUID | None
    undone_at: datetime | None

    @property
    def stands(self) -> bool:
        """Whether it was not undone."""
        return self.undone_at is None

    def may_be_undone(self, at: datetime) -> bool:
        """Whether it can be undone: a licence only before it holds."""
        return self.stands and (
            self.act in UNDOABLE or (self.act is Act.RELICENSE and self.holds_from > at)
        )


_Undo = aliased(Correction, name="undo")


def record_correction(
    session: Session, version_id: UUID, facts: ActFacts, *, by: UUID | None, at: datetime
) -> CorrectionRow:
    """Record an act and that it is to be carried on; raise `AlreadyUndone`.

    That `by` may do this, and that the version is as the act needs it, the caller has seen.
    """
    if facts.undoes_id is not None and _undo_of(session, facts.undoes_id) is not None:
        raise AlreadyUndone(facts.undoes_id)
    row = Correction(
        id=uuid4(),
        version_id=version_id,
        act=facts.act.value,
        reason=facts.reason,
        by_id=by,
        at=at,
        holds_from=facts.holds_from,
        licence=facts.licence,
        licence_before=facts.licence_before,
        successor_id=facts.successor_id,
        undoes_id=facts.undoes_id,
    )
    session.add(row)
    # The database gives the number, and refuses a second undo of the same act.
    session.flush()
    session.add(Propagation(correction_id=row.id, due_at=max(at, facts.holds_from)))
    session.flush()
    return _row(row, None)


def hold_acts(session: Session) -> None:
    """Have nobody else do anything to any version until this transaction ends.

    Acts are few, and what one needs of the others (what stands, what succeeds what) must not
    change between the look and the record. Held before anything else is.
    """
    hold(session, "corrections")


def hold_propagation(session: Session, correction_id: UUID) -> bool:
    """Have nobody carry an act on until this transaction ends; return whether that was begun.

    Whoever undoes an act holds it: else a step under way would leave marks behind the undo.
    """
    place = session.execute(
        select(Propagation.begun_at)
        .where(Propagation.correction_id == correction_id)
        .with_for_update()
    ).one_or_none()
    return place is not None and place.begun_at is not None


def find_correction(session: Session, correction_id: UUID) -> CorrectionRow | None:
    """Return an act, or None if there is no such one."""
    found = _rows(session, _acts().where(Correction.id == correction_id))
    return found[0] if found else None


def get_correction(session: Session, correction_id: UUID) -> CorrectionRow:
    """Return an act; raise `CorrectionMissing`."""
    found = find_correction(session, correction_id)
    if found is None:
        raise CorrectionMissing(correction_id)
    return found


def corrections_of(session: Session, version_ids: Collection[UUID]) -> tuple[CorrectionRow, ...]:
    """Return what was done to some versions, undone or not, the newest first."""
    about = Correction.version_id.in_(version_ids)
    return _rows(session, _acts().where(about).order_by(Correction.number.desc()))


def corrections_by_id(
    session: Session, correction_ids: Collection[UUID]
) -> Mapping[UUID, CorrectionRow]:
    """Return some acts by their ids."""
    if not correction_ids:
        return {}
    found = _rows(session, _acts().where(Correction.id.in_(correction_ids)))
    return {each.id: each for each in found}


def standing_acts(
    session: Session, version_ids: Sequence[UUID], *, at: datetime
) -> tuple[CorrectionRow, ...]:
    """Return the acts on some versions that hold now: of licences, the last one of each version."""
    stands = or_(
        Correction.act.in_([each.value for each in UNDOABLE]),
        and_(Correction.act == Act.RELICENSE, Correction.holds_from <= at),
    )
    found = _rows(
        session,
        _acts()
        .where(Correction.version_id == any_(ids_array(version_ids)), stands, _Undo.id.is_(None))
        .order_by(Correction.holds_from, Correction.number),
    )
    last = {each.version_id: each.id for each in found if each.act is Act.RELICENSE}
    return tuple(
        each for each in found if each.act is not Act.RELICENSE or last[each.version_id] == each.id
    )


def successors_of(session: Session, version_id: UUID) -> frozenset[UUID]:
    """Return what stands in a version's place now, and in the place of that, to the end."""
    found: set[UUID] = set()
    level = {version_id}
    while level:
        acts = corrections_of(session, level)
        named = {each.successor_id for each in acts if each.stands and each.successor_id}
        level = named - found
        found |= level
    return frozenset(found)


def licence_in_force(session: Session, version_id: UUID, *, at: datetime) -> CorrectionRow | None:
    """Return the relicensing that holds for a version; None while its first licence does."""
    acts = standing_acts(session, [version_id], at=at)
    return next((each for each in acts if each.act is Act.RELICENSE), None)


def _acts() -> Select[Correction, datetime | None]:
    return select(Correction, _Undo.at).outerjoin(_Undo, _Undo.undoes_id == Correction.id)


def _undo_of(session: Session, correction_id: UUID) -> UUID | None:
    undo = select(Correction.id).where(Correction.undoes_id == correction_id)
    return session.execute(undo).scalar_one_or_none()


def _rows(
    session: Session, found: Select[Correction, datetime | None]
) -> tuple[CorrectionRow, ...]:
    return tuple(_row(row, undone_at) for row, undone_at in session.execute(found))


def _row(row: Correction, undone_at: datetime | None) -> CorrectionRow:
    return CorrectionRow(
        id=row.id,
        number=row.number,
        version_id=row.version_id,
        act=Act(row.act),
        reason=row.reason,
        by_id=row.by_id,
        at=row.at,
        holds_from=row.holds_from,
        licence=row.licence,
        licence_before=row.licence_before,
        successor_id=row.successor_id,
        undoes_id=row.undoes_id,
        undone_at=undone_at,
    )
