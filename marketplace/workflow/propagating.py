"""Carrying an act to all it reaches: marks on every descendant, a word to everybody concerned.

In steps, each a short transaction that leaves behind how far it came: whoever is killed is taken up
where they were, nothing is left out and nothing done twice. First the walk, which holds the lineage
while it marks, so that what is published meanwhile either is seen or sees; then the telling, by
account, so that a person is told once whatever they hold.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.catalogue.many import licensed_as
from marketplace.catalogue.service import relicense_version
from marketplace.lineage.acts import MARKS, Act, conflicting
from marketplace.lineage.correction_models import Propagation
from marketplace.lineage.corrections import CorrectionRow, get_correction, licence_in_force
from marketplace.lineage.marks import (
    clear_of_earlier_licences,
    clear_of_undone,
    clear_on_relicensed,
    marks_on,
    set_marks,
)
from marketplace.lineage.reaching import begin_walk, change_lineage, walk_on
from marketplace.services import Services
from marketplace.workflow.concerned import tell_next
from marketplace.workflow.marking import clear_mended
from marketplace.workflow.nudges import ask_for_mailing
from storage.database import transaction

WALKED_AT_ONCE = 500
TOLD_AT_ONCE = 1_000


def propagate(services: Services, correction_id: UUID) -> None:
    """Carry an act on until it has reached all it concerns. Safe to run twice, and at once."""
    while _go_on(services, correction_id):
        pass


def _go_on(services: Services, correction_id: UUID) -> bool:
    """Take one step; return False where none is left, or none is due yet."""
    at = services.now()
    with transaction(services.make_session) as session:
        place = session.execute(
            select(Propagation)
            .where(Propagation.correction_id == correction_id, Propagation.done_at.is_(None))
            .with_for_update()
        ).scalar_one_or_none()
        if place is None or place.due_at > at:
            return False
        correction = get_correction(session, correction_id)
        if _never_held(session, place, correction):
            # Nobody ever heard of it.
            place.done_at = at
            return False
        if place.begun_at is None:
            _begin(session, place, correction, at)
        elif not correction.stands:
            # Undone half-way: nobody else has to hear of it.
            place.done_at = at
        elif place.walked_at is None:
            _walk(session, place, correction, at)
        elif place.told_at is None:
            _tell(session, place, correction, at, by_mail=bool(services.settings.smtp_host))
        else:
            place.done_at = at
    return True


def _begin(session: Session, place: Propagation, correction: CorrectionRow, at: datetime) -> None:
    change_lineage(session)
    place.begun_at = at
    if correction.undoes_id is not None:
        # Whom it concerns is known: who was told of what it undid.
        clear_of_undone(session, correction.undoes_id, by=correction.id, at=at)
        place.walked_at = at
        return
    if correction.act is Act.RELICENSE and _holds(session, correction, at):
        _relicense(session, correction, at)
    begin_walk(session, correction)


def _relicense(session: Session, correction: CorrectionRow, at: datetime) -> None:
    """Offer the version under its new licence, and clear what that settles, below and above."""
    licence = correction.licence or ""
    relicense_version(session, correction.version_id, licence, at=at)
    clear_of_earlier_licences(session, correction, at=at)
    settled = [
        mark.cause.id
        for mark in marks_on(session, [correction.version_id])
        if mark.cause.licence is not None and licence not in conflicting(mark.cause.licence)
    ]
    clear_on_relicensed(session, correction, settled, at=at)


def _walk(session: Session, place: Propagation, correction: CorrectionRow, at: datetime) -> None:
    change_lineage(session)
    reached = walk_on(session, correction, most=WALKED_AT_ONCE)
    holds = _holds(session, correction, at)
    if reached is None:
        place.walked_at = at
        if holds:
            clear_mended(session, correction.id, at=at)
        return
    if not holds:
        return
    marked = frozenset(reached)
    if correction.licence is not None:
        marked &= licensed_as(session, list(reached), conflicting(correction.licence))
    kind = MARKS[correction.act]
    set_marks(session, correction.id, kind, {each: reached[each] for each in marked}, at=at)


def _tell(
    session: Session,
    place: Propagation,
    correction: CorrectionRow,
    at: datetime,
    *,
    by_mail: bool,
) -> None:
    told = tell_next(
        session,
        correction,
        after=place.told_to,
        most=TOLD_AT_ONCE,
        by_mail=by_mail,
        at=at,
    )
    if told.last is None:
        place.told_at = at
    else:
        place.told_to = told.last
    if told.mails:
        ask_for_mailing(session, at=at)


def _never_held(session: Session, place: Propagation, correction: CorrectionRow) -> bool:
    """Tell whether it was undone before it was carried anywhere, or undoes such a licence."""
    if correction.undoes_id is not None:
        return get_correction(session, correction.undoes_id).act is Act.RELICENSE
    return place.begun_at is None and not correction.stands


def _holds(session: Session, correction: CorrectionRow, at: datetime) -> bool:
    """Tell whether an act still holds: not undone, and of licences the last one."""
    if not correction.stands:
        return False
    if correction.act is not Act.RELICENSE:
        return True
    latest = licence_in_force(session, correction.version_id, at=at)
    return latest is not None and latest.id == correction.id
