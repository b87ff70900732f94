"""Who may know of what: decided above, carried here as a value, applied to every query.

The catalogue knows no roles. Whoever asks brings what they may see; what they may not see is for
them not there.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import ColumnElement, false, or_, true
from sqlalchemy.orm import InstrumentedAttribute

from verification.rights.access import Access


@dataclass(frozen=True)
class Visibility:
    """The access classes seen whosesoever they are, and whose datasets are seen besides."""

    classes: frozenset[Access] = frozenset({Access.PUBLIC, Access.CONTRACT})
    department_id: UUID | None = None
    owner_id: UUID | None = None

    def sees(self, access: str, *, department_id: UUID | None, owner_id: UUID) -> bool:
        """Tell whether something of this access and of these is there for whoever asks."""
        return (
            Access(access) in self.classes
            or (self.department_id is not None and department_id == self.department_id)
            or (self.owner_id is not None and owner_id == self.owner_id)
        )

    def sees_cells(self, access: str, *, department_id: UUID | None, owner_id: UUID) -> bool:
        """Tell whether cells of it may be shown: of bought data others see what it is, no more."""
        if Access(access) not in _DESCRIBED or self.classes == EVERYTHING.classes:
            return True
        own = replace(self, classes=frozenset())
        return own.sees(access, department_id=department_id, owner_id=owner_id)

    def condition(
        self,
        access: InstrumentedAttribute[str],
        department_id: InstrumentedAttribute[UUID | None],
        owner_id: InstrumentedAttribute[UUID],
    ) -> ColumnElement[bool]:
        """Return the same rule as a condition on these columns."""
        if self.classes == EVERYTHING.classes:
            return true()
        return or_(
            access.in_(sorted(self.classes)),
            _is(department_id, self.department_id),
            _is(owner_id, self.owner_id),
        )


def _is(
    column: InstrumentedAttribute[UUID | None] | InstrumentedAttribute[UUID], value: UUID | None
) -> ColumnElement[bool]:
    return false() if value is None else column == value


_DESCRIBED = frozenset({Access.CONTRACT})
"""Seen by all, as far as it is described."""

PUBLIC = Visibility()
"""What anyone sees, signed in or not."""

EVERYTHING = Visibility(frozenset(Access))
"""What the platform itself sees: verification, lineage, provenance. Never a door's."""
