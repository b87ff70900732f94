"""Who may do what with datasets and their bytes: one line a person."""

from dataclasses import replace
from uuid import uuid4

import pytest

from marketplace.accounts.actor import ANONYMOUS, Actor
from marketplace.permissions.facts import (
    DisputeFacts,
    FixFacts,
    HolderFacts,
    Subject,
    VersionFacts,
)
from marketplace.permissions.permission import Permission
from tests.marketplace.permissions.cast import (
    ADMINISTRATOR,
    AFFILIATE,
    CITIZEN,
    COLLEAGUE,
    DATASET,
    OFFICIAL,
    QUALITY,
    RESEARCHER,
    SUBMITTER,
    VERSION,
    asked,
)
from verification.rights.access import Access


@pytest.mark.parametrize(
    ("access", "actor", "answer"),
    [
        (Access.PUBLIC, ANONYMOUS, "yes"),
        (Access.PUBLIC, CITIZEN, "yes"),
        (Access.JOINT, OFFICIAL, "yes"),
        (Access.JOINT, AFFILIATE, "yes"),
        (Access.JOINT, QUALITY, "yes"),
        (Access.JOINT, RESEARCHER, "joint-only"),
        (Access.JOINT, ADMINISTRATOR, "joint-only"),
        (Access.JOINT, ANONYMOUS, "sign-in-required"),
        (Access.CLOSED, SUBMITTER, "yes"),
        (Access.CLOSED, COLLEAGUE, "yes"),
        (Access.CLOSED, OFFICIAL, "closed-to-others"),
        (Access.CLOSED, CITIZEN, "closed-to-others"),
        (Access.CLOSED, ANONYMOUS, "sign-in-required"),
        (Access.REQUEST, SUBMITTER, "no-door-yet"),
        (Access.CONTRACT, COLLEAGUE, "yes"),
        (Access.CONTRACT, OFFICIAL, "buyers-only"),
        (Access.CONTRACT, ADMINISTRATOR, "buyers-only"),
        (Access.CONTRACT, ANONYMOUS, "sign-in-required"),
        (Access.SAFEZONE, SUBMITTER, "no-door-yet"),
    ],
)
def test_the_access_class_says_who_has_the_bytes(access: Access, actor: Actor, answer: str) -> None:
    assert asked(actor, Permission.VERSION_READ_BYTES, replace(VERSION, access=access)) == answer


def test_closed_bytes_of_no_department_are_for_nobody() -> None:
    ownerless = replace(VERSION, access=Access.CLOSED, department_id=None)

    assert asked(CITIZEN, Permission.VERSION_READ_BYTES, ownerless) == "closed-to-others"


def test_every_access_class_has_its_rule() -> None:
    answers = {
        asked(SUBMITTER, Permission.VERSION_READ_BYTES, replace(VERSION, access=access))
        for access in Access
    }

    assert answers == {"yes", "no-door-yet"}


@pytest.mark.parametrize(
    ("version", "answer"),
    [
        (replace(VERSION, published=False), "hidden"),
        (replace(VERSION, withdrawn=True), "version-withdrawn"),
    ],
)
def test_no_bytes_before_publication_and_after_withdrawal(
    version: VersionFacts, answer: str
) -> None:
    assert asked(SUBMITTER, Permission.VERSION_READ_BYTES, version) == answer


@pytest.mark.parametrize(
    ("actor", "answer"),
    [
        (SUBMITTER, "yes"),
        (ADMINISTRATOR, "yes"),
        (COLLEAGUE, "owners-only"),
        (ANONYMOUS, "sign-in-required"),
    ],
)
def test_a_version_is_withdrawn_by_its_owner_or_an_administrator(actor: Actor, answer: str) -> None:
    assert asked(actor, Permission.VERSION_CORRECT, VERSION) == answer


@pytest.mark.parametrize(
    "permission", [Permission.DATASET_ADD_VERSION, Permission.DERIVATION_DISPUTE]
)
@pytest.mark.parametrize(
    ("actor", "answer"),
    [
        (SUBMITTER, "yes"),
        (COLLEAGUE, "owners-only"),
        (ADMINISTRATOR, "owners-only"),
        (ANONYMOUS, "sign-in-required"),
    ],
)
def test_a_dataset_is_its_owners(permission: Permission, actor: Actor, answer: str) -> None:
    assert asked(actor, permission, DATASET) == answer


def test_a_published_dataset_is_read_by_anyone() -> None:
    assert asked(ANONYMOUS, Permission.DATASET_READ, DATASET) == "yes"


@pytest.mark.parametrize(
    ("permission", "subject"),
    [
        (Permission.DATASET_READ, replace(DATASET, published=False)),
        (Permission.DATASET_ADD_VERSION, replace(DATASET, published=False)),
        (Permission.DERIVATION_DISPUTE, replace(DATASET, published=False)),
        (Permission.VERSION_CORRECT, replace(VERSION, published=False)),
    ],
)
def test_before_publication_there_is_no_dataset(permission: Permission, subject: Subject) -> None:
    assert asked(SUBMITTER, permission, subject) == "hidden"


@pytest.mark.parametrize(
    ("actor", "answer"),
    [(CITIZEN, "yes"), (SUBMITTER, "proposers-only"), (RESEARCHER, "hidden")],
)
def test_only_the_proposer_withdraws_a_fix(actor: Actor, answer: str) -> None:
    holder = HolderFacts(owner_id=SUBMITTER.id or uuid4(), department_id=None)
    fix = FixFacts(CITIZEN.id or uuid4(), holder)

    assert asked(actor, Permission.FIX_WITHDRAW, fix) == answer


def test_whoever_keeps_an_adopted_dataset_reads_and_answers_its_fixes() -> None:
    holder = HolderFacts(owner_id=SUBMITTER.id or uuid4(), department_id=None)
    fix = FixFacts(CITIZEN.id or uuid4(), holder, adopted_by=OFFICIAL.department_id)
    adopted = replace(DATASET, adopted_by=OFFICIAL.department_id)

    assert asked(OFFICIAL, Permission.FIX_READ, fix) == "yes"
    assert asked(AFFILIATE, Permission.FIX_READ, fix) == "hidden"
    assert asked(OFFICIAL, Permission.FIX_ANSWER, adopted) == "yes"
    assert asked(AFFILIATE, Permission.FIX_ANSWER, adopted) == "owners-only"


def test_what_is_not_published_has_no_fixes_to_answer() -> None:
    unpublished = replace(DATASET, published=False)

    assert asked(SUBMITTER, Permission.FIX_ANSWER, unpublished) == "hidden"


@pytest.mark.parametrize(
    ("actor", "reads", "resolves"),
    [
        (SUBMITTER, "yes", "role-not-held"),
        (COLLEAGUE, "yes", "role-not-held"),
        (QUALITY, "yes", "yes"),
        (ADMINISTRATOR, "yes", "role-not-held"),
        (OFFICIAL, "hidden", "role-not-held"),
        (ANONYMOUS, "hidden", "sign-in-required"),
    ],
)
def test_a_dispute_is_read_by_both_sides_and_resolved_by_neither(
    actor: Actor, reads: str, resolves: str
) -> None:
    assert SUBMITTER.id is not None
    sides = DisputeFacts((HolderFacts(SUBMITTER.id, SUBMITTER.department_id),))

    assert asked(actor, Permission.DISPUTE_READ, sides) == reads
    assert asked(actor, Permission.DISPUTE_RESOLVE, sides) == resolves
