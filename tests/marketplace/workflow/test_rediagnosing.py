"""Published versions are verified once more: in turn, once, and without deciding anything."""

import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DatabaseError

from marketplace.catalogue.models import Distribution, Version
from marketplace.diagnoses import turns
from marketplace.diagnoses.models import Diagnosis, DiagnosisTurn
from marketplace.notices.models import Notice
from marketplace.services import Services
from marketplace.workflow import diagnosing, sweeping
from marketplace.workflow.nudges import REDIAGNOSE, VERIFY_QUEUE
from marketplace.workflow.rediagnosing import rediagnose_version
from marketplace.workflow.withdrawing import withdraw
from storage import stored
from storage.digests import digest_of
from storage.transfers import Bucket
from tests.factories.files import csv, residents
from tests.marketplace.workflow.house import SMALL, House
from verification.codes import CODES
from verification.history import latest_report

LEASE = timedelta(seconds=12)


def version_of(house: House, **manifest: object) -> UUID:
    published = house.publish(house.official, **manifest)
    with house.session() as session:
        return session.execute(
            select(Version.id).where(Version.submission_id == published.id)
        ).scalar_one()


def diagnoses(house: House, version: UUID) -> Sequence[Diagnosis]:
    with house.session() as session:
        found = session.execute(
            select(Diagnosis).where(Diagnosis.version_id == version).order_by(Diagnosis.attempt)
        )
        return found.scalars().all()


def asked(house: House, services: Services) -> list[UUID]:
    sweeping.rediagnose(services)
    return [version for job, version in house.waiting_jobs(services.now()) if job == REDIAGNOSE]


def diagnosed(house: House, version: UUID, days: int = 91) -> Diagnosis:
    """Have a version diagnosed that many days later."""
    later = house.later(days=days)
    assert asked(house, later) == [version]
    rediagnose_version(later, version)
    return diagnoses(house, version)[-1]


def forget(house: House, version: UUID) -> None:
    """Take a version's file out of the store."""
    with house.session() as session:
        digests = session.execute(
            select(Distribution.digest).where(Distribution.version_id == version)
        )
        for digest in digests.scalars():
            house.services.objects.remove(Bucket.PUBLISHED, digest)


def test_what_a_version_was_accepted_on_is_its_first_diagnosis(house: House) -> None:
    version = version_of(house)

    (first,) = diagnoses(house, version)

    with house.session() as session:
        accepted = session.get_one(Version, version).report_digest
    assert (first.attempt, first.outcome, first.report_digest, first.private) == (
        0,
        "clean",
        accepted,
        [],
    )
    assert first.quality is not None
    assert first.quality["completeness"] == {"score": 100.0, "errors": 0, "checked": 4}


def test_after_ninety_days_it_is_verified_once_more_with_the_same_report(house: House) -> None:
    version = version_of(house)
    state = house.state(_submission(house, version))

    too_soon = asked(house, house.later(days=89))
    again = diagnosed(house, version)

    first = diagnoses(house, version)[0]
    assert (too_soon, again.attempt, again.outcome) == ([], 1, "clean")
    assert again.report_digest == first.report_digest
    assert again.changes["scores"] == {}
    assert again.changes["columns_gone"] == again.changes["codes_new"] == []
    assert house.state(_submission(house, version)) == state == "published"
    with house.session() as session:
        assert latest_report(session, version)["digest"] == again.report_digest


def test_it_is_not_due_again_until_ninety_days_after_that(house: House) -> None:
    version = version_of(house)
    diagnosed(house, version)

    assert asked(house, house.later(days=180)) == []
    assert asked(house, house.later(days=182)) == [version]


def test_the_longest_undiagnosed_comes_first_and_one_at_a_time(house: House) -> None:
    first, second = version_of(house), version_of(house, title="다른 것")
    later = house.later(days=91)

    assert asked(house, later) == [first]
    assert asked(house, later) == []
    rediagnose_version(later, first)
    assert asked(house, later) == [second]


def test_a_day_takes_no_more_than_its_bound(house: House) -> None:
    first, second = version_of(house), version_of(house, title="다른 것")
    at = house.later(days=91).now()
    with house.session() as session:
        assert diagnosing.ask_next(session, days=90, per_day=1, at=at) == first
    rediagnose_version(house.later(days=91), first)

    with house.session() as session:
        same_day = diagnosing.ask_next(session, days=90, per_day=1, at=at + timedelta(hours=23))
        next_day = diagnosing.ask_next(session, days=90, per_day=1, at=at + timedelta(hours=25))

    assert (same_day, next_day) == (None, second)


def test_submissions_come_first(house: House) -> None:
    version_of(house)
    house.services.queue.enqueue(VERIFY_QUEUE, "nothing", [], "a-job")

    assert asked(house, house.later(days=91)) == []


def test_only_what_a_dataset_shows_is_diagnosed(house: House) -> None:
    first = house.publish(house.official)
    second = _version_of(house, house.offer(house.official, dataset=str(first.dataset_id)))
    later = house.later(days=91)

    assert asked(house, later) == [second]
    with house.session() as session:
        withdraw(
            session, house.official, UUID(str(first.dataset_id)), 2, reason="잘못", at=later.now()
        )
    rediagnose_version(later, second)

    assert [each.attempt for each in diagnoses(house, second)] == [0]
    assert asked(house, later) == [_version_of(house, first.id)]


def test_a_job_that_comes_twice_is_done_once(house: House) -> None:
    version = version_of(house)
    diagnosed(house, version)

    rediagnose_version(house.later(days=91), version)

    assert [each.attempt for each in diagnoses(house, version)] == [0, 1]


def test_a_turn_that_was_taken_is_not_to_be_had_while_its_lease_lasts(house: House) -> None:
    version = version_of(house)
    later = house.later(days=91)
    asked(house, later)
    with house.session() as session:
        turn = turns.take(session, version, lease=LEASE, at=later.now())
        assert turn is not None

    rediagnose_version(later, version)
    rediagnose_version(house.later(days=91, seconds=13), version)

    assert [each.attempt for each in diagnoses(house, version)] == [0, 2]
    with house.session() as session:
        # Whoever was given up for dead and comes back writes nothing.
        assert not turns.renew(session, turn, lease=LEASE, at=later.now())
        assert not turns.finish(session, turn, at=later.now())


def test_a_version_at_which_the_worker_dies_three_times_is_crashed_and_not_tried_for_ever(
    house: House,
) -> None:
    version = version_of(house)
    for attempt in range(4):
        later = house.later(days=91, minutes=2 * attempt)
        assert asked(house, later) == [version]
        if attempt < 3:
            with house.session() as session:
                assert turns.take(session, version, lease=LEASE, at=later.now()) is not None
        else:
            rediagnose_version(later, version)

    last = diagnoses(house, version)[-1]
    assert (last.attempt, last.outcome, last.report_digest) == (4, "crashed", None)
    assert asked(house, house.later(days=91, minutes=30)) == []


def test_nothing_is_lost_while_the_store_is_away(house: House) -> None:
    version = version_of(house)
    asked(house, house.later(days=91))

    rediagnose_version(house.without_store(), version)

    with house.session() as session:
        assert session.get_one(DiagnosisTurn, version).tries == 0
    assert asked(house, house.later(days=91, minutes=2)) == [version]


def test_bytes_that_are_gone_are_said_to_be_lost(house: House) -> None:
    version = version_of(house, files={"a.csv": SMALL["a.csv"] + b"gone,1\n"})
    forget(house, version)

    assert diagnosed(house, version).outcome == "lost"


def test_personal_data_found_anew_is_told_and_nothing_is_withdrawn(house: House) -> None:
    number = residents()["plain"]
    version = version_of(house)
    _replace_bytes(house, version, csv(("가", "나"), [(number, n) for n in range(3)]))

    found = diagnosed(house, version)

    assert found.outcome == "blocked"
    assert found.private == ["resident-number"]
    assert "resident-number" in found.changes["codes_new"]
    assert house.told(house.privacy) == ["personal-data-found"]
    assert house.told(house.official)[-1] == "personal-data-found"
    with house.session() as session:
        assert session.get_one(Version, version).withdrawn_at is None
        kept = session.execute(text("SELECT d::text FROM diagnoses d")).scalars().all()
        notices = [str(row.facts) for row in session.execute(select(Notice)).scalars()]
    assert not any(number in line for line in (*kept, *notices))


def test_the_same_personal_data_is_told_once(house: House) -> None:
    version = version_of(house)
    _replace_bytes(house, version, csv(("가", "나"), [(residents()["plain"], n) for n in range(3)]))

    diagnosed(house, version)
    diagnosed(house, version, days=182)

    assert house.told(house.privacy) == ["personal-data-found"]
    assert diagnoses(house, version)[-1].private == ["resident-number"]


def test_every_code_that_calls_a_privacy_reviewer_is_told() -> None:
    assert {"resident-number", "mobile-number"} <= {
        code for code, entry in CODES.items() if entry.privacy
    }


def test_quality_that_falls_and_columns_that_change_are_kept_as_changes(house: House) -> None:
    table = csv(("코드", "이름", "값"), [(n, f"곳{n}", n) for n in range(30)])
    first = house.publish(house.official, files={"a.csv": table})
    worse = csv(("코드", "이름", "수"), [(n, f"곳{n}", "" if n % 2 else n) for n in range(30)])

    made = house.offer(house.official, files={"a.csv": worse}, dataset=str(first.dataset_id))
    house.decide(house.quality, made)
    house.run_jobs()

    (only,) = diagnoses(house, _version_of(house, made))
    assert only.changes["scores"]["completeness"] == [100.0, 83.33]
    assert (only.changes["columns_gone"], only.changes["columns_new"]) == (["값"], ["수"])


@pytest.mark.parametrize("change", ["UPDATE diagnoses SET errors = 0", "DELETE FROM diagnoses"])
def test_a_diagnosis_stays_as_it_was(house: House, change: str) -> None:
    version_of(house)

    with pytest.raises(DatabaseError), house.session() as session:
        session.execute(text(change))


def _submission(house: House, version: UUID) -> UUID:
    with house.session() as session:
        return session.get_one(Version, version).submission_id


def _version_of(house: House, submission: UUID) -> UUID:
    with house.session() as session:
        return session.execute(
            select(Version.id).where(Version.submission_id == submission)
        ).scalar_one()


def _replace_bytes(house: House, version: UUID, content: bytes) -> None:
    """Have the store hold other bytes for a version, as a rule learnt later would read them."""
    digest = digest_of(content)
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).write_bytes(content)
        house.services.objects.put_file(
            Bucket.QUARANTINE, f"test/{digest}", Path(file.name), media_type="text/csv"
        )
    etag = house.services.objects.stat(Bucket.QUARANTINE, f"test/{digest}").etag
    stored.publish(
        house.services.objects, f"test/{digest}", etag=etag, digest=digest, media_type="text/csv"
    )
    with house.session() as session:
        stored.record(
            session, digest, size=len(content), media_type="text/csv", at=house.services.now()
        )
        session.flush()
        session.execute(
            update(Distribution)
            .where(Distribution.version_id == version, Distribution.form == "original")
            .values(digest=digest)
        )
