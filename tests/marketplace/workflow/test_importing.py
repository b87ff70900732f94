from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import urllib3
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.accounts.actor import Actor, Role
from marketplace.accounts.queries import actor_of
from marketplace.errors import PermissionRefused
from marketplace.workflow import importing
from marketplace.workflow.import_entries import LONGEST_KEY, ImportEntry
from marketplace.workflow.importing import SUPERSEDED, Course, Offered, Taken, course_of
from marketplace.workflow.offering import Counter
from storage.digests import digest_of
from storage.objects import ObjectStore
from submissions.errors import ManifestFaulty
from submissions.limits import IntakeLimits
from submissions.models import Submission
from submissions.states import Event, State
from submissions.transitions import advance
from submissions.uploads import SingleUpload
from tests.factories.accounts import NOON, make_account
from tests.factories.catalogue import publish

TakeIn = Callable[..., Taken]

CONTENT = "정류장,승차\n가,1\n".encode()


def offered(content: bytes = CONTENT, **manifest: Any) -> Offered:
    document = {
        "title": {"ko": "정류장별 승차"},
        "kind": "data",
        "category": "교통물류",
        "licence": "KOGL-1",
        **manifest,
    }
    return Offered("15122958", document, "승차.csv", len(content), "text/csv", digest_of(content))


@pytest.fixture
def official(session: Session) -> Actor:
    return actor_of(session, make_account(session, roles=(Role.OFFICIAL,)).id)


@pytest.fixture
def counter(object_store: ObjectStore) -> Counter:
    return Counter(object_store, IntakeLimits(), timedelta(minutes=5))


@pytest.fixture
def take_in(session: Session, official: Actor, counter: Counter) -> TakeIn:
    def take(row: Offered) -> Taken:
        taken = importing.take_in(session, official, row, counter=counter, at=NOON)
        session.flush()
        return taken

    return take


@pytest.fixture
def hand_in(session: Session, official: Actor, counter: Counter) -> Callable[[Taken], Submission]:
    def hand(taken: Taken, content: bytes = CONTENT) -> Submission:
        assert taken.upload is not None
        assert isinstance(taken.upload.how, SingleUpload)
        urllib3.request("PUT", taken.upload.how.request.url, body=content)
        return importing.hand_in(
            session, official, taken.submission_id, parts=(), counter=counter, at=NOON
        )

    return hand


def put(session: Session, taken: Taken, state: State) -> Submission:
    """Put a submission into a state as if all had happened that leads there."""
    submission = session.get_one(Submission, taken.submission_id)
    submission.state = state
    session.flush()
    return submission


def submissions(session: Session, official: Actor) -> int:
    counted = select(func.count()).where(Submission.submitter_id == official.id)
    return session.execute(counted).scalar_one()


DECIDING = (State.SUBMITTED, State.VERIFYING, State.ACCEPTED, State.IN_REVIEW, State.HELD)
FAILED = (State.BLOCKED, State.RETURNED, State.REJECTED, State.CANCELLED)


@pytest.mark.parametrize("same_manifest", [True, False])
@pytest.mark.parametrize("same_file", [True, False])
def test_what_is_being_decided_is_left_alone(same_file: bool, same_manifest: bool) -> None:
    courses = {
        course_of(state, same_file=same_file, same_manifest=same_manifest) for state in DECIDING
    }

    assert courses == {Course.LEAVE}


@pytest.mark.parametrize(
    ("same_file", "same_manifest", "course"),
    [
        (True, True, Course.LEAVE),
        (True, False, Course.LEAVE),
        (False, True, Course.NEW_VERSION),
        (False, False, Course.NEW_VERSION),
    ],
)
def test_only_another_file_makes_a_new_version(
    same_file: bool, same_manifest: bool, course: Course
) -> None:
    found = course_of(State.PUBLISHED, same_file=same_file, same_manifest=same_manifest)

    assert found is course


@pytest.mark.parametrize("state", FAILED)
def test_what_failed_comes_again_once_something_was_changed(state: State) -> None:
    courses = [
        course_of(state, same_file=same_file, same_manifest=same_manifest)
        for same_file, same_manifest in ((True, True), (True, False), (False, True))
    ]

    assert courses == [Course.LEAVE, Course.BEGIN_AGAIN, Course.BEGIN_AGAIN]


def test_a_row_is_taken_in_as_an_import_and_handed_in(
    session: Session, take_in: TakeIn, hand_in: Callable[..., Submission]
) -> None:
    submission = hand_in(take_in(offered()))

    assert (submission.state, submission.imported) == (State.SUBMITTED, True)
    assert [(file.name, file.size) for file in submission.files] == [("승차.csv", len(CONTENT))]


def test_a_row_that_was_handed_in_is_found_again(
    session: Session, official: Actor, take_in: TakeIn, hand_in: Callable[..., Submission]
) -> None:
    submission = hand_in(take_in(offered()))

    assert take_in(offered()) == Taken(submission.id, State.SUBMITTED)
    assert submissions(session, official) == 1


def test_a_row_whose_bytes_were_never_sent_goes_on(
    session: Session, official: Actor, take_in: TakeIn, hand_in: Callable[..., Submission]
) -> None:
    cut_short = take_in(offered())

    resumed = take_in(offered())

    assert resumed.submission_id == cut_short.submission_id
    assert hand_in(resumed).state == State.SUBMITTED
    assert submissions(session, official) == 1


def test_a_row_that_goes_on_goes_on_with_what_the_list_says_now(
    session: Session, take_in: TakeIn, hand_in: Callable[..., Submission]
) -> None:
    take_in(offered())
    corrected = "정류장,승차\n가,2\n나,3\n".encode()

    submission = hand_in(take_in(offered(corrected, category="환경")), corrected)

    assert submission.manifest["category"] == "환경기상"
    assert [file.claimed_digest for file in submission.files] == [digest_of(corrected)]


def test_another_file_for_what_was_published_is_a_new_version_of_it(
    session: Session, official: Actor, take_in: TakeIn
) -> None:
    first = put(session, take_in(offered()), State.PUBLISHED)
    version = publish(session, maker_id=official.id)
    first.dataset_id, first.version_number = version.dataset_id, 1
    session.flush()

    second = take_in(offered("정류장,승차\n가,2\n".encode()))

    submission = session.get_one(Submission, second.submission_id)
    assert (submission.dataset_id, submission.imported) == (version.dataset_id, True)


@pytest.mark.parametrize("state", [State.BLOCKED, State.RETURNED])
def test_a_corrected_row_cancels_what_it_replaces(
    session: Session, official: Actor, take_in: TakeIn, state: State
) -> None:
    failed = put(session, take_in(offered()), state)

    again = take_in(offered(licence="KOGL-0"))

    standing = importing.standings(session, [failed.id])[failed.id]
    assert again.submission_id != failed.id
    assert (standing.state, standing.reason) == (State.CANCELLED, SUPERSEDED)


def test_a_faulty_row_leaves_nothing_behind(
    session: Session, official: Actor, take_in: TakeIn
) -> None:
    with pytest.raises(ManifestFaulty):
        take_in(offered(category="우주"))

    assert submissions(session, official) == 0


def test_a_key_of_any_length_finds_its_row_again(session: Session, take_in: TakeIn) -> None:
    row = offered()
    long = Offered(
        "가" * (LONGEST_KEY + 1), row.manifest, row.name, row.size, "text/csv", row.digest
    )
    other = Offered(
        "가" * (LONGEST_KEY + 2), row.manifest, row.name, row.size, "text/csv", row.digest
    )

    taken = [take_in(each).submission_id for each in (long, other, long)]

    assert taken[0] == taken[2] != taken[1]
    assert session.execute(select(func.count()).select_from(ImportEntry)).scalar_one() == 2


def test_only_who_may_offer_originals_imports(session: Session, counter: Counter) -> None:
    researcher = actor_of(session, make_account(session, roles=(Role.RESEARCHER,)).id)

    with pytest.raises(PermissionRefused):
        importing.take_in(session, researcher, offered(), counter=counter, at=NOON)


def test_the_pulse_moves_with_what_the_platform_does_and_not_with_people(
    session: Session, take_in: TakeIn, hand_in: Callable[..., Submission]
) -> None:
    still = importing.pulse(session)
    submission = hand_in(take_in(offered()))
    session.flush()
    handed_in = importing.pulse(session)
    advance(session, submission, Event.CLAIM, actor_id=None, at=NOON)
    session.flush()

    assert still == handed_in != importing.pulse(session)
