"""The application as it is put together, on addresses where nothing listens: none is asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient

from marketplace.app import create_app
from marketplace.config import Settings

NOWHERE = {
    "DATABASE_URL": "postgresql+psycopg://nobody@127.0.0.1:9/nothing",
    "S3_ENDPOINT": "http://127.0.0.1:9",
    "S3_ACCESS_KEY": "access",
    "S3_SECRET_KEY": "secret",
    "REDIS_URL": "redis://127.0.0.1:9",
    "SECRET_KEY": "key",
    "DATA": "/nonexistent",
}


@contextmanager
def connected(database_url: str) -> Iterator[Flask]:
    """Give the application on a database; the other parts are away."""
    application = create_app(Settings.from_env({**NOWHERE, "DATABASE_URL": database_url}))
    # Where requests would be counted nothing listens, and asking in vain takes time.
    for limiter in application.extensions["limiter"]:
        limiter.enabled = False
    yield application
    application.extensions["hwanryu"].engine.dispose()


def by_cookie(application: Flask, account_id: UUID) -> FlaskClient:
    """Return a browser in which that account is signed in."""
    client = application.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = f"{account_id}:1"
        cookie["_fresh"] = True
    return client


@cache
def unconnected() -> Flask:
    """Return the application with every route, and without a part to speak to."""
    return create_app(Settings.from_env(NOWHERE))
