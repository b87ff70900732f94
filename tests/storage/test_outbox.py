from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session, sessionmaker

from storage import outbox
from storage.database import transaction

NOW = datetime(2026, 5, 1, tzinfo=UTC)


def relayed(make_session: sessionmaker[Session], at: datetime) -> list[tuple[str, list[str]]]:
    sent: list[tuple[str, list[str]]] = []

    def enqueue(_queue: str, job: str, args: list[str], _id: str) -> None:
        sent.append((job, args))

    more = True
    while more:
        with transaction(make_session) as session:
            more = outbox.relay_one(session, enqueue, at=at)
    return sent


def test_what_was_put_is_sent_once_and_in_order(make_session: sessionmaker[Session]) -> None:
    with transaction(make_session) as session:
        outbox.put(session, "jobs.first", "1", at=NOW)
        outbox.put(session, "jobs.second", "2", at=NOW + timedelta(seconds=1))

    assert relayed(make_session, NOW) == [("jobs.first", ["1"]), ("jobs.second", ["2"])]
    assert relayed(make_session, NOW) == []


def test_what_was_rolled_back_is_never_sent(make_session: sessionmaker[Session]) -> None:
    with make_session() as session:
        outbox.put(session, "jobs.first", at=NOW)
        session.flush()
        session.rollback()

    assert relayed(make_session, NOW) == []


def test_what_is_for_later_waits(make_session: sessionmaker[Session]) -> None:
    later = NOW + timedelta(minutes=1)
    with transaction(make_session) as session:
        outbox.put(session, "jobs.first", at=NOW, not_before=later)

    assert relayed(make_session, NOW) == []
    assert relayed(make_session, later) == [("jobs.first", [])]


def test_a_queue_that_fails_leaves_the_entry(make_session: sessionmaker[Session]) -> None:
    with transaction(make_session) as session:
        outbox.put(session, "jobs.first", at=NOW)

    def refuse(*_: object) -> None:
        raise ConnectionError

    try:
        with transaction(make_session) as session:
            outbox.relay_one(session, refuse, at=NOW)
    except ConnectionError:
        pass

    assert relayed(make_session, NOW) == [("jobs.first", [])]


def test_sent_entries_are_forgotten_after_a_week(make_session: sessionmaker[Session]) -> None:
    with transaction(make_session) as session:
        outbox.put(session, "jobs.first", at=NOW)
    relayed(make_session, NOW)

    with transaction(make_session) as session:
        outbox.forget_sent(session, at=NOW + timedelta(days=8))

    with make_session() as session:
        assert session.query(outbox.OutboxEntry).count() == 0
