"""Lanes: how many people have to look at a submission, who, and by when. Pure.

The table is short on purpose: four people have to be able to serve a city.

auto  an import, the owner's new version of the same form, or a reproduced recipe over public
      sources, without one warning: nobody; a share drawn by lot goes to lane one
one   everything else: a quality reviewer, and a privacy reviewer where there is cause
two   the evidence contradicts the source, or it is disputed whether the licences go together:
      two quality reviewers, and privacy as above
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo


class Lane(StrEnum):
    """How a submission is decided."""

    AUTO = "auto"
    ONE = "one"
    TWO = "two"


class ReviewRole(StrEnum):
    """In which capacity somebody decides."""

    QUALITY = "quality"
    PRIVACY = "privacy"


@dataclass(frozen=True)
class LaneFacts:
    """What the choice of a lane depends on.

    `trusted`: an import, the owner's new version, or all of it reproduced from public sources.
    `same_form`: its tables have the columns of the version before (true of a first version).
    `warnings`: findings that are at least a warning. `drawn`: the lot fell on it.
    """

    trusted: bool
    same_form: bool
    warnings: int
    privacy: bool
    contradicted: bool
    licence_disputed: bool
    drawn: bool


@dataclass(frozen=True)
class Plan:
    """The lane, and the roles awaited: a role that stands twice takes two people."""

    lane: Lane
    awaits: tuple[ReviewRole, ...]


def plan(facts: LaneFacts) -> Plan:
    """Return the lane of a verified submission and who has to decide on it."""
    privacy = (ReviewRole.PRIVACY,) if facts.privacy else ()
    if facts.contradicted or facts.licence_disputed:
        return Plan(Lane.TWO, (ReviewRole.QUALITY, ReviewRole.QUALITY, *privacy))
    unseen = facts.trusted and facts.same_form and not facts.warnings and not facts.privacy
    if unseen and not facts.drawn:
        return Plan(Lane.AUTO, ())
    return Plan(Lane.ONE, (ReviewRole.QUALITY, *privacy))


def plan_released() -> Plan:
    """Return the plan of a submission whose blocking hit was false.

    Its release counts as the privacy reviewer's acceptance; a quality reviewer's is left.
    """
    return Plan(Lane.ONE, (ReviewRole.QUALITY, ReviewRole.PRIVACY))


def drawn_for_audit(submission_id: UUID, *, share: float) -> bool:
    """Tell whether the lot falls on a submission: the same one always gets the same answer.

    The lot is the submission's id, so nobody can draw again by handing in again.
    """
    lot = int.from_bytes(hashlib.sha256(submission_id.bytes).digest()[:8], "big")
    return lot < share * 2**64


WORKING_DAYS: Mapping[Lane, int] = {Lane.AUTO: 0, Lane.ONE: 3, Lane.TWO: 5}
"""Working days until a decision is due."""

SEOUL = ZoneInfo("Asia/Seoul")
_SATURDAY = 5


def due_at(lane: Lane, *, since: datetime) -> datetime:
    """Return when a decision is due; Saturdays and Sundays in Seoul are not counted."""
    due, left = since, WORKING_DAYS[lane]
    while left:
        due += timedelta(days=1)
        left -= due.astimezone(SEOUL).weekday() < _SATURDAY
    return due
