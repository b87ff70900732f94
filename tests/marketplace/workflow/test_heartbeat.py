"""The lease of a verification under way, and the progress that is written with it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from marketplace.workflow.verifying import _heartbeat
from storage.database import make_engine, make_session_factory
from submissions import attempts
from tests.marketplace.workflow.house import House

LEASE = timedelta(seconds=12)


def test_the_heart_keeps_the_lease_and_tells_how_far_it_is(house: House) -> None:
    made = house.hand_in(house.official)
    lease = timedelta(seconds=0.3)
    with house.session() as session:
        mine = attempts.claim(session, made, lease=lease, at=house.services.now())
    assert mine is not None
    before = house.submission(made).lease_until

    with _heartbeat(house.services, mine, lease) as heart:
        heart.tell("reading", 5, 10)
        wait_until(lambda: (house.submission(made).progress or {}).get("rows") == 5)

    seen = house.submission(made)
    assert seen.progress == {"stage": "reading", "rows": 5, "of": 10}
    assert seen.lease_until is not None
    assert before is not None
    assert seen.lease_until > before


def test_progress_is_written_within_two_seconds_and_only_when_it_has_changed(house: House) -> None:
    made = house.hand_in(house.official)
    with house.session() as session:
        mine = attempts.claim(session, made, lease=LEASE, at=house.services.now())
    assert mine is not None

    with written_to(house) as updates, _heartbeat(house.services, mine, LEASE) as heart:
        time.sleep(1.2)
        untouched = len(updates)
        for row in range(200):
            heart.tell("reading", row, None)
        wait_until(lambda: (house.submission(made).progress or {}).get("rows") == 199, seconds=2)
        time.sleep(1.2)

    assert (untouched, len(updates)) == (0, 1)
    assert house.submission(made).progress == {"stage": "reading", "rows": 199, "of": None}


def test_a_heart_whose_attempt_was_taken_back_stops(house: House) -> None:
    made = house.hand_in(house.official)
    lease, at = timedelta(seconds=0.3), house.services.now()
    with house.session() as session:
        mine = attempts.claim(session, made, lease=lease, at=at)
    assert mine is not None

    with written_to(house) as updates, _heartbeat(house.services, mine, lease):
        with house.session() as session:
            attempts.take_back(session, at=at + timedelta(minutes=1))
        updates.clear()
        time.sleep(0.6)

    assert len(updates) <= 1
    assert house.submission(made).progress is None


@contextmanager
def written_to(house: House) -> Iterator[list[str]]:
    """Give the changes of submissions that the database is asked for meanwhile."""
    engine, asked = house.services.make_session.kw["bind"], []

    def note(*given: Any) -> None:
        if given[2].startswith("UPDATE submissions"):
            asked.append(given[2])

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_a_beat_that_is_missed_is_no_end(house: House, caplog: pytest.LogCaptureFixture) -> None:
    made = house.hand_in(house.official)
    lease = timedelta(seconds=0.3)
    with house.session() as session:
        mine = attempts.claim(session, made, lease=lease, at=house.services.now())
    assert mine is not None
    nowhere = make_engine("postgresql+psycopg://nobody@127.0.0.1:9/nothing")
    away = replace(house.services, make_session=make_session_factory(nowhere))

    with _heartbeat(away, mine, lease):
        wait_until(lambda: len(caplog.messages) > 1)

    assert set(caplog.messages) == {"no heartbeat: OperationalError"}
    nowhere.dispose()


def wait_until(so: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < deadline
        time.sleep(0.02)
