"""What several rules ask: whose a dataset is, and whether signing in might help."""

from marketplace.accounts.actor import Actor
from marketplace.errors import Reason
from marketplace.permissions import ruling
from marketplace.permissions.facts import HolderFacts
from marketplace.permissions.ruling import YES, Ruling, no


def holds(actor: Actor, holder: HolderFacts) -> bool:
    """Tell whether a dataset is the actor's own, or their department's."""
    own = actor.department_id is not None and actor.department_id == holder.department_id
    return actor.id == holder.owner_id or (own and actor.is_official)


def after_sign_in(actor: Actor, may: bool, otherwise: Reason) -> Ruling:
    """Return yes, or a refusal; the one of whoever has not signed in is to do so."""
    if may:
        return YES
    return no(otherwise if actor.is_signed_in else ruling.SIGN_IN_REQUIRED)
