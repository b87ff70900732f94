"""What people did together for a dataset: the fix it holds, cross-verifications, its adoption."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from marketplace.accounts.actor import Actor
from marketplace.accounts.queries import names_of
from marketplace.catalogue.values import VersionFacts
from marketplace.fixes.queries import credit_of
from marketplace.fixes.values import FixCredit
from marketplace.workflow.adopting import AdoptionSeen, adoption_of
from marketplace.workflow.cross_verifying import CrossSeen, crosses_on


@dataclass(frozen=True)
class Fixed:
    """Whose fix a version holds, by name."""

    credit: FixCredit
    by: str


@dataclass(frozen=True)
class Collaboration:
    """All of it; `may_cross`: whether the actor may ask another department to compare."""

    fix: Fixed | None
    crosses: tuple[CrossSeen, ...]
    may_cross: bool
    adoption: AdoptionSeen


def collaboration_of(session: Session, actor: Actor, version: VersionFacts) -> Collaboration:
    """Return what the page of a version the actor sees shows of it."""
    own = version.department_id is not None and version.department_id == actor.department_id
    return Collaboration(
        fix=_fixed(session, version),
        crosses=crosses_on(session, actor, version.dataset_id)[1],
        may_cross=own and actor.is_official,
        adoption=adoption_of(session, actor, version.dataset_id),
    )


def _fixed(session: Session, version: VersionFacts) -> Fixed | None:
    credit = credit_of(session, version.submission_id)
    if credit is None:
        return None
    return Fixed(credit, names_of(session, {credit.proposer_id}).get(credit.proposer_id, ""))
