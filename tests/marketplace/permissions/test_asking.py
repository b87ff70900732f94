from uuid import uuid4

import pytest

from marketplace.accounts.actor import ANONYMOUS, Role
from marketplace.errors import NotFound, PermissionRefused, SignInRequired
from marketplace.permissions.asking import OPEN_TO_ALL, may, require, require_sign_in
from marketplace.permissions.facts import DatasetFacts, DecisionFacts, SubmissionFacts
from marketplace.permissions.permission import Permission
from marketplace.permissions.ruling import OWN_SUBMISSION, SIGN_IN_REQUIRED
from submissions.states import State
from tests.factories.accounts import make_actor

ADMINISTRATOR = make_actor(Role.ADMINISTRATOR)
CITIZEN = make_actor()
SUBMISSION = SubmissionFacts(CITIZEN.id or uuid4(), None, State.IN_REVIEW, frozenset({"quality"}))


def test_what_is_allowed_passes() -> None:
    require(ADMINISTRATOR, Permission.ACCOUNT_ADMINISTER)

    assert may(ADMINISTRATOR, Permission.ACCOUNT_ADMINISTER)


def test_what_is_refused_is_refused_with_the_reason() -> None:
    decision = DecisionFacts(SUBMISSION, Role.QUALITY)

    with pytest.raises(PermissionRefused) as refused:
        require(CITIZEN, Permission.SUBMISSION_DECIDE, decision)

    assert (refused.value.permission, refused.value.reason) == (
        Permission.SUBMISSION_DECIDE,
        OWN_SUBMISSION,
    )
    assert not may(CITIZEN, Permission.SUBMISSION_DECIDE, decision)


@pytest.mark.parametrize(
    ("permission", "subject", "kind"),
    [
        (Permission.SUBMISSION_READ, SUBMISSION, "submission"),
        (Permission.SUBMISSION_DECIDE, DecisionFacts(SUBMISSION, Role.QUALITY), "submission"),
        (Permission.DATASET_READ, DatasetFacts(uuid4(), published=False), "dataset"),
    ],
)
def test_what_is_hidden_is_not_there(
    permission: Permission, subject: SubmissionFacts | DecisionFacts | DatasetFacts, kind: str
) -> None:
    with pytest.raises(NotFound) as missing:
        require(make_actor(), permission, subject)

    assert missing.value.kind == kind


def test_where_signing_in_might_help_that_is_said() -> None:
    with pytest.raises(SignInRequired) as refused:
        require(ANONYMOUS, Permission.POINTS_READ)

    assert refused.value.reason is SIGN_IN_REQUIRED


def test_doors_ask_for_a_sign_in_before_they_look_anything_up() -> None:
    asked = set()
    for permission in Permission:
        require_sign_in(CITIZEN, permission)
        try:
            require_sign_in(ANONYMOUS, permission)
        except SignInRequired:
            asked.add(permission)

    assert asked == set(Permission) - OPEN_TO_ALL


def test_a_permission_asked_for_the_wrong_thing_is_a_mistake_in_the_code() -> None:
    with pytest.raises(TypeError):
        may(CITIZEN, Permission.SUBMISSION_READ)
    with pytest.raises(TypeError):
        may(CITIZEN, Permission.SUBMISSION_DECIDE, SUBMISSION)
