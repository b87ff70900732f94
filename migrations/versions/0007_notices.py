"""Notices."""

revision = "0007_notices"
down_revision = "0006_ledger"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
