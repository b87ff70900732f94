"""The object store: the one place that speaks S3.

Two buckets. Uploads land in QUARANTINE, for which no read URL is ever signed; what was accepted is
copied to PUBLISHED under its digest (`storage.stored`).

The multipart calls are private in the `minio` SDK (its public ones move the bytes themselves): the
version is pinned and `tests/storage/test_objects.py` is their contract, against any S3 store.
"""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote, urlsplit

import urllib3
from minio import Minio
from minio.commonconfig import REPLACE, CopySource
from minio.datatypes import Part
from minio.error import MinioException, S3Error
from urllib3.exceptions import HTTPError

from storage.digests import CHUNK_BYTES, Digest
from storage.errors import (
    ObjectMissing,
    StorageError,
    StoreRefused,
    StoreUnavailable,
    UploadIncomplete,
    refusal_of,
)
from storage.transfers import Bucket, ObjectFacts, SignedRequest, UploadedPart

OCTET_STREAM = "application/octet-stream"
_TIMEOUT = urllib3.Timeout(connect=3, read=60)


class ObjectStore:
    """An S3 store, seen as two buckets.

    `endpoint` is where this process reaches it, `public_endpoint` where browsers do: a presigned
    URL signs the host it was made for. Every method raises `StoreUnavailable` when the store does
    not answer.
    """

    def __init__(
        self,
        *,
        endpoint: str,
        access_key: str,
        secret_key: str,
        public_endpoint: str | None = None,
        region: str = "us-east-1",
        prefix: str = "hwanryu-",
    ) -> None:
        keys = (access_key, secret_key, region)
        self._client = _client(endpoint, *keys)
        self._signer = _client(public_endpoint or endpoint, *keys)
        self._prefix = prefix

    def bucket_name(self, bucket: Bucket) -> str:
        """Return the name the bucket bears in the store."""
        return f"{self._prefix}{bucket}"

    def ensure_buckets(self) -> None:
        """Make the buckets that are not there."""
        for bucket in Bucket:
            with self._answers(bucket, ""):
                if not self._client.bucket_exists(self.bucket_name(bucket)):
                    self._client.make_bucket(self.bucket_name(bucket))

    def ready(self) -> bool:
        """Tell whether the store answers and has its buckets."""
        try:
            with self._answers(Bucket.PUBLISHED, ""):
                return all(self._client.bucket_exists(self.bucket_name(each)) for each in Bucket)
        except StorageError:
            return False

    # Uploads, by presigned requests: the bytes never pass through us.

    def sign_upload(
        self, key: str, *, expires: timedelta, digest: Digest | None = None
    ) -> SignedRequest:
        """Return a PUT into the quarantine. With `digest` the store refuses other bytes."""
        query: dict[str, str | list[str] | tuple[str]] = {}
        if digest is not None:
            checksum = base64.b64encode(bytes.fromhex(digest)).decode()
            query["x-amz-checksum-sha256"] = checksum
        url = self._signer.get_presigned_url(
            "PUT",
            self.bucket_name(Bucket.QUARANTINE),
            key,
            expires=expires,
            extra_query_params=query or None,
        )
        return SignedRequest(url)

    def start_multipart(self, key: str, *, media_type: str) -> str:
        """Begin a multipart upload into the quarantine; return its upload id."""
        with self._answers(Bucket.QUARANTINE, key):
            return self._client._create_multipart_upload(
                self.bucket_name(Bucket.QUARANTINE), key, {"Content-Type": media_type}
            )

    def sign_part(self, key: str, upload_id: str, number: int, *, expires: timedelta) -> str:
        """Return the URL to PUT one part to."""
        return self._signer.get_presigned_url(
            "PUT",
            self.bucket_name(Bucket.QUARANTINE),
            key,
            expires=expires,
            extra_query_params={"partNumber": str(number), "uploadId": upload_id},
        )

    def parts(self, key: str, upload_id: str) -> tuple[UploadedPart, ...]:
        """Return the parts the store has so far; raise `ObjectMissing` if the upload is gone."""
        return tuple(self._all_parts(key, upload_id))

    def complete_multipart(
        self, key: str, upload_id: str, parts: Sequence[UploadedPart]
    ) -> ObjectFacts:
        """Join the parts; raise `UploadIncomplete` if the store refuses them.

        Completing twice is once: the second call finds the object.
        """
        joined = [Part(part.number, part.etag) for part in parts]
        try:
            with self._answers(Bucket.QUARANTINE, key):
                self._client._complete_multipart_upload(
                    self.bucket_name(Bucket.QUARANTINE), key, upload_id, joined
                )
        except ObjectMissing:
            # Joined already, or never sent: the object itself tells.
            if not self.holds(Bucket.QUARANTINE, key):
                raise UploadIncomplete(key, "the store has no such parts") from None
        except StoreRefused as refusal:
            raise UploadIncomplete(key, refusal.code) from None
        return self.stat(Bucket.QUARANTINE, key)

    def abort_multipart(self, key: str, upload_id: str) -> None:
        """Forget a multipart upload and its parts; twice is once."""
        try:
            with self._answers(Bucket.QUARANTINE, key):
                self._client._abort_multipart_upload(
                    self.bucket_name(Bucket.QUARANTINE), key, upload_id
                )
        except ObjectMissing:
            return

    def abort_stale_uploads(self, *, older_than: timedelta, at: datetime) -> int:
        """Abort multipart uploads begun longer ago than that; return how many."""
        with self._answers(Bucket.QUARANTINE, ""):
            listed = self._client._list_multipart_uploads(self.bucket_name(Bucket.QUARANTINE))
        stale = [
            upload
            for upload in listed.uploads
            if upload.initiated_time and upload.initiated_time.astimezone(UTC) < at - older_than
        ]
        for upload in stale:
            self.abort_multipart(str(upload.object_name), str(upload.upload_id))
        return len(stale)

    # Objects.

    def stat(self, bucket: Bucket, key: str) -> ObjectFacts:
        """Return size and ETag; raise `ObjectMissing`."""
        with self._answers(bucket, key):
            found = self._client.stat_object(self.bucket_name(bucket), key)
        return ObjectFacts(size=int(found.size or 0), etag=str(found.etag))

    def download(self, bucket: Bucket, key: str, path: Path, *, etag: str | None = None) -> Digest:
        """Write the object to `path` and return the digest of what was written.

        Raises `ObjectMissing`, and `ObjectChanged` if its ETag is not `etag`.
        """
        running = hashlib.sha256()
        with path.open("wb") as target:
            for chunk in self.stream(bucket, key, etag=etag):
                running.update(chunk)
                target.write(chunk)
        return Digest(running.hexdigest())

    def stream(self, bucket: Bucket, key: str, *, etag: str | None = None) -> Iterator[bytes]:
        """Yield the object's bytes in chunks; raises as `download` does."""
        headers: dict[str, str | list[str] | tuple[str]] = {}
        if etag is not None:
            headers["If-Match"] = f'"{etag}"'
        with self._answers(bucket, key):
            answer = self._client.get_object(self.bucket_name(bucket), key, request_headers=headers)
            try:
                yield from answer.stream(CHUNK_BYTES)
            finally:
                answer.close()
                answer.release_conn()

    def put_file(self, bucket: Bucket, key: str, path: Path, *, media_type: str) -> ObjectFacts:
        """Write a file of ours; the same key again overwrites with the same bytes."""
        with self._answers(bucket, key):
            written = self._client.fput_object(
                self.bucket_name(bucket), key, str(path), content_type=media_type
            )
        return ObjectFacts(size=path.stat().st_size, etag=str(written.etag))

    def copy_to_published(self, key: str, target: str, *, etag: str, media_type: str) -> None:
        """Copy from quarantine to published; raise `ObjectChanged` or `ObjectMissing`."""
        source = CopySource(self.bucket_name(Bucket.QUARANTINE), key, match_etag=etag)
        self._copy(source, target, media_type)

    def rename_published(self, key: str, target: str, *, media_type: str) -> None:
        """Give a published object another key."""
        self._copy(CopySource(self.bucket_name(Bucket.PUBLISHED), key), target, media_type)
        self.remove(Bucket.PUBLISHED, key)

    def holds(self, bucket: Bucket, key: str) -> bool:
        """Tell whether the object is there."""
        try:
            self.stat(bucket, key)
        except ObjectMissing:
            return False
        return True

    def sign_download(
        self, digest: str, *, filename: str, media_type: str, expires: timedelta
    ) -> str:
        """Return a URL that gives a published object as an attachment named `filename`."""
        disposition = f"attachment; filename*=UTF-8''{quote(filename, safe='')}"
        return self._signer.get_presigned_url(
            "GET",
            self.bucket_name(Bucket.PUBLISHED),
            digest,
            expires=expires,
            response_headers={
                "response-content-disposition": disposition,
                "response-content-type": media_type,
            },
        )

    def remove(self, bucket: Bucket, key: str) -> None:
        """Delete an object; twice is once."""
        with self._answers(bucket, key):
            self._client.remove_object(self.bucket_name(bucket), key)

    def keys(self, bucket: Bucket, prefix: str = "") -> Iterator[str]:
        """Yield the keys in a bucket."""
        with self._answers(bucket, prefix):
            for found in self._client.list_objects(
                self.bucket_name(bucket), prefix=prefix, recursive=True
            ):
                yield str(found.object_name)

    def _copy(self, source: CopySource, key: str, media_type: str) -> None:
        with self._answers(Bucket.QUARANTINE, source.object_name):
            self._client.copy_object(
                self.bucket_name(Bucket.PUBLISHED),
                key,
                source,
                metadata={"Content-Type": media_type},
                metadata_directive=REPLACE,
            )

    def _all_parts(self, key: str, upload_id: str) -> Iterator[UploadedPart]:
        marker: str | None = None
        while True:
            with self._answers(Bucket.QUARANTINE, key):
                page = self._client._list_parts(
                    self.bucket_name(Bucket.QUARANTINE), key, upload_id, part_number_marker=marker
                )
            for part in page.parts:
                yield UploadedPart(int(part.part_number), str(part.etag), int(part.size or 0))
            if not page.is_truncated:
                return
            marker = str(page.next_part_number_marker)

    @contextmanager
    def _answers(self, bucket: Bucket, key: str) -> Iterator[None]:
        """Turn what the SDK raises into what we say."""
        try:
            yield
        except S3Error as fault:
            raise refusal_of(str(fault.code), bucket, key) from None
        except (MinioException, HTTPError, OSError) as fault:
            raise StoreUnavailable(type(fault).__name__) from None


def _client(endpoint: str, access_key: str, secret_key: str, region: str) -> Minio:
    parts = urlsplit(endpoint)
    return Minio(
        parts.netloc,
        access_key=access_key,
        secret_key=secret_key,
        secure=parts.scheme == "https",
        # A named region spares a network call at each signing.
        region=region,
        http_client=urllib3.PoolManager(
            timeout=_TIMEOUT, maxsize=16, retries=urllib3.Retry(total=1, backoff_factor=0.2)
        ),
    )
