"""Datasets, versions, distributions, search."""

revision = "0004_catalogue"
down_revision = "0003_submissions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
