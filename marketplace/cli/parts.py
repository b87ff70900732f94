"""The parts, for a command that needs more of them than the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from marketplace.config import Settings
from marketplace.services import Services


@contextmanager
def on_the_spot(settings: Settings) -> Iterator[Services]:
    """Give the parts, with uploads signed for the address at which we reach the store.

    The public one is for browsers, and may not even resolve where a command runs.
    """
    services = Services.from_settings(replace(settings, s3_public_endpoint=settings.s3_endpoint))
    try:
        yield services
    finally:
        services.engine.dispose()
        services.queue.connection.close()
