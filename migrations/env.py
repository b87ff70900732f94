"""Runs the migrations on the database the caller names: an open connection, or the settings."""

from alembic import context
from sqlalchemy import Connection

from marketplace.config import Settings
from storage.database import Base, make_engine


def run(connection: Connection) -> None:
    """Bring the schema up on an open connection."""
    # The metadata gives constraints the names of its convention; no model is needed for that.
    context.configure(connection=connection, target_metadata=Base.metadata)
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with make_engine(Settings.from_env().database_owner_url).connect() as opened:
        run(opened)
        opened.commit()
