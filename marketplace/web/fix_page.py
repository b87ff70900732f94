"""A fix, from what is kept of it to what its page is given: every cell masked."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import url_for

from marketplace.fixes.values import FixRow
from marketplace.workflow.fixing import FixSeen
from verification.showing import shown

Shape = dict[str, Any]
MOST_SHOWN = 200
"""So many cells are shown and can be ticked one by one; more are accepted together."""


def fix_line(fix: FixRow, names: Mapping[UUID, str]) -> Shape:
    """Return what a list shows of a fix."""
    return {
        "address": url_for("web_fixes.fix", dataset_id=fix.dataset_id, fix_id=fix.id),
        "number": fix.version_number,
        "count": len(fix.patch.cells),
        "columns": list(dict.fromkeys(cell.column for cell in fix.patch.cells))[:5],
        "by": names.get(fix.proposer_id, ""),
        "at": fix.at,
        "outcome": fix.outcome.value if fix.outcome else "",
    }


def fix_context(seen: FixSeen) -> Shape:
    """Return what `datasets/fix.html` is given."""
    fix = seen.fix
    cells = fix.patch.cells
    return {
        "dataset": {"id": fix.dataset_id, "title": seen.title},
        "fix": {
            "id": fix.id,
            "number": fix.version_number,
            "file": fix.table.file,
            "sheet": fix.table.sheet or "",
            "by": seen.by,
            "at": fix.at,
            "key_columns": fix.patch.keys,
            "count": len(cells),
            "cells": [_cell(fix, place) for place in range(min(len(cells), MOST_SHOWN))],
            "is_more": len(cells) > MOST_SHOWN,
            "outcome": fix.outcome.value if fix.outcome else "",
            "accepted": len(fix.accepted),
            "reason": fix.reason,
            "answered_at": fix.answered_at,
        },
        "may_answer": seen.may_answer,
        "may_withdraw": seen.may_withdraw,
    }


def draft_card(fix: FixRow | None) -> Shape | None:
    """Return what the page of a draft shows of the fix it holds; None where it holds none."""
    if fix is None:
        return None
    return {
        "address": url_for("web_fixes.fix", dataset_id=fix.dataset_id, fix_id=fix.id),
        "count": len(fix.accepted),
        "corrects": fix.based_on,
        "making": fix.making.value if fix.making else "",
        "is_whole": fix.told.get("bytes_kept", True),
        "files": fix.told.get("files", ()),
        "why": fix.told.get("words", ""),
    }


def _cell(fix: FixRow, place: int) -> Shape:
    cell = fix.patch.cells[place]
    return {
        "place": place,
        "key": " · ".join(shown(text) for text in cell.key),
        "column": shown(cell.column),
        "now": shown(cell.now),
        "proposed": shown(cell.proposed),
        "reason": cell.reason,
        "is_accepted": place in fix.accepted,
    }
