"""The access classes, from open to closed; a derived work is never weaker than its sources."""

from collections.abc import Iterable
from enum import StrEnum

from verification.terms import Terms


class Access(StrEnum):
    """Who may have the bytes, weakest restriction first."""

    PUBLIC = "public"
    JOINT = "joint"
    REQUEST = "request"
    CONTRACT = "contract"
    SAFEZONE = "safezone"
    CLOSED = "closed"

    @property
    def rank(self) -> int:
        """The place in the order: the higher, the more restricted."""
        return _ORDER[self]

    def is_weaker_than(self, other: "Access") -> bool:
        """Whether this class lets in someone whom the other keeps out."""
        return self.rank < other.rank


_ORDER = {access: place for place, access in enumerate(Access)}

OFFERED = (Access.PUBLIC, Access.JOINT, Access.CONTRACT, Access.CLOSED)
"""The classes a form offers: the others have no door yet, and nobody could get at the bytes.

`contract` is for data a public body has bought: its terms are declared with it.
"""


def strictest(classes: Iterable[Access]) -> Access:
    """Return the most restricted of some classes; `public` if there are none."""
    return max(classes, key=lambda access: access.rank, default=Access.PUBLIC)


def permitted_access(sources: Iterable[Access]) -> tuple[Access, ...]:
    """Return the classes a work made from some sources may be offered under."""
    least = strictest(sources)
    return tuple(access for access in OFFERED if not access.is_weaker_than(least))


def lets_out(access: str, terms: Terms | None) -> Access:
    """Return the widest class of what is made from something: by its contract, or its own."""
    return Access(access if terms is None else terms.access)
