"""Verification runs, submissions, files, history, reviews."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from migrations.append_only import refuse_changes

revision = "0003_submissions"
down_revision = "0002_accounts"
branch_labels = None
depends_on = None

APPEND_ONLY = ("reports", "verification_runs", "check_runs", "history_entries", "reviews")


def upgrade() -> None:
    op.create_table(
        "reports",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("body", JSONB, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_table(
        "submissions",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("submitter_id", sa.UUID(), nullable=False),
        sa.Column("department_id", sa.UUID(), nullable=True),
        sa.Column(
            "public_body",
            sa.Boolean(),
            nullable=False,
            comment="an official's or affiliated body's offer",
        ),
        sa.Column("imported", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("manifest", JSONB, nullable=False),
        sa.Column("lane", sa.String(length=8), nullable=True),
        sa.Column("awaits", ARRAY(sa.String()), nullable=False),
        sa.Column("report_digest", sa.String(length=64), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=False, comment="fences a late worker"),
        sa.Column("tries", sa.Integer(), nullable=False, comment="crashes in a row"),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("progress", JSONB, nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "desk_holder_id",
            sa.UUID(),
            nullable=True,
            comment="the reviewer who took it on their desk",
        ),
        sa.Column("desk_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dataset_id", sa.UUID(), nullable=True),
        sa.Column("version_number", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "settled_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="blocked or final since",
        ),
        sa.Column("purged_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_submissions_state", "submissions", ["state", "due_at"], unique=False)
    op.create_index(
        "ix_submissions_submitter_id", "submissions", ["submitter_id", "updated_at"], unique=False
    )
    op.create_table(
        "history_entries",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("position", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("submission_id", sa.UUID(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.UUID(), nullable=True, comment="null: the platform"),
        sa.Column("event", sa.String(length=24), nullable=False),
        sa.Column("before", sa.String(length=16), nullable=True),
        sa.Column("after", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("facts", JSONB, nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("position"),
    )
    op.create_index(
        "ix_history_entries_submission_id", "history_entries", ["submission_id"], unique=False
    )
    op.create_table(
        "reviews",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("submission_id", sa.UUID(), nullable=False),
        sa.Column("reviewer_id", sa.UUID(), nullable=False),
        sa.Column("department_id", sa.UUID(), nullable=True),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("decision", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("report_digest", sa.String(length=64), nullable=False),
        sa.Column(
            "round", sa.Integer(), nullable=False, comment="the attempt whose report was decided on"
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("submission_id", "round", "reviewer_id"),
    )
    op.create_index("ix_reviews_submission_id", "reviews", ["submission_id"], unique=False)
    op.create_table(
        "submission_files",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("submission_id", sa.UUID(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False, comment="bytes, as announced"),
        sa.Column("media_type", sa.String(length=255), nullable=False),
        sa.Column("claimed_digest", sa.String(length=64), nullable=True),
        sa.Column(
            "key", sa.String(), nullable=False, comment="in the quarantine bucket; made by us"
        ),
        sa.Column("upload_id", sa.String(), nullable=True, comment="set for a multipart upload"),
        sa.Column("part_size", sa.BigInteger(), nullable=True),
        sa.Column(
            "etag", sa.String(), nullable=True, comment="recorded when completed; binds the bytes"
        ),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "digest", sa.String(length=64), nullable=True, comment="computed by verification"
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("submission_id", "name"),
    )
    op.create_table(
        "submission_tables",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("submission_id", sa.UUID(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sheet", sa.String(), nullable=True),
        sa.Column("rows", sa.BigInteger(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("etag", sa.String(), nullable=False),
        sa.Column("preview", JSONB, nullable=False, comment="first rows, identifiers masked"),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_submission_tables_submission_id", "submission_tables", ["submission_id"], unique=False
    )
    op.create_table(
        "verification_runs",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column(
            "subject_id",
            sa.UUID(),
            nullable=False,
            comment="what was verified: a submission; a plain value",
        ),
        sa.Column("attempt", sa.Integer(), nullable=False, comment="counted by the caller, from 1"),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "outcome", sa.String(length=20), nullable=False, comment="the verdict, or crashed"
        ),
        sa.Column("report_digest", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["report_digest"], ["reports.digest"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("subject_id", "attempt"),
    )
    op.create_index(
        "ix_verification_runs_subject_id", "verification_runs", ["subject_id"], unique=False
    )
    op.create_table(
        "check_runs",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("run_id", sa.UUID(), nullable=False),
        sa.Column("check", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("findings", sa.Integer(), nullable=False, comment="occurrences in all"),
        sa.ForeignKeyConstraint(["run_id"], ["verification_runs.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_check_runs_run_id", "check_runs", ["run_id"], unique=False)
    for table in APPEND_ONLY:
        refuse_changes(table)


def downgrade() -> None:
    for table in (
        "check_runs",
        "verification_runs",
        "submission_tables",
        "submission_files",
        "reviews",
        "history_entries",
        "submissions",
        "reports",
    ):
        op.drop_table(table)
