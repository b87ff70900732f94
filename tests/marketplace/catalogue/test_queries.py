from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from marketplace.catalogue.errors import DatasetMissing, VersionMissing
from marketplace.catalogue.queries import (
    find_dataset,
    find_version,
    get_dataset,
    get_version,
    owner_of,
    versions_of_ids,
)
from marketplace.catalogue.service import count_use, withdraw_version
from marketplace.catalogue.values import VersionLine, Withdrawal
from marketplace.catalogue.visibility import EVERYTHING, PUBLIC, Visibility
from tests.factories.catalogue import BOARDINGS, NOON, make_file, publish

LATER = NOON + timedelta(days=1)


def test_a_version_comes_back_as_it_was_published(session: Session) -> None:
    version = publish(session)

    found = get_version(session, version.dataset_id, 1, PUBLIC)

    assert found.described == BOARDINGS
    assert [(file.name, file.form, file.rows) for file in found.files] == [
        ("승차.csv", "original", 3),
        ("승차.csv", "table", 3),
    ]
    assert found.originals == (make_file(rows=3),)
    assert (found.is_latest, found.withdrawal, found.publisher) == (
        True,
        None,
        "세종특별자치시 대중교통과",
    )


def test_the_latest_is_the_last_version_that_was_not_withdrawn(session: Session) -> None:
    dataset_id = publish(session, title="첫 판").dataset_id
    second = publish(session, dataset_id=dataset_id, title="둘째 판")
    assert get_version(session, dataset_id, None, PUBLIC).number == 2

    withdraw_version(session, second.id, reason="잘못된 값", at=LATER)

    assert get_version(session, dataset_id, None, PUBLIC).number == 1
    gone = get_version(session, dataset_id, 2, PUBLIC)
    assert (gone.is_latest, gone.withdrawal) == (False, Withdrawal(LATER, "잘못된 값"))


def test_a_dataset_withdrawn_whole_keeps_its_page(session: Session) -> None:
    version = publish(session)
    withdraw_version(session, version.id, reason="권리 문제", at=LATER)

    dataset = get_dataset(session, version.dataset_id, PUBLIC)

    assert (dataset.withdrawn_at, dataset.shown.number) == (LATER, 1)
    assert get_version(session, version.dataset_id, None, PUBLIC).number == 1


def test_a_dataset_shows_its_latest_version_and_lists_all_of_them(session: Session) -> None:
    version = publish(session)
    publish(session, dataset_id=version.dataset_id, title="둘째 판", generation=1, at=LATER)
    count_use(session, version.dataset_id, first=True)

    dataset = get_dataset(session, version.dataset_id, PUBLIC)

    assert (dataset.shown.number, dataset.shown.described.title.shown) == (2, "둘째 판")
    assert (dataset.downloads, dataset.people) == (1, 1)
    assert dataset.versions[1] == VersionLine(
        id=version.id,
        number=1,
        published_at=NOON,
        generation=0,
        assurance="original",
        licence="CC-BY-4.0",
        access="public",
        withdrawal=None,
    )
    assert [line.number for line in dataset.versions] == [2, 1]


@pytest.mark.parametrize("access", ["joint", "closed"])
def test_what_one_may_not_see_is_not_there(session: Session, access: str) -> None:
    owner_id, department_id = uuid4(), uuid4()
    version = publish(session, access=access, maker_id=owner_id, department_id=department_id)
    dataset_id = version.dataset_id

    seen = {
        name: find_version(session, dataset_id, 1, visibility) is not None
        and find_dataset(session, dataset_id, visibility) is not None
        for name, visibility in {
            "public": PUBLIC,
            "department": Visibility(department_id=department_id),
            "other department": Visibility(department_id=uuid4()),
            "owner": Visibility(owner_id=owner_id),
            "platform": EVERYTHING,
        }.items()
    }

    assert seen == {
        "public": False,
        "department": True,
        "other department": False,
        "owner": True,
        "platform": True,
    }


def test_an_earlier_open_version_stays_when_the_next_one_is_closed(session: Session) -> None:
    dataset_id = publish(session).dataset_id
    publish(session, dataset_id=dataset_id, access="closed")

    dataset = get_dataset(session, dataset_id, PUBLIC)

    assert [line.number for line in dataset.versions] == [1]
    assert dataset.shown.number == 1


def test_what_never_was_is_missing(session: Session) -> None:
    dataset_id = publish(session).dataset_id

    with pytest.raises(VersionMissing):
        get_version(session, dataset_id, 9, EVERYTHING)
    with pytest.raises(VersionMissing):
        get_version(session, uuid4(), None, EVERYTHING)
    with pytest.raises(DatasetMissing):
        get_dataset(session, uuid4(), EVERYTHING)
    assert owner_of(session, uuid4()) is None


def test_versions_are_found_by_their_ids_with_nothing_said_of_hidden_ones(session: Session) -> None:
    shown, hidden = publish(session), publish(session, access="closed")

    found = versions_of_ids(session, [shown.id, hidden.id, uuid4()], PUBLIC)

    assert set(found) == {shown.id, hidden.id}
    assert found[hidden.id] is None
    assert (facts := found[shown.id]) is not None
    assert facts.files
    assert owner_of(session, shown.dataset_id) == shown.maker_id
