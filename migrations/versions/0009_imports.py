"""Which row of an imported list became which submission."""

import sqlalchemy as sa
from alembic import op

revision = "0009_imports"
down_revision = "0008_kept_answers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import_entries",
        sa.Column("account_id", sa.UUID(), nullable=False),
        sa.Column("key", sa.String(300), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False, comment="of the file offered last"),
        sa.Column("submission_id", sa.UUID(), nullable=False, comment="the last one for this row"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"]),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"]),
        sa.PrimaryKeyConstraint("account_id", "key"),
    )


def downgrade() -> None:
    op.drop_table("import_entries")
