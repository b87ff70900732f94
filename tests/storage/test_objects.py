"""The contract any S3 store has to keep; runs against the embedded one, or one that is named."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from storage.digests import digest_of
from storage.errors import ObjectChanged, ObjectMissing, StoreUnavailable, UploadIncomplete
from storage.objects import ObjectStore
from storage.stored import ARRIVING, publish
from storage.transfers import Bucket, UploadedPart
from tests.wire import WIRE

MINUTE = timedelta(minutes=1)
FIVE_MEBIBYTES = 5 << 20


@pytest.fixture
def key(object_store: ObjectStore) -> Iterator[str]:
    name = f"uploads/{uuid4()}"
    yield name
    object_store.remove(Bucket.QUARANTINE, name)


def send(url: str, content: bytes) -> httpx.Response:
    return WIRE.put(url, content=content)


def fetch(url: str) -> tuple[bytes, str]:
    answer = WIRE.get(url)
    return answer.content, answer.headers.get("Content-Disposition", "")


def test_what_is_put_by_a_signed_request_is_read_back_with_its_digest(
    object_store: ObjectStore, key: str, tmp_path: Path
) -> None:
    send(object_store.sign_upload(key, expires=MINUTE).url, "정류장,승차\n".encode())

    facts = object_store.stat(Bucket.QUARANTINE, key)
    digest = object_store.download(Bucket.QUARANTINE, key, tmp_path / "f", etag=facts.etag)

    assert (facts.size, digest) == (17, digest_of("정류장,승차\n".encode()))


def test_a_signed_digest_makes_the_store_refuse_other_bytes(
    object_store: ObjectStore, key: str
) -> None:
    url = object_store.sign_upload(key, expires=MINUTE, digest=digest_of(b"right")).url

    refused = send(url, b"wrong")
    send(url, b"right")

    assert refused.status_code == 400
    assert object_store.stat(Bucket.QUARANTINE, key).size == 5


def test_an_object_that_was_put_again_is_not_the_one_recorded(
    object_store: ObjectStore, key: str, tmp_path: Path
) -> None:
    url = object_store.sign_upload(key, expires=MINUTE).url
    send(url, b"first")
    recorded = object_store.stat(Bucket.QUARANTINE, key).etag
    send(url, b"other")

    with pytest.raises(ObjectChanged):
        object_store.download(Bucket.QUARANTINE, key, tmp_path / "f", etag=recorded)
    with pytest.raises(ObjectChanged):
        publish(object_store, key, etag=recorded, digest=digest_of(b"first"), media_type="text/csv")
    assert not object_store.holds(Bucket.PUBLISHED, digest_of(b"first"))


def test_bytes_with_the_right_etag_and_another_digest_are_not_published(
    object_store: ObjectStore, key: str
) -> None:
    send(object_store.sign_upload(key, expires=MINUTE).url, b"twin")
    etag = object_store.stat(Bucket.QUARANTINE, key).etag
    other = digest_of(uuid4().bytes)

    with pytest.raises(ObjectChanged):
        publish(object_store, key, etag=etag, digest=other, media_type="text/csv")

    assert not object_store.holds(Bucket.PUBLISHED, other)
    assert list(object_store.keys(Bucket.PUBLISHED, ARRIVING)) == []


def test_what_is_published_is_downloaded_byte_for_byte_under_its_name(
    object_store: ObjectStore, key: str
) -> None:
    content = uuid4().bytes
    digest = digest_of(content)
    send(object_store.sign_upload(key, expires=MINUTE).url, content)
    etag = object_store.stat(Bucket.QUARANTINE, key).etag

    for _ in range(2):  # twice is once
        publish(object_store, key, etag=etag, digest=digest, media_type="text/csv")
    url = object_store.sign_download(
        digest, filename="정류장 목록.csv", media_type="text/csv", expires=MINUTE
    )

    got, disposition = fetch(url)
    assert got == content
    assert disposition.startswith("attachment; filename*=UTF-8''%EC%A0%95")


def test_a_multipart_upload_tells_its_parts_and_is_joined_once(
    object_store: ObjectStore, key: str
) -> None:
    parts = [b"a" * FIVE_MEBIBYTES, b"b" * 10]
    upload = object_store.start_multipart(key, media_type="text/csv")
    for number, content in enumerate(parts, start=1):
        send(object_store.sign_part(key, upload, number, expires=MINUTE), content)

    present = object_store.parts(key, upload)
    first = object_store.complete_multipart(key, upload, present)
    again = object_store.complete_multipart(key, upload, present)

    assert [(part.number, part.size) for part in present] == [(1, FIVE_MEBIBYTES), (2, 10)]
    assert first == again
    running = hashlib.sha256()
    for chunk in object_store.stream(Bucket.QUARANTINE, key):
        running.update(chunk)
    assert running.hexdigest() == digest_of(b"".join(parts))


def test_parts_that_were_never_sent_are_refused(object_store: ObjectStore, key: str) -> None:
    upload = object_store.start_multipart(key, media_type="text/csv")

    with pytest.raises(UploadIncomplete):
        object_store.complete_multipart(key, upload, [UploadedPart(1, "0" * 32)])

    object_store.abort_multipart(key, upload)
    object_store.abort_multipart(key, upload)
    with pytest.raises(ObjectMissing):
        object_store.parts(key, upload)


def test_uploads_begun_long_ago_are_swept(object_store: ObjectStore, key: str) -> None:
    upload = object_store.start_multipart(key, media_type="text/csv")

    swept = object_store.abort_stale_uploads(
        older_than=timedelta(hours=1), at=datetime.now(UTC) + timedelta(hours=2)
    )

    assert swept >= 1
    with pytest.raises(ObjectMissing):
        object_store.parts(key, upload)


def test_what_is_not_there_is_missing(object_store: ObjectStore, tmp_path: Path) -> None:
    with pytest.raises(ObjectMissing):
        object_store.stat(Bucket.QUARANTINE, "uploads/nothing")
    with pytest.raises(ObjectMissing):
        object_store.download(Bucket.QUARANTINE, "uploads/nothing", tmp_path / "f")
    object_store.remove(Bucket.QUARANTINE, "uploads/nothing")


def test_a_store_that_does_not_answer_is_said_to_be_unavailable() -> None:
    nobody = ObjectStore(endpoint="http://127.0.0.1:9", access_key="a", secret_key="b")

    with pytest.raises(StoreUnavailable):
        nobody.stat(Bucket.QUARANTINE, "x")
    assert not nobody.ready()
