"""What is told of the steps of a treatment, as JSON: its log, and first rows."""

from collections.abc import Callable
from itertools import islice
from typing import Any

from verification.treatment.applying import Rows
from verification.treatment.log import CellChange, StepLog


def step_as_json(
    entry: StepLog, shown: Callable[[CellChange], CellChange], samples: int
) -> dict[str, Any]:
    """What one step did; of its changed cells the first `samples`, each as `shown` makes it."""
    return {
        "step": entry.step,
        "cells_changed": entry.cells_changed,
        "changes": [_change(shown(each)) for each in islice(entry.changes, samples)],
        "unread": entry.unread,
        "unread_at": [_change(shown(each)) for each in islice(entry.unread_at, samples)],
        "rows_before": entry.rows_before,
        "rows_after": entry.rows_after,
        "rows_dropped": list(entry.rows_dropped[:samples]),
        "columns_added": list(entry.columns_added),
        "columns_dropped": list(entry.columns_dropped),
        "renamed": dict(entry.renamed),
        "figures": dict(entry.figures),
    }


def rows_as_json(rows: Rows) -> dict[str, Any]:
    """Columns and rows."""
    return {"columns": list(rows.columns), "rows": [list(row) for row in rows.rows]}


def _change(change: CellChange) -> dict[str, Any]:
    return {
        "record": change.record,
        "column": change.column,
        "before": change.before,
        "after": change.after,
    }
