from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from storage.digests import digest_of
from storage.errors import UploadIncomplete
from storage.objects import ObjectStore
from storage.transfers import Bucket, UploadedPart
from submissions import intake
from submissions.errors import (
    FileMissing,
    FileRefused,
    ManifestFaulty,
    NotEditable,
    NothingToSubmit,
    UploadUnfinished,
)
from submissions.intake import Announcement
from submissions.limits import MEBIBYTE, IntakeLimits
from submissions.manifest import read_manifest
from submissions.models import Submission, SubmissionFile
from submissions.states import EDITABLE, State
from submissions.uploads import MultipartUpload, SingleUpload, upload_of
from tests.factories.accounts import NOON
from tests.factories.files import residents
from tests.factories.submissions import make_manifest
from tests.submissions.offers import drafted, in_state, submitter
from tests.wire import WIRE

LIMITS = IntakeLimits(
    file_bytes=20 * MEBIBYTE, files=2, multipart_from=6 * MEBIBYTE, part_bytes=5 * MEBIBYTE
)
HOUR = timedelta(hours=1)


def announce(
    session: Session, store: ObjectStore, submission: Submission, **facts: Any
) -> SubmissionFile:
    given = {"name": "a.csv", "size": 3, "media_type": "text/csv", **facts}
    file = intake.announce_file(
        session, store, submission, Announcement(**given), limits=LIMITS, at=NOON
    )
    session.flush()
    return file


def complete(
    session: Session, store: ObjectStore, file: SubmissionFile, parts: tuple[UploadedPart, ...] = ()
) -> None:
    intake.complete_file(session, store, file.submission, file, parts=parts, at=NOON)


def send(store: ObjectStore, file: SubmissionFile, content: bytes) -> None:
    how = upload_of(store, file, expires=HOUR)
    assert isinstance(how, SingleUpload)
    assert WIRE.put(how.request.url, content=content).status_code == 200


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"name": "가" * 201}, "name-length"),
        ({"name": "  "}, "name-length"),
        ({"name": "a/b.csv"}, "name-signs"),
        ({"name": "a\\b.csv"}, "name-signs"),
        ({"name": "a\nb.csv"}, "name-signs"),
        ({"name": f"{residents()['dashed']}.csv"}, "personal-data"),
        ({"media_type": "text/csv\nX: y"}, "media-type"),
        ({"media_type": "글/표"}, "media-type"),
        ({"size": 20 * MEBIBYTE + 1}, "too-large"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_before_a_byte_is_sent(
    session: Session, object_store: ObjectStore, facts: dict[str, Any], code: str
) -> None:
    made = drafted(session)

    with pytest.raises(FileRefused) as refused:
        announce(session, object_store, made, **facts)

    assert refused.value.fault.code == code
    assert made.files == []


def test_names_stand_once_however_they_are_composed(
    session: Session, object_store: ObjectStore
) -> None:
    made = drafted(session)
    announce(session, object_store, made, name="각.csv")

    with pytest.raises(FileRefused) as refused:
        announce(session, object_store, made, name="\u1100\u1161\u11a8.csv")

    assert refused.value.fault.code == "name-taken"


def test_so_many_files_and_no_more(session: Session, object_store: ObjectStore) -> None:
    made = drafted(session)
    for name in ("a.csv", "b.csv"):
        announce(session, object_store, made, name=name)

    with pytest.raises(FileRefused) as refused:
        announce(session, object_store, made, name="c.csv")

    assert refused.value.fault.code == "too-many-files"
    assert [file.position for file in made.files] == [1, 2]


def test_a_file_is_there_when_its_bytes_are(session: Session, object_store: ObjectStore) -> None:
    file = announce(session, object_store, drafted(session), digest=digest_of(b"abc"))

    with pytest.raises(UploadUnfinished) as early:
        complete(session, object_store, file)
    send(object_store, file, b"abc")
    complete(session, object_store, file)
    complete(session, object_store, file)

    assert early.value.reason == "nothing was uploaded"
    assert file.completed_at == NOON
    assert file.etag
    assert upload_of(object_store, file, expires=HOUR) is None


def test_another_size_is_unfinished(session: Session, object_store: ObjectStore) -> None:
    file = announce(session, object_store, drafted(session))
    send(object_store, file, b"ab")

    with pytest.raises(UploadUnfinished) as refused:
        complete(session, object_store, file)

    assert (refused.value.expected, refused.value.present) == (3, 2)


@pytest.fixture
def in_parts(session: Session, object_store: ObjectStore) -> Iterator[SubmissionFile]:
    """A file of two parts, the first of which was sent."""
    file = announce(session, object_store, drafted(session), size=6 * MEBIBYTE + 1)
    send_part(object_store, file, 1, b"x" * 5 * MEBIBYTE)
    yield file
    object_store.abort_multipart(file.key, file.upload_id or "")


def send_part(store: ObjectStore, file: SubmissionFile, number: int, content: bytes) -> None:
    how = upload_of(store, file, expires=HOUR)
    assert isinstance(how, MultipartUpload)
    assert [part.number for part in how.parts] == [1, 2]
    assert WIRE.put(how.parts[number - 1].url, content=content).status_code == 200


def present(store: ObjectStore, file: SubmissionFile) -> tuple[UploadedPart, ...]:
    how = upload_of(store, file, expires=HOUR)
    assert isinstance(how, MultipartUpload)
    return how.present


def test_parts_that_are_missing_are_not_joined(
    session: Session, object_store: ObjectStore, in_parts: SubmissionFile
) -> None:
    for named in ((), present(object_store, in_parts)):
        with pytest.raises(UploadUnfinished) as refused:
            complete(session, object_store, in_parts, named)
        assert (refused.value.present, refused.value.reason) == (
            5 * MEBIBYTE,
            "parts are missing",
        )

    assert [part.number for part in present(object_store, in_parts)] == [1]


def test_all_parts_are_joined_once_however_often_it_is_said(
    session: Session, object_store: ObjectStore, in_parts: SubmissionFile
) -> None:
    send_part(object_store, in_parts, 2, b"y" * (MEBIBYTE + 1))
    parts = present(object_store, in_parts)
    object_store.complete_multipart(in_parts.key, in_parts.upload_id or "", parts)

    # The answer was lost: the program says it again.
    complete(session, object_store, in_parts, parts)

    assert in_parts.completed_at == NOON


def test_an_upload_that_is_gone_is_unfinished_and_has_no_parts(
    session: Session, object_store: ObjectStore, in_parts: SubmissionFile
) -> None:
    parts = present(object_store, in_parts)
    object_store.abort_multipart(in_parts.key, in_parts.upload_id or "")

    with pytest.raises((UploadIncomplete, UploadUnfinished)):
        complete(session, object_store, in_parts, parts)

    assert present(object_store, in_parts) == ()


def test_a_file_taken_out_leaves_nothing(
    session: Session, object_store: ObjectStore, in_parts: SubmissionFile
) -> None:
    made = in_parts.submission
    done = announce(session, object_store, made, name="b.csv")
    send(object_store, done, b"abc")
    complete(session, object_store, done)

    for file in (in_parts, done):
        intake.remove_file(session, object_store, made, file, at=NOON)

    assert made.files == []
    assert not object_store.holds(Bucket.QUARANTINE, done.key)
    with pytest.raises(FileMissing):
        intake.file_of(made, done.id)


def test_a_submission_is_handed_in_with_all_its_files(
    session: Session, object_store: ObjectStore
) -> None:
    who = submitter()
    made = drafted(session, who)
    with pytest.raises(NothingToSubmit) as empty:
        intake.submit(session, made, who, at=NOON)
    file = announce(session, object_store, made)
    with pytest.raises(NothingToSubmit) as unfinished:
        intake.submit(session, made, who, at=NOON)
    file.completed_at = NOON

    intake.submit(session, made, who, at=NOON)

    assert (empty.value.unfinished, unfinished.value.unfinished) == ((), ("a.csv",))
    assert (made.state, made.submitted_at) == ("submitted", NOON)


def test_originals_are_for_public_bodies(session: Session, object_store: ObjectStore) -> None:
    who = submitter(public_body=False)
    made = drafted(session, who)
    announce(session, object_store, made).completed_at = NOON

    with pytest.raises(ManifestFaulty) as refused:
        intake.submit(session, made, who, at=NOON)

    assert [each.code for each in refused.value.faults] == ["source-needed"]


@pytest.mark.parametrize("state", sorted(set(State) - EDITABLE))
def test_what_is_handed_in_is_not_changed(
    session: Session, object_store: ObjectStore, state: State
) -> None:
    made = in_state(session, state)

    with pytest.raises(NotEditable):
        announce(session, object_store, made)


def test_changing_what_was_blocked_makes_it_a_draft(session: Session) -> None:
    made = in_state(session, State.BLOCKED)
    dataset = str(uuid4())

    intake.replace_manifest(session, made, read_manifest(make_manifest(dataset=dataset)), at=NOON)

    assert (made.state, str(made.dataset_id)) == ("draft", dataset)


def test_drafts_are_counted(session: Session) -> None:
    who = submitter()
    drafted(session, who)
    drafted(session, who).state = State.CANCELLED
    drafted(session)

    assert intake.unfinished_count(session, who.id) == 1


def test_parts_grow_so_that_ten_thousand_are_enough() -> None:
    assert LIMITS.part_size(6 * MEBIBYTE) == 5 * MEBIBYTE
    assert LIMITS.part_size(100_000 * MEBIBYTE) == 10 * MEBIBYTE
