"""Which columns hold a part of a day, by how they are called or how their cells are written."""

from verification.evidence.engine import Engine
from verification.evidence.readings import MONTH_PATTERN, Reading
from verification.evidence.relations import RelationColumn

_PART_NAMES = {
    "year": ("년", "연도", "년도", "year"),
    "year-month": ("년월", "연월", "월", "month"),
    "quarter-of-year": ("분기", "quarter"),
    "month": ("월", "month"),
    "quarter": ("분기", "quarter"),
    "day": ("일", "day"),
    "weekday": ("요일", "weekday", "day"),
    "weekday-en": ("요일", "weekday", "day"),
    "hour": ("시", "시간", "hour"),
    "week": ("주", "주차", "week"),
    "season": ("계절", "season"),
    "season-number": ("계절", "season"),
    "half": ("반기", "half"),
}
"""How columns are called that hold a part of a day; small numbers alone say nothing."""
_PART_FORMS = {
    "year": r"(19|20)\d\d( ?년)?",
    "year-month": MONTH_PATTERN,
    "quarter-of-year": r"(19|20)\d\d[-./년 ]*[qQ]?[1-4]( ?분기| ?/ ?4( ?분기)?)?",
    "month": r"(0?[1-9]|1[0-2]) ?월",
    "quarter": r"[1-4] ?(분기|/ ?4( ?분기)?)|[qQ][1-4]",
    "day": r"(0?[1-9]|[12]\d|3[01]) ?일",
    "weekday": r"[일월화수목금토](요일)?",
    "weekday-en": r"(?i)(sun|mon|tue|wed|thu|fri|sat)[a-z]*",
    "hour": r"([01]?\d|2[0-4]) ?(시|:00)",
    "week": r"([0-4]?\d|5[0-3]) ?주차?",
    "season": r"(봄|여름|가을|겨울)철?",
    "half": r"[상하]반기",
}
"""How cells are written that say themselves of which part they are."""


def parts_said(engine: Engine, column: RelationColumn) -> set[str]:
    """Return the parts of a day that a column may be, by its name or how its cells are written."""
    return parts_called(column) | parts_written(engine, column)


def parts_written(engine: Engine, column: RelationColumn) -> set[str]:
    """Return the parts of a day that a column may be by how its cells are written."""
    written = ", ".join(
        f"bool_and(regexp_full_match({column.read(Reading.TEXT)}, '{form}'))"
        for form in _PART_FORMS.values()
    )
    like = engine.row(f"SELECT {written} FROM child WHERE {column.sql} IS NOT NULL")
    return {part for part, is_one in zip(_PART_FORMS, like, strict=True) if is_one}


def parts_called(column: RelationColumn) -> set[str]:
    """Return the parts of a day that a column may be by its name."""
    name = column.name.casefold()
    return {
        part
        for part, words in _PART_NAMES.items()
        if any(name.endswith(word) or name.startswith(word) for word in words)
    }
