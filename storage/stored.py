"""Stored objects: what the published bucket holds, each named by its digest."""

from datetime import datetime

from sqlalchemy import BigInteger, String
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.database import Base, UtcTime
from storage.digests import Digest


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
