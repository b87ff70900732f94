"""Bring the database and the store into the state this release needs: `python -m …stack.prepare`.

A process of its own, so that the supervisor stays small. Safe to repeat.
"""

import sys
import time

from sqlalchemy import make_url, text
from sqlalchemy.exc import OperationalError

from marketplace.config import Settings, SettingsError
from marketplace.services import Services
from migrations.run import SchemaTooNew, migrate
from storage.database import make_engine
from storage.errors import StoreUnavailable

WAIT_SECONDS = 30.0
PAUSE = 0.1


def prepare(settings: Settings) -> None:
    """Migrate the database to this release and make the buckets; raise `SchemaTooNew`."""
    owner = make_engine(settings.database_owner_url)
    try:
        _wait_for_database(settings)
        migrate(owner, app_role=_app_role(settings))
    finally:
        owner.dispose()
    _ensure_buckets(Services.from_settings(settings))


def _app_role(settings: Settings) -> str | None:
    app = make_url(settings.database_url).username
    return None if app == make_url(settings.database_owner_url).username else app


def _wait_for_database(settings: Settings) -> None:
    engine = make_engine(settings.database_owner_url)
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            with engine.connect() as connection:
                connection.execute(text("SELECT 1"))
            break
        except OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(PAUSE)
    engine.dispose()


def _ensure_buckets(services: Services) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            services.objects.ensure_buckets()
        except StoreUnavailable:
            if time.monotonic() > deadline:
                raise
            time.sleep(PAUSE)
        else:
            return


if __name__ == "__main__":
    try:
        prepare(Settings.from_env())
    except (SchemaTooNew, SettingsError) as refused:
        print(refused, file=sys.stderr, flush=True)
        sys.exit(1)
