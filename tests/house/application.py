"""The application as it is put together, on addresses where nothing listens: none is asked."""

from functools import cache

from flask import Flask

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


@cache
def unconnected() -> Flask:
    """Return the application with every route, and without a part to speak to."""
    return create_app(Settings.from_env(NOWHERE))
