from datetime import timedelta
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from marketplace.catalogue.errors import AlreadyWithdrawn, DatasetMissing
from marketplace.catalogue.models import Dataset, DatasetUse, Form, Version
from marketplace.catalogue.service import (
    count_use,
    find_published,
    publish_version,
    withdraw_version,
)
from storage.database import transaction
from tests.factories.catalogue import NOON, make_file, make_published, publish

LATER = NOON + timedelta(days=1)


def dataset_of(session: Session, version: Version) -> Dataset:
    return session.get_one(Dataset, version.dataset_id, populate_existing=True)


def test_a_version_without_a_dataset_begins_one(session: Session) -> None:
    department_id = uuid4()

    version = publish(session, department_id=department_id)

    dataset = dataset_of(session, version)
    assert (version.number, dataset.latest_number) == (1, 1)
    assert (dataset.owner_id, dataset.department_id) == (version.maker_id, department_id)
    assert (dataset.first_published_at, dataset.published_at) == (NOON, NOON)
    assert (dataset.title_ko, dataset.title_en) == (
        "세종시 정류장별 승차 집계",
        "Boardings by stop",
    )
    assert dataset.formats == ["CSV"]


def test_a_new_version_extends_its_dataset_which_then_says_what_it_says(session: Session) -> None:
    first = publish(session)
    file = make_file("승차.XLSX")

    second = publish(
        session,
        dataset_id=first.dataset_id,
        title="새 제목",
        access="joint",
        generation=2,
        files=[file],
        at=LATER,
    )

    dataset = dataset_of(session, second)
    assert (second.dataset_id, second.number, dataset.latest_number) == (first.dataset_id, 2, 2)
    assert (dataset.title_ko, dataset.title_en) == ("새 제목", None)
    assert (dataset.access, dataset.generation, dataset.formats) == ("joint", 2, ["XLSX"])
    assert (dataset.first_published_at, dataset.published_at) == (NOON, LATER)
    assert dataset.owner_id == first.maker_id


def test_publishing_a_submission_again_returns_the_version_it_became(session: Session) -> None:
    published = make_published(files=())

    first = publish_version(session, published, at=NOON)

    assert publish_version(session, published, at=LATER) is first
    assert find_published(session, published.submission_id) is first


def test_the_database_itself_refuses_to_publish_a_submission_twice(session: Session) -> None:
    first = publish(session)
    second = publish(session)

    with pytest.raises(IntegrityError), session.begin_nested():
        second.submission_id = first.submission_id


def test_a_version_of_a_dataset_that_never_was_is_refused(session: Session) -> None:
    with pytest.raises(DatasetMissing):
        publish(session, dataset_id=uuid4())


def test_two_that_publish_into_one_dataset_at_once_get_numbers_of_their_own(
    make_session: sessionmaker[Session],
) -> None:
    with transaction(make_session) as session:
        dataset_id = publish(session, files=()).dataset_id
    together = Barrier(4)
    numbers = []

    def publish_one() -> None:
        with transaction(make_session) as session:
            together.wait()
            numbers.append(publish(session, dataset_id=dataset_id, files=()).number)

    threads = [Thread(target=publish_one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(numbers) == [2, 3, 4, 5]


def test_a_withdrawn_version_gives_way_to_the_one_before(session: Session) -> None:
    first = publish(session, title="첫 판")
    second = publish(session, dataset_id=first.dataset_id, title="둘째 판", at=LATER)

    withdrawn = withdraw_version(session, second.id, reason="잘못된 값", at=LATER)

    dataset = dataset_of(session, second)
    assert (withdrawn.withdrawn_at, withdrawn.withdrawn_reason) == (LATER, "잘못된 값")
    assert (dataset.latest_number, dataset.title_ko, dataset.published_at) == (1, "첫 판", NOON)
    assert dataset.formats == ["CSV"]


def test_a_number_is_never_given_again(session: Session) -> None:
    first = publish(session)
    second = publish(session, dataset_id=first.dataset_id)
    withdraw_version(session, second.id, reason="잘못된 값", at=LATER)

    assert publish(session, dataset_id=first.dataset_id).number == 3


def test_a_dataset_without_a_version_left_is_withdrawn_and_comes_back_with_a_new_one(
    session: Session,
) -> None:
    only = publish(session)

    withdraw_version(session, only.id, reason="권리 문제", at=LATER)

    dataset = dataset_of(session, only)
    assert (dataset.latest_number, dataset.withdrawn_at) == (None, LATER)
    publish(session, dataset_id=only.dataset_id, at=LATER)
    assert (dataset.latest_number, dataset.withdrawn_at) == (2, None)


def test_a_version_is_withdrawn_once(session: Session) -> None:
    version = publish(session)
    withdraw_version(session, version.id, reason="잘못된 값", at=LATER)

    with pytest.raises(AlreadyWithdrawn):
        withdraw_version(session, version.id, reason="또", at=LATER)


def test_uses_are_counted_raw_and_by_person(session: Session) -> None:
    dataset_id = publish(session).dataset_id

    for first in (True, False, False):
        count_use(session, dataset_id, first=first)

    assert uses(session, dataset_id) == (3, 1)


def uses(session: Session, dataset_id: UUID) -> tuple[int, int]:
    row = session.execute(
        select(DatasetUse.downloads, DatasetUse.people).where(DatasetUse.dataset_id == dataset_id)
    ).one()
    return row.downloads, row.people


def test_one_name_stands_once_in_each_form(session: Session) -> None:
    with pytest.raises(IntegrityError):
        publish(session, files=[make_file(), make_file()])


def test_a_workbook_has_a_table_for_each_sheet(session: Session) -> None:
    sheets = [make_file("a.xlsx", form=Form.TABLE, sheet=sheet, rows=1) for sheet in ("가", "나")]

    version = publish(session, files=[make_file("a.xlsx"), *sheets])

    assert version.number == 1
