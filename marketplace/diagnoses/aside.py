"""Findings that were set aside, by place, and what of a report counts without them. Pure.

A place is a code in a file, sheet and column. What is set aside there is what was found then: where
a later diagnosis finds more of it, all of it counts anew.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from verification.codes import CODES
from verification.findings import Severity

Report = Mapping[str, Any]


@dataclass(frozen=True)
class Place:
    """What a finding is of: its code and where, rows left out."""

    code: str
    file: str | None = None
    sheet: str | None = None
    column: str | None = None

    @property
    def is_private(self) -> bool:
        """Whether it is about personal data."""
        meaning = CODES.get(self.code)
        return meaning is not None and meaning.privacy


@dataclass(frozen=True)
class Found:
    """How often something was found in a place, and how often as an error."""

    occurrences: int = 0
    errors: int = 0

    def __add__(self, other: "Found") -> "Found":
        return Found(self.occurrences + other.occurrences, self.errors + other.errors)


@dataclass(frozen=True)
class Counted:
    """What counts for the watch-list: codes of personal data nobody decided on, and errors."""

    private: tuple[str, ...] = ()
    errors: int = 0


def found_in(report: Report) -> Mapping[Place, Found]:
    """Return what a report found, by place."""
    found: dict[Place, Found] = {}
    for place, each in _findings(report):
        found[place] = found.get(place, Found()) + each
    return found


def counting(report: Report, accepted: Report | None) -> Mapping[Place, Found]:
    """Return what a report found that counts unless it is set aside.

    That is errors, and personal data where none was when the version was accepted: a privacy
    reviewer has decided on what was there then.
    """
    known = found_in(accepted).keys() if accepted else frozenset()
    return {
        place: each
        for place, each in found_in(report).items()
        if each.errors or (place.is_private and place not in known)
    }


def counted(
    report: Report, accepted: Report | None, aside: Mapping[Place, int] | None = None
) -> Counted:
    """Return what counts of a report. `aside`: how many occurrences were set aside in a place."""
    known = found_in(accepted).keys() if accepted else frozenset()
    left = {
        place: each
        for place, each in counting(report, accepted).items()
        if each.occurrences > (aside or {}).get(place, 0)
    }
    return Counted(
        private=tuple(sorted({p.code for p in left if p.is_private and p not in known})),
        errors=sum(each.errors for each in left.values()),
    )


def _findings(report: Report) -> Iterator[tuple[Place, Found]]:
    for check in report.get("checks", ()):
        for finding in check["findings"]:
            at, count = finding["at"], finding["count"]
            errors = count if finding["severity"] == Severity.ERROR else 0
            place = Place(finding["code"], at["file"], at["sheet"], at["column"])
            yield place, Found(count, errors)
