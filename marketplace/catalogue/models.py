"""The tables of the catalogue: a dataset, its versions, their files, and how much it is used.

A dataset's row repeats what its latest version says, so that a search reads one narrow table: its
long columns are kept out of line (see the migration). The service writes both; nobody else does.
Ids of accounts, departments and submissions are plain values: the catalogue does not know those
rooms.
"""

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, Json, UtcTime, UuidKey
from storage.stored import StoredObject

JsonList = list[dict[str, Any]]
OFFERED = text("latest_number IS NOT NULL")


class Form(StrEnum):
    """In which form a file is given out."""

    ORIGINAL = "original"
    TABLE = "table"
    REFINED = "refined"


class Dataset(Base):
    """A dataset and what its latest version says of itself.

    `latest_number` is None once every version has been withdrawn: the dataset keeps its page and
    leaves the search.
    """

    __tablename__ = "datasets"
    __table_args__ = (
        Index(
            "ix_datasets_grams",
            "grams",
            postgresql_using="gin",
            # The cost of an entry is paid by who publishes, evenly, and never by who searches.
            postgresql_with={"fastupdate": "off"},
        ),
        Index("ix_datasets_newest", text("published_at DESC"), "id", postgresql_where=OFFERED),
        Index("ix_datasets_title", "title_ko", "id", postgresql_where=OFFERED),
        Index(
            "ix_datasets_generation",
            text("generation DESC"),
            text("published_at DESC"),
            "id",
            postgresql_where=OFFERED,
        ),
        Index("ix_datasets_owner_id", "owner_id"),
    )

    id: Mapped[UuidKey]
    owner_id: Mapped[uuid.UUID] = mapped_column(comment="account; a plain value")
    department_id: Mapped[uuid.UUID | None] = mapped_column(comment="the owner's, a plain value")
    latest_number: Mapped[int | None] = mapped_column(Integer, comment="highest not withdrawn")
    first_published_at: Mapped[UtcTime]
    published_at: Mapped[UtcTime] = mapped_column(comment="of the latest version")
    withdrawn_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    adopted_by: Mapped[uuid.UUID | None] = mapped_column(comment="department that keeps it")
    refresh_cycle: Mapped[str | None] = mapped_column(comment="in which that department does")
    is_curated: Mapped[bool] = mapped_column(
        default=False, server_default=text("false"), comment="bears the city's mark"
    )
    title_ko: Mapped[str]
    title_en: Mapped[str | None]
    kind: Mapped[str]
    category: Mapped[str]
    generation: Mapped[int] = mapped_column(SmallInteger)
    assurance: Mapped[str]
    licence: Mapped[str]
    access: Mapped[str]
    update_cycle: Mapped[str | None]
    formats: Mapped[list[str]] = mapped_column(ARRAY(String), comment="of the files, sorted")
    keywords: Mapped[list[str]] = mapped_column(ARRAY(String))
    period_from: Mapped[date | None]
    period_to: Mapped[date | None]
    summary: Mapped[str] = mapped_column(Text, comment="how the description begins")
    head_text: Mapped[str] = mapped_column(Text, comment="words of titles, a bar, of keywords")
    body_text: Mapped[str] = mapped_column(Text, comment="words of columns and description")
    grams: Mapped[list[str]] = mapped_column(ARRAY(Text), comment="of head_text and body_text")


class DatasetUse(Base):
    """How often a dataset was taken, apart from its row: counting must not touch the search."""

    __tablename__ = "dataset_uses"
    __table_args__ = (
        Index("ix_dataset_uses_most", text("people DESC"), text("downloads DESC"), "dataset_id"),
    )

    dataset_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("datasets.id"), primary_key=True)
    downloads: Mapped[int] = mapped_column(BigInteger, default=0, comment="raw")
    people: Mapped[int] = mapped_column(Integer, default=0, comment="signed in, once a version")


class Version(Base):
    """One version of a dataset, as it was accepted.

    Written later are its withdrawal, the licence it is offered under, and where it stands in its
    lineage; each change follows from a row that stays (`corrections`, `derivation_changes`).
    """

    __tablename__ = "versions"
    __table_args__ = (
        UniqueConstraint("dataset_id", "number"),
        UniqueConstraint("submission_id"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("generation >= 0", name="generation"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_reason IS NULL)", name="withdrawn"),
    )

    id: Mapped[UuidKey]
    dataset_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("datasets.id"))
    number: Mapped[int]
    submission_id: Mapped[uuid.UUID] = mapped_column(comment="publishing it twice is refused")
    maker_id: Mapped[uuid.UUID] = mapped_column(comment="account of the submitter")
    department_id: Mapped[uuid.UUID | None]
    publisher: Mapped[str | None] = mapped_column(comment="department or organisation, by name")
    published_at: Mapped[UtcTime]
    title: Mapped[Json]
    description: Mapped[Json]
    kind: Mapped[str]
    category: Mapped[str]
    keywords: Mapped[list[str]] = mapped_column(ARRAY(String))
    licence: Mapped[str]
    access: Mapped[str]
    update_cycle: Mapped[str | None]
    period_from: Mapped[date | None]
    period_to: Mapped[date | None]
    columns: Mapped[JsonList] = mapped_column(JSONB, comment="as declared or inferred")
    method: Mapped[str | None]
    deviations: Mapped[str | None]
    licence_reason: Mapped[str | None] = mapped_column(comment="why commercial use is barred")
    terms: Mapped[dict[str, Any] | None] = mapped_column(
        JSONB(none_as_null=True), comment="of the contract it was bought under"
    )
    sources: Mapped[JsonList] = mapped_column(JSONB, comment="as declared")
    generation: Mapped[int] = mapped_column(SmallInteger)
    assurance: Mapped[str]
    report_digest: Mapped[str] = mapped_column(String(64))
    previews: Mapped[JsonList] = mapped_column(JSONB, comment="first rows, masked")
    withdrawn_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    withdrawn_reason: Mapped[str | None]


class Distribution(Base):
    """One file of a version in one form. A table of a workbook has its sheet's name."""

    __tablename__ = "distributions"
    __table_args__ = (
        UniqueConstraint("version_id", "name", "form", "sheet", postgresql_nulls_not_distinct=True),
    )

    id: Mapped[UuidKey]
    version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("versions.id"))
    position: Mapped[int] = mapped_column(SmallInteger, comment="in the order of the submission")
    name: Mapped[str] = mapped_column(comment="of the original, whatever the form")
    form: Mapped[str]
    sheet: Mapped[str | None]
    media_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger, comment="bytes")
    rows: Mapped[int | None] = mapped_column(BigInteger, comment="of data, where it is a table")
    digest: Mapped[str] = mapped_column(ForeignKey(StoredObject.digest))
    made_by: Mapped[dict[str, Any] | None] = mapped_column(
        JSONB(none_as_null=True), comment="of a refined one: steps and their log"
    )
