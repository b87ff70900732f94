"""The tally of a submission's reviews: who is still awaited, and what has been decided. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Decision(StrEnum):
    """What a reviewer can say."""

    ACCEPT = "accept"
    RETURN = "return"
    REJECT = "reject"


@dataclass(frozen=True)
class Vote:
    """One decision on the report that is current."""

    reviewer_id: UUID
    role: str
    decision: Decision


def still_awaited(awaits: Sequence[str], votes: Sequence[Vote]) -> tuple[str, ...]:
    """Return the roles nobody has accepted in yet, in their order."""
    given = Counter(vote.role for vote in votes if vote.decision is Decision.ACCEPT)
    left = []
    for role in awaits:
        if given[role]:
            given[role] -= 1
        else:
            left.append(role)
    return tuple(left)


def outcome(awaits: Sequence[str], votes: Sequence[Vote]) -> Decision | None:
    """Return what the votes come to; None while somebody is awaited.

    One return or rejection ends it; acceptance takes everybody who is awaited.
    """
    for vote in votes:
        if vote.decision is not Decision.ACCEPT:
            return vote.decision
    return None if still_awaited(awaits, votes) else Decision.ACCEPT
