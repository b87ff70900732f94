"""Stored objects: what the published bucket holds, each named by its digest."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import BigInteger, String
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.database import Base, UtcTime
from storage.digests import Digest, digest_of_chunks
from storage.errors import ObjectChanged
from storage.objects import ObjectStore
from storage.transfers import Bucket

ARRIVING = "arriving/"
"""What a call that was killed leaves under this prefix is nobody's."""


class StoredObject(Base):
    """Bytes that are in the published bucket under their digest, once however often they came."""

    __tablename__ = "stored_objects"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger, comment="bytes")
    media_type: Mapped[str]
    created_at: Mapped[UtcTime]


def record(session: Session, digest: Digest, *, size: int, media_type: str, at: datetime) -> None:
    """Note that the published bucket holds these bytes; twice is once."""
    row = {"digest": digest, "size": size, "media_type": media_type, "created_at": at}
    session.execute(insert(StoredObject).values(row).on_conflict_do_nothing())


def publish(store: ObjectStore, key: str, *, etag: str, digest: Digest, media_type: str) -> None:
    """Copy a quarantined object to the published bucket under its digest; twice is once.

    Raises `ObjectChanged` if the object is no longer the one with `etag`, or if what arrived has
    another SHA-256: ETags are MD5, and two files with one MD5 can be made.
    """
    if store.holds(Bucket.PUBLISHED, digest):
        return
    # Read back under a passing key first: nothing unproven ever stands under a digest.
    # The key is this call's own: two may publish the same bytes at once.
    passing = f"{ARRIVING}{uuid4()}"
    store.copy_to_published(key, passing, etag=etag, media_type=media_type)
    if digest_of_chunks(store.stream(Bucket.PUBLISHED, passing)) != digest:
        store.remove(Bucket.PUBLISHED, passing)
        raise ObjectChanged(Bucket.QUARANTINE, key)
    store.rename_published(passing, digest, media_type=media_type)
