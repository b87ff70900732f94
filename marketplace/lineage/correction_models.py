"""The tables of corrections: what owners did to versions, whom it reaches, and the marks it left.

Acts, marks and their clearing are rows that stay as they were written. How far an act has been
carried (`propagations`, `reaches`) is a place in a work that goes on, and is written over.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    SmallInteger,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.lineage.models import Derivation
from storage.database import Base, UtcTime, UuidKey


class Correction(Base):
    """An act of an owner on a version: withdrawn, corrected, relicensed, replaced, or undone."""

    __tablename__ = "corrections"
    __table_args__ = (
        UniqueConstraint("number"),
        UniqueConstraint("undoes_id"),
        CheckConstraint("(act = 'relicense') = (licence IS NOT NULL)", name="licence"),
        CheckConstraint(
            "(act IN ('correct', 'replace')) = (successor_id IS NOT NULL)", name="successor"
        ),
        CheckConstraint("(act = 'undo') = (undoes_id IS NOT NULL)", name="undoes"),
        Index("ix_corrections_version_id", "version_id", "number"),
        Index("ix_corrections_successor_id", "successor_id"),
    )

    id: Mapped[UuidKey]
    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), comment="the order")
    version_id: Mapped[UUID]
    act: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str]
    by_id: Mapped[UUID | None] = mapped_column(comment="null: from before acts were kept")
    at: Mapped[UtcTime]
    holds_from: Mapped[UtcTime] = mapped_column(comment="of a licence; else when it was done")
    licence: Mapped[str | None] = mapped_column(comment="offered from then on")
    licence_before: Mapped[str | None] = mapped_column(comment="offered until then")
    successor_id: Mapped[UUID | None] = mapped_column(comment="version that stands in its place")
    undoes_id: Mapped[UUID | None] = mapped_column(ForeignKey("corrections.id"))


class Propagation(Base):
    """How far an act has been carried: walked to the last descendant, told to the last person."""

    __tablename__ = "propagations"
    __table_args__ = (
        Index("ix_propagations_undone", "due_at", postgresql_where="done_at IS NULL"),
    )

    correction_id: Mapped[UUID] = mapped_column(ForeignKey("corrections.id"), primary_key=True)
    due_at: Mapped[UtcTime]
    begun_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    walked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    told_to: Mapped[UUID | None] = mapped_column(comment="the last account told, by their order")
    told_at: Mapped[datetime | None] = mapped_column(
        DateTime(timezone=True), comment="since when nobody is left to be told"
    )
    done_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class Reach(Base):
    """A version that an act reaches, by the fewest steps; `is_walked` once what follows is here."""

    __tablename__ = "reaches"
    __table_args__ = (
        Index(
            "ix_reaches_unwalked",
            "correction_id",
            "depth",
            "version_id",
            postgresql_where="NOT is_walked",
        ),
    )

    correction_id: Mapped[UUID] = mapped_column(ForeignKey("corrections.id"), primary_key=True)
    version_id: Mapped[UUID] = mapped_column(primary_key=True)
    depth: Mapped[int] = mapped_column(SmallInteger, comment="0: the version itself")
    is_walked: Mapped[bool]


class Mark(Base):
    """What an act upstream left on a version. It stands until a row in `mark_clearings` ends it."""

    __tablename__ = "marks"
    __table_args__ = (UniqueConstraint("version_id", "correction_id"),)

    id: Mapped[UuidKey]
    version_id: Mapped[UUID]
    correction_id: Mapped[UUID] = mapped_column(ForeignKey("corrections.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    depth: Mapped[int] = mapped_column(SmallInteger, comment="steps to the version acted on")
    at: Mapped[UtcTime]


class MarkClearing(Base):
    """What ended a mark: a new version, an act undone, or a licence that goes together again.

    A mark may be ended again: what a new version ended stands anew while that is withdrawn.
    """

    __tablename__ = "mark_clearings"
    __table_args__ = (
        UniqueConstraint(
            "mark_id",
            "cleared_by",
            "new_version_id",
            "correction_id",
            postgresql_nulls_not_distinct=True,
            name="uq_mark_clearings_ends",
        ),
    )

    id: Mapped[UuidKey]
    mark_id: Mapped[UUID] = mapped_column(ForeignKey("marks.id"))
    cleared_by: Mapped[str] = mapped_column(String(20))
    new_version_id: Mapped[UUID | None] = mapped_column(comment="that bears it no longer")
    correction_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("corrections.id"), comment="the act that ended it"
    )
    at: Mapped[UtcTime]


class Restanding(Base):
    """A version whose generation and assurance are to be worked out anew: a source's changed."""

    __tablename__ = "restandings"
    __table_args__ = (UniqueConstraint("number"),)

    version_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), comment="the order")
    asked_at: Mapped[UtcTime]


class DerivationChange(Base):
    """How much of a step is shown from then on, where it is not what was recorded at first."""

    __tablename__ = "derivation_changes"
    __table_args__ = (
        UniqueConstraint("number"),
        UniqueConstraint("cause"),
        Index("ix_derivation_changes_derivation_id", "derivation_id", "number"),
    )

    id: Mapped[UuidKey]
    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), comment="the order")
    derivation_id: Mapped[UUID] = mapped_column(ForeignKey(Derivation.id))
    assurance: Mapped[str] = mapped_column(comment="of this step alone, from then on")
    cause: Mapped[str] = mapped_column(comment="one change for each")
    at: Mapped[UtcTime]
