"""Notices."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0007_notices"
down_revision = "0006_ledger"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.UUID, nullable=False),
        sa.Column("account_id", sa.UUID, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column(
            "cause", sa.String, nullable=False, comment="one notice for a person and a cause"
        ),
        sa.Column("submission_id", sa.UUID),
        sa.Column("dataset_id", sa.UUID),
        sa.Column("version_id", sa.UUID),
        sa.Column("version_number", sa.Integer),
        sa.Column(
            "facts", JSONB, nullable=False, comment="what the text names; never personal data"
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sa.UniqueConstraint("account_id", "cause", name="uq_notices_account_id_cause"),
    )
    op.create_index("ix_notices_account_created", "notices", ["account_id", "created_at"])
    op.create_index(
        "ix_notices_unread",
        "notices",
        ["account_id"],
        postgresql_where=sa.text("read_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("notices")
