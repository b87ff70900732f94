"""Brings a database to the head of this code, or says that it is already past it."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

APP_ROLE = "hwanryu"
"""The plain role the application connects as: triggers hold it, and it can drop none."""

_GRANTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
)


class SchemaTooNew(Exception):
    """The database was written by a newer version of this software."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"the database is at revision {revision}, which this version does not know; "
            "start the newer version, or restore a backup made before it"
        )
        self.revision = revision


def configuration() -> Config:
    """Return the Alembic configuration; it needs no file."""
    config = Config()
    config.set_main_option("script_location", "migrations:")
    config.set_main_option("path_separator", "os")
    return config


def migrate(engine: Engine, *, app_role: str | None = None) -> None:
    """Migrate to the head, and let `app_role` read and write but not own.

    Raises `SchemaTooNew`. Two that start at once wait for each other.
    """
    config = configuration()
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(7428113)"))
        connection.commit()
        present = MigrationContext.configure(connection).get_current_revision()
        if present is not None and present not in known:
            raise SchemaTooNew(present)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
        if app_role is not None:
            _grant(connection, app_role)
            connection.commit()
        connection.execute(text("SELECT pg_advisory_unlock(7428113)"))
        connection.commit()


def _grant(connection: Connection, role: str) -> None:
    quoted = connection.dialect.identifier_preparer.quote(role)
    for grant in _GRANTS:
        connection.execute(text(grant.format(role=quoted)))
