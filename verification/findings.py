"""The words checks speak: a finding, where it is, how grave it is, and what its code means."""

from dataclasses import dataclass
from enum import StrEnum

LOCATED_AT_MOST = 1000
"""How many findings of one code and column are located one by one; the rest come as one count."""


class Severity(StrEnum):
    """How grave a finding is. Errors reach the reviewer; they do not decide."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Location:
    """Where a finding is. `row` counts data records from 1, without the header."""

    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True)
class Finding:
    """One thing found about a file or an offer.

    `message` is a Korean sentence and carries no cell text: cells stand in `samples`, masked.
    `count` is how many occurrences it stands for: the total of a code is the sum of its counts.
    """

    code: str
    severity: Severity
    message: str
    at: Location = Location()
    count: int = 1
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Text:
    """The same words in the two languages of the product."""

    ko: str
    en: str


@dataclass(frozen=True)
class FindingCode:
    """What a code tells a person: its title, what it means for them, and what to do about it.

    A code that `blocks` stops the submission until the file is replaced, treated or released;
    one that concerns `privacy` calls a privacy reviewer.
    """

    code: str
    title: Text
    meaning: Text
    remedy: Text
    blocks: bool = False
    privacy: bool = False
