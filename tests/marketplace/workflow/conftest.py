"""A house in this process: real parts, its people, its jobs run when a test says so."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session, sessionmaker

from marketplace.config import Settings
from marketplace.services import Services
from marketplace.stack.store import Store
from marketplace.stack.valkey import Valkey
from storage.objects import ObjectStore
from storage.queue import JobQueue
from tests.factories.parts import make_settings, opened
from tests.house.application import NOWHERE as ADDRESSES
from tests.marketplace.workflow.house import NOWHERE, House, people_of
from tests.marketplace.workflow.shelf import Shelf


@pytest.fixture
def house(
    database_url: str, store: Store, valkey: Valkey, object_store: ObjectStore, queue: JobQueue
) -> Iterator[House]:
    with opened(make_settings(database_url, store, valkey)) as services:
        yield House(services, people_of(services))


@pytest.fixture
def shelf(make_session: sessionmaker[Session], queue: JobQueue) -> Shelf:
    """A shelf on a database of its own; nothing of it is in the store."""
    settings = Settings.from_env({**ADDRESSES, "PUBLIC_URL": "https://hwanryu.example"})
    return Shelf(Services(settings, make_session.kw["bind"], make_session, NOWHERE, queue))
