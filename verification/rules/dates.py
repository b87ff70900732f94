"""The forms of dates and times, as the file diagnosis of public data counts them (15 patterns)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import local

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from verification.batches import ScannedColumn, Truths, memory_of
from verification.kernels.forms import shapes
from verification.kernels.traits import FITS_DATE, FITS_DATETIME, FITS_YEARMONTH

Forms = npt.NDArray[np.int8]

_DAYS = (
    ("YYYY-MM-DD", "2024-01-02"),
    ("YYYY.MM.DD", "2024.01.02", "2024.01.02."),
    ("YYYY/MM/DD", "2024/01/02"),
    ("YYYYMMDD", "20240102"),
    ("YYYY년 MM월 DD일", "2024년 1월 2일", "2024년1월2일"),
)
_CLOCKS = (
    ("HH24:MI:SS", "03:04:05", "03:04:05.0", "03:04:05.000", "03:04:05Z"),
    ("HH24:MI", "03:04"),
    ("HH24", "03"),
)
_OTHERS = (
    ("YYYY-MM", "2024-01"),
    ("YYYY.MM", "2024.01", "2024.01."),
    ("YYYY/MM", "2024/01"),
    ("YYYYMM", "202401"),
    ("YYYY년 MM월", "2024년 1월", "2024년1월"),
    ("YYYY", "2024", "2024년"),
    ("MM-DD", "01-02"),
    ("YYYYMMDDHH24MISS", "20240102030405"),
    ("YYYYMMDDHH24MI", "202401020304"),
)
_PACKED = "YYYYMMDD"
_MONTHS = ("YYYY-MM", "YYYY/MM", "YYYY년 MM월")
_UNKNOWN = -1
_EMPTY = -2


def _examples() -> Iterator[tuple[str, str]]:
    """Each form by its name, with texts that are written so."""
    for name, *texts in (*_DAYS, *_CLOCKS[:2], *_OTHERS):
        yield from ((name, text) for text in texts)
    for day, *days in _DAYS:
        for clock, *clocks in _CLOCKS:
            for between in (" ", "T"):
                for date in days:
                    yield from ((f"{day} {clock}", f"{date}{between}{time}") for time in clocks)


def _shapes_of(texts: pa.StringArray) -> npt.NDArray[np.uint64]:
    base, offsets = memory_of(texts)
    found = np.empty(len(texts), dtype=np.uint64)
    shapes(base, offsets, found)
    return found


class _Known:
    """The shapes of the forms, ascending, and which form each is of."""

    def __init__(self) -> None:
        examples = list(_examples())
        self.names = tuple(dict.fromkeys(name for name, _ in examples))
        found = _shapes_of(pa.array([text for _, text in examples], pa.string()))
        self.shapes, firsts = np.unique(found, return_index=True)
        self.forms = np.array(
            [self.names.index(examples[each][0]) for each in firsts], dtype=np.int8
        )

    def forms_of(self, column: ScannedColumn) -> Forms:
        """The form of each cell, by its place among the names."""
        found = _shapes_of(column.text)
        place = np.minimum(np.searchsorted(self.shapes, found), len(self.shapes) - 1)
        forms = np.where(self.shapes[place] == found, self.forms[place], np.int8(_UNKNOWN))
        return np.asarray(np.where(found == 0, np.int8(_EMPTY), forms))


_KNOWN = _Known()
NAMES = _KNOWN.names
"""Every form by its name."""


@dataclass(frozen=True, eq=False)
class FormsSeen:
    """The forms of the column that each thread looked at last: several watches ask for them."""

    last: local = field(default_factory=local)

    def of(self, column: ScannedColumn) -> Forms:
        """The form of each cell of a batch's column."""
        if getattr(self.last, "column", None) is not column:
            self.last.column, self.last.forms = column, _KNOWN.forms_of(column)
        forms: Forms = self.last.forms
        return forms


@dataclass(frozen=True, eq=False)
class NoForm:
    """Which filled cells are of no form of a date or a time."""

    seen: FormsSeen

    def __call__(self, column: ScannedColumn) -> Truths:
        return np.asarray(self.seen.of(column) == _UNKNOWN)


@dataclass(frozen=True, eq=False)
class OtherForm:
    """Which cells are written in another form than this one."""

    seen: FormsSeen
    form: str

    def __call__(self, column: ScannedColumn) -> Truths:
        forms = self.seen.of(column)
        return np.asarray((forms >= 0) & (forms != NAMES.index(self.form)))


@dataclass(frozen=True, eq=False)
class NoSuchDay:
    """Which cells are written as a day or a month that no calendar has."""

    seen: FormsSeen

    def __call__(self, column: ScannedColumn) -> Truths:
        forms = self.seen.of(column)
        bad: Truths = np.isin(forms, _CALENDAR) & ~column.has(FITS_DATE | FITS_DATETIME)
        bad |= np.isin(forms, _BY_MONTH) & ~column.has(FITS_YEARMONTH)
        packed = forms == NAMES.index(_PACKED)
        if packed.any():
            bad |= packed & ~column.has(FITS_DATE) & ~_is_day(column.wholes)
        return bad


_CALENDAR = [
    place
    for place, name in enumerate(NAMES)
    if name.startswith(tuple(day for day, *_ in _DAYS if day != _PACKED))
    and not name.endswith(" HH24")
]
_BY_MONTH = [NAMES.index(name) for name in _MONTHS]
_LENGTHS = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])


def _is_day(numbers: npt.NDArray[np.int64]) -> Truths:
    """Whether eight digits are a day of the calendar."""
    year, month, day = numbers // 10_000, numbers // 100 % 100, numbers % 100
    known = (month >= 1) & (month <= 12) & (year >= 1)
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    lengths = _LENGTHS[np.where(known, month, 0)] - ((month == 2) & ~leap)
    return np.asarray(known & (day >= 1) & (day <= lengths))
