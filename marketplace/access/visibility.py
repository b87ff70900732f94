"""Which datasets an actor finds, from who they are."""

from marketplace.accounts.actor import Actor
from marketplace.catalogue.visibility import EVERYTHING, PUBLIC, Visibility
from verification.rights.access import Access

_OFFICIALS = PUBLIC.classes | {Access.JOINT}


def visibility_of(actor: Actor) -> Visibility:
    """Return what the actor sees: the public, what is bought as far as it is described, officials
    what is in joint use too, an administrator everything, and everybody their department's and
    their own.
    """
    if actor.is_administrator:
        return EVERYTHING
    return Visibility(
        classes=_OFFICIALS if actor.is_official else PUBLIC.classes,
        department_id=actor.department_id,
        owner_id=actor.id,
    )
