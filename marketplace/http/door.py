"""The door of a request: one session, one transaction, one actor.

When to use: every view reads `session()` and `actor()` here and never opens a session itself.
How: the transaction commits when the response is below 400 and is rolled back otherwise; what the
outbox took is relayed after the commit.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar, cast

from flask import Flask, Response, current_app, g, request
from flask_login import current_user
from sqlalchemy.orm import Session

from marketplace.accounts.actor import ANONYMOUS, Actor
from marketplace.permissions.asking import require_sign_in
from marketplace.permissions.permission import Permission
from marketplace.services import Services
from storage.outbox import PENDING

View = TypeVar("View", bound=Callable[..., object])

EXTENSION = "hwanryu"
PERMISSION = "hwanryu_permission"
"""The attribute of a view that names what it asks for: a permission, or `public`."""


def services() -> Services:
    """Return the parts of this process."""
    return cast(Services, current_app.extensions[EXTENSION])


def session() -> Session:
    """Return the session of this request."""
    if "session" not in g:
        g.session = services().make_session()
    return cast(Session, g.session)


def now() -> datetime:
    """Return the moment this request began, so that one request has one time."""
    if "now" not in g:
        g.now = services().now()
    return cast(datetime, g.now)


def actor() -> Actor:
    """Return whoever asks."""
    return cast(Actor, getattr(current_user, "actor", ANONYMOUS))


def requires(permission: Permission) -> Callable[[View], View]:
    """Declare which permission a view asks for; the view calls `permissions.require` itself."""

    def declare(view: View) -> View:
        setattr(view, PERMISSION, permission)
        return view

    return declare


def public(view: View) -> View:
    """Declare that a view is for everyone."""
    setattr(view, PERMISSION, "public")
    return view


def install_door(app: Flask, parts: Services) -> None:
    """Give each request its session, and end its transaction."""
    app.extensions[EXTENSION] = parts
    app.before_request(_ask_to_sign_in)
    app.after_request(_conclude)
    app.teardown_request(_close)


def _ask_to_sign_in() -> None:
    """Ask before anything is looked up: unknown and hidden things then look alike."""
    view = current_app.view_functions.get(request.endpoint or "")
    permission: object = getattr(view, PERMISSION, None)
    if isinstance(permission, Permission):
        require_sign_in(actor(), permission)


def commit() -> None:
    """Commit what this request has done so far, and relay what it put in the outbox.

    For the rare refusal that must leave something behind; the end of the request does it itself.
    """
    opened = session()
    opened.commit()
    if opened.info.pop(PENDING, False):
        services().relay()


def _conclude(response: Response) -> Response:
    opened: Session | None = g.get("session")
    if opened is None:
        return response
    if response.status_code >= 400:
        opened.rollback()
        return response
    commit()
    return response


def _close(_fault: BaseException | None) -> None:
    opened: Session | None = g.pop("session", None)
    if opened is not None:
        opened.close()
