"""Setting a false hit of a diagnosis aside, and counting it again: logged, and for a reason."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.actor import Actor
from marketplace.diagnoses import setting_aside
from marketplace.diagnoses.aside import Place, counting
from marketplace.diagnoses.errors import AsideAlready
from marketplace.diagnoses.models import DiagnosisTurn
from marketplace.diagnoses.setting_aside import Word
from marketplace.errors import NotFound
from marketplace.permissions.asking import require
from marketplace.permissions.facts import FindingFacts
from marketplace.permissions.permission import Permission
from marketplace.workflow.past_diagnoses import last_told, readable
from marketplace.workflow.subjects import submitter_of
from verification.personal.mask import mask


def set_aside(
    session: Session,
    actor: Actor,
    dataset_id: UUID,
    place: Place,
    *,
    aside: bool,
    reason: str,
    at: datetime,
) -> None:
    """Leave a finding of the last diagnosis out of what counts or, not `aside`, count it again.

    Raises `NotFound` where it found no such thing, `PermissionRefused`, and `AsideAlready` where
    that would change nothing.
    """
    _, holder = readable(session, actor, dataset_id)
    last = last_told(session, dataset_id)
    found = counting(last.report, last.accepted).get(place) if last else None
    if last is None or found is None:
        raise NotFound("finding", place.code)
    require(actor, Permission.FINDING_SET_ASIDE, FindingFacts(holder, place.is_private))
    # Two at once are taken one after the other: else either would count without the other's word.
    session.execute(
        select(DiagnosisTurn.version_id)
        .where(DiagnosisTurn.version_id == last.version_id)
        .with_for_update()
    )
    set_now = setting_aside.aside_of(session, last.version_id).get(place, 0)
    if aside is (set_now >= found.occurrences):
        raise AsideAlready(place.code)
    word = Word(place, found.occurrences, aside, mask(reason), submitter_of(actor).id, at)
    setting_aside.say(session, last.version_id, word, report_digest=last.report["digest"])
    setting_aside.recount(session, last.version_id, last.report, last.accepted)
