"""The application on real parts, and somebody who asks it."""

from collections.abc import Iterator

import pytest
from flask import Flask

from marketplace.app import create_app
from marketplace.services import Services
from marketplace.stack.store import Store
from marketplace.stack.valkey import Valkey
from storage.objects import ObjectStore
from tests.factories.parts import make_settings, opened


@pytest.fixture
def services(
    database_url: str, store: Store, valkey: Valkey, object_store: ObjectStore
) -> Iterator[Services]:
    """The parts of a process, the buckets made."""
    with opened(make_settings(database_url, store, valkey)) as parts:
        yield parts


@pytest.fixture
def application(services: Services) -> Flask:
    return create_app(services.settings, services)
