"""Who may do what with a submission: one line a person."""

from dataclasses import replace
from uuid import uuid4

import pytest

from marketplace.accounts.actor import ANONYMOUS, Actor, Role
from marketplace.permissions.facts import DecisionFacts
from marketplace.permissions.permission import Permission
from marketplace.permissions.rules import UNOFFERED
from submissions.states import State
from tests.factories.accounts import make_actor
from tests.marketplace.permissions.cast import (
    ADMINISTRATOR,
    BOTH,
    CITIZEN,
    COLLEAGUE,
    COLLEAGUE_REVIEWER,
    HOMELESS_REVIEWER,
    OFFICIAL,
    PRIVACY,
    QUALITY,
    RESEARCHER,
    SUBMISSION,
    SUBMITTER,
    WATER,
    asked,
)


@pytest.mark.parametrize(
    ("actor", "answer"),
    [
        (SUBMITTER, "yes"),
        (QUALITY, "yes"),
        (PRIVACY, "yes"),
        (ADMINISTRATOR, "yes"),
        (COLLEAGUE, "hidden"),
        (COLLEAGUE_REVIEWER, "hidden"),
        (HOMELESS_REVIEWER, "hidden"),
        (OFFICIAL, "hidden"),
        (CITIZEN, "hidden"),
        (ANONYMOUS, "hidden"),
    ],
)
def test_an_unpublished_submission_exists_for_a_few_only(actor: Actor, answer: str) -> None:
    assert asked(actor, Permission.SUBMISSION_READ, SUBMISSION) == answer


def test_reviewers_see_what_has_been_offered_and_not_taken_back() -> None:
    seen = {
        state
        for state in State
        if asked(QUALITY, Permission.SUBMISSION_READ, replace(SUBMISSION, state=state)) == "yes"
    }

    assert seen == set(State) - {State.DRAFT, State.CANCELLED}
    assert {State.DRAFT, State.CANCELLED} == UNOFFERED


def test_a_citizens_submission_is_seen_by_reviewers_of_any_department() -> None:
    of_citizen = replace(SUBMISSION, submitter_id=CITIZEN.id or uuid4(), department_id=None)

    assert asked(QUALITY, Permission.SUBMISSION_READ, of_citizen) == "yes"
    assert asked(
        QUALITY, Permission.SUBMISSION_DECIDE, DecisionFacts(of_citizen, Role.QUALITY)
    ) == ("yes")


@pytest.mark.parametrize(
    "permission",
    [Permission.SUBMISSION_EDIT, Permission.SUBMISSION_SUBMIT, Permission.SUBMISSION_CANCEL],
)
@pytest.mark.parametrize(
    ("actor", "answer"),
    [
        (SUBMITTER, "yes"),
        (QUALITY, "submitters-only"),
        (ADMINISTRATOR, "submitters-only"),
        (COLLEAGUE, "hidden"),
        (CITIZEN, "hidden"),
        (ANONYMOUS, "hidden"),
    ],
)
def test_only_the_submitter_changes_a_submission(
    permission: Permission, actor: Actor, answer: str
) -> None:
    assert asked(actor, permission, SUBMISSION) == answer


@pytest.mark.parametrize(
    ("actor", "role", "answer"),
    [
        (QUALITY, Role.QUALITY, "yes"),
        (PRIVACY, Role.PRIVACY, "yes"),
        (BOTH, Role.PRIVACY, "yes"),
        (QUALITY, Role.PRIVACY, "role-not-held"),
        (QUALITY, Role.CITIZEN, "role-not-held"),
        (ADMINISTRATOR, Role.QUALITY, "role-not-held"),
        (ADMINISTRATOR, Role.ADMINISTRATOR, "role-not-held"),
        (SUBMITTER, Role.QUALITY, "own-submission"),
        (COLLEAGUE_REVIEWER, Role.QUALITY, "own-department"),
        (HOMELESS_REVIEWER, Role.QUALITY, "hidden"),
        (COLLEAGUE, Role.QUALITY, "hidden"),
        (RESEARCHER, Role.QUALITY, "hidden"),
        (ANONYMOUS, Role.QUALITY, "hidden"),
    ],
)
def test_a_decision_is_for_reviewers_of_other_departments_in_a_role_they_hold(
    actor: Actor, role: Role, answer: str
) -> None:
    assert asked(actor, Permission.SUBMISSION_DECIDE, DecisionFacts(SUBMISSION, role)) == answer


def test_nobody_decides_on_their_own_submission_however_many_roles_they_hold() -> None:
    own = replace(SUBMISSION, submitter_id=BOTH.id or uuid4(), department_id=None)

    for permission, subject in (
        (Permission.SUBMISSION_DECIDE, DecisionFacts(own, Role.QUALITY)),
        (Permission.SUBMISSION_RELEASE, own),
    ):
        assert asked(BOTH, permission, subject) == "own-submission"


def test_an_administrator_who_reviews_is_bound_like_any_reviewer() -> None:
    head = make_actor(Role.ADMINISTRATOR, Role.QUALITY, department_id=WATER)

    assert asked(head, Permission.SUBMISSION_DECIDE, DecisionFacts(SUBMISSION, Role.QUALITY)) == (
        "own-department"
    )


def test_an_administrator_with_a_review_role_and_no_department_decides_nothing() -> None:
    head = make_actor(Role.ADMINISTRATOR, Role.QUALITY)

    assert asked(head, Permission.SUBMISSION_DECIDE, DecisionFacts(SUBMISSION, Role.QUALITY)) == (
        "role-not-held"
    )


def test_a_role_decides_while_it_is_awaited() -> None:
    quality_done = replace(SUBMISSION, awaits=frozenset({"privacy"}))

    assert asked(
        QUALITY, Permission.SUBMISSION_DECIDE, DecisionFacts(quality_done, Role.QUALITY)
    ) == ("role-not-awaited")


def test_one_person_does_not_decide_in_two_roles() -> None:
    decided = replace(
        SUBMISSION, awaits=frozenset({"privacy"}), decided_by=frozenset({BOTH.id or uuid4()})
    )

    assert asked(BOTH, Permission.SUBMISSION_DECIDE, DecisionFacts(decided, Role.PRIVACY)) == (
        "already-decided"
    )


def test_that_a_submission_is_past_review_is_not_a_matter_of_permission() -> None:
    over = replace(
        SUBMISSION,
        state=State.PUBLISHED,
        awaits=frozenset(),
        decided_by=frozenset({QUALITY.id or uuid4()}),
    )

    assert asked(QUALITY, Permission.SUBMISSION_DECIDE, DecisionFacts(over, Role.QUALITY)) == "yes"


@pytest.mark.parametrize(
    ("actor", "answer"),
    [
        (PRIVACY, "yes"),
        (QUALITY, "role-not-held"),
        (ADMINISTRATOR, "role-not-held"),
        (SUBMITTER, "own-submission"),
        (COLLEAGUE_REVIEWER, "own-department"),
        (CITIZEN, "hidden"),
    ],
)
def test_a_false_hit_is_released_by_a_privacy_reviewer(actor: Actor, answer: str) -> None:
    blocked = replace(SUBMISSION, state=State.BLOCKED)

    assert asked(actor, Permission.SUBMISSION_RELEASE, blocked) == answer


@pytest.mark.parametrize(
    ("actor", "answer"),
    [
        (ADMINISTRATOR, "yes"),
        (SUBMITTER, "administrators-only"),
        (QUALITY, "administrators-only"),
        (CITIZEN, "hidden"),
    ],
)
def test_what_is_held_is_tried_again_by_an_administrator(actor: Actor, answer: str) -> None:
    held = replace(SUBMISSION, state=State.HELD)

    assert asked(actor, Permission.SUBMISSION_RETRY, held) == answer
