"""Diagnoses of published versions, and whose turn it is."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from migrations.append_only import refuse_changes

revision = "0010_diagnoses"
down_revision = "0009_imports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _diagnoses()
    _turns()
    # What was published before this is diagnosed as if it had been so on its publication: the oldest first.
    op.execute(
        "INSERT INTO diagnosis_turns (version_id, diagnosed_at, attempt, tries) "
        "SELECT id, published_at, 0, 0 FROM versions"
    )


def _diagnoses() -> None:
    op.create_table(
        "diagnoses",
        sa.Column("id", sa.UUID, nullable=False),
        sa.Column("dataset_id", sa.UUID, nullable=False),
        sa.Column("version_id", sa.UUID, nullable=False),
        sa.Column(
            "attempt", sa.Integer, nullable=False, comment="of the turn; 0: what it was accepted on"
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False, comment="the verdict, crashed or lost"),
        sa.Column("report_digest", sa.String(64)),
        sa.Column("quality", JSONB, comment="the five indicators, with what they were counted of"),
        sa.Column("errors", sa.BigInteger, nullable=False, comment="occurrences of that severity"),
        sa.Column(
            "private",
            ARRAY(sa.String),
            nullable=False,
            comment="codes of personal data where nobody has decided on it",
        ),
        sa.Column(
            "schemas",
            ARRAY(sa.String),
            nullable=False,
            comment="a digest for the columns of each table, to find those alike",
        ),
        sa.Column("fall", sa.Float, nullable=False, comment="the most points an indicator fell"),
        sa.Column(
            "columns_changed",
            sa.Integer,
            nullable=False,
            comment="gone, new, or of another type",
        ),
        sa.Column(
            "changes", JSONB, nullable=False, comment="against the dataset's diagnosis before"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_diagnoses"),
        sa.UniqueConstraint("version_id", "attempt", name="uq_diagnoses_version_id_attempt"),
        sa.ForeignKeyConstraint(
            ["report_digest"], ["reports.digest"], name="fk_diagnoses_report_digest_reports"
        ),
    )
    op.create_index("ix_diagnoses_version_id_at", "diagnoses", ["version_id", "at"])
    op.create_index("ix_diagnoses_dataset_id_at", "diagnoses", ["dataset_id", "at"])
    op.create_index("ix_diagnoses_at", "diagnoses", ["at"])
    refuse_changes("diagnoses")


def _turns() -> None:
    op.create_table(
        "diagnosis_turns",
        sa.Column("version_id", sa.UUID, nullable=False),
        sa.Column("diagnosed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False, comment="fences a late worker"),
        sa.Column("tries", sa.Integer, nullable=False, comment="since the last diagnosis"),
        sa.Column(
            "asked_at",
            sa.DateTime(timezone=True),
            comment="a job was sent, and nothing came of it yet",
        ),
        sa.Column("lease_until", sa.DateTime(timezone=True)),
        sa.Column("diagnosis_id", sa.UUID, comment="the last: a list must not look for it"),
        sa.PrimaryKeyConstraint("version_id", name="pk_diagnosis_turns"),
        sa.ForeignKeyConstraint(
            ["diagnosis_id"], ["diagnoses.id"], name="fk_diagnosis_turns_diagnosis_id_diagnoses"
        ),
    )
    op.create_index("ix_diagnosis_turns_diagnosed_at", "diagnosis_turns", ["diagnosed_at"])
    op.create_index(
        "ix_diagnosis_turns_asked_at",
        "diagnosis_turns",
        ["asked_at"],
        postgresql_where=sa.text("asked_at IS NOT NULL"),
    )


def downgrade() -> None:
    for table in ("diagnosis_turns", "diagnoses"):
        op.drop_table(table)
