"""What each act does to the version it is about, once everything it names has been checked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor
from marketplace.accounts.queries import find_actor
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.service import offer_again, relicense_version, withdraw_version
from marketplace.catalogue.values import VersionFacts
from marketplace.ledger.days import SEOUL, day_of
from marketplace.ledger.facts import ActorFacts
from marketplace.ledger.services import record_offered_again, record_withdrawal
from marketplace.lineage.acts import Act
from marketplace.lineage.corrections import (
    ActFacts,
    corrections_of,
    find_correction,
    hold_propagation,
    successors_of,
)
from marketplace.lineage.errors import AlreadyUndone, CorrectionRefused
from marketplace.lineage.queries import derivations_of
from marketplace.workflow.correction_faults import (
    BEFORE_TODAY,
    LEADS_BACK,
    NO_SUCCESSOR,
    NO_SUCH_ACT,
    NOT_LATER,
    NOT_UNDOABLE,
    OF_ANOTHER,
    OF_ITSELF,
    SAME_LICENCE,
    SUCCEEDED_ALREADY,
    TOO_FAR,
    UNDONE_BY_OTHERS,
    WITHOUT_TERMS,
    licence_refused,
)
from marketplace.workflow.downloading import ledger_version
from verification.index import marking
from verification.rights.licences import CONTRACT, compatible, find_licence

LONGEST_NOTICE_DAYS = 366
"""How long before it holds a change of licence may be said."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What somebody wants done to a version, as they said it.

    `dataset` and `number` name the successor (without a dataset: a version of the same one);
    `from_day` is the day in Seoul from which a licence holds, today without one.
    """

    act: Act
    reason: str
    dataset: UUID | None = None
    number: int | None = None
    licence: str | None = None
    from_day: date | None = None
    undoes: UUID | None = None


def _withdraw(
    session: Session, actor: Actor, version: VersionFacts, wish: Wish, at: datetime
) -> ActFacts:
    withdraw_version(session, version.id, reason=wish.reason, at=at)
    marking.withdraw(session, version.id)
    record_withdrawal(session, _doer(actor), ledger_version(version), at=at)
    return ActFacts(act=wish.act, reason=wish.reason, holds_from=at)


def _correct(
    session: Session, actor: Actor, version: VersionFacts, wish: Wish, at: datetime
) -> ActFacts:
    successor = _successor(session, actor, version, wish)
    if successor.dataset_id != version.dataset_id:
        raise CorrectionRefused("successor", OF_ANOTHER)
    if successor.number <= version.number:
        raise CorrectionRefused("successor", NOT_LATER)
    return _succeeded(session, version, successor, wish, at)


def _replace(
    session: Session, actor: Actor, version: VersionFacts, wish: Wish, at: datetime
) -> ActFacts:
    successor = _successor(session, actor, version, wish)
    if successor.dataset_id == version.dataset_id:
        raise CorrectionRefused("successor", OF_ITSELF)
    return _succeeded(session, version, successor, wish, at)


def _successor(session: Session, actor: Actor, version: VersionFacts, wish: Wish) -> VersionFacts:
    named = wish.dataset or version.dataset_id
    found = (
        catalogue.find_version(session, named, wish.number, visibility_of(actor))
        if wish.number is not None or wish.dataset is not None
        else None
    )
    if found is None or found.withdrawal is not None:
        raise CorrectionRefused("successor", NO_SUCCESSOR)
    return found


def _succeeded(
    session: Session, version: VersionFacts, successor: VersionFacts, wish: Wish, at: datetime
) -> ActFacts:
    acts = corrections_of(session, [version.id])
    if any(each.stands and each.successor_id == successor.id for each in acts):
        raise CorrectionRefused("successor", SUCCEEDED_ALREADY)
    if version.id in successors_of(session, successor.id):
        raise CorrectionRefused("successor", LEADS_BACK)
    return ActFacts(act=wish.act, reason=wish.reason, holds_from=at, successor_id=successor.id)


def _relicense(
    session: Session, actor: Actor, version: VersionFacts, wish: Wish, at: datetime
) -> ActFacts:
    licence = find_licence(wish.licence or "")
    owner = find_actor(session, version.owner_id) or actor
    parents = [each.licence_then for each in derivations_of(session, version.id)]
    refused = [
        each
        for each in compatible(parents, wish.licence or "", public_body=owner.may_offer_originals)
        if each.verdict.refuses
    ]
    if licence is None or refused:
        raise CorrectionRefused("licence", licence_refused(refused))
    if licence.id == version.described.licence:
        raise CorrectionRefused("licence", SAME_LICENCE)
    if licence.id == CONTRACT and version.described.terms is None:
        raise CorrectionRefused("licence", WITHOUT_TERMS)
    holds_from = _begin_of(wish.from_day, at)
    if holds_from <= at:
        relicense_version(session, version.id, licence.id, at=at)
    return ActFacts(
        act=wish.act,
        reason=wish.reason,
        holds_from=holds_from,
        licence=licence.id,
        licence_before=version.described.licence,
    )


def _begin_of(day: date | None, at: datetime) -> datetime:
    """Return the moment from which a licence holds: when a day begins in Seoul, or now."""
    today = day_of(at)
    if day is None or day == today:
        return at
    if day < today:
        raise CorrectionRefused("from", BEFORE_TODAY)
    if (day - today).days > LONGEST_NOTICE_DAYS:
        raise CorrectionRefused("from", TOO_FAR)
    return datetime.combine(day, time(), tzinfo=SEOUL)


def _undo(
    session: Session, actor: Actor, version: VersionFacts, wish: Wish, at: datetime
) -> ActFacts:
    begun = hold_propagation(session, wish.undoes) if wish.undoes else False
    undone = find_correction(session, wish.undoes) if wish.undoes else None
    if undone is None or undone.version_id != version.id:
        raise CorrectionRefused("undoes", NO_SUCH_ACT)
    if not undone.stands:
        raise AlreadyUndone(undone.id)
    if not undone.may_be_undone(at) or (undone.act is Act.RELICENSE and begun):
        raise CorrectionRefused("undoes", NOT_UNDOABLE)
    if undone.by_id not in {None, actor.id} and not actor.is_administrator:
        raise CorrectionRefused("undoes", UNDONE_BY_OTHERS)
    if undone.act is Act.WITHDRAW:
        offer_again(session, version.id, at=at)
        marking.offer_again(session, version.id)
        record_offered_again(session, _doer(actor), ledger_version(version), at=at)
    return ActFacts(act=wish.act, reason=wish.reason, holds_from=at, undoes_id=undone.id)


def _doer(actor: Actor) -> ActorFacts:
    return ActorFacts(actor.id, actor.department_id, actor.is_official)


ACTS: Mapping[Act, Callable[[Session, Actor, VersionFacts, Wish, datetime], ActFacts]] = {
    Act.WITHDRAW: _withdraw,
    Act.CORRECT: _correct,
    Act.REPLACE: _replace,
    Act.RELICENSE: _relicense,
    Act.UNDO: _undo,
}
"""What each act does to the version at once, and what is recorded of it."""
