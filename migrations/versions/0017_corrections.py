"""Corrections: acts on versions, whom they reach, marks, changes of steps; and e-mail.

What was withdrawn before has its act now as well; its marks are set by the first propagation, and
nobody is told a second time.
"""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import refuse_changes

revision = "0017_corrections"
down_revision = "0016_restatements"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _corrections()
    _propagations()
    _marks()
    _derivation_changes()
    _mails()
    op.execute(
        "INSERT INTO corrections (id, version_id, act, reason, at, holds_from) "
        "SELECT gen_random_uuid(), id, 'withdraw', withdrawn_reason, withdrawn_at, withdrawn_at "
        "FROM versions WHERE withdrawn_at IS NOT NULL ORDER BY withdrawn_at"
    )
    op.execute(
        "INSERT INTO propagations (correction_id, due_at, told_at) SELECT id, at, at "
        "FROM corrections"
    )


def _corrections() -> None:
    op.create_table(
        "corrections",
        sa.Column("id", sa.UUID, nullable=False),
        sa.Column(
            "number", sa.BigInteger, sa.Identity(always=True), nullable=False, comment="the order"
        ),
        sa.Column("version_id", sa.UUID, nullable=False),
        sa.Column("act", sa.String(20), nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("by_id", sa.UUID, comment="null: from before acts were kept"),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column(
            "holds_from", _MOMENT, nullable=False, comment="of a licence; else when it was done"
        ),
        sa.Column("licence", sa.String, comment="offered from then on"),
        sa.Column("licence_before", sa.String, comment="offered until then"),
        sa.Column("successor_id", sa.UUID, comment="version that stands in its place"),
        sa.Column("undoes_id", sa.UUID),
        sa.PrimaryKeyConstraint("id", name="pk_corrections"),
        sa.UniqueConstraint("number", name="uq_corrections_number"),
        sa.UniqueConstraint("undoes_id", name="uq_corrections_undoes_id"),
        sa.ForeignKeyConstraint(
            ["undoes_id"], ["corrections.id"], name="fk_corrections_undoes_id_corrections"
        ),
        sa.CheckConstraint(
            "(act = 'relicense') = (licence IS NOT NULL)", name=op.f("ck_corrections_licence")
        ),
        sa.CheckConstraint(
            "(act IN ('correct', 'replace')) = (successor_id IS NOT NULL)",
            name=op.f("ck_corrections_successor"),
        ),
        sa.CheckConstraint(
            "(act = 'undo') = (undoes_id IS NOT NULL)", name=op.f("ck_corrections_undoes")
        ),
    )
    op.create_index("ix_corrections_version_id", "corrections", ["version_id", "number"])
    op.create_index("ix_corrections_successor_id", "corrections", ["successor_id"])
    refuse_changes("corrections")


def _propagations() -> None:
    op.create_table(
        "propagations",
        sa.Column("correction_id", sa.UUID, nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column("begun_at", _MOMENT),
        sa.Column("walked_at", _MOMENT),
        sa.Column("told_to", sa.UUID, comment="the last account told, by their order"),
        sa.Column("told_at", _MOMENT, comment="since when nobody is left to be told"),
        sa.Column("done_at", _MOMENT),
        sa.PrimaryKeyConstraint("correction_id", name="pk_propagations"),
        sa.ForeignKeyConstraint(
            ["correction_id"], ["corrections.id"], name="fk_propagations_correction_id_corrections"
        ),
    )
    op.create_index(
        "ix_propagations_undone",
        "propagations",
        ["due_at"],
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.create_table(
        "reaches",
        sa.Column("correction_id", sa.UUID, nullable=False),
        sa.Column("version_id", sa.UUID, nullable=False),
        sa.Column("depth", sa.SmallInteger, nullable=False, comment="0: the version itself"),
        sa.Column("is_walked", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("correction_id", "version_id", name="pk_reaches"),
        sa.ForeignKeyConstraint(
            ["correction_id"], ["corrections.id"], name="fk_reaches_correction_id_corrections"
        ),
    )
    op.create_index(
        "ix_reaches_unwalked",
        "reaches",
        ["correction_id", "depth", "version_id"],
        postgresql_where=sa.text("NOT is_walked"),
    )


def _marks() -> None:
    op.create_table(
        "marks",
        sa.Column("id", sa.UUID, nullable=False),
        sa.Column("version_id", sa.UUID, nullable=False),
        sa.Column("correction_id", sa.UUID, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column(
            "depth", sa.SmallInteger, nullable=False, comment="steps to the version acted on"
        ),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_marks"),
        sa.UniqueConstraint(
            "version_id", "correction_id", name="uq_marks_version_id_correction_id"
        ),
        sa.ForeignKeyConstraint(
            ["correction_id"], ["corrections.id"], name="fk_marks_correction_id_corrections"
        ),
    )
    op.create_index("ix_marks_correction_id", "marks", ["correction_id"])
    refuse_changes("marks")
    op.create_table(
        "mark_clearings",
        sa.Column("mark_id", sa.UUID, nullable=False),
        sa.Column("fix", sa.String(20), nullable=False),
        sa.Column("fixed_version_id", sa.UUID, comment="that mends it"),
        sa.Column("correction_id", sa.UUID, comment="the act that ended it"),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("mark_id", name="pk_mark_clearings"),
        sa.ForeignKeyConstraint(["mark_id"], ["marks.id"], name="fk_mark_clearings_mark_id_marks"),
        sa.ForeignKeyConstraint(
            ["correction_id"],
            ["corrections.id"],
            name="fk_mark_clearings_correction_id_corrections",
        ),
    )
    refuse_changes("mark_clearings")


def _derivation_changes() -> None:
    op.create_table(
        "derivation_changes",
        sa.Column("id", sa.UUID, nullable=False),
        sa.Column(
            "number", sa.BigInteger, sa.Identity(always=True), nullable=False, comment="the order"
        ),
        sa.Column("derivation_id", sa.UUID, nullable=False),
        sa.Column(
            "assurance", sa.String, nullable=False, comment="of this step alone, from then on"
        ),
        sa.Column("cause", sa.String, nullable=False, comment="one change for each"),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_derivation_changes"),
        sa.UniqueConstraint("number", name="uq_derivation_changes_number"),
        sa.UniqueConstraint("cause", name="uq_derivation_changes_cause"),
        sa.ForeignKeyConstraint(
            ["derivation_id"],
            ["derivations.id"],
            name="fk_derivation_changes_derivation_id_derivations",
        ),
    )
    op.create_index(
        "ix_derivation_changes_derivation_id", "derivation_changes", ["derivation_id", "number"]
    )
    refuse_changes("derivation_changes")


def _mails() -> None:
    op.create_table(
        "mails",
        sa.Column("notice_id", sa.UUID, nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("not_before", _MOMENT, nullable=False),
        sa.Column(
            "tries", sa.SmallInteger, nullable=False, comment="refused before its words went"
        ),
        sa.Column("begun_at", _MOMENT, comment="once set, it is never sent again"),
        sa.Column("ended_at", _MOMENT),
        sa.Column("outcome", sa.String(20)),
        sa.PrimaryKeyConstraint("notice_id", name="pk_mails"),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name="fk_mails_notice_id_notices"),
    )
    op.create_index(
        "ix_mails_waiting",
        "mails",
        ["not_before"],
        postgresql_where=sa.text("begun_at IS NULL AND ended_at IS NULL"),
    )
    op.add_column(
        "accounts",
        sa.Column(
            "wants_mail",
            sa.Boolean,
            nullable=False,
            server_default=sa.true(),
            comment="notices by e-mail as well",
        ),
    )
    op.alter_column("accounts", "wants_mail", server_default=None)


def downgrade() -> None:
    op.drop_column("accounts", "wants_mail")
    for table in (
        "mails",
        "derivation_changes",
        "mark_clearings",
        "marks",
        "reaches",
        "propagations",
        "corrections",
    ):
        op.drop_table(table)
