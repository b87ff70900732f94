from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Thread
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session, sessionmaker

from marketplace.ledger.errors import RulesRefused
from marketplace.ledger.facts import NOBODY
from marketplace.ledger.models import Event, Posting
from marketplace.ledger.recompute import recompute
from marketplace.ledger.services import (
    Recorded,
    record_download,
    record_menu_use,
    record_offered_again,
    record_upload,
    record_withdrawal,
)
from storage.database import transaction
from tests.marketplace.ledger.examples import MORNING, citizen, official, upload, version

PATIENCE = timedelta(seconds=20)


def counted(recorded: Recorded) -> tuple[int, int, str]:
    posting = recorded.posting
    assert posting is not None
    return posting.amount, posting.recognised, posting.reason


def test_three_downloads_are_three_raw_and_one_recognised(session: Session) -> None:
    reader, wanted = official(), version()

    downloads = [record_download(session, reader, wanted, at=MORNING) for _ in range(3)]

    assert [counted(download) for download in downloads] == [
        (1, 1, "download"),
        (1, 0, "repeated-download"),
        (1, 0, "repeated-download"),
    ]


def test_each_person_and_each_version_counts(session: Session) -> None:
    first, other = official(), citizen()
    wanted = version()
    newer = replace(wanted, version=uuid4(), number=2)

    downloads = [
        record_download(session, first, wanted, at=MORNING),
        record_download(session, other, wanted, at=MORNING),
        record_download(session, first, newer, at=MORNING),
    ]

    assert [counted(download) for download in downloads] == [(1, 1, "download")] * 3


def test_a_download_by_nobody_is_an_event_without_points(session: Session) -> None:
    recorded = record_download(session, NOBODY, version(), at=MORNING, facts={"file": "a.csv"})

    assert (recorded.event.actor_id, recorded.event.facts, recorded.posting) == (
        None,
        {"file": "a.csv"},
        None,
    )


def test_a_menu_counts_once_a_day_and_the_day_is_that_of_seoul(session: Session) -> None:
    reader = official()
    late = datetime(2026, 5, 4, 14, 59, tzinfo=UTC)
    past_midnight_in_seoul = late + timedelta(minutes=1)

    uses = [
        record_menu_use(session, reader, "citation", at=MORNING, version=version()),
        record_menu_use(session, reader, "citation", at=late),
        record_menu_use(session, reader, "window-gazing", at=late),
        record_menu_use(session, reader, "citation", at=past_midnight_in_seoul),
    ]

    assert [counted(use) for use in uses] == [
        (1, 1, "menu"),
        (1, 0, "repeated-menu"),
        (1, 0, "menu-not-listed"),
        (1, 1, "menu"),
    ]


def test_an_upload_is_recorded_once_however_often_it_is_told(session: Session) -> None:
    giver = official()
    given = upload(version(giver), "analysis")

    first = record_upload(session, giver, given, at=MORNING)
    again = record_upload(session, giver, given, at=MORNING + timedelta(minutes=1))

    assert counted(first) == (10, 10, "upload")
    assert again == first


def test_a_kind_without_a_weight_is_refused(session: Session) -> None:
    giver = official()

    with pytest.raises(RulesRefused):
        record_upload(session, giver, upload(version(giver), "poem"), at=MORNING)


def test_the_same_content_counts_once_whoever_brings_it(session: Session) -> None:
    giver, copier = official(), official()
    given = upload(version(giver))

    record_upload(session, giver, given, at=MORNING)
    copied = record_upload(
        session, copier, upload(version(copier), content=given.content), at=MORNING
    )

    assert counted(copied) == (5, 0, "same-content")


def test_a_list_loaded_again_counts_once_for_each_dataset(session: Session) -> None:
    giver = official()
    first = version(giver)
    second = replace(first, version=uuid4(), number=2)

    loaded = [
        record_upload(session, giver, upload(first, imported=True), at=MORNING),
        record_upload(session, giver, upload(second, imported=True), at=MORNING),
        record_upload(session, giver, upload(version(giver), imported=True), at=MORNING),
    ]

    assert [counted(upload) for upload in loaded] == [
        (5, 5, "import"),
        (5, 0, "repeated-import"),
        (5, 5, "import"),
    ]


def test_points_go_with_the_version_that_is_withdrawn(session: Session) -> None:
    giver, keeper = official(), official()
    given = upload(version(giver))
    record = record_upload(session, giver, given, at=MORNING)

    withdrawn = record_withdrawal(session, keeper, given.version, at=MORNING)
    again = record_withdrawal(session, keeper, given.version, at=MORNING)

    assert record.posting is not None
    assert withdrawn.posting is not None
    assert counted(withdrawn) == (-5, -5, "withdrawn")
    assert withdrawn.posting.account_id == giver.id
    assert withdrawn.posting.department_id == giver.department
    assert withdrawn.posting.counter_of == record.posting.id
    assert again == withdrawn


def test_what_was_taken_back_may_be_given_again_once(session: Session) -> None:
    giver = official()
    given = upload(version(giver))
    record_upload(session, giver, given, at=MORNING)
    record_withdrawal(session, giver, given.version, at=MORNING)

    again = record_upload(session, giver, upload(version(giver), content=given.content), at=MORNING)

    assert counted(again) == (5, 5, "upload")


def test_an_undone_withdrawal_gives_back_what_it_took_and_may_be_repeated(
    session: Session,
) -> None:
    giver = official()
    given = upload(version(giver), "analysis")
    about = given.version
    record_upload(session, giver, given, at=MORNING)

    taken = record_withdrawal(session, giver, about, at=MORNING)
    back = record_offered_again(session, giver, about, at=MORNING)
    again = record_offered_again(session, giver, about, at=MORNING)
    retaken = record_withdrawal(session, giver, about, at=MORNING)
    returned = record_offered_again(session, giver, about, at=MORNING)

    assert back == again
    assert [counted(each) for each in (taken, back, retaken, returned)] == [
        (-10, -10, "withdrawn"),
        (10, 10, "offered-again"),
        (-10, -10, "withdrawn"),
        (10, 10, "offered-again"),
    ]
    # Given back, it counts as it did: the same content brings nothing elsewhere.
    copied = record_upload(
        session, official(), upload(version(), content=given.content), at=MORNING
    )
    assert counted(copied) == (5, 0, "same-content")
    assert recompute(session) == ()


def test_what_counts_elsewhere_meanwhile_is_given_back_unrecognised(session: Session) -> None:
    giver, other = official(), official()
    given = upload(version(giver))
    record_upload(session, giver, given, at=MORNING)
    record_withdrawal(session, giver, given.version, at=MORNING)
    record_upload(session, other, upload(version(other), content=given.content), at=MORNING)

    back = record_offered_again(session, giver, given.version, at=MORNING)
    taken = record_withdrawal(session, giver, given.version, at=MORNING)

    assert counted(back) == (5, 0, "same-content")
    assert counted(taken) == (-5, 0, "withdrawn")
    assert recompute(session) == ()


def test_withdrawing_an_upload_of_which_nothing_is_known_posts_nothing(session: Session) -> None:
    assert record_withdrawal(session, official(), version(), at=MORNING).posting is None


def test_two_downloads_at_once_are_not_both_recognised(
    make_session: sessionmaker[Session],
) -> None:
    reader, wanted = official(), version()

    def download_too() -> None:
        with transaction(make_session) as other:
            record_download(other, reader, wanted, at=MORNING)

    second = Thread(target=download_too)
    with transaction(make_session) as session:
        record_download(session, reader, wanted, at=MORNING)
        second.start()
        wait_until_someone_waits(make_session)
    second.join()

    assert recognised_in_order(make_session) == [1, 0]


def test_many_uploads_of_one_content_at_once_count_once(
    make_session: sessionmaker[Session],
) -> None:
    content = uuid4().hex * 2

    def bring() -> None:
        giver = official()
        with transaction(make_session) as session:
            record_upload(session, giver, upload(version(giver), content=content), at=MORNING)

    threads = [Thread(target=bring) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert recognised_in_order(make_session) == [5, 0, 0, 0, 0, 0]


def test_what_nobody_does_waits_for_nobody(make_session: sessionmaker[Session]) -> None:
    wanted = version()

    with transaction(make_session) as first, transaction(make_session) as second:
        record_download(first, NOBODY, wanted, at=MORNING)
        record_download(second, NOBODY, wanted, at=MORNING)

    with transaction(make_session) as session:
        assert session.execute(select(func.count(Event.id))).scalar_one() == 2


def recognised_in_order(make_session: sessionmaker[Session]) -> list[int]:
    with transaction(make_session) as session:
        order = select(Posting.recognised).join(Event, Event.id == Posting.event_id)
        return list(session.execute(order.order_by(Event.number)).scalars())


def wait_until_someone_waits(make_session: sessionmaker[Session]) -> None:
    waiting = text(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted "
        "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    until = datetime.now(UTC) + PATIENCE
    with make_session() as session:
        while not session.execute(waiting).scalar_one():
            assert datetime.now(UTC) < until, "nobody came to wait for the lock"
