"""Drafts of a next version, made by running a recipe again on newer sources."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016_restatements"
down_revision = "0015_sketches"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "restatements",
        sa.Column("submission_id", sa.UUID(), primary_key=True, comment="the draft"),
        sa.Column("dataset_id", sa.UUID(), nullable=False),
        sa.Column("version_number", sa.Integer(), nullable=False, comment="that it comes after"),
        sa.Column("newer", postgresql.JSONB(), nullable=False, comment="sources: before and now"),
        sa.Column("outcome", sa.String(), comment="null: it is being made"),
        sa.Column("told", postgresql.JSONB(), nullable=False, comment="difference, or why not"),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True)),
        sa.Column("done_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_restatements_dataset_id", "restatements", ["dataset_id"])
    op.create_index(
        "ix_restatements_waiting",
        "restatements",
        ["asked_at"],
        postgresql_where=sa.text("outcome IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("restatements")
