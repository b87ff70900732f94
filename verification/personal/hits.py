"""What is decided of a column: which code, how grave, on which grounds, and in which rows."""

from dataclasses import dataclass

from verification.findings import Severity
from verification.personal.headers import Says, said
from verification.personal.located import Places, Spot


@dataclass(frozen=True)
class Heading:
    """What the header of a column says, and what those of the columns beside it say."""

    says: frozenset[Says] = frozenset()
    beside: frozenset[Says] = frozenset()

    @classmethod
    def of(cls, name: str, beside: tuple[str, ...] = ()) -> "Heading":
        """The heading of a column among others of its table."""
        others = frozenset[Says]().union(*(said(each) for each in beside if each != name))
        return cls(said(name), others)

    def any(self, *says: Says) -> bool:
        """Whether the header says any of some things."""
        return not self.says.isdisjoint(says)

    @property
    def of_people(self) -> bool:
        """Whether the table has a person to a row, as far as its headers tell."""
        around = self.says | self.beside
        return not around.isdisjoint({Says.NAME, Says.RESIDENT, Says.BIRTH, Says.MOBILE})


@dataclass(frozen=True)
class Hit:
    """Rows of one column that share a code. `reasons` are Korean clauses, weightiest first.

    `count` is how many rows there are, `first` the positions of the first thousand, ascending.
    """

    code: str
    severity: Severity
    reasons: tuple[str, ...]
    spot: Spot

    @property
    def count(self) -> int:
        return self.spot.count

    @property
    def first(self) -> Places:
        return self.spot.first

    @property
    def message(self) -> str:
        """The reasons as one clause."""
        return " · ".join(self.reasons)
