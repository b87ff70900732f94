"""What the marketplace raises: one base, a class a reason, the facts as attributes.

Each room has an `errors.py` of its own that derives from `MarketplaceError`. Words for people and
status codes are made at the doors.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """Why something is refused: a code for programs, a sentence for people in each language."""

    code: str
    ko: str
    en: str


class MarketplaceError(Exception):
    """Base of all that the marketplace raises."""


class NotFound(MarketplaceError):
    """There is no such thing, or none that this actor may know of: the two look alike."""

    def __init__(self, kind: str, key: object = None) -> None:
        super().__init__(f"no such {kind}" if key is None else f"no {kind} {key}")
        self.kind = kind
        self.key = key


class PermissionRefused(MarketplaceError):
    """The actor may not do this; `reason` says why, in both languages."""

    def __init__(self, permission: str, reason: Reason) -> None:
        super().__init__(f"{permission} refused: {reason.code}")
        self.permission = permission
        self.reason = reason


class SignInRequired(PermissionRefused):
    """Nobody is signed in, and without that this cannot be allowed."""
