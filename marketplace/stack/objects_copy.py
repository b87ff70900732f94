"""The objects of a store, out to a backup and back, with the ETags that the database knows."""

import hashlib
import tarfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import urllib3

from marketplace.stack.errors import PartFailed
from storage.digests import digest_of_file
from storage.errors import ObjectMissing
from storage.objects import OCTET_STREAM, ObjectStore
from storage.transfers import Bucket, UploadedPart


def copy_out(store: ObjectStore, archive: tarfile.TarFile, scratch: Path) -> list[dict[str, str]]:
    """Add every object to the archive; return what is needed to put each back."""
    copied: list[dict[str, str]] = []
    passing = scratch / "object"
    for bucket in Bucket:
        for key in store.keys(bucket):
            try:
                etag = store.stat(bucket, key).etag
                digest = store.download(bucket, key, passing)
            except ObjectMissing:
                # Purged since it was listed; the database has no more use for it.
                continue
            # Keys are the store's business: in the archive an object is named by number.
            name = f"objects/{len(copied)}"
            archive.add(passing, name)
            copied.append(
                {"bucket": str(bucket), "key": key, "etag": etag, "sha256": digest, "name": name}
            )
    return copied


def copy_in(
    store: ObjectStore, objects: Sequence[dict[str, str]], unpacked: Path, *, part_bytes: int
) -> None:
    """Put every object back; raise `PartFailed` if the archive's bytes are not what they were."""
    for each in objects:
        path = unpacked / each["name"]
        if digest_of_file(path) != each["sha256"]:
            raise PartFailed("restore", f"{each['name']} is damaged")
        bucket = Bucket(each["bucket"])
        # An ETag made of parts returns only from the same parts. Published objects are bound by
        # digest, quarantined ones by ETag.
        if bucket is Bucket.QUARANTINE and "-" in each["etag"]:
            _put_in_parts(store, each["key"], path, part_bytes)
        else:
            store.put_file(bucket, each["key"], path, media_type=OCTET_STREAM)


def _put_in_parts(store: ObjectStore, key: str, path: Path, part_bytes: int) -> None:
    upload = store.start_multipart(key, media_type=OCTET_STREAM)
    parts: list[UploadedPart] = []
    client = urllib3.PoolManager()
    with path.open("rb") as content:
        while chunk := content.read(part_bytes):
            number = len(parts) + 1
            url = store.sign_part(key, upload, number, expires=timedelta(hours=1))
            answer = client.request("PUT", url, body=chunk)
            if answer.status != 200:
                raise PartFailed("restore", f"the store answered {answer.status} to a part")
            etag = hashlib.md5(chunk, usedforsecurity=False).hexdigest()
            parts.append(UploadedPart(number, etag))
    store.complete_multipart(key, upload, parts)
