from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.workflow import offering
from marketplace.workflow.limits import limits_of
from marketplace.workflow.nudges import PUBLISH
from marketplace.workflow.verifying import verify_submission
from storage.transfers import Bucket
from submissions import attempts
from submissions.models import SubmissionTable
from tests.factories.files import csv, residents
from tests.marketplace.workflow.house import SMALL, House, ReadyAndGone, put
from tests.verification.documents.papers import docx, picture

LEASE = timedelta(seconds=12)


def test_what_is_verified_waits_for_a_reviewer_who_is_told(house: House) -> None:
    made = house.offer(house.official)

    seen = house.submission(made)
    assert (seen.state, seen.lane, seen.awaits, seen.tries) == ("in-review", "one", ["quality"], 0)
    assert seen.report_digest is not None
    assert house.told(house.quality) == ["decision-due"]
    assert house.told(house.privacy) == []


def test_verifying_twice_is_once(house: House) -> None:
    made = house.offer(house.official)

    verify_submission(house.services, made)

    assert house.events(made) == ["create", "submit", "claim", "admit"]


def test_personal_data_blocks_and_the_submitter_is_told(house: House) -> None:
    rows = enumerate(residents().values())

    made = house.offer(house.official, {"a.csv": csv(("번호", "등록번호"), rows)})

    assert house.state(made) == "blocked"
    assert house.told(house.official) == ["blocked"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("읽히는.docx", docx("세종시 안내문")),
        ("그림.png", picture("PNG")),
        ("소리.mp3", b"ID3\3" + bytes(200)),
        ("깨진.pdf", b"%PDF-1.7\n%%EOF\n"),
        ("모르는.bin", b"\0\1\2"),
    ],
    ids=["text", "picture", "sound", "broken", "unknown"],
)
def test_a_document_takes_a_privacy_reviewer_too_whatever_was_read_of_it(
    house: House, name: str, content: bytes
) -> None:
    made = house.offer(house.official, {name: content}, kind="document")

    assert house.submission(made).awaits == ["quality", "privacy"]
    assert house.told(house.privacy) == ["decision-due"]


def test_a_document_beside_a_table_takes_one_even_from_an_owner_known_for_clean_tables(
    house: House,
) -> None:
    first = house.publish(house.official)

    made = house.hand_in(
        house.official,
        {**SMALL, "안내.docx": docx("세종시 안내문")},
        dataset=str(first.dataset_id),
    )
    verify_submission(house.services, made)

    seen = house.submission(made)
    assert (seen.lane, seen.awaits) == ("one", ["quality", "privacy"])


def test_an_owners_next_version_without_a_warning_needs_nobody(house: House) -> None:
    first = house.publish(house.official)

    made = house.hand_in(
        house.official, {"a.csv": SMALL["a.csv"] + b"5,6\n"}, dataset=str(first.dataset_id)
    )
    [(_, _)] = house.waiting_jobs()
    verify_submission(house.services, made)

    assert (house.state(made), house.submission(made).lane) == ("accepted", "auto")
    assert house.waiting_jobs() == [(PUBLISH, made)]


def test_a_share_of_those_is_looked_at_all_the_same(house: House) -> None:
    first = house.publish(house.official)
    made = house.hand_in(house.official, SMALL, dataset=str(first.dataset_id))
    everyone = replace(house.services.settings, audit_share=1.0)

    verify_submission(replace(house.services, settings=everyone), made)

    assert (house.state(made), house.submission(made).lane) == ("in-review", "one")


def test_a_store_that_is_away_is_waited_for(house: House) -> None:
    made = house.hand_in(house.official)
    house.waiting_jobs()

    verify_submission(house.without_store(), made)

    seen = house.submission(made)
    assert (seen.state, seen.attempt, seen.tries) == ("submitted", 0, 0)
    assert house.waiting_jobs() == []


def test_a_store_that_goes_away_in_the_middle_costs_a_try_and_the_third_is_the_last(
    house: House,
) -> None:
    made = house.hand_in(house.official)
    house.waiting_jobs()
    failing = replace(house.services, objects=ReadyAndGone())

    verify_submission(failing, made)
    first = (house.state(made), house.submission(made).tries, house.waiting_jobs())
    verify_submission(failing, made)
    verify_submission(failing, made)

    assert first == ("submitted", 1, [])
    assert house.state(made) == "held"
    assert house.told(house.administrator) == ["held"]


def test_bytes_changed_since_they_were_complete_block(house: House) -> None:
    made = house.draft(house.official)
    _, address = house.upload(house.official, made, "a.csv", SMALL["a.csv"])
    put(address, csv(("가", "나"), ((9, 9), (9, 9))))
    with house.session() as session:
        offering.submit(session, house.official, made, at=house.services.now())

    house.run_jobs()

    seen = house.submission(made)
    assert (seen.state, seen.report_digest, seen.files[0].completed_at) == ("blocked", None, None)


def test_a_worker_given_up_for_dead_changes_nothing(house: House) -> None:
    made = house.hand_in(house.official)
    house.waiting_jobs()
    services = house.services
    at = services.now()
    with house.session() as session:
        mine = attempts.claim(session, made, lease=LEASE, at=at)
    assert mine is not None
    with house.session() as session:
        attempts.take_back(session, at=at + 2 * LEASE)

    with house.session() as session:
        renewed = attempts.renew(session, mine, progress={}, lease=LEASE, at=at)
        gave_up = attempts.give_up(session, mine, started_at=at, at=at)

    assert (renewed, gave_up) == (False, None)
    assert house.events(made)[-1] == "crash"
    verify_submission(services, made)
    assert house.state(made) == "in-review"


def test_what_was_cancelled_meanwhile_stays_so(house: House) -> None:
    made = house.hand_in(house.official)
    house.waiting_jobs()

    class Cancelling:
        """The store, whose first reading takes long enough for the submitter to cancel."""

        def __getattr__(self, name: str) -> object:
            if name == "download":
                with house.session() as session:
                    offering.cancel(
                        session, house.official, made, reason="그만", at=house.services.now()
                    )
            return getattr(house.services.objects, name)

    verify_submission(replace(house.services, objects=Cancelling()), made)

    assert house.state(made) == "cancelled"
    assert house.told(house.quality) == []


def test_a_table_is_kept_as_parquet_until_it_is_published(house: House) -> None:
    made = house.offer(house.official)

    with house.session() as session:
        [table] = session.execute(
            select(SubmissionTable).where(SubmissionTable.submission_id == made)
        ).scalars()
    assert (table.file_name, table.rows) == ("a.csv", 2)
    assert house.services.objects.stat(Bucket.QUARANTINE, table.key).size == table.size
    assert table.preview == {"columns": ["가", "나"], "rows": [["1", "2"], ["3", "4"]]}


def test_limits_come_from_the_settings(house: House) -> None:
    settings = replace(house.services.settings, max_rows=7, max_verify_seconds=8)

    limits = limits_of(replace(house.services, settings=settings))

    assert (limits.rows, limits.seconds) == (7, 8)
