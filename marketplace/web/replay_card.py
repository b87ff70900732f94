"""What running a recipe again has shown, as report pages tell it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from verification.findings import Text

_SHOWN = 50
_FIGURES: tuple[tuple[str, Text], ...] = (
    ("equal", Text("같은 행", "Rows alike")),
    ("altered", Text("바뀐 행", "Altered")),
    ("missing", Text("빠진 행", "Missing")),
    ("extra", Text("없던 행", "Extra")),
)


@dataclass(frozen=True)
class ReplayRow:
    """An altered cell, or a row that one side has alone (no `column`)."""

    kind: str
    row: int | None
    column: str | None
    submitted: str | None
    reproduced: str | None


@dataclass(frozen=True)
class ReplayCard:
    """One recipe: its verdict, its figures, and the first rows that differ. `more`: how many not.

    `columns` are those that one side lacks; `sources` are (title, number).
    """

    verdict: str
    output: str
    sources: tuple[tuple[str, int], ...]
    figures: tuple[tuple[Text, int], ...]
    rows: tuple[ReplayRow, ...]
    more: int
    columns: tuple[str, ...]
    by_place: bool


def replay_cards(body: Mapping[str, Any], titles: Mapping[str, str]) -> tuple[ReplayCard, ...]:
    """Return what a report says of recipes; `titles` of datasets by their ids."""
    entries = body.get("evidence", ())
    return tuple(_card(each, titles) for each in entries if each["check"] == "recipe")


def _card(entry: Mapping[str, Any], titles: Mapping[str, str]) -> ReplayCard:
    figures, rows = entry["figures"], entry["rows"]
    shown = tuple(
        ReplayRow(r["class"], r["row"], r["column"], r["submitted"], r["reproduced"])
        for r in rows[:_SHOWN]
    )
    listed = sum(figures.get(name, 0) for name in ("cells", "missing", "extra"))
    return ReplayCard(
        verdict=entry["verdict"],
        output=entry["output"],
        sources=tuple(
            (titles.get(each["dataset"], each["dataset"]), each["version"])
            for each in entry["sources"]
        ),
        figures=tuple((words, figures[name]) for name, words in _FIGURES if name in figures),
        rows=shown,
        more=listed - len(shown),
        columns=(*figures.get("columns_missing", ()), *figures.get("columns_extra", ())),
        by_place=figures.get("by_place", False),
    )
