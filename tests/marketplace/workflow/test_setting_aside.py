"""False hits are set aside, counted again, and stay so over the next diagnosis."""

from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from marketplace.accounts.actor import Actor
from marketplace.catalogue.models import Version
from marketplace.diagnoses.aside import Place
from marketplace.diagnoses.errors import AsideAlready
from marketplace.diagnoses.models import AsideEntry
from marketplace.diagnoses.watch import WatchReason
from marketplace.errors import NotFound, PermissionRefused
from marketplace.workflow.past_diagnoses import diagnosis_history, diagnosis_report
from marketplace.workflow.setting_aside import set_aside
from marketplace.workflow.watching import Asked, watch_list
from tests.factories.files import csv, residents
from tests.marketplace.workflow.diagnosed import diagnosed, forget, replace_bytes, version_of
from tests.marketplace.workflow.house import House

NUMBER = residents()["plain"]
LEAKING = csv(("가", "나"), [(NUMBER, n) for n in range(3)])
CODE = "resident-number"


@pytest.fixture
def version(house: House) -> UUID:
    """A version in which a diagnosis takes something for personal data."""
    made = version_of(house)
    replace_bytes(house, made, LEAKING)
    diagnosed(house, made)
    return made


def dataset_of(house: House, version: UUID) -> UUID:
    with house.session() as session:
        return session.get_one(Version, version).dataset_id


def say(house: House, who: Actor, version: UUID, place: Place, *, aside: bool = True) -> None:
    dataset = dataset_of(house, version)
    with house.session() as session:
        set_aside(
            session,
            who,
            dataset,
            place,
            aside=aside,
            reason=f"시험 번호입니다 {NUMBER}",
            at=house.services.now(),
        )


def places(house: House, who: Actor, version: UUID) -> dict[Place, bool]:
    dataset = dataset_of(house, version)
    with house.session() as session:
        found = diagnosis_history(session, who, dataset).findings
    return {each.place: each.is_aside for each in found}


def reasons(house: House) -> set[WatchReason]:
    with house.session() as session:
        found = watch_list(
            session,
            house.official,
            Asked(),
            house.services.settings,
            page=1,
            per_page=20,
            at=house.services.now(),
        )
    return {each.reason for entry in found.entries for each in entry.reasons}


def all_aside(house: House, version: UUID) -> None:
    for place in places(house, house.privacy, version):
        say(house, house.privacy if place.is_private else house.official, version, place)


def test_what_is_set_aside_is_off_the_watch_list_until_it_counts_again(
    house: House, version: UUID
) -> None:
    before = reasons(house)

    all_aside(house, version)
    during = reasons(house)
    for place in places(house, house.privacy, version):
        who = house.privacy if place.is_private else house.official
        say(house, who, version, place, aside=False)

    assert {WatchReason.PERSONAL_DATA, WatchReason.ERRORS} <= before
    assert not {WatchReason.PERSONAL_DATA, WatchReason.ERRORS} & during
    assert reasons(house) == before


def test_it_stays_set_aside_over_the_next_diagnosis_and_nobody_is_told_again(
    house: House, version: UUID
) -> None:
    all_aside(house, version)
    told = house.told(house.privacy)

    diagnosed(house, version, days=182)

    assert WatchReason.PERSONAL_DATA not in reasons(house)
    assert set(places(house, house.privacy, version).values()) == {True}
    assert house.told(house.privacy) == told


def test_more_of_it_counts_anew(house: House, version: UUID) -> None:
    all_aside(house, version)
    replace_bytes(house, version, csv(("가", "나"), [(NUMBER, n) for n in range(30)]))

    diagnosed(house, version, days=182)

    assert WatchReason.PERSONAL_DATA in reasons(house)


def test_a_diagnosis_that_comes_to_nothing_forgets_nothing(house: House, version: UUID) -> None:
    all_aside(house, version)
    forget(house, version)

    assert diagnosed(house, version, days=182).outcome == "lost"

    assert reasons(house) & {WatchReason.PERSONAL_DATA, WatchReason.LOST} == {WatchReason.LOST}


def test_personal_data_is_not_for_whoever_holds_the_data_to_set_aside(
    house: House, version: UUID
) -> None:
    place = next(each for each in places(house, house.privacy, version) if each.code == CODE)

    with pytest.raises(PermissionRefused) as own:
        say(house, house.official, version, place)
    with pytest.raises(NotFound):
        say(house, house.neighbour, version, place)

    assert own.value.reason.code == "own-dataset"


def test_saying_the_same_twice_is_refused_and_what_is_not_there_is_not_found(
    house: House, version: UUID
) -> None:
    place = next(each for each in places(house, house.privacy, version) if each.is_private)
    with pytest.raises(AsideAlready):
        say(house, house.privacy, version, place, aside=False)
    say(house, house.privacy, version, place)

    with pytest.raises(AsideAlready):
        say(house, house.privacy, version, place)
    with pytest.raises(NotFound):
        say(house, house.privacy, version, Place(CODE, "다른 파일.csv"))


def test_every_word_is_logged_masked_and_stays(house: House, version: UUID) -> None:
    place = next(each for each in places(house, house.privacy, version) if each.is_private)
    say(house, house.privacy, version, place)
    say(house, house.privacy, version, place, aside=False)

    with house.session() as session:
        log = diagnosis_history(session, house.official, dataset_of(house, version)).log
        kept = session.execute(text("SELECT e::text FROM aside_entries e")).scalars().all()
        entries = session.execute(select(AsideEntry.actor_id)).scalars().all()

    assert [word.is_aside for word in log] == [False, True]
    assert set(entries) == {house.privacy.id}
    assert not any(NUMBER in line for line in kept)
    with pytest.raises(DatabaseError), house.session() as session:
        session.execute(text("DELETE FROM aside_entries"))


def test_each_diagnosis_has_its_report_for_those_who_may_see_it(
    house: House, version: UUID
) -> None:
    dataset = dataset_of(house, version)
    with house.session() as session:
        past = diagnosis_history(session, house.official, dataset).diagnoses
        reports = [
            diagnosis_report(session, house.official, dataset, each.id).body["verdict"]
            for each in past
        ]
        with pytest.raises(NotFound):
            diagnosis_report(session, house.citizen, dataset, past[0].id)
        with pytest.raises(NotFound):
            diagnosis_report(session, house.official, dataset, dataset)

    assert reports == ["blocked", "clean"]
