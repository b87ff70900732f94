from uuid import uuid4

import pytest

from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import ANONYMOUS, Actor, Role
from marketplace.catalogue.visibility import EVERYTHING, PUBLIC
from tests.factories.accounts import make_actor
from verification.rights.access import Access

OWNER_ID, OWNERS, OTHERS = uuid4(), uuid4(), uuid4()


@pytest.mark.parametrize(
    ("actor", "seen"),
    [
        (ANONYMOUS, {"public"}),
        (make_actor(), {"public"}),
        (make_actor(Role.OFFICIAL, department_id=OTHERS), {"public", "joint"}),
        (make_actor(Role.OFFICIAL, department_id=OWNERS), {"public", "joint", "closed"}),
        (make_actor(id=OWNER_ID), {"public", "joint", "closed"}),
    ],
)
def test_everybody_sees_the_public_officials_the_joint_and_owners_their_own(
    actor: Actor, seen: set[str]
) -> None:
    visibility = visibility_of(actor)

    assert {
        access.value
        for access in (Access.PUBLIC, Access.JOINT, Access.CLOSED)
        if visibility.sees(access, department_id=OWNERS, owner_id=OWNER_ID)
    } == seen


def test_a_stranger_without_a_department_is_of_nobodys_department() -> None:
    assert not PUBLIC.sees("closed", department_id=None, owner_id=uuid4())


def test_an_administrator_sees_everything() -> None:
    assert visibility_of(make_actor(Role.ADMINISTRATOR)) == EVERYTHING
