"""Who may do what in the house at large, and that no permission lacks a rule."""

import pytest

from marketplace.accounts.actor import ANONYMOUS
from marketplace.errors import Reason
from marketplace.permissions import ruling
from marketplace.permissions.permission import Permission
from marketplace.permissions.rules import RULES
from marketplace.permissions.ruling import HIDDEN, REASONS, YES
from tests.marketplace.permissions.cast import (
    ADMINISTRATOR,
    AFFILIATE,
    CITIZEN,
    HOMELESS_REVIEWER,
    OFFICIAL,
    QUALITY,
    RESEARCHER,
    asked,
)

EVERYONE = (
    ANONYMOUS,
    CITIZEN,
    RESEARCHER,
    OFFICIAL,
    AFFILIATE,
    QUALITY,
    HOMELESS_REVIEWER,
    ADMINISTRATOR,
)
SIGNED_IN = ("sign-in-required", "yes", "yes", "yes", "yes", "yes", "yes", "yes")
ADMINS, OFFICE, REVIEW = "administrators-only", "officials-only", "reviewers-only"


@pytest.mark.parametrize(
    ("permission", "answers"),
    [
        (Permission.ACCOUNT_OWN, SIGNED_IN),
        (Permission.NOTICE_READ, SIGNED_IN),
        (Permission.POINTS_READ, SIGNED_IN),
        (Permission.POINTS_READ_DEPARTMENTS, SIGNED_IN),
        (Permission.SUBMISSION_CREATE, SIGNED_IN),
        (Permission.SUBMISSION_LIST_OWN, SIGNED_IN),
        (Permission.TOKEN_OWN, SIGNED_IN),
        (Permission.ACCOUNT_ADMINISTER, ("sign-in-required", *[ADMINS] * 6, "yes")),
        (Permission.DEPARTMENT_ADMINISTER, ("sign-in-required", *[ADMINS] * 6, "yes")),
        (Permission.IMPORT_RUN, ("sign-in-required", *[OFFICE] * 2, "yes", "yes", *[OFFICE] * 3)),
        (
            Permission.QUALITY_READ,
            ("sign-in-required", OFFICE, OFFICE, *["yes"] * 3, OFFICE, "yes"),
        ),
        (Permission.QUALITY_READ_ALL, ("sign-in-required", *[ADMINS] * 6, "yes")),
        (Permission.REVIEW_QUEUE, ("sign-in-required", *[REVIEW] * 4, "yes", REVIEW, "yes")),
    ],
)
def test_what_is_about_no_single_thing_goes_by_role(
    permission: Permission, answers: tuple[str, ...]
) -> None:
    assert tuple(asked(actor, permission) for actor in EVERYONE) == answers


def test_every_permission_has_a_rule_and_they_stand_in_the_order_of_the_alphabet() -> None:
    assert list(RULES) == list(Permission) == sorted(Permission)


def test_every_reason_has_a_code_of_its_own_and_both_languages() -> None:
    assert len({reason.code for reason in REASONS}) == len(REASONS)
    assert [reason for reason in REASONS if not (reason.ko and reason.en)] == []
    assert set(REASONS) == {value for value in vars(ruling).values() if isinstance(value, Reason)}


def test_yes_gives_no_reason_and_hides_nothing() -> None:
    assert (YES.is_hidden, HIDDEN.is_hidden, ruling.no(ruling.OWN_SUBMISSION).is_hidden) == (
        False,
        True,
        False,
    )
