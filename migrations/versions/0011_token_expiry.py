"""Access tokens expire. Those issued before go on working until they are renewed or revoked."""

import sqlalchemy as sa
from alembic import op

revision = "0011_token_expiry"
down_revision = "0010_diagnoses"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "access_tokens",
        sa.Column(
            "expires_at",
            sa.DateTime(timezone=True),
            comment="null: one issued before tokens expired",
        ),
    )
    op.add_column("access_tokens", sa.Column("expiry_told_at", sa.DateTime(timezone=True)))
    op.create_index(
        "ix_access_tokens_expires_at",
        "access_tokens",
        ["expires_at"],
        postgresql_where=sa.text("revoked_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_access_tokens_expires_at", "access_tokens")
    op.drop_column("access_tokens", "expiry_told_at")
    op.drop_column("access_tokens", "expires_at")
