"""Whoever asks now: a value made for each request, so that a change of roles holds at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What an account may be; it may be several at a time."""

    CITIZEN = "citizen"
    FIRM = "firm"
    RESEARCHER = "researcher"
    OFFICIAL = "official"
    AFFILIATE = "affiliate"
    QUALITY = "quality"
    PRIVACY = "privacy"
    CURATOR = "curator"
    ADMINISTRATOR = "administrator"


class DepartmentKind(StrEnum):
    """What sort of body a department is."""

    DEPARTMENT = "department"
    AFFILIATED_BODY = "affiliated-body"
    ORGANISATION = "organisation"


PUBLIC_BODIES = frozenset({DepartmentKind.DEPARTMENT, DepartmentKind.AFFILIATED_BODY})
"""The kinds of department that are the city's own."""

DEPARTMENT_KINDS: Mapping[Role, frozenset[DepartmentKind]] = {
    Role.OFFICIAL: frozenset({DepartmentKind.DEPARTMENT}),
    Role.AFFILIATE: frozenset({DepartmentKind.AFFILIATED_BODY}),
    Role.QUALITY: PUBLIC_BODIES,
    Role.PRIVACY: PUBLIC_BODIES,
    Role.CURATOR: PUBLIC_BODIES,
}
"""The roles nobody holds outside a department, and the kinds of department each is held in."""

REVIEWER_ROLES = frozenset({Role.QUALITY, Role.PRIVACY})
"""The roles that decide on submissions."""

_OFFERS_ORIGINALS = frozenset({Role.OFFICIAL, Role.AFFILIATE})


@dataclass(frozen=True)
class Actor:
    """Who asks, as far as any rule needs to know."""

    id: UUID | None
    name: str
    roles: frozenset[Role]
    department_id: UUID | None

    @property
    def is_signed_in(self) -> bool:
        return self.id is not None

    @property
    def is_administrator(self) -> bool:
        return Role.ADMINISTRATOR in self.roles

    @property
    def is_official(self) -> bool:
        """Whether this is someone of a public body, in whatever duty there."""
        return self.department_id is not None and not self.roles.isdisjoint(DEPARTMENT_KINDS)

    @property
    def may_offer_originals(self) -> bool:
        """Whether a submission of theirs may do without a source."""
        return not self.roles.isdisjoint(_OFFERS_ORIGINALS)


ANONYMOUS = Actor(id=None, name="", roles=frozenset(), department_id=None)
"""Whoever has not signed in."""
