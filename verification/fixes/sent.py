"""What somebody sends as CSV: a patch, one cell a line, or a table they have corrected."""

import csv
import io
from typing import Any

from verification.fixes.corrected import CorrectedRows
from verification.fixes.patch import PatchFault
from verification.formats.dialect import layout_of
from verification.formats.names import unique_names

_MEMBERS = {
    "column": ("column", "열"),
    "now": ("now", "지금 값"),
    "proposed": ("proposed", "고칠 값"),
    "reason": ("reason", "까닭"),
}
_NEEDED = ("column", "now", "proposed")
_NOT_A_TABLE = PatchFault(
    "", "not-a-table", "UTF-8이나 CP949로 쓴 CSV 표로 읽을 수 없습니다. 머리글 행부터 보내 주세요."
)
_NOT_A_PATCH = PatchFault(
    "",
    "not-a-patch",
    "머리글에 열쇠 열과 ‘열(column)’, ‘지금 값(now)’, ‘고칠 값(proposed)’이 있어야 합니다.",
)


def table_sent(content: bytes) -> CorrectedRows | PatchFault:
    """Return the rows of a CSV, or why it is none."""
    text = _text(content)
    layout = None if text is None else layout_of(text, whole=True)
    if text is None or layout is None:
        return _NOT_A_TABLE
    names = unique_names(layout.header)
    source = io.StringIO(text[layout.body :], newline="")
    try:
        read = list(csv.reader(source, delimiter=layout.delimiter, quotechar=layout.quote))
    except csv.Error:
        return _NOT_A_TABLE
    rows = [row for row in read if any(row)]
    ragged = next((place for place, row in enumerate(rows) if len(row) != len(names)), None)
    if ragged is not None:
        return PatchFault(f"/rows/{ragged}", "row-ragged", "칸 수가 머리글과 다릅니다.")
    if not rows:
        return _NOT_A_TABLE
    return CorrectedRows(names, tuple(tuple(row) for row in rows))


def patch_sent(content: bytes, *, reason: str = "") -> dict[str, Any] | PatchFault:
    """Return a patch sent as CSV as the JSON document it is, or why it is none.

    `reason` stands for every cell whose line gives none.
    """
    table = table_sent(content)
    if isinstance(table, PatchFault):
        return table
    places = {
        member: next((table.names.index(name) for name in names if name in table.names), None)
        for member, names in _MEMBERS.items()
    }
    taken = {place for place in places.values() if place is not None}
    keys = [name for place, name in enumerate(table.names) if place not in taken]
    if not keys or any(places[member] is None for member in _NEEDED):
        return _NOT_A_PATCH
    return {
        "keys": keys,
        "cells": [_cell(table, row, places, keys, reason) for row in table.rows],
    }


def _cell(
    table: CorrectedRows,
    row: tuple[str, ...],
    places: dict[str, int | None],
    keys: list[str],
    reason: str,
) -> dict[str, Any]:
    said = {member: row[place] for member, place in places.items() if place is not None}
    given = said.get("reason", "").strip() or reason
    key = {name: row[table.names.index(name)] for name in keys}
    return {"key": key, **said, "reason": given}


def _text(content: bytes) -> str | None:
    for codec in ("utf-8-sig", "cp949"):
        try:
            return content.decode(codec)
        except UnicodeDecodeError:
            continue
    return None
