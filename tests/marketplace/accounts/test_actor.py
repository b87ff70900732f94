from uuid import uuid4

import pytest

from marketplace.accounts.actor import ANONYMOUS, Role
from tests.factories.accounts import make_actor


@pytest.mark.parametrize("role", [Role.OFFICIAL, Role.AFFILIATE, Role.QUALITY, Role.PRIVACY])
def test_whoever_serves_in_a_department_is_an_official(role: Role) -> None:
    assert make_actor(role, department_id=uuid4()).is_official
    assert not make_actor(role).is_official


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.FIRM, Role.RESEARCHER, Role.ADMINISTRATOR])
def test_others_are_not_officials_even_in_a_department(role: Role) -> None:
    assert not make_actor(role, department_id=uuid4()).is_official


def test_originals_come_from_officials_and_affiliated_bodies() -> None:
    assert {role for role in Role if make_actor(role).may_offer_originals} == {
        Role.OFFICIAL,
        Role.AFFILIATE,
    }


def test_anonymous_is_nobody() -> None:
    assert (ANONYMOUS.is_signed_in, ANONYMOUS.is_official, ANONYMOUS.is_administrator) == (
        False,
        False,
        False,
    )
    assert make_actor(Role.ADMINISTRATOR).is_signed_in
    assert make_actor(Role.ADMINISTRATOR).is_administrator
