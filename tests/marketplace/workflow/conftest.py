"""A house in this process: real parts, its people, its jobs run when a test says so."""

from collections.abc import Iterator

import pytest

from marketplace.stack.store import Store
from marketplace.stack.valkey import Valkey
from storage.objects import ObjectStore
from storage.queue import JobQueue
from tests.factories.parts import make_settings, opened
from tests.marketplace.workflow.house import House, people_of


@pytest.fixture
def house(
    database_url: str, store: Store, valkey: Valkey, object_store: ObjectStore, queue: JobQueue
) -> Iterator[House]:
    with opened(make_settings(database_url, store, valkey)) as services:
        yield House(services, people_of(services))
