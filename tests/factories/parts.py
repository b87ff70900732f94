"""The parts of a process, put together on what a test runs on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from marketplace.config import Settings
from marketplace.services import Services
from marketplace.stack.store import Store
from marketplace.stack.valkey import Valkey


def make_settings(database_url: str, store: Store, valkey: Valkey, **changes: Any) -> Settings:
    """Return the settings of an application on these parts."""
    known: dict[str, Any] = {
        "database_url": database_url,
        "s3_endpoint": store.endpoint,
        "s3_access_key": store.access_key,
        "s3_secret_key": store.secret_key,
        "redis_url": valkey.url,
        "secret_key": "test",
        "audit_share": 0.0,
        "requests_per_minute": 1_000_000,
        "multipart_bytes": 5 << 20,
    }
    return Settings(**{**known, **changes})


@contextmanager
def opened(settings: Settings) -> Iterator[Services]:
    """The services, closed at the end."""
    services = Services.from_settings(settings)
    yield services
    services.engine.dispose()
    services.queue.connection.close()
