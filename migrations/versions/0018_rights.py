"""Rights: why a licence bars commercial use, and the terms of bought data."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018_rights"
down_revision = "0017_corrections"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "versions",
        sa.Column("licence_reason", sa.String(), comment="why commercial use is barred"),
    )
    op.add_column(
        "versions",
        sa.Column("terms", postgresql.JSONB(), comment="of the contract it was bought under"),
    )


def downgrade() -> None:
    op.drop_column("versions", "terms")
    op.drop_column("versions", "licence_reason")
