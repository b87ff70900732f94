"""Tables in refined form: offered beside their originals, published with what made them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014_refinements"
down_revision = "0013_error_reports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "refinements",
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("submission_id", sa.UUID(), sa.ForeignKey("submissions.id"), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False, comment="whose bytes it was made from"),
        sa.Column("file_name", sa.String(200), nullable=False),
        sa.Column("sheet", sa.String()),
        sa.Column("steps", postgresql.JSONB(), nullable=False),
        sa.Column("told", postgresql.JSONB(), nullable=False, comment="log and first rows, masked"),
        sa.Column("rows", sa.BigInteger(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False, comment="bytes"),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("key", sa.String(), nullable=False, comment="in the quarantine bucket"),
        sa.Column("etag", sa.String(), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False, comment="published with the original"),
        sa.Column("chosen_by", sa.UUID(), comment="null: as it was proposed"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint(
            "submission_id",
            "attempt",
            "file_name",
            "sheet",
            postgresql_nulls_not_distinct=True,
            name="uq_refinements_submission_id_attempt_file_name_sheet",
        ),
    )
    op.add_column(
        "submission_tables",
        sa.Column(
            "told",
            postgresql.ARRAY(sa.String()),
            nullable=False,
            server_default="{}",
            comment="columns that people see nothing of",
        ),
    )
    op.alter_column("submission_tables", "told", server_default=None)
    op.add_column(
        "distributions",
        sa.Column("made_by", postgresql.JSONB(), comment="of a refined one: steps and their log"),
    )


def downgrade() -> None:
    op.drop_column("distributions", "made_by")
    op.drop_column("submission_tables", "told")
    op.drop_table("refinements")
