"""Ways in which a column may have been made from another one, cell by cell."""

from dataclasses import dataclass
from typing import Protocol

from verification.evidence.readings import Reading, loosely, month_of
from verification.evidence.relations import RelationColumn


class Form(Protocol):
    """How two columns are compared: SQL of both sides that is equal where the cells agree."""

    @property
    def name(self) -> str:
        """What it is called in a report."""

    def child(self, column: RelationColumn) -> str:
        """SQL of the offered side."""

    def source(self, column: RelationColumn) -> str:
        """SQL of the side of the source."""


@dataclass(frozen=True)
class Same:
    """The same value, in one reading."""

    reading: Reading

    @property
    def name(self) -> str:
        return "same"

    def child(self, column: RelationColumn) -> str:
        return column.read(self.reading)

    def source(self, column: RelationColumn) -> str:
        return column.read(self.reading)


@dataclass(frozen=True)
class Rounded:
    """A number with fewer decimals."""

    digits: int

    @property
    def name(self) -> str:
        return "rounded"

    def child(self, column: RelationColumn) -> str:
        return f"round({column.read(Reading.NUMBER)}, {self.digits})"

    def source(self, column: RelationColumn) -> str:
        return f"round({self.exact(column)}, {self.digits})"

    def exact(self, column: RelationColumn) -> str:
        """SQL of the side of the source before it is rounded."""
        return column.read(Reading.NUMBER)


@dataclass(frozen=True)
class Scaled:
    """A number in another unit, as the names of both say: thousands of what the source counts."""

    ratio: float
    digits: int

    @property
    def name(self) -> str:
        return "scaled"

    def child(self, column: RelationColumn) -> str:
        return f"round({column.read(Reading.NUMBER)}, {self.digits})"

    def source(self, column: RelationColumn) -> str:
        return f"round({self.exact(column)}, {self.digits})"

    def exact(self, column: RelationColumn) -> str:
        """SQL of the side of the source before it is rounded."""
        return f"{column.read(Reading.NUMBER)} / {self.ratio!r}"


@dataclass(frozen=True)
class Loose:
    """The same letters and figures: blanks, marks and capitals may differ."""

    @property
    def name(self) -> str:
        return "loose"

    def child(self, column: RelationColumn) -> str:
        return loosely(column.read(Reading.TEXT))

    def source(self, column: RelationColumn) -> str:
        return loosely(column.read(Reading.TEXT))


@dataclass(frozen=True)
class Beginning:
    """The first letters of a code, as 11110 of 1111010100."""

    length: int

    @property
    def name(self) -> str:
        return "beginning"

    def child(self, column: RelationColumn) -> str:
        return column.read(Reading.TEXT)

    def source(self, column: RelationColumn) -> str:
        return f"left({column.read(Reading.TEXT)}, {self.length})"


@dataclass(frozen=True)
class Word:
    """One of the words of a text, as the province that an address begins with."""

    place: int

    @property
    def name(self) -> str:
        return "word"

    def child(self, column: RelationColumn) -> str:
        return column.read(Reading.TEXT)

    def source(self, column: RelationColumn) -> str:
        words = f"string_split_regex({column.read(Reading.TEXT)}, '\\s+')"
        return f"nullif({words}[{self.place}], '')"


@dataclass(frozen=True)
class Step:
    """The beginning of a class of equal width that a number is in: 1990 of 1997, 20 of 27."""

    width: int

    @property
    def name(self) -> str:
        return "step"

    def child(self, column: RelationColumn) -> str:
        return column.read(Reading.NUMBER)

    def source(self, column: RelationColumn) -> str:
        return f"floor({column.read(Reading.NUMBER)} / {self.width}) * {self.width}"


@dataclass(frozen=True)
class DatePart:
    """A part of a day: its year, month, weekday or hour."""

    part: str

    @property
    def name(self) -> str:
        return self.part

    def child(self, column: RelationColumn) -> str:
        return CHILD_PARTS[self.part].format(
            number=column.read(Reading.NUMBER), text=column.read(Reading.TEXT)
        )

    def source(self, column: RelationColumn) -> str:
        return SOURCE_PARTS[self.part].format(date=column.read(Reading.DATE))


@dataclass(frozen=True)
class MonthPart(DatePart):
    """The same of a month, as tables by months have it: 2025-01, 202501, 2025년 1월."""

    def source(self, column: RelationColumn) -> str:
        return SOURCE_PARTS[self.part].format(date=month_of(column.sql, column.type))


@dataclass(frozen=True)
class Period:
    """The first or last day of the week, month, quarter or year that a day is in."""

    end: str

    @property
    def name(self) -> str:
        return self.end

    def child(self, column: RelationColumn) -> str:
        return column.read(Reading.DATE)

    def source(self, column: RelationColumn) -> str:
        return PERIOD_ENDS[self.end].format(date=column.read(Reading.DATE))


PERIOD_ENDS = {
    "month-last": "last_day({date})::TIMESTAMP",
    "month-first": "date_trunc('month', {date})::TIMESTAMP",
    "quarter-last": "last_day(date_trunc('quarter', {date}) + INTERVAL 2 MONTH)::TIMESTAMP",
    "quarter-first": "date_trunc('quarter', {date})::TIMESTAMP",
    "year-last": "last_day(date_trunc('year', {date}) + INTERVAL 11 MONTH)::TIMESTAMP",
    "year-first": "date_trunc('year', {date})::TIMESTAMP",
    "week-monday": "date_trunc('week', {date})::TIMESTAMP",
    "week-sunday": "(date_trunc('week', {date}) + INTERVAL 6 DAY)::TIMESTAMP",
    "week-from-sunday": (
        "(date_trunc('week', {date} + INTERVAL 1 DAY) - INTERVAL 1 DAY)::TIMESTAMP"
    ),
    "week-saturday": "(date_trunc('week', {date} + INTERVAL 2 DAY) + INTERVAL 4 DAY)::TIMESTAMP",
}
"""The days that periods are called after; a week may begin on a Monday or on a Sunday."""

_FIGURES = "regexp_replace({text}, '[^0-9]', '', 'g')"
_WEEKDAYS = "['일', '월', '화', '수', '목', '금', '토']"
_DAYS = "['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']"

SOURCE_PARTS = {
    "year": "year({date})::VARCHAR",
    "year-month": "strftime({date}, '%Y%m')",
    "quarter-of-year": "strftime({date}, '%Y') || quarter({date})",
    "month": "month({date})::VARCHAR",
    "quarter": "quarter({date})::VARCHAR",
    "day": "day({date})::VARCHAR",
    "weekday": f"{_WEEKDAYS}[dayofweek({{date}}) + 1]",
    "weekday-en": f"{_DAYS}[dayofweek({{date}}) + 1]",
    "hour": "hour({date})::VARCHAR",
    "week": "week({date})::VARCHAR",
    "season": "['겨울', '봄', '여름', '가을'][month({date}) % 12 // 3 + 1]",
    "season-number": "(month({date}) % 12 // 3)::VARCHAR",
    "half": "['상', '하'][(month({date}) - 1) // 6 + 1]",
}
"""What of a day stands in a table that was made from it, as text of the source's side."""

ORDERED_PARTS = ("year", "year-month", "quarter-of-year", "month", "day", "hour", "week")
"""Those of them that are figures, and so many that one may be missing between others."""

MONTH_PARTS = (
    "year",
    "year-month",
    "quarter-of-year",
    "month",
    "quarter",
    "season",
    "season-number",
    "half",
)
"""Those of them that a month has, too."""

CHILD_PARTS = {
    "year": f"CASE WHEN length({_FIGURES}) = 4 THEN {_FIGURES} END",
    "year-month": (
        "CASE WHEN regexp_matches({text}, '^[0-9]{{4}}[^0-9]+[0-9]($|[^0-9])') "
        "THEN regexp_replace({text}, '^([0-9]{{4}})[^0-9]+([0-9]).*$', '\\10\\2') "
        f"WHEN length({_FIGURES}) = 6 THEN {_FIGURES} END"
    ),
    "quarter-of-year": f"{_FIGURES}",
    "month": f"ltrim({_FIGURES}, '0')",
    "quarter": f"{_FIGURES}",
    "day": f"ltrim({_FIGURES}, '0')",
    "weekday": "left({text}, 1)",
    "weekday-en": "lower(left({text}, 3))",
    "hour": f"CASE WHEN {_FIGURES} <> '' THEN TRY_CAST({_FIGURES} AS INT)::VARCHAR END",
    "week": f"ltrim({_FIGURES}, '0')",
    "season": "regexp_replace({text}, '철$', '')",
    "season-number": "{text}",
    "half": "left({text}, 1)",
}
"""The same of the offered side, however it is written: 2024-01, 202401, 2024년 1월."""
