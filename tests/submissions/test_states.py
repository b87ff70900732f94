from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from submissions.errors import TransitionRefused
from submissions.states import EDITABLE, FINAL, PURGED, TRANSITIONS, Event, State, next_state


def walk(events: Sequence[Event]) -> list[State]:
    """The states a draft goes through, events that do not apply left out."""
    states = [State.DRAFT]
    for event in events:
        if (states[-1], event) in TRANSITIONS:
            states.append(next_state(states[-1], event))
    return states


def leaving(state: State) -> set[str]:
    return {event for before, event in TRANSITIONS if before is state}


def reachable(state: State) -> set[State]:
    found = {state}
    while True:
        further = {after for (before, _), after in TRANSITIONS.items() if before in found} - found
        if not further:
            return found
        found |= further


@pytest.mark.parametrize(
    ("events", "end"),
    [
        (["submit", "claim", "admit", "accept", "publish"], "published"),
        (["submit", "claim", "accept-unseen", "publish"], "published"),
        (["submit", "claim", "admit", "return", "submit"], "submitted"),
        (["submit", "claim", "admit", "reject"], "rejected"),
        (["submit", "claim", "admit", "evidence-changed"], "submitted"),
        (["submit", "claim", "crash", "claim", "crash", "claim", "hold"], "held"),
        (["submit", "claim", "hold", "retry"], "submitted"),
        (["submit", "claim", "block", "change"], "draft"),
        (["submit", "claim", "block", "release"], "in-review"),
        (["submit", "claim", "admit", "accept", "bytes-changed"], "blocked"),
    ],
)
def test_the_ways_of_a_submission(events: list[str], end: str) -> None:
    state = State.DRAFT
    for event in events:
        state = next_state(state, Event(event))

    assert state == end


def test_an_event_that_does_not_apply_is_refused_with_what_it_was() -> None:
    with pytest.raises(TransitionRefused) as refused:
        next_state(State.PUBLISHED, Event.CANCEL)

    assert (refused.value.state, refused.value.event) == ("published", "cancel")


def test_everything_before_acceptance_can_be_cancelled_and_nothing_after() -> None:
    cancellable = {before for before, event in TRANSITIONS if event is Event.CANCEL}

    assert cancellable == set(State) - FINAL - {State.ACCEPTED}


def test_nothing_follows_a_final_state_and_something_every_other() -> None:
    assert {state for state in State if not leaving(state)} == FINAL


def test_every_state_is_reached_and_every_one_can_end() -> None:
    assert reachable(State.DRAFT) == set(State)
    assert all(reachable(state) & FINAL for state in State)


def test_every_event_leads_somewhere() -> None:
    assert {event for _, event in TRANSITIONS} == set(Event)


def test_what_is_changed_by_its_submitter_passes_verification_again() -> None:
    ways = {
        after
        for (before, event), after in TRANSITIONS.items()
        if before in EDITABLE and event not in (Event.CANCEL, Event.RELEASE)
    }

    assert ways == {State.DRAFT, State.SUBMITTED}


def test_bytes_are_purged_only_where_nobody_may_have_them() -> None:
    assert {State.BLOCKED, State.REJECTED, State.CANCELLED} == PURGED


@given(st.lists(st.sampled_from(Event), max_size=40))
def test_nothing_is_published_that_was_not_verified_and_accepted(events: list[Event]) -> None:
    states = walk(events)

    if State.PUBLISHED in states:
        before = states[: states.index(State.PUBLISHED)]
        assert before[-1] is State.ACCEPTED
        assert before[-2] in (State.IN_REVIEW, State.VERIFYING)
        assert State.VERIFYING in before


@given(st.lists(st.sampled_from(Event), max_size=40))
def test_a_final_state_is_the_last(events: list[Event]) -> None:
    assert not FINAL & set(walk(events)[:-1])


@given(st.sampled_from(State), st.sampled_from(Event))
def test_a_pair_is_in_the_table_or_is_refused(state: State, event: Event) -> None:
    try:
        after = next_state(state, event)
    except TransitionRefused:
        assert (state, event) not in TRANSITIONS
    else:
        assert TRANSITIONS[state, event] is after
