"""Events, rule versions, postings."""

revision = "0006_ledger"
down_revision = "0005_lineage"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
