"""What a draft that was made from newer sources says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor
from marketplace.catalogue.queries import find_version
from marketplace.lineage.restatements import NewerSource, RestatementRow
from verification.findings import Text

_FIGURES: tuple[tuple[str, Text], ...] = (
    ("added", Text("더해진 행", "Rows added")),
    ("removed", Text("없어진 행", "Rows removed")),
    ("changed", Text("바뀐 행", "Rows changed")),
    ("equal", Text("그대로인 행", "Rows alike")),
)


@dataclass(frozen=True)
class BumpedSource:
    """A source, the version it was made from before, and the one it is made from now."""

    title: str
    before: int
    now: int


@dataclass(frozen=True)
class RestatedCard:
    """`outcome` '' while the file is made; `why` where it was not; examples are dictionaries."""

    outcome: str
    version: int
    sources: tuple[BumpedSource, ...]
    why: str
    about: str
    figures: tuple[tuple[Text, int], ...]
    columns: tuple[str, ...]
    examples: tuple[Mapping[str, Any], ...]


def restated_card(
    session: Session, actor: Actor, row: RestatementRow | None
) -> RestatedCard | None:
    """Return what the page of a draft shows of its restatement; None where it is none."""
    if row is None:
        return None
    told = row.told
    return RestatedCard(
        outcome=row.outcome.value if row.outcome else "",
        version=row.version_number,
        sources=tuple(_source(session, actor, each) for each in row.newer),
        why=str(told.get("words") or ""),
        about=str(told.get("about") or ""),
        figures=tuple((words, told[name]) for name, words in _FIGURES if name in told),
        columns=(*told.get("columns_added", ()), *told.get("columns_removed", ())),
        examples=tuple(told.get("examples", ())),
    )


def _source(session: Session, actor: Actor, newer: NewerSource) -> BumpedSource:
    found = find_version(session, newer.dataset, newer.now, visibility_of(actor))
    title = found.described.title.shown if found else str(newer.dataset)
    return BumpedSource(title, newer.before, newer.now)
