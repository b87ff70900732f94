"""What people do with a table: keep some rows, count and add up by a key, compare two rows of
numbers. Pure; a table that was downloaded is a list of records of text.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from statistics import fmean, linear_regression

Record = Mapping[str, str]


def read_csv(content: bytes) -> list[Record]:
    """Return the records of a file in UTF-8 or CP949."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp949")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def grouped(
    records: Iterable[Record], key: Callable[[Record], tuple[str, ...]]
) -> Iterator[tuple[tuple[str, ...], list[Record]]]:
    """Yield each key, in order, with the records that have it."""
    groups: dict[tuple[str, ...], list[Record]] = {}
    for record in records:
        groups.setdefault(key(record), []).append(record)
    yield from sorted(groups.items())


def total(records: Iterable[Record], column: str) -> int:
    """Return the sum of a column of whole numbers."""
    return sum(int(record[column]) for record in records)


def mean(records: Iterable[Record], column: str, digits: int = 1) -> float:
    """Return the mean of a column."""
    return round(fmean(float(record[column]) for record in records), digits)


def quarter_of(month: str) -> str:
    """Return the quarter of a month such as `2025-04`."""
    year, number = month.split("-")[:2]
    return f"{year}-Q{(int(number) + 2) // 3}"


def trend(values: Sequence[float]) -> float:
    """Return by how much a series of values rises from one to the next, on the whole."""
    return round(linear_regression(range(len(values)), values).slope, 2)


def correlation(one: Sequence[float], other: Sequence[float]) -> float:
    """Return Pearson's coefficient of two rows of numbers; 0 where one of them never changes."""
    mean_one, mean_other = fmean(one), fmean(other)
    together = sum((a - mean_one) * (b - mean_other) for a, b in zip(one, other, strict=True))
    apart = sum((a - mean_one) ** 2 for a in one) * sum((b - mean_other) ** 2 for b in other)
    return round(together / apart**0.5, 3) if apart else 0.0
