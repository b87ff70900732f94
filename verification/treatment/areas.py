"""Refine administrative areas: from code to name and back, by a list that the caller gives.

A code of ten digits is province 2 + district 3 + 읍면동 3 + 리 2. Two lists exist, of legal areas
(법정동) and of administrative ones (행정동), which share names and not borders: a step names its
list. Sejong has no districts: `3611000000` stands for the province and for its only district at
once, so `36`, `36110` and `3600000000` mean it too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from verification.errors import StepRefused
from verification.treatment.frames import Frame, Frames, each_distinct, filled
from verification.treatment.log import Noted
from verification.treatment.step import Given, Names, Step, known, unknown

SEJONG = "3611000000"
_SEJONG_TOO = frozenset({"3600000000"})
_DIGITS = 10


@dataclass(frozen=True)
class AreaNames(Step):
    """A new column `into`, behind `column`, with the names of codes, or with the codes of names.

    `within`: the beginning of the codes among which a short name is looked for, as 36. What is not
    in the list, or there more than once, stays empty and is told.
    """

    step: ClassVar[str] = "area-names"
    column: str
    into: str
    areas: str = "법정동"
    to: str = "name"
    within: str = ""

    def names_after(self, names: Names) -> Names:
        known(names, self.column)
        unknown(names, self.into)
        place = names.index(self.column) + 1
        return (*names[:place], self.into, *names[place:])

    def lacks(self, given: Given) -> StepRefused | None:
        return None if self.areas in given.areas else StepRefused("areas-needed", self.areas)

    def flow(self, frames: Frames, noted: Noted, given: Given) -> Frames:
        listed = given.areas[self.areas]
        found = Codes(listed, self.within)
        for frame in frames:
            yield self._looked_up(frame, noted, found)

    def _looked_up(self, frame: Frame, noted: Noted, found: "Codes") -> Frame:
        cells = frame.column(self.column)
        look = found.name_of if self.to == "name" else found.code_of
        answers = each_distinct(cells, look)
        noted.cells_unread(frame, self.column, filled(cells) & ~filled(answers))
        return frame.and_column(self.into, answers, after=self.column)


class Codes:
    """A list of areas, asked by code and by name."""

    def __init__(self, areas: Mapping[str, str], within: str) -> None:
        self._names = areas
        self._codes: dict[str, str] = {}
        self._ends: dict[str, str | None] = {}
        for code, listed in areas.items():
            if code.startswith(within):
                name = " ".join(listed.split())
                self._codes[name] = code
                end = name.rpartition(" ")[2]
                self._ends[end] = None if end in self._ends else code

    def name_of(self, code: str | None) -> str | None:
        """The full name of a code; shorter ones are those of a province or district."""
        whole = ten_digits(code)
        return None if whole is None else self._names.get(whole)

    def code_of(self, name: str | None) -> str | None:
        """The code of a full name, or of the end of one where no other area ends like it."""
        plain = " ".join((name or "").split())
        return self._codes.get(plain) or self._ends.get(plain)


@lru_cache(maxsize=4096)
def ten_digits(code: str | None) -> str | None:
    """A code of an area in ten digits; None where it is none."""
    digits = (code or "").strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) in (2, 5, 8, _DIGITS)):
        return None
    whole = digits.ljust(_DIGITS, "0")
    return SEJONG if whole in _SEJONG_TOO else whole
