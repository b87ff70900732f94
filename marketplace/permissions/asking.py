"""How a door and a template ask the same rule: a hidden button and a refusal cannot disagree."""

from marketplace.accounts.actor import Actor
from marketplace.errors import NotFound, PermissionRefused, SignInRequired
from marketplace.permissions.facts import (
    AdoptionFacts,
    CrossFacts,
    DatasetFacts,
    DecisionFacts,
    DisputeFacts,
    FindingFacts,
    FixFacts,
    HolderFacts,
    Subject,
    SubmissionFacts,
    VersionFacts,
)
from marketplace.permissions.permission import Permission
from marketplace.permissions.rules import RULES
from marketplace.permissions.ruling import SIGN_IN_REQUIRED, Ruling

OPEN_TO_ALL = frozenset({Permission.DATASET_READ, Permission.VERSION_READ_BYTES})
"""What someone who has not signed in may be allowed."""

_KINDS = {
    SubmissionFacts: "submission",
    DecisionFacts: "submission",
    DatasetFacts: "dataset",
    VersionFacts: "version",
    HolderFacts: "dataset",
    FindingFacts: "dataset",
    FixFacts: "fix",
    CrossFacts: "dataset",
    AdoptionFacts: "dataset",
    DisputeFacts: "dispute",
}


def ruling_on(actor: Actor, permission: Permission, subject: Subject = None) -> Ruling:
    """Return what the permission's rule answers, with the reason if it is no."""
    rule = RULES[permission]
    if not isinstance(subject, rule.about):
        raise TypeError(f"{permission} is about {rule.about.__name__}, not {subject!r}")
    return rule.judge(actor, subject)


def may(actor: Actor, permission: Permission, subject: Subject = None) -> bool:
    """Whether it is allowed, for a template that shows a button or does not."""
    return ruling_on(actor, permission, subject).allowed


def require(actor: Actor, permission: Permission, subject: Subject = None) -> None:
    """Return if it is allowed.

    Raises `NotFound` where the thing does not exist for this actor, `SignInRequired` where signing
    in might help, and `PermissionRefused` otherwise, with the reason.
    """
    answer = ruling_on(actor, permission, subject)
    if answer.allowed:
        return
    if answer.reason is None:
        raise NotFound(_KINDS[type(subject)])
    kind = SignInRequired if answer.reason is SIGN_IN_REQUIRED else PermissionRefused
    raise kind(permission, answer.reason)


def require_sign_in(actor: Actor, permission: Permission) -> None:
    """Raise `SignInRequired` before anything is looked up, where nobody anonymous is ever allowed.

    Asked first, an unknown and a hidden thing answer alike: with the sign-in page.
    """
    if not actor.is_signed_in and permission not in OPEN_TO_ALL:
        raise SignInRequired(permission, SIGN_IN_REQUIRED)
