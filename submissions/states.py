"""The life of a submission, as one table. Nothing else in the house decides what follows what."""

from collections.abc import Mapping
from enum import StrEnum

from submissions.errors import TransitionRefused


class State(StrEnum):
    """Where a submission stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    VERIFYING = "verifying"
    HELD = "held"  # verification crashed three times: an administrator looks
    BLOCKED = "blocked"
    IN_REVIEW = "in-review"
    RETURNED = "returned"
    REJECTED = "rejected"
    ACCEPTED = "accepted"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class Event(StrEnum):
    """What can happen to a submission."""

    SUBMIT = "submit"
    CLAIM = "claim"
    ADMIT = "admit"  # verification found nothing that blocks
    BLOCK = "block"
    ACCEPT_UNSEEN = "accept-unseen"  # the auto lane
    CRASH = "crash"
    HOLD = "hold"
    RETRY = "retry"
    CHANGE = "change"  # the submitter changes what was blocked
    TREAT = "treat"  # a file is replaced by what a treatment made of it
    REFINE = "refine"  # which refined tables go along is changed
    RELEASE = "release"
    ACCEPT = "accept"
    RETURN = "return"
    REJECT = "reject"
    EVIDENCE_CHANGED = "evidence-changed"
    BYTES_CHANGED = "bytes-changed"
    PUBLISH = "publish"
    CANCEL = "cancel"


_CANCELLABLE = (
    State.DRAFT,
    State.SUBMITTED,
    State.VERIFYING,
    State.HELD,
    State.BLOCKED,
    State.IN_REVIEW,
    State.RETURNED,
)

TRANSITIONS: Mapping[tuple[State, Event], State] = {
    (State.DRAFT, Event.SUBMIT): State.SUBMITTED,
    (State.RETURNED, Event.SUBMIT): State.SUBMITTED,
    (State.SUBMITTED, Event.CLAIM): State.VERIFYING,
    (State.VERIFYING, Event.ADMIT): State.IN_REVIEW,
    (State.VERIFYING, Event.BLOCK): State.BLOCKED,
    (State.VERIFYING, Event.ACCEPT_UNSEEN): State.ACCEPTED,
    (State.VERIFYING, Event.CRASH): State.SUBMITTED,
    (State.VERIFYING, Event.HOLD): State.HELD,
    (State.HELD, Event.RETRY): State.SUBMITTED,
    (State.BLOCKED, Event.CHANGE): State.DRAFT,
    (State.BLOCKED, Event.TREAT): State.DRAFT,
    (State.DRAFT, Event.TREAT): State.DRAFT,
    (State.RETURNED, Event.TREAT): State.DRAFT,
    (State.BLOCKED, Event.RELEASE): State.IN_REVIEW,
    (State.IN_REVIEW, Event.REFINE): State.IN_REVIEW,
    (State.IN_REVIEW, Event.ACCEPT): State.ACCEPTED,
    (State.IN_REVIEW, Event.RETURN): State.RETURNED,
    (State.IN_REVIEW, Event.REJECT): State.REJECTED,
    (State.IN_REVIEW, Event.EVIDENCE_CHANGED): State.SUBMITTED,
    (State.ACCEPTED, Event.PUBLISH): State.PUBLISHED,
    (State.ACCEPTED, Event.BYTES_CHANGED): State.BLOCKED,
    **{(state, Event.CANCEL): State.CANCELLED for state in _CANCELLABLE},
}

EDITABLE = frozenset({State.DRAFT, State.RETURNED, State.BLOCKED})
"""States in which the submitter may change manifest and files."""

FINAL = frozenset({State.PUBLISHED, State.REJECTED, State.CANCELLED})
"""States nothing follows."""

PURGED = frozenset({State.BLOCKED, State.REJECTED, State.CANCELLED})
"""States whose bytes are deleted after a while."""


def next_state(state: State, event: Event) -> State:
    """Return the state that follows; raise `TransitionRefused` if none does."""
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        raise TransitionRefused(state, event) from None
