"""Checks of a new version against the one before: its columns, its rows, and what they hold.

What a version may differ by is bounded here. The bounds are wide, as a new version is meant to
differ: beyond them a person had better look whether the right file was handed in.
"""

from collections.abc import Iterator
from dataclasses import replace

from verification.comparison import ColumnComparison, TableComparison, nearest
from verification.declaration import ColumnType
from verification.declared_rules import key_of
from verification.findings import Finding, Severity
from verification.gathered import Table
from verification.report import ColumnFacts
from verification.sources import EarlierTable
from verification.subject import Check, Scope, Subject

FELL, ROSE = 0.3, 1.0
"""By which part of the rows before there may be fewer, or more."""

FEWEST = 10
"""Fewer rows more or less, and columns of fewer filled cells, say nothing."""

NULLS_ROSE = 0.1
"""By how much the share of empty cells may rise: ten points of a hundred."""

DISTINCT_FELL = 0.5
"""Which part of the different values must be left, in as many rows."""

CATEGORY = 0.05
"""The part of the filled cells from which on a category that came or went is told."""

CATEGORIES_LEFT = 0.5
"""Which part of the categories must be left: where all are others they only name the version."""

_DAYS = tuple((1900 * 10**digits, 2101 * 10**digits - 1) for digits in (0, 2, 4, 6, 8, 10))
_NUMBERS = frozenset({ColumnType.INTEGER.value, ColumnType.NUMBER.value})


def earlier_columns(subject: Subject) -> Iterator[Finding]:
    """Yield the columns by which the tables differ from those of the version before.

    Tables are told apart by their columns and not by their file's name, which often has a date.
    """
    dataset = subject.declaration.dataset
    earlier = subject.sources.previous(dataset) if dataset else None
    if not earlier:
        return
    for table in subject.tables:
        before = nearest(earlier, table.head.names, table.at()) or earlier[0]
        gone, new = _names(before) - _columns(table), _columns(table) - _names(before)
        for names, code, message in (
            (gone, "column-gone", "이전 버전에 있던 열이 없습니다."),
            (new, "column-new", "이전 버전에 없던 열입니다."),
        ):
            for name in sorted(names):
                yield Finding(code, Severity.WARNING, message, table.at(column=name))


def earlier_contents(subject: Subject) -> Iterator[Finding]:
    """Yield where a table differs from the one before by more than a new version is likely to."""
    for comparison in subject.comparisons:
        yield from _rows(comparison)
        for column in comparison.columns:
            at = replace(comparison.at, column=column.name)
            for code, message, samples in _changes(comparison, column):
                yield Finding(code, Severity.WARNING, message, at, samples=samples)


def _rows(comparison: TableComparison) -> Iterator[Finding]:
    before, share = comparison.earlier.rows, comparison.rows_share
    if before is None or abs(comparison.rows - before) < FEWEST:
        return
    if share is None or share < -FELL - 1e-9 or share > ROSE + 1e-9:
        change = "" if share is None else f" ({share:+.0%})"
        message = f"이전 버전의 {before:,}행이 {comparison.rows:,}행이 되었습니다{change}."
        yield Finding("rows-changed", Severity.WARNING, message, comparison.at)


_Change = tuple[str, str, tuple[str, ...]]
"""A code, what is said, and values that show it."""


def _changes(comparison: TableComparison, column: ColumnComparison) -> Iterator[_Change]:
    before, now = column.before, column.now
    if before.filled and now.filled and before.type != now.type:
        yield "type-changed", f"열의 형식이 {before.type}에서 {now.type}(으)로 바뀌었습니다.", ()
    if min(before.filled + before.nulls, now.filled + now.nulls) < FEWEST:
        return
    old, new = column.nulls
    if new - old > NULLS_ROSE + 1e-9:
        yield "nulls-rose", f"빈칸의 비율이 {old:.1%}에서 {new:.1%}로 늘었습니다.", ()
    if min(before.filled, now.filled) >= FEWEST:
        yield from _numbers(before, now)
        yield from _distinct(comparison, column)
        yield from _categories(column)


def _numbers(before: ColumnFacts, now: ColumnFacts) -> Iterator[_Change]:
    """Of numbers that tell rows apart, and of days, nothing is said: they go on and on."""
    numeric = {_kind(before), _kind(now)} <= _NUMBERS
    ends = (before.least, before.greatest, now.least, now.greatest)
    if not numeric or before.candidate_key or now.candidate_key or None in ends:
        return
    least, greatest, least_now, greatest_now = (float(end) for end in ends if end is not None)
    if _are_days(min(least, least_now), max(greatest, greatest_now)):
        return
    width = greatest - least
    if before.mean is not None and now.mean is not None:
        half = _middle_half(before)
        slack = width if half is None else half
        if slack and abs(now.mean - before.mean) > slack:
            yield (
                "numbers-shifted",
                f"평균이 {before.mean:g}에서 {now.mean:g}(으)로 바뀌었습니다.",
                (),
            )
            return
    if width and (least - least_now > width or greatest_now - greatest > width):
        message = "값의 범위가 이전 버전보다 크게 넓어졌습니다."
        spans = (f"{ends[0]}~{ends[1]}", f"{ends[2]}~{ends[3]}")
        yield "numbers-shifted", message, spans


def _are_days(least: float, greatest: float) -> bool:
    """Whether numbers may be years, months, days or moments written as digits alone."""
    return any(first <= least and greatest <= last for first, last in _DAYS)


def _middle_half(facts: ColumnFacts) -> float | None:
    """How wide the middle half of the values lies; None where that is not known or nothing."""
    quantiles = facts.quantiles or {}
    first, third = quantiles.get("0.25"), quantiles.get("0.75")
    if not isinstance(first, int | float) or not isinstance(third, int | float):
        return None
    return third - first or None


def _distinct(comparison: TableComparison, column: ColumnComparison) -> Iterator[_Change]:
    before, now = column.before.distinct, column.now.distinct
    share = comparison.rows_share or 0.0
    if before >= FEWEST and now < DISTINCT_FELL * before * min(1.0, 1.0 + share):
        yield "distinct-fell", f"서로 다른 값이 {before:,}가지에서 {now:,}가지로 줄었습니다.", ()


def _categories(column: ColumnComparison) -> Iterator[_Change]:
    known = column.before.categories or ()
    if len(known) - len(column.gone) < CATEGORIES_LEFT * len(known):
        return
    for values, facts, what in (
        (column.gone, column.before, "이전 버전에 있던 값이 없어졌습니다"),
        (column.new, column.now, "이전 버전에 없던 값이 많습니다"),
    ):
        often = [value for value, count in values if count >= CATEGORY * facts.filled]
        if often:
            yield "categories-changed", f"{what}({len(often)}가지).", tuple(often)


def _kind(facts: ColumnFacts) -> str:
    return facts.nearest or facts.type


def _names(table: EarlierTable) -> set[str]:
    return {key_of(name) for name, _ in table.columns}


def _columns(table: Table) -> set[str]:
    return {key_of(column.name) for column in table.columns}


CHECKS: tuple[Check, ...] = (
    Check("earlier-columns", 1, Scope.OFFER, earlier_columns),
    Check("earlier-contents", 1, Scope.OFFER, earlier_contents),
)
