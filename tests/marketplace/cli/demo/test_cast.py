import json
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.accounts.actor import Actor, Role
from marketplace.accounts.lookup import account_of_email
from marketplace.accounts.models import Account, Department
from marketplace.accounts.queries import actor_of
from marketplace.cli.demo.cast import (
    ACCOUNTS_FILE,
    CAST,
    HOUSES,
    NotEmpty,
    announce,
    choose_passwords,
    open_accounts,
)
from tests.factories.accounts import NOON, make_account

PASSWORDS = {person.email: f"열두 글자 {person.word}" for person in CAST}


def actors(session: Session) -> dict[str, Actor]:
    return {
        person.word: actor_of(session, account_of_email(session, person.email).id)
        for person in CAST
    }


def test_the_accounts_are_listed_for_whoever_signs_in(tmp_path: Path) -> None:
    chosen = choose_passwords(tmp_path)
    before = (tmp_path / ACCOUNTS_FILE).exists()
    announce(tmp_path)

    path = tmp_path / ACCOUNTS_FILE
    listed = json.loads(path.read_text())
    assert (before, path.stat().st_mode & 0o777) == (False, 0o600)
    assert [each["role"] for each in listed] == [
        "official", "official", "official", "researcher", "firm", "citizen", "quality", "quality",
        "privacy", "curator", "administrator",
    ]  # fmt: skip
    assert {each["email"]: each["password"] for each in listed} == chosen
    assert {tuple(each) for each in listed} == {("role", "email", "password", "department")}
    assert len({each["department"] for each in listed[:3]}) == 3


def test_passwords_are_of_the_folder_and_chosen_once(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()

    first = choose_passwords(here)
    cut_short = choose_passwords(here)
    announce(here)
    announce(here)

    assert first == cut_short == choose_passwords(here)
    assert set(first.values()).isdisjoint(choose_passwords(there).values())


def test_reviewers_are_of_other_departments_than_those_who_offer(session: Session) -> None:
    open_accounts(session, PASSWORDS, at=NOON)

    there = actors(session)
    offering = {actor.department_id for actor in there.values() if actor.may_offer_originals}
    reviewing = {there[word].department_id for word in ("quality1", "quality2", "privacy")}
    assert (len(offering), len(reviewing), offering & reviewing) == (3, 3, set())
    assert there["administrator"].roles == {Role.CITIZEN, Role.ADMINISTRATOR}
    assert there["citizen"].roles == {Role.CITIZEN}


def test_every_department_has_a_headcount(session: Session) -> None:
    open_accounts(session, PASSWORDS, at=NOON)

    counted = session.execute(
        select(Department.code, Department.headcount).where(Department.code.like("DEMO-%"))
    )
    assert {row.code: row.headcount for row in counted} == {
        house.code: house.headcount for house in HOUSES
    }


def test_accounts_are_opened_once(session: Session) -> None:
    open_accounts(session, PASSWORDS, at=NOON)
    open_accounts(session, PASSWORDS, at=NOON)

    counted = session.execute(
        select(func.count()).where(Account.email.like("%@demo.example"))
    ).scalar_one()
    assert counted == len(CAST)


def test_the_demonstration_does_not_come_among_people(session: Session) -> None:
    make_account(session)

    with pytest.raises(NotEmpty):
        open_accounts(session, PASSWORDS, at=NOON)
