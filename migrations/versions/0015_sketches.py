"""Sketches of all published tables: what is offered is searched for in them."""

import sqlalchemy as sa
from alembic import op

revision = "0015_sketches"
down_revision = "0014_refinements"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sketch_turns",
        sa.Column("version_id", sa.UUID(), primary_key=True),
        sa.Column("asked_at", sa.DateTime(timezone=True)),
        sa.Column("tries", sa.SmallInteger(), nullable=False),
        sa.Column("sketched_at", sa.DateTime(timezone=True)),
    )
    op.create_index(
        "ix_sketch_turns_waiting",
        "sketch_turns",
        ["asked_at"],
        postgresql_where=sa.text("sketched_at IS NULL"),
    )
    # What was published before this is sketched by and by: the sweep asks for it.
    op.execute("INSERT INTO sketch_turns (version_id, tries) SELECT id, 0 FROM versions")
    op.create_table(
        "sketched_datasets",
        sa.Column("number", sa.Integer(), sa.Identity(), primary_key=True),
        sa.Column("dataset_id", sa.UUID(), nullable=False),
        sa.UniqueConstraint("dataset_id", name="uq_sketched_datasets_dataset_id"),
    )
    _tables()
    # Nothing points at anything from here: there are very many, and each is small.
    op.create_table(
        "sketched_values",
        sa.Column("value", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("dataset", sa.Integer(), primary_key=True, autoincrement=False),
    )


def _tables() -> None:
    op.create_table(
        "sketched_tables",
        sa.Column("id", sa.Integer(), sa.Identity(), primary_key=True),
        sa.Column("dataset", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.UUID(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("sheet", sa.String()),
        sa.Column("digest", sa.String(64), nullable=False, comment="of the Parquet copy"),
        sa.Column("rows", sa.BigInteger(), nullable=False),
        sa.Column(
            "shingled", sa.BigInteger(), nullable=False, comment="different shingles of its rows"
        ),
        sa.Column(
            "shingles", sa.LargeBinary(), nullable=False, comment="least hashes, 8 bytes each"
        ),
        sa.ForeignKeyConstraint(
            ["dataset"],
            ["sketched_datasets.number"],
            name="fk_sketched_tables_dataset_sketched_datasets",
        ),
        sa.UniqueConstraint(
            "version_id",
            "file",
            "sheet",
            postgresql_nulls_not_distinct=True,
            name="uq_sketched_tables_version_id_file_sheet",
        ),
    )
    op.create_index("ix_sketched_tables_dataset", "sketched_tables", ["dataset", "id"])
    op.create_table(
        "sketched_columns",
        sa.Column("table_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("place", sa.SmallInteger(), primary_key=True, autoincrement=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("distinct", sa.BigInteger(), nullable=False),
        sa.Column("least", sa.Float()),
        sa.Column("greatest", sa.Float()),
        sa.Column("decimals", sa.SmallInteger(), nullable=False),
        sa.Column("sample", sa.LargeBinary(), nullable=False, comment="least hashes, 8 bytes each"),
        sa.ForeignKeyConstraint(
            ["table_id"],
            ["sketched_tables.id"],
            name="fk_sketched_columns_table_id_sketched_tables",
        ),
    )


def downgrade() -> None:
    tables = ("values", "columns", "tables", "datasets")
    for table in (*(f"sketched_{each}" for each in tables), "sketch_turns"):
        op.drop_table(table)
