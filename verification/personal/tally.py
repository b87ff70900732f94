"""What a column holds that names a person: gathered batch by batch, in any split of its rows."""

from dataclasses import dataclass, field

import pyarrow as pa

from verification.personal.headers import Says, said
from verification.personal.hits import Heading, Hit
from verification.personal.located import Places
from verification.personal.phones import Phones
from verification.personal.registered import Registered
from verification.personal.residents import Residents
from verification.personal.seen import Seen
from verification.personal.texts import Texts


@dataclass(frozen=True)
class PersonalTally:
    """All that was gathered of one column, of bounded size whatever its length.

    Counts and the positions of the first thousand rows of each kind are exact; the distinct numbers
    a judgement rests on are all of them up to 65,536, and beyond that a sample that depends on
    nothing but the numbers.
    """

    name: str
    says: frozenset[Says]
    residents: Residents = field(default_factory=Residents)
    phones: Phones = field(default_factory=Phones)
    registered: Registered = field(default_factory=Registered)
    texts: Texts = field(default_factory=Texts)

    @classmethod
    def of(cls, name: str) -> "PersonalTally":
        """An empty tally of the column of that name."""
        return cls(name, said(name))

    def update(self, positions: Places, cells: pa.StringArray) -> "PersonalTally":
        """Return the tally with one batch more: cells, and where they stand in the table."""
        if not len(cells):
            return self
        seen = Seen.of(positions, cells)
        return PersonalTally(
            self.name,
            self.says,
            self.residents.update(seen),
            self.phones.update(seen),
            self.registered.update(seen),
            self.texts.update(seen, self.says),
        )

    def merge(self, other: "PersonalTally") -> "PersonalTally":
        """Return the tally of both parts of the column; `other` is the later one."""
        return PersonalTally(
            self.name,
            self.says,
            self.residents.merge(other.residents),
            self.phones.merge(other.phones),
            self.registered.merge(other.registered),
            self.texts.merge(other.texts),
        )

    def judged(self, beside: tuple[str, ...] = ()) -> list[Hit]:
        """Return what the column is found to hold; `beside` are the headers of its table."""
        heading = Heading.of(self.name, beside)
        return [
            *self.residents.judged(heading),
            *self.phones.judged(heading),
            *self.registered.judged(heading),
            *self.texts.judged(heading),
        ]
