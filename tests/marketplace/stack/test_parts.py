"""The embedded parts answer, are closed to strangers, and leave nothing behind."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session, sessionmaker

from marketplace.stack.store import Store
from storage.errors import StorageError, StoreUnavailable
from storage.objects import ObjectStore
from storage.queue import JobQueue
from storage.transfers import Bucket


def test_the_application_is_a_plain_role_that_owns_no_table(session: Session) -> None:
    who = session.execute(
        text(
            "SELECT current_user, rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        )
    ).one()

    assert tuple(who) == ("hwanryu", False, False)
    with pytest.raises(ProgrammingError):
        session.execute(text("CREATE TABLE made_by_the_application (id int)"))


def test_hangul_is_indexed_by_trigrams_and_compared_as_unicode(session: Session) -> None:
    found = session.execute(text("SELECT '버스' ~ '^[[:alpha:]]+$', datlocale FROM pg_database"))

    assert (True, "C.UTF-8") in {tuple(row) for row in found}


def test_each_test_that_commits_has_a_database_of_its_own(
    make_session: sessionmaker[Session],
) -> None:
    with make_session() as session:
        name = session.execute(text("SELECT current_database()")).scalar_one()

    assert name.startswith("test_")


def test_the_store_has_both_buckets(object_store: ObjectStore) -> None:
    assert object_store.ready()


def test_the_store_refuses_a_key_that_it_does_not_know(
    store: Store, object_store: ObjectStore, tmp_path: Path
) -> None:
    stranger = ObjectStore(
        endpoint=store.endpoint, access_key="stranger", secret_key="0123456789abcdef"
    )
    (tmp_path / "a").write_bytes(b"a")

    with pytest.raises(StorageError) as refused:
        stranger.put_file(Bucket.PUBLISHED, "a", tmp_path / "a", media_type="text/plain")

    assert not isinstance(refused.value, StoreUnavailable)


def test_the_queue_answers(queue: JobQueue) -> None:
    assert queue.ping()
