"""The tables of a version before, as its stored report tells of them."""

from collections.abc import Iterator, Mapping
from typing import Any

from verification.report import ColumnFacts
from verification.sources import EarlierTable

Body = Mapping[str, Any]


def tables_in(report: Body) -> Iterator[EarlierTable]:
    """Yield the tables a report tells of. One of before a statistic was told has none of it."""
    for file in report.get("files", ()):
        if file["rows"] is not None:
            yield EarlierTable(
                file=file["name"],
                sheet=file["sheet"],
                columns=tuple((column["name"], column["type"]) for column in file["columns"]),
                rows=file["rows"],
                facts=tuple(_facts(column, file["rows"]) for column in file["columns"]),
            )


def _facts(column: Body, rows: int) -> ColumnFacts:
    evidence = column.get("evidence") or {}
    categories = column.get("categories")
    return ColumnFacts(
        name=column["name"],
        type=column["type"],
        nulls=column["nulls"],
        distinct=column["distinct"],
        nearest=evidence.get("type"),
        fits=evidence.get("fits", 0),
        filled=evidence.get("of", rows - column["nulls"]),
        least=column.get("min"),
        greatest=column.get("max"),
        mean=column.get("mean"),
        quantiles=column.get("quantiles"),
        categories=None
        if categories is None
        else tuple((each["value"], each["count"]) for each in categories),
        candidate_key=column.get("candidate_key"),
        approximate=column.get("approximate") or {},
    )
