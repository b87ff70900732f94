"""Verification runs, submissions, files, history, reviews."""

revision = "0003_submissions"
down_revision = "0002_accounts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
