"""The tables of the accounts room."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Identity, Index, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, UtcTime, UuidKey


class Department(Base):
    """A department of the city, an affiliated body, or another organisation."""

    __tablename__ = "departments"
    __table_args__ = (CheckConstraint("headcount >= 0", name="headcount_not_negative"),)

    id: Mapped[UuidKey]
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(String(20))
    headcount: Mapped[int | None] = mapped_column(comment="people; null while nobody has said")
    created_at: Mapped[UtcTime]


class HeadcountEntry(Base):
    """One change of a department's headcount. Append-only."""

    __tablename__ = "headcount_entries"

    id: Mapped[UuidKey]
    department_id: Mapped[UUID] = mapped_column(ForeignKey("departments.id"), index=True)
    headcount: Mapped[int]
    by_id: Mapped[UUID | None] = mapped_column(comment="null: from the command line")
    at: Mapped[UtcTime]


class Account(Base):
    """Someone who signs in. Closing erases who it was and keeps the id."""

    __tablename__ = "accounts"
    __table_args__ = (
        CheckConstraint(
            "closed_at IS NULL OR (email IS NULL AND name IS NULL AND hr_id IS NULL "
            "AND password_hash IS NULL)",
            name="closed_is_erased",
        ),
        CheckConstraint(
            "closed_at IS NOT NULL OR (email IS NOT NULL AND name IS NOT NULL "
            "AND password_hash IS NOT NULL)",
            name="open_is_whole",
        ),
    )

    id: Mapped[UuidKey]
    email: Mapped[str | None] = mapped_column(String(254), unique=True, comment="lower case")
    name: Mapped[str | None] = mapped_column(String(100))
    hr_id: Mapped[str | None] = mapped_column(String(40), unique=True, comment="upper case")
    password_hash: Mapped[str | None]
    department_id: Mapped[UUID | None] = mapped_column(ForeignKey("departments.id"), index=True)
    session_version: Mapped[int] = mapped_column(
        default=1, comment="sessions made under an earlier number are over"
    )
    wants_mail: Mapped[bool] = mapped_column(default=True, comment="notices by e-mail as well")
    created_at: Mapped[UtcTime]
    reset_asked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    closed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class RoleGrant(Base):
    """A role an account holds now; who gave it, and when, is in the history."""

    __tablename__ = "role_grants"
    __table_args__ = (Index("ix_role_grants_role", "role"),)

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20), primary_key=True)


class AccessToken(Base):
    """A bearer token. The token itself is shown once and kept nowhere."""

    __tablename__ = "access_tokens"
    __table_args__ = (
        Index("ix_access_tokens_expires_at", "expires_at", postgresql_where="revoked_at IS NULL"),
    )

    id: Mapped[UuidKey]
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    hash: Mapped[str] = mapped_column(String(64), unique=True, comment="SHA-256 of the token")
    created_at: Mapped[UtcTime]
    last_used_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    expires_at: Mapped[datetime | None] = mapped_column(
        DateTime(timezone=True), comment="null: one issued before tokens expired"
    )
    expiry_told_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class PasswordReset(Base):
    """A code that lets its bearer choose a new password, once and not for long."""

    __tablename__ = "password_resets"

    id: Mapped[UuidKey]
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True, comment="SHA-256 of the code")
    expires_at: Mapped[UtcTime]
    used_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class SignInFailure(Base):
    """A sign-in that failed lately. What was typed is kept as a hash only."""

    __tablename__ = "sign_in_failures"
    __table_args__ = (
        Index("ix_sign_in_failures_email_key_at", "email_key", "at"),
        Index("ix_sign_in_failures_address_key_at", "address_key", "at"),
        Index("ix_sign_in_failures_at", "at"),
    )

    id: Mapped[UuidKey]
    email_key: Mapped[str] = mapped_column(String(64))
    address_key: Mapped[str] = mapped_column(String(64))
    at: Mapped[UtcTime]


class AccountEntry(Base):
    """One event in the life of an account. Append-only, and so free of names and addresses."""

    __tablename__ = "account_entries"

    id: Mapped[UuidKey]
    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), comment="the order")
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    by_id: Mapped[UUID | None] = mapped_column(comment="null: from the command line, or nobody")
    details: Mapped[dict[str, Any]] = mapped_column(JSONB, comment="roles, ids, reasons")
    at: Mapped[UtcTime]
