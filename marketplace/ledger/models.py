"""The tables of the ledger. All three are append-only: the database refuses any change."""

from datetime import date
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Identity,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, Json, UtcTime, UuidKey


class RuleVersion(Base):
    """Recognition rules as they were published."""

    __tablename__ = "rule_versions"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    valid_from: Mapped[date] = mapped_column(comment="day in Asia/Seoul")
    body: Mapped[Json]
    published_at: Mapped[UtcTime]


class Event(Base):
    """Something that was done with the marketplace, kept raw, whether it counts or not."""

    __tablename__ = "events"
    __table_args__ = (
        UniqueConstraint("number"),
        UniqueConstraint("cause"),
        CheckConstraint(
            "kind = 'menu' OR (dataset_id IS NOT NULL AND version_id IS NOT NULL "
            "AND version_number IS NOT NULL)",
            name="names_version",
        ),
        Index("ix_events_actor_version", "actor_id", "version_id"),
        Index("ix_events_dataset_kind", "dataset_id", "kind"),
        Index("ix_events_content", "content", postgresql_where="content IS NOT NULL"),
    )

    id: Mapped[UuidKey]
    number: Mapped[int] = mapped_column(
        BigInteger, Identity(always=True), comment="the order in which events were recorded"
    )
    kind: Mapped[str]
    at: Mapped[UtcTime]
    actor_id: Mapped[UUID | None] = mapped_column(comment="null: not signed in")
    department_id: Mapped[UUID | None] = mapped_column(comment="of the actor, at the time")
    official: Mapped[bool] = mapped_column(comment="the actor counts for the department")
    dataset_id: Mapped[UUID | None]
    version_id: Mapped[UUID | None]
    version_number: Mapped[int | None]
    owner_id: Mapped[UUID | None] = mapped_column(comment="of the dataset, at the time")
    owner_department_id: Mapped[UUID | None]
    menu: Mapped[str | None]
    submission_id: Mapped[UUID | None]
    submission_kind: Mapped[str | None]
    content: Mapped[str | None] = mapped_column(String(64), comment="digest of what was uploaded")
    imported: Mapped[bool]
    cause: Mapped[str | None] = mapped_column(comment="what may happen only once")
    facts: Mapped[Json] = mapped_column(comment="what else is known; never personal data")


class Posting(Base):
    """The points of one event: the raw amount, how much of it is recognised, and why."""

    __tablename__ = "postings"
    __table_args__ = (
        UniqueConstraint("event_id"),
        UniqueConstraint("counter_of"),
        CheckConstraint("recognised = 0 OR recognised = amount", name="whole_or_nothing"),
        Index("ix_postings_account_day", "account_id", "day"),
        Index("ix_postings_department_day", "department_id", "day"),
    )

    id: Mapped[UuidKey]
    event_id: Mapped[UUID] = mapped_column(
        ForeignKey("events.id"), comment="an event posts once at most"
    )
    account_id: Mapped[UUID]
    department_id: Mapped[UUID | None] = mapped_column(comment="the department it counts for")
    day: Mapped[date] = mapped_column(comment="in Asia/Seoul")
    amount: Mapped[int] = mapped_column(comment="raw")
    recognised: Mapped[int]
    reason: Mapped[str]
    rule_version: Mapped[int] = mapped_column(ForeignKey("rule_versions.number"))
    counter_of: Mapped[UUID | None] = mapped_column(
        ForeignKey("postings.id"), comment="the posting this one takes back"
    )
