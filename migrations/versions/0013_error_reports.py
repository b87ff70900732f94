"""Findings set aside, what still counts of a diagnosis, and error reports."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from migrations.append_only import refuse_changes

revision = "0013_error_reports"
down_revision = "0012_set_aside_files"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _aside_entries()
    _counted()
    _error_reports()
    # The sweep asks every ten seconds, and published submissions are purged now as well.
    op.create_index(
        "ix_submissions_unpurged",
        "submissions",
        ["settled_at"],
        postgresql_where=sa.text("purged_at IS NULL"),
    )


def _aside_entries() -> None:
    op.create_table(
        "aside_entries",
        sa.Column("id", sa.UUID, nullable=False),
        sa.Column("position", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("version_id", sa.UUID, nullable=False),
        sa.Column("report_digest", sa.String(64), nullable=False, comment="what was looked at"),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("file", sa.String),
        sa.Column("sheet", sa.String),
        sa.Column("column_name", sa.String),
        sa.Column("occurrences", sa.BigInteger, nullable=False, comment="more of them count anew"),
        sa.Column("is_aside", sa.Boolean, nullable=False, comment="false: it counts again"),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("actor_id", sa.UUID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_aside_entries"),
        sa.UniqueConstraint("position", name="uq_aside_entries_position"),
        sa.ForeignKeyConstraint(
            ["report_digest"], ["reports.digest"], name="fk_aside_entries_report_digest_reports"
        ),
    )
    op.create_index("ix_aside_entries_version_id", "aside_entries", ["version_id", "position"])
    refuse_changes("aside_entries")


def _counted() -> None:
    op.add_column(
        "diagnosis_turns",
        sa.Column(
            "counted_private",
            ARRAY(sa.String),
            comment="of the last diagnosis, without what was set aside",
        ),
    )
    op.add_column("diagnosis_turns", sa.Column("counted_errors", sa.BigInteger, comment="likewise"))
    op.execute("UPDATE diagnosis_turns SET counted_private = '{}', counted_errors = 0")
    op.execute(
        "UPDATE diagnosis_turns t SET counted_private = d.private, counted_errors = d.errors "
        "FROM diagnoses d WHERE d.id = t.diagnosis_id"
    )
    op.alter_column("diagnosis_turns", "counted_private", nullable=False)
    op.alter_column("diagnosis_turns", "counted_errors", nullable=False)


def _error_reports() -> None:
    op.create_table(
        "error_reports",
        sa.Column("id", sa.UUID, nullable=False),
        sa.Column("dataset_id", sa.UUID, nullable=False),
        sa.Column("version_number", sa.Integer, nullable=False),
        sa.Column("reporter_id", sa.UUID, nullable=False),
        sa.Column("column_name", sa.String(200), comment="masked"),
        sa.Column("row", sa.BigInteger, comment="data records from 1"),
        sa.Column("text", sa.String, nullable=False, comment="masked"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(16), comment="mended or no-error"),
        sa.Column("mended_in", sa.Integer, comment="the version that is right"),
        sa.Column("answer", sa.String, comment="masked"),
        sa.Column("answered_by", sa.UUID),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_error_reports"),
    )
    op.create_index(
        "ix_error_reports_open",
        "error_reports",
        ["dataset_id"],
        postgresql_where=sa.text("answered_at IS NULL"),
    )
    op.create_index("ix_error_reports_dataset_id_at", "error_reports", ["dataset_id", "at"])
    op.create_index("ix_error_reports_reporter_id_at", "error_reports", ["reporter_id", "at"])


def downgrade() -> None:
    op.drop_index("ix_submissions_unpurged", "submissions")
    op.drop_table("error_reports")
    op.drop_column("diagnosis_turns", "counted_errors")
    op.drop_column("diagnosis_turns", "counted_private")
    op.drop_table("aside_entries")
