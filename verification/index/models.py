"""The tables of the index. What is in it can be made again at any time from what is published."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    DateTime,
    Float,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, UtcTime


class SketchTurn(Base):
    """Whether a published version was sketched, and how often that was tried."""

    __tablename__ = "sketch_turns"
    __table_args__ = (
        Index("ix_sketch_turns_waiting", "asked_at", postgresql_where="sketched_at IS NULL"),
    )

    version_id: Mapped[UUID] = mapped_column(primary_key=True)
    asked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    tries: Mapped[int] = mapped_column(SmallInteger, default=0)
    sketched_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class SketchedDataset(Base):
    """A dataset by a number: values are many, and ids are long."""

    __tablename__ = "sketched_datasets"

    number: Mapped[int] = mapped_column(Integer, Identity(), primary_key=True)
    dataset_id: Mapped[UUID] = mapped_column(unique=True)


class SketchedTable(Base):
    """The sketch of a published table. That of a withdrawn version is never found."""

    __tablename__ = "sketched_tables"
    __table_args__ = (
        UniqueConstraint(
            "version_id", "file", "sheet", "digest", postgresql_nulls_not_distinct=True
        ),
        Index("ix_sketched_tables_dataset", "dataset", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, Identity(), primary_key=True)
    dataset: Mapped[int] = mapped_column(ForeignKey(SketchedDataset.number))
    version_id: Mapped[UUID]
    published_at: Mapped[UtcTime]
    withdrawn: Mapped[bool] = mapped_column(default=False)
    file: Mapped[str]
    sheet: Mapped[str | None]
    digest: Mapped[str] = mapped_column(
        String(64), comment="of the Parquet copy, or of a refined CSV"
    )
    rows: Mapped[int] = mapped_column(BigInteger)
    shingled: Mapped[int] = mapped_column(BigInteger, comment="different shingles of its rows")
    shingles: Mapped[bytes] = mapped_column(LargeBinary, comment="least hashes, 8 bytes each")


class SketchedColumn(Base):
    """The sketch of a column of a published table."""

    __tablename__ = "sketched_columns"

    table_id: Mapped[int] = mapped_column(ForeignKey(SketchedTable.id), primary_key=True)
    place: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(String(20))
    distinct: Mapped[int] = mapped_column(BigInteger)
    least: Mapped[float | None] = mapped_column(Float)
    greatest: Mapped[float | None] = mapped_column(Float)
    decimals: Mapped[int] = mapped_column(SmallInteger)
    sample: Mapped[bytes] = mapped_column(LargeBinary, comment="least hashes, 8 bytes each")


class SketchedValue(Base):
    """That a dataset holds a value, or a shingle: the low half of a hash is enough to find by."""

    __tablename__ = "sketched_values"

    value: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    dataset: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
