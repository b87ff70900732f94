"""The rules of what people do together: fixes, cross-verifications, adoptions."""

from uuid import UUID

from marketplace.accounts.actor import Actor, Role
from marketplace.permissions import ruling
from marketplace.permissions.facts import (
    AdoptionFacts,
    CrossFacts,
    DatasetFacts,
    FixFacts,
    HolderFacts,
)
from marketplace.permissions.judging import after_sign_in, holds
from marketplace.permissions.ruling import HIDDEN, YES, Ruling, no


def may_read_fix(actor: Actor, fix: FixFacts) -> Ruling:
    """Rule on a fix before it is published: it may quote what only some may know."""
    proposed = actor.id is not None and actor.id == fix.proposer_id
    answers = holds(actor, fix.holder) or _keeps(actor, fix.adopted_by)
    return YES if proposed or answers or actor.is_administrator else HIDDEN


def may_withdraw_fix(actor: Actor, fix: FixFacts) -> Ruling:
    if not may_read_fix(actor, fix).allowed:
        return HIDDEN
    return YES if actor.id == fix.proposer_id else no(ruling.PROPOSERS_ONLY)


def may_ask_to_compare(actor: Actor, sides: CrossFacts) -> Ruling:
    """Rule on a cross-verification: one's own department asks another, and never itself."""
    if not actor.is_official:
        return after_sign_in(actor, may=False, otherwise=ruling.OFFICIALS_ONLY)
    if sides.own.department_id != actor.department_id:
        return no(ruling.OWN_DEPARTMENTS_DATA)
    elsewhere = sides.other.department_id not in (None, actor.department_id)
    return YES if elsewhere else no(ruling.OTHER_DEPARTMENTS_DATA)


def may_answer_comparison(actor: Actor, asked: HolderFacts) -> Ruling:
    own = asked.department_id is not None and asked.department_id == actor.department_id
    return after_sign_in(actor, own and actor.is_official, ruling.ASKED_DEPARTMENT_ONLY)


def may_adopt(actor: Actor, _: AdoptionFacts) -> Ruling:
    may = actor.may_offer_originals and actor.department_id is not None
    return after_sign_in(actor, may, ruling.OFFICIALS_ONLY)


def may_keep_adopted(actor: Actor, adoption: AdoptionFacts) -> Ruling:
    return after_sign_in(actor, _keeps(actor, adoption.department_id), ruling.ADOPTERS_ONLY)


def may_curate(actor: Actor, adoption: AdoptionFacts) -> Ruling:
    """Rule on the city's mark: a curator gives it, and never to what they made themselves."""
    if Role.CURATOR not in actor.roles:
        return after_sign_in(actor, may=False, otherwise=ruling.CURATORS_ONLY)
    return no(ruling.OWN_WORK) if actor.id == adoption.maker_id else YES


def may_add_version(actor: Actor, dataset: DatasetFacts) -> Ruling:
    """Rule on a next version, a fix made into one too: its owner, and who adopted the dataset."""
    if not dataset.published:
        return HIDDEN
    may = actor.id == dataset.owner_id or _keeps(actor, dataset.adopted_by)
    return after_sign_in(actor, may, ruling.OWNERS_ONLY)


def _keeps(actor: Actor, department_id: UUID | None) -> bool:
    own = department_id is not None and department_id == actor.department_id
    return own and actor.may_offer_originals
