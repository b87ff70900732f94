"""The search for numbers of persons in the text of a document: the one place that asks for it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pyarrow as pa

from verification.document_facts import DocumentKind
from verification.documents.seen import OUTSIDE_THE_TEXT, Passage
from verification.findings import LOCATED_AT_MOST, Finding, Location, Severity
from verification.personal.judge import Sureness, Why
from verification.personal.scan import (
    Cells,
    Places,
    distinct_cells,
    mobile_numbers,
    partial_numbers,
    resident_numbers,
)

_PLACES: Mapping[DocumentKind, str] = MappingProxyType(
    {
        DocumentKind.PDF: "쪽",
        DocumentKind.PPTX: "번째 슬라이드",
        DocumentKind.TEXT: "번째 줄",
    }
)
"""What the place of a passage counts; elsewhere it is paragraphs."""

_CODES: Mapping[Sureness, tuple[str, Severity]] = MappingProxyType(
    {
        Sureness.CONFIRMED: ("resident-number", Severity.ERROR),
        Sureness.SUSPECTED: ("resident-number-suspected", Severity.WARNING),
        Sureness.HARMLESS: ("serial-like-resident-number", Severity.NOTE),
    }
)
_GROUNDS: Mapping[Why, str] = MappingProxyType(
    {
        Why.NAMED: "바로 앞에 주민등록번호라고 적혀 있습니다",
        Why.CHECK_DIGITS: "생년월일과 검증번호가 맞습니다",
        Why.BIRTHDAYS: "13자리 숫자가 거의 모두 생년월일로 시작합니다",
        Why.CORPORATE: "법인등록번호의 검증번호가 맞습니다",
        Why.BARCODE: "상품번호의 검증번호가 맞습니다",
    }
)
_OTHER_GROUND = "주민등록번호와 모양이 같은 숫자입니다"

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
    cells = distinct_cells(pa.chunked_array([pa.array(lines.texts, type=pa.string())]))
    for code, severity, ground, rows in _search(cells):
        numbers, counts = np.unique(lines.places[rows], return_counts=True)
        for place, count in zip(numbers[:LOCATED_AT_MOST], counts, strict=False):
            message = f"{_where(int(place), kind)}: {ground}."
            yield Finding(code, severity, message, at, count=int(count))
        rest = int(counts[LOCATED_AT_MOST:].sum())
        if rest:
            yield Finding(code, severity, f"그 밖의 곳: {ground}.", at, count=rest)


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


def _search(cells: Cells) -> Iterator[tuple[str, Severity, str, Places]]:
    for hit in resident_numbers(cells):
        grounds = dict.fromkeys(_GROUNDS.get(why, _OTHER_GROUND) for why in hit.whys)
        yield *_CODES[hit.sureness], " · ".join(grounds), hit.rows
    partial = partial_numbers(cells)
    yield "resident-number-partial", Severity.WARNING, "주민등록번호의 일부가 보입니다", partial
    mobile = mobile_numbers(cells)
    yield "mobile-number", Severity.WARNING, "휴대전화번호의 꼴입니다", mobile


def _where(place: int, kind: DocumentKind) -> str:
    if place == OUTSIDE_THE_TEXT:
        return "본문 밖(양식·주석·문서 정보)"
    return f"{place:,}{_PLACES.get(kind, '번째 문단')}"
