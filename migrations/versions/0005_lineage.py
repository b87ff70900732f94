"""Derivations and receipts."""

revision = "0005_lineage"
down_revision = "0004_catalogue"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
