"""The application on real parts, in a house with people."""

from collections.abc import Iterator

import pytest
from flask import Flask

from marketplace.app import create_app
from marketplace.services import Services
from marketplace.stack.store import Store
from marketplace.stack.valkey import Valkey
from storage.objects import ObjectStore
from storage.queue import JobQueue
from tests.factories.parts import make_settings, opened
from tests.marketplace.api.caller import Caller
from tests.marketplace.workflow.house import House, people_of


@pytest.fixture
def services(
    database_url: str, store: Store, valkey: Valkey, object_store: ObjectStore, queue: JobQueue
) -> Iterator[Services]:
    """The parts of a process, the buckets made and nothing in the queue."""
    with opened(make_settings(database_url, store, valkey)) as parts:
        yield parts


@pytest.fixture
def application(services: Services) -> Flask:
    return create_app(services.settings, services)


@pytest.fixture
def house(services: Services) -> House:
    return House(services, people_of(services))


@pytest.fixture
def call(application: Flask, house: House) -> Caller:
    """Calls the API as somebody in the house, or as nobody."""
    return Caller(application.test_client(), house)
