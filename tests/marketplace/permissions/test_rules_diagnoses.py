"""Who may read diagnoses, set findings aside and answer error reports: one line a person."""

import pytest

from marketplace.accounts.actor import ANONYMOUS, Actor
from marketplace.permissions.facts import FindingFacts, HolderFacts
from marketplace.permissions.permission import Permission
from tests.marketplace.permissions.cast import (
    ADMINISTRATOR,
    CITIZEN,
    COLLEAGUE,
    COLLEAGUE_REVIEWER,
    HOMELESS_REVIEWER,
    OFFICIAL,
    PRIVACY,
    QUALITY,
    SUBMITTER,
    WATER,
    asked,
)

assert SUBMITTER.id is not None
HOLDER = HolderFacts(SUBMITTER.id, WATER)
assert CITIZEN.id is not None
OWN_WORK = HolderFacts(CITIZEN.id, None)


@pytest.mark.parametrize(
    ("actor", "reads", "error", "private", "answers"),
    [
        (SUBMITTER, "yes", "yes", "own-dataset", "yes"),
        (COLLEAGUE, "yes", "yes", "own-dataset", "yes"),
        (COLLEAGUE_REVIEWER, "yes", "yes", "own-dataset", "yes"),
        (PRIVACY, "yes", "holders-only", "yes", "holders-only"),
        (ADMINISTRATOR, "yes", "holders-only", "role-not-held", "holders-only"),
        (QUALITY, "hidden", "hidden", "hidden", "holders-only"),
        (HOMELESS_REVIEWER, "hidden", "hidden", "hidden", "holders-only"),
        (OFFICIAL, "hidden", "hidden", "hidden", "holders-only"),
        (CITIZEN, "hidden", "hidden", "hidden", "holders-only"),
        (ANONYMOUS, "hidden", "hidden", "hidden", "sign-in-required"),
    ],
)
def test_each_person_has_their_part_in_what_was_diagnosed(
    actor: Actor, reads: str, error: str, private: str, answers: str
) -> None:
    assert (
        asked(actor, Permission.DIAGNOSIS_READ, HOLDER),
        asked(actor, Permission.FINDING_SET_ASIDE, FindingFacts(HOLDER, is_private=False)),
        asked(actor, Permission.FINDING_SET_ASIDE, FindingFacts(HOLDER, is_private=True)),
        asked(actor, Permission.ERROR_ANSWER, HOLDER),
    ) == (reads, error, private, answers)


def test_a_citizen_holds_what_they_gave_back() -> None:
    assert asked(CITIZEN, Permission.DIAGNOSIS_READ, OWN_WORK) == "yes"
    assert asked(CITIZEN, Permission.ERROR_ANSWER, OWN_WORK) == "yes"


def test_of_no_department_is_not_of_the_same_department() -> None:
    assert asked(HOMELESS_REVIEWER, Permission.DIAGNOSIS_READ, OWN_WORK) == "hidden"


def test_whoever_is_signed_in_reports_errors() -> None:
    assert asked(CITIZEN, Permission.ERROR_REPORT) == "yes"
    assert asked(ANONYMOUS, Permission.ERROR_REPORT) == "sign-in-required"
