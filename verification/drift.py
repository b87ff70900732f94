"""Whether what is said of a file still holds: rows, period, columns and the numbers in its prose.

The real case it was made for: a portal's page counted 41,239 rows where the file held 47,559 and
the description said "약 47,000". The first is drift, the second a number that was rounded.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from verification.declaration import DeclaredRows
from verification.findings import Finding, Location, Severity
from verification.quality import CYCLE_DAYS
from verification.showing import shown

SHORTEST_SLACK = 31
"""Days by which dates may stay short of the declared period: months are named by their first day.
A longer update cycle gives as many days as it has."""

ALIKE = 0.5
"""A date column speaks of the period when the shorter of the two is at least this part of the
longer: days of birth and of permits span decades and say nothing of it."""

ABOUT = 0.01
"""How far off, as a part, a number may be that calls itself a rough one."""

_UNITS = {"억": 10**8, "만": 10**4, "천": 10**3, "": 1}
_NUMBER = re.compile(
    r"(?P<about>약|대략|거의|about|around|approximately|some|~)? ?"
    r"(?P<all>총|전체|모두|total of)? ?"
    r"(?<![\d.,])(?P<number>\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(?![\d,])(?P<fraction>\.\d{1,6})? ?"
    r"(?P<unit>[억만천])? ?(?:(?P<rest>\d{1,4}) ?(?P<rest_unit>천))?"
    r"(?P<more>여)? ?(?:개의? ?)?"
    r"(?P<what>행(?![정사위동렬진])|줄(?!기)|건(?![물설축강])|레코드|rows?\b|records?\b"
    r"|열(?![차람린대량])|컬럼|칼럼|columns?\b|fields?\b)",
    re.IGNORECASE,
)
"""Of text whose runs of space are one blank each: what may repeat is bounded, so is the search."""

_ROWS = ("행", "줄", "건", "레코드", "row", "record")
_CASES = "건"
"""Counts rows only where it counts all of them: elsewhere it counts what happened."""

_ROWS_OFF = "설명 글에는 {:,}행으로 적혀 있으나 파일에는 {:,}행이 있습니다."
_COLUMNS_OFF = "설명 글에는 {:,}열로 적혀 있으나 파일에는 {:,}열이 있습니다."


@dataclass(frozen=True)
class Said:
    """What metadata says of a file. `rows` and `columns` as counted by whoever described it.

    `rows_of` are numbers of rows that are those of one file, or of one sheet of it.
    """

    rows: int | None = None
    rows_of: tuple[DeclaredRows, ...] = ()
    columns: int | None = None
    period_from: date | None = None
    period_to: date | None = None
    update_cycle: str | None = None
    description: str = ""


@dataclass(frozen=True)
class DateSpan:
    """The first and the last day in a column of dates."""

    column: str
    first: date
    last: date


_THE_OFFER = Location()


@dataclass(frozen=True)
class HeldTable:
    """What a table really holds."""

    rows: int
    columns: tuple[str, ...]
    dates: tuple[DateSpan, ...] = ()
    at: Location = _THE_OFFER


@dataclass(frozen=True)
class Claim:
    """A number of rows or columns named in prose, and how far off it may be and still be right."""

    number: int
    slack: float
    of_rows: bool

    def fits(self, fact: int) -> bool:
        """Whether the fact may be told by this number."""
        return fact == self.number or abs(fact - self.number) < self.slack


def drift(said: Said, tables: Iterable[HeldTable]) -> Iterator[Finding]:
    """Yield where metadata and file part: `rows-drift`, `period-drift`, `description-drift`.

    A number of rows is right if it is that of any table, or of all together.
    """
    held = tuple(tables)
    if held:
        yield from _rows_drift(said, held)
        yield from _period_drift(said, held)
        yield from _description_drift(said, held)


def claims_in(text: str) -> Iterator[Claim]:
    """Yield the numbers of rows and columns a description names.

    A number stands for all that rounds to it, up or down, at the place of its last digit that is
    not 0: `47,000` for what is nearer to it than 1,000. One that says `약` may be off by a
    hundredth besides.
    """
    for found in _NUMBER.finditer(" ".join(text.split())):
        what = found["what"].lower()
        rough = bool(found["about"] or found["more"])
        if what == _CASES and not (rough or found["all"]):
            continue
        number, place = _value(found)
        slack = max(place, number * ABOUT) if rough else place
        yield Claim(number, slack if slack > 1 else 0, what.startswith(_ROWS))


def _rows_drift(said: Said, held: tuple[HeldTable, ...]) -> Iterator[Finding]:
    counts = _row_counts(held)
    if said.rows is not None and said.rows not in counts:
        message = f"설명에는 {said.rows:,}행이라고 하였으나 파일에는 {counts[0]:,}행이 있습니다."
        yield Finding("rows-drift", Severity.WARNING, message, held[0].at)
    for said_of in said.rows_of:
        yield from _rows_of_table(said_of, held)
    widths = [len(table.columns) for table in held]
    if said.columns is not None and said.columns not in widths:
        message = f"설명에는 {said.columns:,}열이라고 하였으나 파일에는 {widths[0]:,}열이 있습니다."
        yield Finding("description-drift", Severity.WARNING, message, held[0].at)


def _rows_of_table(said: DeclaredRows, held: tuple[HeldTable, ...]) -> Iterator[Finding]:
    """One finding where a file, or a sheet, has another number of rows, or is not there."""
    tables = [table for table in held if said.of.means(table.at.file, table.at.sheet)]
    rows = sum(table.rows for table in tables)
    if not tables:
        named = shown(said.of.sheet or said.of.file or "")
        message = f"행 수를 적은 파일이나 시트가 없습니다: {named}"
        yield Finding("rows-drift", Severity.WARNING, message)
    elif rows != said.rows:
        message = f"설명에는 {said.rows:,}행이라고 하였으나 파일에는 {rows:,}행이 있습니다."
        yield Finding("rows-drift", Severity.WARNING, message, tables[0].at)


def _period_drift(said: Said, held: tuple[HeldTable, ...]) -> Iterator[Finding]:
    if said.period_from is None or said.period_to is None:
        return
    period = DateSpan("", said.period_from, said.period_to)
    speaking = [
        (span, table) for table in held for span in table.dates if _likeness(period, span) >= ALIKE
    ]
    slack = max(SHORTEST_SLACK, CYCLE_DAYS.get(said.update_cycle or "", 0))
    if not speaking or any(_agrees(period, span, slack) for span, _ in speaking):
        return
    span, table = max(speaking, key=lambda each: (_overlap(period, each[0]), each[0].column))
    message = (
        f"설명의 기간은 {period.first}부터 {period.last}까지인데 "
        f"파일의 날짜는 {span.first}부터 {span.last}까지입니다."
    )
    at = Location(table.at.file, table.at.sheet, None, span.column)
    yield Finding("period-drift", Severity.WARNING, message, at)


def _description_drift(said: Said, held: tuple[HeldTable, ...]) -> Iterator[Finding]:
    claims = tuple(claims_in(said.description))
    facts = (
        (True, _ROWS_OFF, _row_counts(held)),
        (False, _COLUMNS_OFF, tuple(len(table.columns) for table in held)),
    )
    for of_rows, message, counts in facts:
        made = [claim for claim in claims if claim.of_rows is of_rows]
        if made and not any(claim.fits(count) for claim in made for count in counts):
            told = message.format(made[0].number, counts[0])
            yield Finding("description-drift", Severity.WARNING, told, held[0].at)


def _row_counts(held: tuple[HeldTable, ...]) -> tuple[int, ...]:
    """The numbers of rows that are right: of all tables together, and of each."""
    each = tuple(table.rows for table in held)
    return (sum(each), *each)


def _value(found: re.Match[str]) -> tuple[int, float]:
    """The number, and the worth of its last digit that says something."""
    unit = _UNITS[found["unit"] or ""]
    digits = found["number"].replace(",", "")
    if found["rest"]:
        rest = int(found["rest"]) * _UNITS[found["rest_unit"]]
        return int(digits) * unit + rest, _UNITS[found["rest_unit"]]
    fraction = found["fraction"] or ""
    if fraction:
        return round(float(digits + fraction) * unit), unit / 10 ** (len(fraction) - 1)
    zeros = len(digits) - len(digits.rstrip("0")) if int(digits) else 0
    return int(digits) * unit, float(unit * 10**zeros)


def _days(span: DateSpan) -> int:
    return (span.last - span.first).days + 1


def _likeness(period: DateSpan, span: DateSpan) -> float:
    shorter, longer = sorted((_days(period), _days(span)))
    return shorter / longer if longer > 0 else 0.0


def _overlap(period: DateSpan, span: DateSpan) -> int:
    """Days in common; the further apart, the less than 0."""
    return (min(period.last, span.last) - max(period.first, span.first)).days + 1


def _agrees(period: DateSpan, span: DateSpan, slack: int) -> bool:
    early, late = (span.first - period.first).days, (period.last - span.last).days
    return 0 <= early <= slack and 0 <= late <= slack
