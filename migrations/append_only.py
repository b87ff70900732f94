"""Append-only tables: triggers that refuse UPDATE, DELETE and TRUNCATE.

A row trigger alone lets TRUNCATE through, so there is a statement trigger too. The application
connects as a role that owns no table and so can drop neither.
"""

from alembic import op


def refuse_changes(table: str) -> None:
    """Make a table append-only."""
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
