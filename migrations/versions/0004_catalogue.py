"""Datasets, versions, distributions, search."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0004_catalogue"
down_revision = "0003_submissions"
branch_labels = None
depends_on = None

OFFERED = sa.text("latest_number IS NOT NULL")
NARROW = (
    "title_ko",
    "title_en",
    "kind",
    "category",
    "assurance",
    "licence",
    "access",
    "update_cycle",
    "formats",
    "head_text",
)


def upgrade() -> None:
    _datasets()
    _uses()
    _versions()
    _distributions()


def _datasets() -> None:
    op.create_table(
        "datasets",
        sa.Column("id", sa.UUID, primary_key=True),
        sa.Column("owner_id", sa.UUID, nullable=False, comment="account; a plain value"),
        sa.Column("department_id", sa.UUID, comment="the owner's, a plain value"),
        sa.Column("latest_number", sa.Integer, comment="highest not withdrawn"),
        sa.Column("first_published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "published_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="of the latest version",
        ),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
        sa.Column("title_ko", sa.String, nullable=False),
        sa.Column("title_en", sa.String),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("category", sa.String, nullable=False),
        sa.Column("generation", sa.SmallInteger, nullable=False),
        sa.Column("assurance", sa.String, nullable=False),
        sa.Column("licence", sa.String, nullable=False),
        sa.Column("access", sa.String, nullable=False),
        sa.Column("update_cycle", sa.String),
        sa.Column("formats", ARRAY(sa.String), nullable=False, comment="of the files, sorted"),
        sa.Column("keywords", ARRAY(sa.String), nullable=False),
        sa.Column("period_from", sa.Date),
        sa.Column("period_to", sa.Date),
        sa.Column("summary", sa.Text, nullable=False, comment="how the description begins"),
        sa.Column(
            "head_text", sa.Text, nullable=False, comment="words of titles, a bar, of keywords"
        ),
        sa.Column("body_text", sa.Text, nullable=False, comment="words of columns and description"),
        sa.Column("grams", ARRAY(sa.Text), nullable=False, comment="of head_text and body_text"),
    )
    # A search reads thousands of rows: what it does not look at in each is stored out of line, so that
    # a row is a quarter as wide. What it does look at stays in the row.
    op.execute("ALTER TABLE datasets SET (toast_tuple_target = 128)")
    for column in NARROW:
        op.execute(f"ALTER TABLE datasets ALTER {column} SET STORAGE MAIN")
    op.create_index(
        "ix_datasets_grams",
        "datasets",
        ["grams"],
        postgresql_using="gin",
        postgresql_with={"fastupdate": "off"},
    )
    op.create_index(
        "ix_datasets_newest",
        "datasets",
        [sa.text("published_at DESC"), "id"],
        postgresql_where=OFFERED,
    )
    op.create_index("ix_datasets_title", "datasets", ["title_ko", "id"], postgresql_where=OFFERED)
    op.create_index(
        "ix_datasets_generation",
        "datasets",
        [sa.text("generation DESC"), sa.text("published_at DESC"), "id"],
        postgresql_where=OFFERED,
    )
    op.create_index("ix_datasets_owner_id", "datasets", ["owner_id"])


def _uses() -> None:
    op.create_table(
        "dataset_uses",
        sa.Column(
            "dataset_id",
            sa.UUID,
            sa.ForeignKey("datasets.id", name="fk_dataset_uses_dataset_id_datasets"),
            primary_key=True,
        ),
        sa.Column("downloads", sa.BigInteger, nullable=False, comment="raw"),
        sa.Column("people", sa.Integer, nullable=False, comment="signed in, once a version"),
    )
    op.create_index(
        "ix_dataset_uses_most",
        "dataset_uses",
        [sa.text("people DESC"), sa.text("downloads DESC"), "dataset_id"],
    )


def _versions() -> None:
    op.create_table(
        "versions",
        sa.Column("id", sa.UUID, primary_key=True),
        sa.Column(
            "dataset_id",
            sa.UUID,
            sa.ForeignKey("datasets.id", name="fk_versions_dataset_id_datasets"),
            nullable=False,
        ),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column(
            "submission_id", sa.UUID, nullable=False, comment="publishing it twice is refused"
        ),
        sa.Column("maker_id", sa.UUID, nullable=False, comment="account of the submitter"),
        sa.Column("department_id", sa.UUID),
        sa.Column("publisher", sa.String, comment="department or organisation, by name"),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("title", JSONB, nullable=False),
        sa.Column("description", JSONB, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("category", sa.String, nullable=False),
        sa.Column("keywords", ARRAY(sa.String), nullable=False),
        sa.Column("licence", sa.String, nullable=False),
        sa.Column("access", sa.String, nullable=False),
        sa.Column("update_cycle", sa.String),
        sa.Column("period_from", sa.Date),
        sa.Column("period_to", sa.Date),
        sa.Column("columns", JSONB, nullable=False, comment="as declared or inferred"),
        sa.Column("method", sa.String),
        sa.Column("deviations", sa.String),
        sa.Column("sources", JSONB, nullable=False, comment="as declared"),
        sa.Column("generation", sa.SmallInteger, nullable=False),
        sa.Column("assurance", sa.String, nullable=False),
        sa.Column("report_digest", sa.String(64), nullable=False),
        sa.Column("previews", JSONB, nullable=False, comment="first rows, masked"),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
        sa.Column("withdrawn_reason", sa.String),
        sa.UniqueConstraint("dataset_id", "number", name="uq_versions_dataset_id_number"),
        sa.UniqueConstraint("submission_id", name="uq_versions_submission_id"),
        sa.CheckConstraint("number > 0", name="ck_versions_number"),
        sa.CheckConstraint("generation >= 0", name="ck_versions_generation"),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_reason IS NULL)", name="ck_versions_withdrawn"
        ),
    )


def _distributions() -> None:
    op.create_table(
        "distributions",
        sa.Column("id", sa.UUID, primary_key=True),
        sa.Column(
            "version_id",
            sa.UUID,
            sa.ForeignKey("versions.id", name="fk_distributions_version_id_versions"),
            nullable=False,
        ),
        sa.Column(
            "position", sa.SmallInteger, nullable=False, comment="in the order of the submission"
        ),
        sa.Column("name", sa.String, nullable=False, comment="of the original, whatever the form"),
        sa.Column("form", sa.String, nullable=False),
        sa.Column("sheet", sa.String),
        sa.Column("media_type", sa.String, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False, comment="bytes"),
        sa.Column("rows", sa.BigInteger, comment="of data, where it is a table"),
        sa.Column(
            "digest",
            sa.String(64),
            sa.ForeignKey("stored_objects.digest", name="fk_distributions_digest_stored_objects"),
            nullable=False,
        ),
        sa.UniqueConstraint(
            "version_id",
            "name",
            "form",
            "sheet",
            name="uq_distributions_version_id_name_form_sheet",
            postgresql_nulls_not_distinct=True,
        ),
    )


def downgrade() -> None:
    for table in ("distributions", "versions", "dataset_uses", "datasets"):
        op.drop_table(table)
