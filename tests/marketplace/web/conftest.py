"""Browsers of several people: on all the parts (`rooms`), or a database alone (`application`)."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session, sessionmaker

from marketplace.accounts.actor import Role
from marketplace.accounts.models import Account
from storage.database import transaction
from storage.objects import ObjectStore
from storage.queue import JobQueue
from tests.factories.accounts import make_account
from tests.house.application import connected
from tests.marketplace.web.browser import Browser
from tests.marketplace.web.rooms import Visitor, opened

SignIn = Callable[..., Visitor]
SignedIn = Callable[..., tuple[Browser, Account]]


@pytest.fixture
def rooms(
    database_url: str,
    make_session: sessionmaker[Session],
    object_store: ObjectStore,
    queue: JobQueue,
) -> Iterator[Flask]:
    """The application on real parts; `rooms.work` does what the workers would do."""
    with opened(database_url, make_session, object_store, queue) as application:
        yield application


@pytest.fixture
def visitor(rooms: Flask, make_session: sessionmaker[Session]) -> SignIn:
    """Make an account with these roles, and return somebody who is signed in as it."""

    def sign_in(*roles: Role, name: str = "김하나") -> Visitor:
        with transaction(make_session) as session:
            account_id = make_account(session, roles=roles, name=name).id
        return Visitor.of(rooms, account_id)

    return sign_in


@pytest.fixture
def application(database_url: str) -> Iterator[Flask]:
    """The application; its store only signs, and its queue is away."""
    with connected(database_url) as made:
        yield made


@pytest.fixture
def anyone(application: Flask) -> Browser:
    """Somebody who has not signed in."""
    return Browser.of(application)


@pytest.fixture
def signed_in(application: Flask, make_session: sessionmaker[Session]) -> SignedIn:
    """Make an account with these roles, and return its browser with it."""

    def make(*roles: Role, name: str = "김하나") -> tuple[Browser, Account]:
        with transaction(make_session) as session:
            session.expire_on_commit = False
            account = make_account(session, roles=roles, name=name)
        return Browser.of(application, account), account

    return make
