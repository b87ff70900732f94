"""Whether this process lives, and whether its parts answer."""

from flask import Blueprint, Response, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from marketplace.http.door import public, services

health = Blueprint("health", __name__)


@health.get("/healthz")
@public
def alive() -> Response:
    """Answer: this process lives."""
    return jsonify(status="ok")


@health.get("/readyz")
@public
def ready() -> tuple[Response, int]:
    """Answer which parts do; 503 while one does not."""
    parts = {
        "database": _database_answers(),
        "objects": services().objects.ready(),
        "queue": services().queue.ping(),
    }
    ok = all(parts.values())
    return jsonify(status="ok" if ok else "waiting", parts=parts), 200 if ok else 503


def _database_answers() -> bool:
    try:
        with services().engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True
