"""Runs the migrations on the connection that `migrations.run` opened."""

from alembic import context
from sqlalchemy import Connection

from storage.database import Base


def run(connection: Connection) -> None:
    """Bring the schema up on an open connection."""
    # The metadata gives constraints the names of its convention; no model is needed for that.
    context.configure(connection=connection, target_metadata=Base.metadata)
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
