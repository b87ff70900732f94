"""What ends a mark may end it again; and versions whose standing is still to be worked out.

What a new version cleared stands anew while that version is withdrawn, so a mark has as many
clearings as there were reasons. The word is *clearing*: a *fix* is what a consumer proposes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020_clearings"
down_revision = "0019_fixes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column("mark_clearings", "fix", new_column_name="cleared_by")
    op.alter_column(
        "mark_clearings",
        "fixed_version_id",
        new_column_name="new_version_id",
        comment="that bears it no longer",
        existing_comment="that mends it",
    )
    op.drop_constraint("pk_mark_clearings", "mark_clearings")
    op.add_column(
        "mark_clearings",
        sa.Column("id", sa.UUID, nullable=False, server_default=sa.text("gen_random_uuid()")),
    )
    op.alter_column("mark_clearings", "id", server_default=None)
    op.create_primary_key("pk_mark_clearings", "mark_clearings", ["id"])
    op.create_unique_constraint(
        "uq_mark_clearings_ends",
        "mark_clearings",
        ["mark_id", "cleared_by", "new_version_id", "correction_id"],
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "restandings",
        sa.Column("version_id", sa.UUID, nullable=False),
        sa.Column(
            "number", sa.BigInteger, sa.Identity(always=True), nullable=False, comment="the order"
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("version_id", name="pk_restandings"),
        sa.UniqueConstraint("number", name="uq_restandings_number"),
    )


def downgrade() -> None:
    op.drop_table("restandings")
    op.drop_constraint("uq_mark_clearings_ends", "mark_clearings")
    op.drop_constraint("pk_mark_clearings", "mark_clearings")
    op.drop_column("mark_clearings", "id")
    op.create_primary_key("pk_mark_clearings", "mark_clearings", ["mark_id"])
    op.alter_column(
        "mark_clearings",
        "new_version_id",
        new_column_name="fixed_version_id",
        comment="that mends it",
        existing_comment="that bears it no longer",
    )
    op.alter_column("mark_clearings", "cleared_by", new_column_name="fix")
