"""Departments, accounts, roles, tokens."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations.append_only import refuse_changes

revision = "0002_accounts"
down_revision = "0001_storage"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)

CLOSED_IS_ERASED = "closed_at IS NULL OR (email IS NULL AND name IS NULL AND hr_id IS NULL AND password_hash IS NULL)"
OPEN_IS_WHOLE = "closed_at IS NOT NULL OR (email IS NOT NULL AND name IS NOT NULL AND password_hash IS NOT NULL)"


def upgrade() -> None:
    _departments()
    _accounts()
    _credentials()
    _history()


def downgrade() -> None:
    for table in (
        "account_entries",
        "sign_in_failures",
        "password_resets",
        "access_tokens",
        "role_grants",
        "accounts",
        "headcount_entries",
        "departments",
    ):
        op.drop_table(table)


def _departments() -> None:
    op.create_table(
        "departments",
        sa.Column("id", sa.UUID, primary_key=True),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("headcount", sa.Integer, comment="people; null while nobody has said"),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.UniqueConstraint("code", name="uq_departments_code"),
        sa.CheckConstraint("headcount >= 0", name="headcount_not_negative"),
    )
    op.create_table(
        "headcount_entries",
        sa.Column("id", sa.UUID, primary_key=True),
        sa.Column("department_id", sa.UUID, nullable=False),
        sa.Column("headcount", sa.Integer, nullable=False),
        sa.Column("by_id", sa.UUID, comment="null: from the command line"),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["departments.id"],
            name="fk_headcount_entries_department_id_departments",
        ),
    )
    op.create_index("ix_headcount_entries_department_id", "headcount_entries", ["department_id"])
    refuse_changes("headcount_entries")


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.UUID, primary_key=True),
        sa.Column("email", sa.String(254), comment="lower case"),
        sa.Column("name", sa.String(100)),
        sa.Column("hr_id", sa.String(40), comment="upper case"),
        sa.Column("password_hash", sa.String),
        sa.Column("department_id", sa.UUID),
        sa.Column(
            "session_version",
            sa.Integer,
            nullable=False,
            comment="sessions made under an earlier number are over",
        ),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("reset_asked_at", MOMENT),
        sa.Column("closed_at", MOMENT),
        sa.UniqueConstraint("email", name="uq_accounts_email"),
        sa.UniqueConstraint("hr_id", name="uq_accounts_hr_id"),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name="fk_accounts_department_id_departments"
        ),
        sa.CheckConstraint(CLOSED_IS_ERASED, name="closed_is_erased"),
        sa.CheckConstraint(OPEN_IS_WHOLE, name="open_is_whole"),
    )
    op.create_index("ix_accounts_department_id", "accounts", ["department_id"])
    op.create_table(
        "role_grants",
        sa.Column("account_id", sa.UUID, primary_key=True),
        sa.Column("role", sa.String(20), primary_key=True),
        _account("role_grants"),
    )
    op.create_index("ix_role_grants_role", "role_grants", ["role"])


def _credentials() -> None:
    op.create_table(
        "access_tokens",
        sa.Column("id", sa.UUID, primary_key=True),
        sa.Column("account_id", sa.UUID, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False, comment="SHA-256 of the token"),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_used_at", MOMENT),
        sa.Column("revoked_at", MOMENT),
        sa.UniqueConstraint("hash", name="uq_access_tokens_hash"),
        _account("access_tokens"),
    )
    op.create_index("ix_access_tokens_account_id", "access_tokens", ["account_id"])
    op.create_table(
        "password_resets",
        sa.Column("id", sa.UUID, primary_key=True),
        sa.Column("account_id", sa.UUID, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False, comment="SHA-256 of the code"),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.UniqueConstraint("hash", name="uq_password_resets_hash"),
        _account("password_resets"),
    )
    op.create_index("ix_password_resets_account_id", "password_resets", ["account_id"])


def _history() -> None:
    op.create_table(
        "sign_in_failures",
        sa.Column("id", sa.UUID, primary_key=True),
        sa.Column("email_key", sa.String(64), nullable=False),
        sa.Column("address_key", sa.String(64), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    for columns in (["email_key", "at"], ["address_key", "at"], ["at"]):
        op.create_index(f"ix_sign_in_failures_{'_'.join(columns)}", "sign_in_failures", columns)
    op.create_table(
        "account_entries",
        sa.Column("id", sa.UUID, primary_key=True),
        sa.Column(
            "number", sa.BigInteger, sa.Identity(always=True), nullable=False, comment="the order"
        ),
        sa.Column("account_id", sa.UUID, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("by_id", sa.UUID, comment="null: from the command line, or nobody"),
        sa.Column("details", JSONB, nullable=False, comment="roles, ids, reasons"),
        sa.Column("at", MOMENT, nullable=False),
        _account("account_entries"),
    )
    op.create_index("ix_account_entries_account_id", "account_entries", ["account_id"])
    refuse_changes("account_entries")


def _account(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["account_id"], ["accounts.id"], name=f"fk_{table}_account_id_accounts"
    )
