"""What comparing an offer with its sources has shown, as report pages tell it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from verification.findings import Text

_SHOWN = 50
_CLASSES: tuple[tuple[str, Text], ...] = (
    ("equal", Text("같음", "Equal")),
    ("source_incomplete", Text("원천이 빔", "Source incomplete")),
    ("differs", Text("다름", "Differs")),
    ("not_compared", Text("견주지 않음", "Not compared")),
)


@dataclass(frozen=True)
class ContentRow:
    """A cell or a row that is not equal; `key` names the row where there is one."""

    row: int | None
    column: str | None
    kind: str
    why: str
    submitted: str | None
    source: str | None
    key: tuple[tuple[str, str | None], ...]
    declared: bool


@dataclass(frozen=True)
class ContentColumn:
    """A column, of what it was found to be, and its cells by class."""

    name: str
    of: str | None
    form: str
    counts: tuple[int, ...]
    note: str | None


@dataclass(frozen=True)
class ContentCard:
    """A table beside a union of sources: (title, number, share), rows by class, what differs.

    `classes` are the heads of the counts; `more` is how many differences are not listed here;
    `selected` the rule by which some rows of the source alone were aggregated.
    """

    verdict: str
    why: str | None
    how: str
    output: str | None
    sources: tuple[tuple[str, int | None, float | None], ...]
    classes: tuple[Text, ...]
    rows: tuple[int, ...]
    columns: tuple[ContentColumn, ...]
    differences: tuple[ContentRow, ...]
    more: int
    selected: Mapping[str, str | None] | None


def content_cards(body: Mapping[str, Any], titles: Mapping[str, str]) -> tuple[ContentCard, ...]:
    """Return what a report says of its contents; `titles` of datasets by their ids."""
    entries = body.get("evidence", ())
    return tuple(_card(each, titles) for each in entries if each["check"] == "content")


def _card(entry: Mapping[str, Any], titles: Mapping[str, str]) -> ContentCard:
    rows = entry["rows"]
    return ContentCard(
        verdict=entry["verdict"],
        why=entry["why"],
        how=entry["how"],
        output=entry["output"],
        sources=tuple(_source(each, titles) for each in entry["sources"]),
        classes=tuple(words for _, words in _CLASSES),
        rows=_counts(entry["figures"]["rows"]),
        columns=tuple(
            ContentColumn(c["column"], c["of"], c["form"], _counts(c), c["note"])
            for c in entry["columns"]
        ),
        differences=tuple(_row(each) for each in rows[:_SHOWN]),
        more=max(0, len(rows) - _SHOWN),
        selected=entry.get("selected"),
    )


def _counts(counted: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(counted[name] for name, _ in _CLASSES)


def _source(
    source: Mapping[str, Any], titles: Mapping[str, str]
) -> tuple[str, int | None, float | None]:
    if "external" in source:
        return source["external"], None, None
    return titles.get(source["dataset"], source["dataset"]), source["version"], source["share"]


def _row(row: Mapping[str, Any]) -> ContentRow:
    return ContentRow(
        row["row"],
        row["column"],
        row["class"],
        row["why"],
        row["submitted"],
        row["source"],
        tuple(row["key"].items()),
        row["declared"],
    )
