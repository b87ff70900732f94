"""Fixes of cells somebody proposes, and two departments' tables that are held together."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from migrations.append_only import refuse_changes

revision = "0019_fixes"
down_revision = "0018_rights"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _fixes()
    _cross_verifications()
    _adoptions()


def _fixes() -> None:
    op.create_table(
        "fixes",
        sa.Column("id", sa.UUID, nullable=False),
        sa.Column("dataset_id", sa.UUID, nullable=False),
        sa.Column("version_number", sa.Integer, nullable=False),
        sa.Column("file", sa.String, nullable=False),
        sa.Column("sheet", sa.String),
        sa.Column("keys", ARRAY(sa.String), nullable=False, comment="columns that name a row"),
        sa.Column(
            "cells",
            JSONB,
            nullable=False,
            comment="key, column, now, proposed, reason: as they were checked",
        ),
        sa.Column("proposer_id", sa.UUID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(16), comment="accepted, refused or withdrawn; null: open"),
        sa.Column(
            "accepted",
            ARRAY(sa.Integer),
            nullable=False,
            comment="places of the cells that were accepted, from 0",
        ),
        sa.Column("reason", sa.String, comment="of the answer; masked"),
        sa.Column("answered_by", sa.UUID),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.Column("submission_id", sa.UUID, comment="the draft of the next version"),
        sa.Column("based_on", sa.Integer, comment="the version whose file is changed"),
        sa.Column("making", sa.String(16), comment="of the draft's file: asked, made or failed"),
        sa.Column(
            "told", JSONB, nullable=False, comment="how the file was made, or why it was not"
        ),
        sa.Column("lease_until", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_fixes"),
    )
    op.create_index("ix_fixes_dataset_id_at", "fixes", ["dataset_id", "at"])
    op.create_index("ix_fixes_proposer_id_at", "fixes", ["proposer_id", "at"])
    op.create_index("ix_fixes_submission_id", "fixes", ["submission_id"], unique=True)
    op.create_index(
        "ix_fixes_unmade",
        "fixes",
        ["answered_at"],
        postgresql_where=sa.text("making = 'asked'"),
    )


def _cross_verifications() -> None:
    op.create_table(
        "cross_verifications",
        sa.Column("id", sa.UUID, nullable=False),
        sa.Column("asked_by", sa.UUID, nullable=False),
        sa.Column("department_id", sa.UUID, nullable=False, comment="that asks"),
        sa.Column("other_department_id", sa.UUID, nullable=False, comment="that is asked"),
        *_side(""),
        *_side("other_"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True)),
        sa.Column(
            "verdict",
            sa.String(16),
            comment="agrees, differs or undecidable; null: being compared",
        ),
        sa.Column("evidence", JSONB, comment="figures and first differing cells, masked"),
        sa.Column("compared_at", sa.DateTime(timezone=True)),
        sa.Column("answer", sa.String(16), comment="confirmed or commented"),
        sa.Column("comment", sa.String, comment="masked"),
        sa.Column("answered_by", sa.UUID),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_cross_verifications"),
        sa.UniqueConstraint(
            "version_id",
            "file",
            "sheet",
            "other_version_id",
            "other_file",
            "other_sheet",
            name="uq_cross_verifications_tables",
            postgresql_nulls_not_distinct=True,
        ),
    )
    for side in ("", "other_"):
        op.create_index(
            f"ix_cross_verifications_{side}dataset_id",
            "cross_verifications",
            [f"{side}dataset_id", "at"],
        )
    op.create_index(
        "ix_cross_verifications_waiting",
        "cross_verifications",
        ["at"],
        postgresql_where=sa.text("verdict IS NULL"),
    )


def _side(of: str) -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column(f"{of}dataset_id", sa.UUID, nullable=False),
        sa.Column(f"{of}version_id", sa.UUID, nullable=False),
        sa.Column(f"{of}version_number", sa.Integer, nullable=False),
        sa.Column(f"{of}file", sa.String, nullable=False),
        sa.Column(f"{of}sheet", sa.String),
    )


def _adoptions() -> None:
    op.create_table(
        "adoption_entries",
        sa.Column("id", sa.UUID, nullable=False),
        sa.Column("position", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("dataset_id", sa.UUID, nullable=False),
        sa.Column("version_number", sa.Integer, nullable=False, comment="that was shown then"),
        sa.Column("event", sa.String(24), nullable=False),
        sa.Column("department_id", sa.UUID, comment="that adopted it"),
        sa.Column(
            "facts", JSONB, nullable=False, comment="cycle, criteria with notes, or a policy case"
        ),
        sa.Column(
            "reason", sa.String, nullable=False, comment="masked; '' where none is asked for"
        ),
        sa.Column("actor_id", sa.UUID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_adoption_entries"),
        sa.UniqueConstraint("position", name="uq_adoption_entries_position"),
    )
    for column in ("dataset_id", "department_id"):
        op.create_index(f"ix_adoption_entries_{column}", "adoption_entries", [column, "position"])
    refuse_changes("adoption_entries")
    op.add_column("datasets", sa.Column("adopted_by", sa.UUID, comment="department that keeps it"))
    op.add_column(
        "datasets",
        sa.Column("refresh_cycle", sa.String, comment="in which that department does"),
    )
    op.add_column(
        "datasets",
        sa.Column(
            "is_curated",
            sa.Boolean,
            nullable=False,
            server_default=sa.text("false"),
            comment="bears the city's mark",
        ),
    )


def downgrade() -> None:
    op.drop_column("datasets", "is_curated")
    op.drop_column("datasets", "refresh_cycle")
    op.drop_column("datasets", "adopted_by")
    op.drop_table("adoption_entries")
    op.drop_table("cross_verifications")
    op.drop_table("fixes")
