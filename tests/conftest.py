"""The parts, real ones, started once per test process and only when a test asks for them.

`session` is one transaction that is rolled back; what a test commits through `make_session` goes to
a database of the test's own, copied from a migrated one in a few hundredths of a second.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from marketplace.stack.part import running
from marketplace.stack.ports import free_ports
from marketplace.stack.postgres import APP, OWNER, Postgres
from marketplace.stack.store import SERVICES, Store
from marketplace.stack.valkey import Valkey
from migrations.run import migrate
from storage.database import make_engine, make_session_factory
from storage.objects import ObjectStore
from storage.queue import JobQueue

TEMPLATE = "template_migrated"

# The longest text that names a case; what is longer tells nobody which case it was.
LONGEST_NAME = 80

# How long an example takes says how busy the machine is, and whether a loop was compiled yet.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a case by its argument where the value is bytes or long text.

    Archives hold the second they were packed in: workers that collect a moment apart would
    otherwise know the same case by different names, and run none at all.
    """
    if isinstance(val, bytes) or (isinstance(val, str) and len(val) > LONGEST_NAME):
        return argname
    return None


@dataclass(frozen=True)
class MigratedDatabase:
    """A server with a migrated database that others are copied from."""

    server: Postgres
    numbers: Iterator[int]

    def copy(self) -> str:
        """Return the name of a new database, equal to the migrated one."""
        name = f"test_{next(self.numbers)}"
        self.server.run_sql(f"CREATE DATABASE {name} OWNER {OWNER} TEMPLATE {TEMPLATE}")
        return name

    def drop(self, name: str) -> None:
        self.server.run_sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def parts_folder() -> Iterator[Path]:
    """A folder with a short path (unix sockets), gone after the run."""
    folder = Path(tempfile.mkdtemp(prefix="hw-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated(parts_folder: Path) -> Iterator[MigratedDatabase]:
    server = Postgres(parts_folder / "postgres", parts_folder / "sockets", durable=False)
    with running(server, parts_folder / "postgres.log"):
        server.ensure_database(TEMPLATE)
        owner = make_engine(server.url(OWNER, TEMPLATE))
        try:
            migrate(owner, app_role=APP)
        finally:
            owner.dispose()
        yield MigratedDatabase(server, count(1))


@pytest.fixture
def database_url(migrated: MigratedDatabase) -> Iterator[str]:
    """The address, as the application's plain role, of a database that is this test's own."""
    name = migrated.copy()
    yield migrated.server.url(APP, name)
    migrated.drop(name)


@pytest.fixture
def database_owner_url(migrated: MigratedDatabase, database_url: str) -> str:
    """The same database's address, as the role that owns the tables."""
    return database_url.replace(f"//{APP}@", f"//{OWNER}@")


@pytest.fixture
def make_session(database_url: str) -> Iterator[sessionmaker[Session]]:
    """Sessions that really commit, on a database of this test's own."""
    engine = make_engine(database_url)
    yield make_session_factory(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def shared_engine(migrated: MigratedDatabase) -> Iterator[Engine]:
    engine = make_engine(migrated.server.url(APP, migrated.copy()))
    yield engine
    engine.dispose()


@pytest.fixture
def session(shared_engine: Engine) -> Iterator[Session]:
    """One transaction, rolled back at the end; a commit inside it only releases a savepoint."""
    with shared_engine.connect() as connection:
        transaction = connection.begin()
        with Session(
            connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
        ) as opened:
            yield opened
        transaction.rollback()


@pytest.fixture(scope="session")
def store(parts_folder: Path) -> Iterator[Store]:
    part = Store(
        parts_folder / "objects",
        parts_folder / "store",
        free_ports(len(SERVICES)),
        access_key="test-access",
        secret_key="test-secret-0123456789",
        origins=("http://127.0.0.1:8000",),
    )
    with running(part, parts_folder / "store.log") as child:
        yield part
        # Nothing in it is kept: its orderly stop takes seconds.
        child.kill_group()


@pytest.fixture(scope="session")
def object_store(request: pytest.FixtureRequest) -> ObjectStore:
    """The object store with its buckets; shared, so use keys of your own.

    `make test-store` names another store than the embedded one, and buckets of its own are used.
    """
    if os.environ.get("S3_ENDPOINT"):
        keys = os.environ["S3_ACCESS_KEY"], os.environ["S3_SECRET_KEY"]
        opened = _store_at(os.environ["S3_ENDPOINT"], *keys, prefix="hwanryu-test-")
    else:
        part: Store = request.getfixturevalue("store")
        opened = _store_at(part.endpoint, part.access_key, part.secret_key, prefix="hwanryu-")
    opened.ensure_buckets()
    return opened


def _store_at(endpoint: str, access_key: str, secret_key: str, *, prefix: str) -> ObjectStore:
    return ObjectStore(
        endpoint=endpoint, access_key=access_key, secret_key=secret_key, prefix=prefix
    )


@pytest.fixture(scope="session")
def valkey(parts_folder: Path) -> Iterator[Valkey]:
    part = Valkey(parts_folder / "valkey", parts_folder / "valkey.sock")
    with running(part, parts_folder / "valkey.log"):
        yield part


@pytest.fixture
def queue(valkey: Valkey) -> Iterator[JobQueue]:
    """The queue, empty."""
    opened = JobQueue(valkey.url)
    opened.connection.flushall()
    yield opened
    opened.connection.close()
