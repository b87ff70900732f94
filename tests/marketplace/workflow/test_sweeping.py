import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from marketplace.workflow import offering, sweeping
from marketplace.workflow.nudges import PUBLISH, VERIFY, VERIFY_QUEUE
from storage.outbox import OutboxEntry
from storage.queue import JobQueue
from storage.transfers import Bucket
from submissions import attempts, publish
from submissions import keys as keys_of
from submissions.models import Submission, SubmissionTable
from submissions.tally import Decision
from tests.marketplace.workflow.house import House

LEASE = timedelta(seconds=12)


def test_what_a_dead_worker_held_is_asked_for_again(house: House) -> None:
    made = house.hand_in(house.official)
    house.waiting_jobs()
    with house.session() as session:
        attempts.claim(session, made, lease=LEASE, at=house.services.now())

    sweeping.take_back(house.services)
    before = house.state(made)
    sweeping.take_back(house.later(seconds=13))

    assert (before, house.state(made)) == ("verifying", "submitted")
    assert house.waiting_jobs() == [(VERIFY, made)]


def test_a_third_death_is_left_to_an_administrator(house: House) -> None:
    made = house.hand_in(house.official)
    for attempt in range(3):
        with house.session() as session:
            at = house.services.now() + attempt * 2 * LEASE
            assert attempts.claim(session, made, lease=LEASE, at=at) is not None
        sweeping.take_back(house.later(seconds=13 + 24 * attempt))

    assert house.state(made) == "held"
    assert house.told(house.administrator) == ["held"]


def test_a_job_that_the_queue_lost_is_asked_for_again(house: House) -> None:
    made = house.hand_in(house.official)
    house.waiting_jobs()

    sweeping.ask_again(house.services)
    too_soon = house.waiting_jobs()
    sweeping.ask_again(house.later(seconds=6))

    assert (too_soon, house.waiting_jobs()) == ([], [(VERIFY, made)])


def test_nothing_is_asked_for_while_the_queue_holds_something(house: House) -> None:
    house.hand_in(house.official)
    house.waiting_jobs()
    house.services.queue.enqueue(VERIFY_QUEUE, "nothing", [], "a-job")

    sweeping.ask_again(house.later(seconds=6))

    assert house.waiting_jobs() == []


def test_nothing_is_asked_for_while_the_queue_is_away(house: House) -> None:
    house.hand_in(house.official)
    house.waiting_jobs()
    away = JobQueue("redis://127.0.0.1:9")

    sweeping.ask_again(replace(house.later(seconds=6), queue=away))

    assert house.waiting_jobs() == []


def test_what_is_accepted_and_left_is_published_after_all(house: House) -> None:
    made = house.offer(house.official)
    house.decide(house.quality, made)
    house.waiting_jobs()
    with house.session() as session:
        publish.claim(session, made, lease=LEASE, at=house.services.now())

    sweeping.ask_again(house.later(seconds=6))
    while_held = house.waiting_jobs()
    sweeping.ask_again(house.later(seconds=13))

    assert (while_held, house.waiting_jobs()) == ([], [(PUBLISH, made)])


def test_an_overdue_decision_is_told_once(house: House) -> None:
    house.offer(house.official)

    for _ in range(2):
        sweeping.remind(house.later(days=9))

    assert house.told(house.quality) == ["decision-due", "decision-escalated"]
    assert house.told(house.administrator) == ["decision-escalated"]


def test_rejected_bytes_are_deleted_after_thirty_days_and_published_ones_never(
    house: House,
) -> None:
    rejected, published = house.offer(house.official), house.publish(house.official).id
    house.decide(house.quality, rejected, Decision.REJECT)
    with house.session() as session:
        keys = {
            each: [
                *(file.key for file in session.get_one(Submission, each).files),
                *session.execute(
                    select(SubmissionTable.key).where(SubmissionTable.submission_id == each)
                ).scalars(),
            ]
            for each in (rejected, published)
        }

    strays = [leave_a_copy(house, keys_of.new_key(each)) for each in (rejected, published)]

    def held() -> list[tuple[bool, ...]]:
        objects = house.services.objects
        return [
            tuple(objects.holds(Bucket.QUARANTINE, key) for key in keys[each])
            for each in (rejected, published)
        ]

    sweeping.purge(house.later(days=29))
    before = held()
    for _ in range(2):
        sweeping.purge(house.later(days=31))

    assert before == [(True, True), (True, True)]
    assert held() == [(False, False), (True, True)]
    assert house.submission(rejected).purged_at is not None
    # What a job left behind that was killed while it made a file.
    assert [house.services.objects.holds(Bucket.QUARANTINE, each) for each in strays] == [False] * 2


def test_copies_of_earlier_attempts_go_after_thirty_days_even_of_what_is_published(
    house: House,
) -> None:
    made = house.offer(house.official)
    house.decide(house.quality, made, Decision.RETURN)
    with house.session() as session:
        offering.submit(session, house.official, made, at=house.services.now())
    house.run_jobs()
    broken_off = leave_a_copy(house, f"{keys_of.copies_of(made)}1/broken-off")
    house.decide(house.quality, made)
    house.run_jobs()
    with house.session() as session:
        accepted = session.execute(
            select(SubmissionTable.key).where(
                SubmissionTable.submission_id == made, SubmissionTable.attempt == 2
            )
        ).scalars()
        kept = set(accepted)

    def copies() -> set[str]:
        return set(house.services.objects.keys(Bucket.QUARANTINE, keys_of.copies_of(made)))

    sweeping.purge(house.later(days=29))
    before = copies()
    sweeping.purge(house.later(days=31))

    assert (len(before), broken_off in before, house.state(made)) == (3, True, "published")
    assert copies() == kept
    assert len(kept) == 1


def leave_a_copy(house: House, key: str) -> str:
    with tempfile.NamedTemporaryFile() as file:
        house.services.objects.put_file(
            Bucket.QUARANTINE, key, Path(file.name), media_type=attempts.PARQUET
        )
    return key


def test_what_is_no_longer_needed_is_forgotten(house: House) -> None:
    house.hand_in(house.official)
    house.waiting_jobs()
    key = "uploads/nobody/finished-this"
    upload = house.services.objects.start_multipart(key, media_type="text/csv")

    sweeping.tidy(house.services)
    with house.session() as session:
        kept = len(session.execute(select(OutboxEntry.id)).all())
    sweeping.tidy(house.later(days=8))

    with house.session() as session:
        assert (kept, len(session.execute(select(OutboxEntry.id)).all())) == (1, 0)
    assert upload
