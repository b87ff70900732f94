"""The search for numbers of persons in the text of a document: the one place that asks for it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from verification.document_facts import DocumentKind
from verification.documents.seen import OUTSIDE_THE_TEXT, Passage
from verification.findings import Finding, Location
from verification.personal.free_text import in_cells
from verification.personal.located import Places

_PLACES: Mapping[DocumentKind, str] = MappingProxyType(
    {
        DocumentKind.PDF: "쪽",
        DocumentKind.PPTX: "번째 슬라이드",
        DocumentKind.TEXT: "번째 줄",
    }
)
"""What the place of a passage counts; elsewhere it is paragraphs."""

_BROKEN_NUMBER = re.compile(r"(?<=[0-9][-‐‑–])[ \t]*\r?\n[ \t]*(?=[0-9])")
"""Where a number goes on in the next line, after its dash."""
_LABEL = 24
"""Characters of the line before that are read along: in tables a label is a cell of its own."""
_DIGIT = re.compile(r"[0-9０-９]")


@dataclass(frozen=True)
class Lines:
    """The lines of a text, each with the label before it, and the place of each."""

    places: Places
    texts: tuple[str, ...]


def found_in(lines: Lines, at: Location, kind: DocumentKind) -> Iterator[Finding]:
    """Yield where numbers of persons stand in a text, page by page and without any of its text."""
    if not lines.texts:
        return
    for hit in in_cells(lines.texts):
        numbers, counts = np.unique(lines.places[hit.first], return_counts=True)
        for place, count in zip(numbers, counts, strict=True):
            message = f"{_where(int(place), kind)}: {hit.message}."
            yield Finding(hit.code, hit.severity, message, at, count=int(count))
        rest = hit.count - len(hit.first)
        if rest:
            yield Finding(hit.code, hit.severity, f"그 밖의 곳: {hit.message}.", at, count=rest)


def lines_of(passages: Sequence[Passage]) -> Lines:
    """The lines of a text that hold anything."""
    places, texts, label = [], [], ""
    for passage in passages:
        for line in _BROKEN_NUMBER.sub("", passage.text).splitlines():
            if line and not line.isspace():
                places.append(passage.place)
                texts.append(f"{label}\n{line}")
                tail = line.strip()[-_LABEL:]
                label = "" if _DIGIT.search(tail) else tail
    return Lines(np.array(places, dtype=np.int64), tuple(texts))


def _where(place: int, kind: DocumentKind) -> str:
    if place == OUTSIDE_THE_TEXT:
        return "본문 밖(양식·주석·문서 정보)"
    return f"{place:,}{_PLACES.get(kind, '번째 문단')}"
