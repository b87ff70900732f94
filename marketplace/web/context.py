"""What every page is given: who reads it, which rooms they find in the menu, what is unread."""

from dataclasses import dataclass
from typing import Any

from flask import g, request

from marketplace.accounts.actor import ANONYMOUS, Actor
from marketplace.http.door import actor, services, session
from marketplace.notices.queries import unread_count
from marketplace.permissions.asking import may
from marketplace.permissions.facts import DisputeFacts
from marketplace.permissions.permission import Permission
from marketplace.web.language import reading

NAME = "환류"
DEMONSTRATION = "demo-accounts.json"
"""In DATA where the demonstration was loaded, and nowhere else."""


@dataclass(frozen=True)
class Site:
    """The site, as its frame names it."""

    name: str
    is_demonstration: bool


@dataclass(frozen=True)
class Doors:
    """Which rooms the actor finds in the menu."""

    submit: bool
    reviews: bool
    disputes: bool
    points: bool
    quality: bool
    administration: bool


def site() -> Site:
    """Return the site; asks neither the database nor the session."""
    return Site(NAME, (services().settings.data / DEMONSTRATION).is_file())


def shared() -> dict[str, Any]:
    """Return what every page is given."""
    asks = reader()
    return {
        "site": site(),
        "actor": asks,
        "doors": _doors(asks),
        "unread": 0 if asks.id is None else unread_count(session(), asks.id),
        "locale": reading(),
        "page_address": _address(),
    }


def _address() -> str:
    return request.full_path.removesuffix("?") if request.method == "GET" else "/"


def reader() -> Actor:
    """Return whoever reads the page."""
    # A refused token speaks for nobody, and must not break the page that says that it is refused.
    return ANONYMOUS if g.get("token_refused") else actor()


def _doors(asks: Actor) -> Doors:
    return Doors(
        submit=may(asks, Permission.SUBMISSION_LIST_OWN),
        reviews=may(asks, Permission.REVIEW_QUEUE),
        disputes=may(asks, Permission.DISPUTE_RESOLVE, DisputeFacts()),
        points=may(asks, Permission.POINTS_READ),
        quality=may(asks, Permission.QUALITY_READ),
        administration=may(asks, Permission.ACCOUNT_ADMINISTER),
    )
