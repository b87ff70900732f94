"""Rows written out: as JSON for programs, as CSV for spreadsheets."""

import csv
import io
import re
from typing import Any

from marketplace.access.rows import Cell, RowsPage

_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def rows_as_json(page: RowsPage) -> dict[str, Any]:
    """Return a page of rows as a JSON object: columns once, each row as a list."""
    return {
        "columns": [{"name": column.name, "type": column.type.lower()} for column in page.columns],
        "rows": [list(row) for row in page.rows],
        "count": page.count,
        "page": page.page,
        "per_page": page.per_page,
    }


def rows_as_csv(page: RowsPage) -> str:
    """Return a page of rows as CSV with a header; no cell of it starts a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_neutral(column.name) for column in page.columns])
    writer.writerows([[_neutral(cell) for cell in row] for row in page.rows])
    return text.getvalue()


def _neutral(cell: Cell) -> Cell:
    """Return a cell with an apostrophe before what a spreadsheet would take for a formula."""
    if not isinstance(cell, str) or not _FORMULA.match(cell) or _NUMBER.fullmatch(cell):
        return cell
    return f"'{cell}"
