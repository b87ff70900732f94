"""Derivations, receipts, disputes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations.append_only import refuse_changes

revision = "0005_lineage"
down_revision = "0004_catalogue"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "derivations",
        sa.Column("id", sa.UUID, nullable=False),
        sa.Column("version_id", sa.UUID, nullable=False),
        sa.Column("position", sa.Integer, nullable=False, comment="place in the manifest, from 1"),
        sa.Column("source_version_id", sa.UUID),
        sa.Column("external", JSONB, comment="title, url, publisher, licence"),
        sa.Column("how", sa.String, nullable=False),
        sa.Column("group_name", sa.String),
        sa.Column("alias", sa.String),
        sa.Column("note", sa.String),
        sa.Column("assurance", sa.String, nullable=False, comment="of this step alone"),
        sa.Column("licence_then", sa.String, nullable=False, comment="of the source"),
        sa.Column("generation_then", sa.Integer, nullable=False, comment="of the source"),
        sa.Column("assurance_then", sa.String, nullable=False, comment="of the source"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_derivations"),
        sa.UniqueConstraint("version_id", "position", name="uq_derivations_version_id_position"),
        sa.CheckConstraint(
            "(source_version_id IS NULL) <> (external IS NULL)",
            name=op.f("ck_derivations_held_or_external"),
        ),
        sa.CheckConstraint(
            "source_version_id <> version_id", name=op.f("ck_derivations_not_itself")
        ),
    )
    op.create_index(
        "ix_derivations_source_version_id", "derivations", ["source_version_id", "version_id"]
    )
    refuse_changes("derivations")
    op.create_table(
        "receipts",
        sa.Column("account_id", sa.UUID, nullable=False),
        sa.Column("version_id", sa.UUID, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False, comment="of the file that was fetched"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "version_id", name="pk_receipts"),
    )
    op.create_index("ix_receipts_version_id", "receipts", ["version_id"])
    op.create_table(
        "disputes",
        sa.Column("id", sa.UUID, nullable=False),
        sa.Column("derivation_id", sa.UUID, nullable=False),
        sa.Column("raised_by", sa.UUID, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String, comment="upheld or dismissed"),
        sa.Column("resolution", sa.String),
        sa.Column("resolved_by", sa.UUID),
        sa.Column("resolved_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_disputes"),
        sa.ForeignKeyConstraint(
            ["derivation_id"], ["derivations.id"], name="fk_disputes_derivation_id_derivations"
        ),
    )
    op.create_index("ix_disputes_derivation_id", "disputes", ["derivation_id"])
    op.create_index(
        "ix_disputes_open",
        "disputes",
        ["derivation_id"],
        unique=True,
        postgresql_where=sa.text("resolved_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("disputes")
    op.drop_table("receipts")
    op.drop_table("derivations")
