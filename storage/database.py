"""The database base: metadata, column kinds, the engine and the one way to a transaction.

When to use: a door (request, command, short job) opens `transaction` once; everything below it
takes the session and never commits.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, Any

from sqlalchemy import DateTime, Engine, MetaData, create_engine
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column, sessionmaker

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

UuidKey = Annotated[
    uuid.UUID, mapped_column(PG_UUID(as_uuid=True), primary_key=True, default=uuid.uuid4)
]
"""A primary key made by the application."""

UtcTime = Annotated[datetime, mapped_column(DateTime(timezone=True))]
"""A moment, aware; written and read in UTC."""

Json = Annotated[dict[str, Any], mapped_column(JSONB)]
"""A JSON object kept as it came."""


class Base(DeclarativeBase):
    """The declarative base of every table of the house."""

    metadata = MetaData(naming_convention=NAMING)


def make_engine(url: str, *, pool_size: int = 10) -> Engine:
    """Return an engine whose connections speak UTC and are tested before use.

    A restarted database costs one retry, not an error: stale connections are thrown away.
    """
    return create_engine(
        url,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_pre_ping=True,
        connect_args={"options": "-c timezone=UTC", "connect_timeout": 5},
    )


def make_session_factory(engine: Engine) -> sessionmaker[Session]:
    """Return the factory every door makes its session with."""
    return sessionmaker(engine, expire_on_commit=False)


@contextmanager
def transaction(make_session: sessionmaker[Session]) -> Iterator[Session]:
    """Commit when the block returns, roll back when it raises."""
    with make_session() as session, session.begin():
        yield session
