"""Events, rule versions, postings; and the first rule version."""

from datetime import UTC, date, datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations.append_only import refuse_changes

revision = "0006_ledger"
down_revision = "0005_lineage"
branch_labels = None
depends_on = None

# The weights of the city's table; what they count for is described in docs/points.md.
FIRST_RULES = {
    "weights": {
        "download": 1,
        "menu": 1,
        "upload": {"data": 5, "document": 5, "analysis": 10, "visualisation": 10},
    },
    "menus": ["build-on-this", "citation", "rows-selection"],
    "menus_per_day": 3,
    "refuse": [
        "menu-limit",
        "menu-not-listed",
        "own-dataset",
        "own-department",
        "repeated-download",
        "repeated-import",
        "repeated-menu",
        "same-content",
    ],
}


def upgrade() -> None:
    rule_versions = op.create_table(
        "rule_versions",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("valid_from", sa.Date, nullable=False, comment="day in Asia/Seoul"),
        sa.Column("body", JSONB, nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_rule_versions"),
    )
    # Valid since long before the first event, so that no event is without rules.
    op.bulk_insert(
        rule_versions,
        [
            {
                "number": 1,
                "valid_from": date(2000, 1, 1),
                "body": FIRST_RULES,
                "published_at": datetime(2000, 1, 1, tzinfo=UTC),
            }
        ],
    )
    _create_events()
    _create_postings()
    for table in ("rule_versions", "events", "postings"):
        refuse_changes(table)


def _create_events() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.UUID, nullable=False),
        sa.Column(
            "number",
            sa.BigInteger,
            sa.Identity(always=True),
            nullable=False,
            comment="the order in which events were recorded",
        ),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.UUID, comment="null: not signed in"),
        sa.Column("department_id", sa.UUID, comment="of the actor, at the time"),
        sa.Column(
            "official", sa.Boolean, nullable=False, comment="the actor counts for the department"
        ),
        sa.Column("dataset_id", sa.UUID),
        sa.Column("version_id", sa.UUID),
        sa.Column("version_number", sa.Integer),
        sa.Column("owner_id", sa.UUID, comment="of the dataset, at the time"),
        sa.Column("owner_department_id", sa.UUID),
        sa.Column("menu", sa.String),
        sa.Column("submission_id", sa.UUID),
        sa.Column("submission_kind", sa.String),
        sa.Column("content", sa.String(64), comment="digest of what was uploaded"),
        sa.Column("imported", sa.Boolean, nullable=False),
        sa.Column("cause", sa.String, comment="what may happen only once"),
        sa.Column(
            "facts", JSONB, nullable=False, comment="what else is known; never personal data"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        sa.UniqueConstraint("number", name="uq_events_number"),
        sa.UniqueConstraint("cause", name="uq_events_cause"),
        sa.CheckConstraint(
            "kind = 'menu' OR (dataset_id IS NOT NULL AND version_id IS NOT NULL "
            "AND version_number IS NOT NULL)",
            name=op.f("ck_events_names_version"),
        ),
    )
    op.create_index("ix_events_actor_version", "events", ["actor_id", "version_id"])
    op.create_index("ix_events_dataset_kind", "events", ["dataset_id", "kind"])
    op.create_index(
        "ix_events_content",
        "events",
        ["content"],
        postgresql_where=sa.text("content IS NOT NULL"),
    )


def _create_postings() -> None:
    op.create_table(
        "postings",
        sa.Column("id", sa.UUID, nullable=False),
        sa.Column("event_id", sa.UUID, nullable=False, comment="an event posts once at most"),
        sa.Column("account_id", sa.UUID, nullable=False),
        sa.Column("department_id", sa.UUID, comment="the department it counts for"),
        sa.Column("day", sa.Date, nullable=False, comment="in Asia/Seoul"),
        sa.Column("amount", sa.Integer, nullable=False, comment="raw"),
        sa.Column("recognised", sa.Integer, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("rule_version", sa.Integer, nullable=False),
        sa.Column("counter_of", sa.UUID, comment="the posting this one takes back"),
        sa.PrimaryKeyConstraint("id", name="pk_postings"),
        sa.UniqueConstraint("event_id", name="uq_postings_event_id"),
        sa.UniqueConstraint("counter_of", name="uq_postings_counter_of"),
        sa.CheckConstraint(
            "recognised = 0 OR recognised = amount", name=op.f("ck_postings_whole_or_nothing")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_postings_event_id_events"),
        sa.ForeignKeyConstraint(
            ["rule_version"],
            ["rule_versions.number"],
            name="fk_postings_rule_version_rule_versions",
        ),
        sa.ForeignKeyConstraint(
            ["counter_of"], ["postings.id"], name="fk_postings_counter_of_postings"
        ),
    )
    op.create_index("ix_postings_account_day", "postings", ["account_id", "day"])
    op.create_index("ix_postings_department_day", "postings", ["department_id", "day"])


def downgrade() -> None:
    op.drop_table("postings")
    op.drop_table("events")
    op.drop_table("rule_versions")
