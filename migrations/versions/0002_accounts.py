"""Departments, accounts, roles, tokens."""

revision = "0002_accounts"
down_revision = "0001_storage"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
