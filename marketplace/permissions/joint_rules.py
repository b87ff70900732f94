"""The rules of what people do together: fixes, cross-verifications, adoptions."""

from marketplace.accounts.actor import Actor
from marketplace.permissions import ruling
from marketplace.permissions.facts import CrossFacts, FixFacts, HolderFacts
from marketplace.permissions.judging import after_sign_in, holds
from marketplace.permissions.ruling import HIDDEN, YES, Ruling, no


def may_read_fix(actor: Actor, fix: FixFacts) -> Ruling:
    """Rule on a fix before it is published: it may quote what only some may know."""
    proposed = actor.id is not None and actor.id == fix.proposer_id
    sees = proposed or holds(actor, fix.holder) or actor.is_administrator
    return YES if sees else HIDDEN


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
