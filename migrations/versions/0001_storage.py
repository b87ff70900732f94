"""Stored objects and the outbox."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001_storage"
down_revision = None
branch_labels = None
depends_on = None

# Append-only tables are held by two triggers each (see migrations/append_only.py).
APPEND_ONLY = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$
"""


def upgrade() -> None:
    op.execute(APPEND_ONLY)
    op.create_table(
        "stored_objects",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("size", sa.BigInteger, nullable=False, comment="bytes"),
        sa.Column("media_type", sa.String, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.UUID, primary_key=True),
        sa.Column("queue", sa.String, nullable=False),
        sa.Column("job", sa.String, nullable=False, comment="dotted path of the function"),
        sa.Column("args", JSONB, nullable=False, comment="ids as text, nothing else"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True)),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
    )
    op.create_index(
        "ix_outbox_unsent", "outbox", ["created_at"], postgresql_where=sa.text("sent_at IS NULL")
    )


def downgrade() -> None:
    op.drop_table("outbox")
    op.drop_table("stored_objects")
    op.execute("DROP FUNCTION refuse_change()")
