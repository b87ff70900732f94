"""Refine the cells of a column: text, numbers, missing marks and dates in one form."""

import unicodedata
from dataclasses import dataclass
from typing import ClassVar

import pyarrow as pa
import pyarrow.compute as pc

from verification.treatment.dates import Numbers, dates
from verification.treatment.frames import Frame, Frames, each_distinct, truths, where
from verification.treatment.log import Noted
from verification.treatment.numbers import plain
from verification.treatment.step import CellStep, Given, Names, Step, known, unknown

MISSING = ("-", "–", "…", "...", "해당없음", "해당 없음", "미상", "N/A", "n/a", "null", "NULL")
"""What offices write where nothing is known."""
WITHHELD = ("x", "X", "*", "비공개")
"""What they write where something is known and not told."""

UNTIDY = (
    r"[\x{FF01}-\x{FF5E}\x{3000}\x{00A0}\x{2000}-\x{200F}\x{2028}\x{2029}\x{202F}\x{FEFF}"
    r"\x{00AD}\x{1100}-\x{11FF}\x{0300}-\x{036F}\t\r\n\v\f]|^ | $|  "
)
"""What text in one form does not hold: wide letters, hidden signs, breaks, letters in parts."""

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BLANKS = dict.fromkeys([0x3000, 0x00A0, 0x202F, *range(0x2000, 0x200B), 9, 10, 11, 12, 13], " ")
_NO_SIGN = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0xFEFF, 0x00AD])
_TABLE = {**_WIDE, **_BLANKS, **_NO_SIGN, 0x2028: " ", 0x2029: " "}


@dataclass(frozen=True)
class TidyText(Step):
    """Text in one form: NFC, plain letters for wide ones, one blank for many, none at the ends.

    Breaks within a cell become blanks; signs nobody sees go. `columns` empty: every column.
    """

    step: ClassVar[str] = "tidy-text"
    columns: tuple[str, ...] = ()

    def names_after(self, names: Names) -> Names:
        known(names, *self.columns)
        return names

    def flow(self, frames: Frames, noted: Noted, given: Given) -> Frames:
        for frame in frames:
            after = frame
            for column in self.columns or frame.names:
                after = _with_tidy(after, column, noted)
            yield after


def _with_tidy(frame: Frame, column: str, noted: Noted) -> Frame:
    cells = frame.column(column)
    untidy = truths(pc.match_substring_regex(cells, UNTIDY))
    if not untidy.any():
        return frame
    clean = each_distinct(where(untidy, cells), tidied)
    after = frame.with_column(column, where(untidy, clean, cells))
    noted.cells_differ(frame, after, column)
    return after


TIMED = r"[0-9]:[0-9]|^ *[0-9]{12,}"
"""A date with a time, which loses it where only dates are read."""


def tidied(text: str) -> str | None:
    """A text in one form; None where nothing is left of it."""
    plain_signs = unicodedata.normalize("NFC", text.translate(_TABLE))
    return " ".join(plain_signs.split()) or None


@dataclass(frozen=True)
class PlainNumbers(CellStep):
    """Numbers without separators, and △ or ▲ as a minus. What is no number stays, and is told."""

    step: ClassVar[str] = "plain-numbers"

    def cells_after(self, cells: pa.Array, given: Given) -> pa.Array:
        return plain(cells)


@dataclass(frozen=True)
class IsoDates(CellStep):
    """Dates as ISO 8601 has them: 2024-01-02, 2024-01, 2024; a quarter as 2024-Q1.

    A year of two digits from 69 on is of the twentieth century. What is no date stays, and is told;
    so does a date with a time, which would lose it.
    """

    step: ClassVar[str] = "iso-dates"

    def cells_after(self, cells: pa.Array, given: Given) -> pa.Array:
        timed = truths(pc.match_substring_regex(cells, TIMED))
        found = dates(where(~timed, cells))
        year = pa.array(found.year).cast(pa.string())
        month, day = (_two(part) for part in (found.month, found.day))
        quarter = pc.binary_join_element_wise(year, pa.array(found.quarter).cast(pa.string()), "-Q")
        text = where(found.month > 0, pc.binary_join_element_wise(year, month, "-"), year)
        text = where(found.day > 0, pc.binary_join_element_wise(year, month, day, "-"), text)
        return where(found.read, where(found.quarter > 0, quarter, text))


def _two(part: Numbers) -> pa.Array:
    return pc.utf8_lpad(pa.array(part).cast(pa.string()), 2, "0")


@dataclass(frozen=True)
class MissingMarks(Step):
    """Marks for nothing to empty cells, and `withheld` ones too.

    `withheld_column`: a new column that keeps which mark of `withheld` stood there, for a value
    that is known and not told is not the same as none.
    """

    step: ClassVar[str] = "missing-marks"
    column: str
    missing: tuple[str, ...] = MISSING
    withheld: tuple[str, ...] = WITHHELD
    withheld_column: str | None = None

    def names_after(self, names: Names) -> Names:
        known(names, self.column)
        if self.withheld_column is None:
            return names
        unknown(names, self.withheld_column)
        place = names.index(self.column) + 1
        return (*names[:place], self.withheld_column, *names[place:])

    def flow(self, frames: Frames, noted: Noted, given: Given) -> Frames:
        for frame in frames:
            cells = frame.column(self.column)
            trimmed = pc.utf8_trim_whitespace(cells)
            held = truths(pc.is_in(trimmed, pa.array(self.withheld, pa.string())))
            gone = held | truths(pc.is_in(trimmed, pa.array(self.missing, pa.string())))
            after = frame.with_column(self.column, where(~gone, cells))
            noted.cells_differ(frame, after, self.column)
            if self.withheld_column is not None:
                marks = where(held, trimmed)
                after = after.and_column(self.withheld_column, marks, after=self.column)
            yield after


@dataclass(frozen=True)
class HeaderUnit(Step):
    """Take the unit out of a column's name: `금액(천원)` becomes `금액`, and the log keeps 천원.

    The numbers stay as they were published. Multiplied by a thousand they would claim digits that
    nobody measured, and could no longer be compared with the original by eye.
    """

    step: ClassVar[str] = "header-unit"
    column: str
    name: str
    unit: str

    def names_after(self, names: Names) -> Names:
        known(names, self.column)
        unknown(tuple(name for name in names if name != self.column), self.name)
        return tuple(self.name if name == self.column else name for name in names)

    def renamed(self) -> tuple[tuple[str, str], ...]:
        return ((self.column, self.name),)

    def flow(self, frames: Frames, noted: Noted, given: Given) -> Frames:
        noted.figures[self.name] = self.unit
        for frame in frames:
            yield Frame(self.names_after(frame.names), frame.records, frame.columns)
