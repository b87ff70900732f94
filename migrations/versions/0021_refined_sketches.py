"""Refined tables are sketched beside the tables they were made of."""

from alembic import op

revision = "0021_refined_sketches"
down_revision = "0020_clearings"
branch_labels = None
depends_on = None

_BEFORE = "uq_sketched_tables_version_id_file_sheet"
_NOW = "uq_sketched_tables_version_id_file_sheet_digest"


def upgrade() -> None:
    op.drop_constraint(_BEFORE, "sketched_tables")
    op.create_unique_constraint(
        _NOW,
        "sketched_tables",
        ["version_id", "file", "sheet", "digest"],
        postgresql_nulls_not_distinct=True,
    )
    op.alter_column("sketched_tables", "digest", comment="of the Parquet copy, or of a refined CSV")
    # Those published so far are sketched once more: what is kept of them stays as it is.
    op.execute(
        "UPDATE sketch_turns SET sketched_at = NULL, asked_at = NULL, tries = 0 WHERE EXISTS"
        " (SELECT FROM distributions AS kept"
        " WHERE kept.version_id = sketch_turns.version_id AND kept.form = 'refined')"
    )


def downgrade() -> None:
    op.alter_column("sketched_tables", "digest", comment="of the Parquet copy")
    op.execute(
        "DELETE FROM sketched_columns USING sketched_tables AS held"
        " JOIN distributions ON distributions.version_id = held.version_id"
        " AND distributions.digest = held.digest AND distributions.form = 'refined'"
        " WHERE sketched_columns.table_id = held.id"
    )
    op.execute(
        "DELETE FROM sketched_tables USING distributions"
        " WHERE distributions.version_id = sketched_tables.version_id"
        " AND distributions.digest = sketched_tables.digest AND form = 'refined'"
    )
    op.drop_constraint(_NOW, "sketched_tables")
    op.create_unique_constraint(
        _BEFORE,
        "sketched_tables",
        ["version_id", "file", "sheet"],
        postgresql_nulls_not_distinct=True,
    )
