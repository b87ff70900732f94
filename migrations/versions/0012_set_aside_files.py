"""Bytes of files that were treated, until they are purged."""

import sqlalchemy as sa
from alembic import op

revision = "0012_set_aside_files"
down_revision = "0011_token_expiry"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "set_aside_files",
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("submission_id", sa.UUID(), sa.ForeignKey("submissions.id"), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("purged_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_set_aside_files_submission_id", "set_aside_files", ["submission_id"])
    op.create_index("ix_set_aside_files_at", "set_aside_files", ["at"])


def downgrade() -> None:
    op.drop_table("set_aside_files")
