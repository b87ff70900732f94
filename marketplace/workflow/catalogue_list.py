"""The national portal's list of datasets: each row of a file as a manifest. Pure.

The export's column names differ from year to year and office to office; they are matched by what
is left of them without spaces and signs. Rows that are no files (APIs, standard datasets) are
counted and left alone.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from marketplace.catalogue.cycles import find_cycle
from marketplace.workflow.listed_periods import period_of
from marketplace.workflow.listed_rows import ListedRow, plain_name, read_rows
from submissions.categories import category_of
from verification.rights.licences import find_licence

_NAMES: Mapping[str, tuple[str, ...]] = {
    "key": ("목록키", "목록ID", "목록번호", "데이터ID"),
    "type": ("목록유형", "데이터유형", "제공유형", "목록타입"),
    "title": ("목록명", "목록타이틀", "제목", "데이터명", "데이터셋명"),
    "data_name": ("파일데이터명",),
    "file": ("파일명", "파일이름", "첨부파일명", "원본파일명"),
    "category": ("분류체계", "분류", "카테고리", "주제분류", "분야"),
    "provider": ("제공기관", "제공기관명", "기관명"),
    "department": ("관리부서명", "관리부서", "담당부서", "부서명"),
    "cycle": ("업데이트 주기", "갱신주기", "주기", "업데이트주기명"),
    "extension": ("확장자", "파일형식", "데이터포맷", "포맷", "파일 확장자"),
    "keywords": ("키워드", "검색어", "핵심어"),
    "description": ("설명", "목록설명", "데이터설명", "내용"),
    "licence": ("이용허락범위", "이용허락", "이용조건", "라이선스", "라이센스"),
    "period": ("시간범위", "기간", "시간적범위"),
    "area": ("공간범위", "공간적범위"),
    "basis": ("보유근거",),
    "gathering": ("수집방법",),
    "limits": ("데이터 한계", "데이터한계"),
    "notes": ("기타 유의사항", "유의사항"),
}

FIELDS: Mapping[str, str] = MappingProxyType(
    {plain_name(name): field_ for field_, names in _NAMES.items() for name in names}
)
"""The columns that are read, by every name they are known under."""

TITLES = ("title", "data_name")
"""Without one of them a row says of nothing what it is."""

FILES = frozenset({"", "FILE", "파일", "파일데이터", "FILEDATA"})

_ADDED: Mapping[str, str] = {
    "provider": "제공기관",
    "department": "관리부서",
    "area": "공간범위",
    "basis": "보유근거",
    "gathering": "수집방법",
    "limits": "데이터 한계",
    "notes": "유의사항",
}
"""What a manifest has no place for is told at the end of the description, under these names."""

_CYCLES: Mapping[str, str] = {
    "수시1회성데이터": "once",
    "1회성데이터": "once",
    "일회성데이터": "once",
    "기타": "irregular",
    "격년": "irregular",
    "2년": "irregular",
    "3년": "irregular",
    "5년": "irregular",
}
"""Cycles as the portal writes them, where the catalogue's own names do not reach."""

MOST_KEYWORDS = 30
LONGEST_KEYWORD = 60

_BREAK = re.compile(r"<\s*(?:br|/p|/div|/li|/tr)\s*/?\s*>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|div|span|b|strong|i|em|u|ul|ol|li|a|font|h[1-6]|table|tbody|thead|tr|td|th)\b[^<>]*>",
    re.IGNORECASE,
)
_DATED = re.compile(r"[_\s-]*(?:19|20)\d{6}$")


class RowFault(StrEnum):
    """Why a row cannot be offered as it stands."""

    TOO_WIDE = "too-wide"
    TITLE_MISSING = "title-missing"
    KEY_REPEATED = "key-repeated"
    CATEGORY_UNKNOWN = "category-unknown"
    LICENCE_UNKNOWN = "licence-unknown"


@dataclass(frozen=True)
class Entry:
    """A row that names a file: what to call it, how to find it, and its manifest."""

    line: int
    key: str
    title: str
    manifest: Mapping[str, Any]
    file_name: str = ""
    file_stems: tuple[str, ...] = ()
    extensions: frozenset[str] = frozenset()


@dataclass(frozen=True)
class RefusedRow:
    """A row with a fault, and the text it is about."""

    line: int
    key: str
    title: str
    fault: RowFault
    text: str = ""


@dataclass(frozen=True)
class CatalogueList:
    """What a list came to; `others` counts the rows that are no files."""

    entries: tuple[Entry, ...]
    refused: tuple[RefusedRow, ...] = ()
    others: int = 0


@dataclass
class _Sorting:
    entries: list[Entry] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    others: int = 0
    keys: set[str] = field(default_factory=set)


def read_list(content: bytes) -> CatalogueList:
    """Return the entries of a list in CSV (UTF-8, UTF-16 or CP949); raise `ListUnreadable`."""
    sorting = _Sorting()
    for row in read_rows(content, FIELDS, any_of=TITLES):
        if row["type"].strip().upper().replace(" ", "") not in FILES:
            sorting.others += 1
            continue
        title = plain_text(row["title"] or _DATED.sub("", row["data_name"]))
        key = row["key"] or title
        fault = next(_faults(row, title, key, sorting.keys), None)
        sorting.keys.add(key)
        if fault is None:
            sorting.entries.append(_entry(row, key, title))
        else:
            sorting.refused.append(RefusedRow(row.line, key, title, *fault))
    return CatalogueList(tuple(sorting.entries), tuple(sorting.refused), sorting.others)


def plain_text(text: str) -> str:
    """Return text without the marks of pages it was copied from: breaks, tags, entities."""
    unescaped = html.unescape(text).replace("\xa0", " ")
    broken = _TAG.sub("", _BREAK.sub("\n", unescaped))
    lines = (" ".join(line.split()) for line in broken.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def cycle_of(text: str) -> str | None:
    """Return the update cycle a portal's label stands for; None for what nobody knows."""
    plain = plain_name(text)
    return _CYCLES.get(plain) or find_cycle(plain) or find_cycle(text.partition("(")[0])


def keywords_of(text: str) -> list[str]:
    """Return the keywords in a cell, each once, in their order."""
    found = (" ".join(word.split()) for word in re.split(r"[,;|#\n]", plain_text(text)))
    fitting = (word for word in found if 0 < len(word) <= LONGEST_KEYWORD)
    return list(dict.fromkeys(fitting))[:MOST_KEYWORDS]


def _faults(row: ListedRow, title: str, key: str, seen: set[str]) -> Iterator[tuple[RowFault, str]]:
    rules: Sequence[tuple[RowFault, bool, str]] = (
        (RowFault.TOO_WIDE, row.too_wide, ""),
        (RowFault.TITLE_MISSING, not title, ""),
        (RowFault.KEY_REPEATED, key in seen, key),
        (RowFault.CATEGORY_UNKNOWN, category_of(row["category"]) is None, row["category"]),
        (RowFault.LICENCE_UNKNOWN, find_licence(row["licence"]) is None, row["licence"]),
    )
    return ((fault, text) for fault, holds, text in rules if holds)


def _entry(row: ListedRow, key: str, title: str) -> Entry:
    stems = (row["data_name"], row["title"], _DATED.sub("", row["data_name"]))
    extensions = re.split(r"[^0-9A-Za-z]+", row["extension"].lower())
    return Entry(
        line=row.line,
        key=key,
        title=title,
        manifest=_manifest(row, title),
        file_name=row["file"],
        file_stems=tuple(dict.fromkeys(stem for stem in stems if stem)),
        extensions=frozenset(each for each in extensions if each),
    )


def _manifest(row: ListedRow, title: str) -> dict[str, Any]:
    period = period_of(row["period"])
    return {
        "title": {"ko": title},
        "description": {"ko": _description(row, period_understood=period is not None)},
        "kind": "data",
        "category": category_of(row["category"]),
        "keywords": keywords_of(row["keywords"]),
        "licence": row["licence"],
        "access": "public",
        "update_cycle": cycle_of(row["cycle"]),
        "period": period,
    }


def _description(row: ListedRow, *, period_understood: bool) -> str:
    told = [plain_text(row["description"])]
    added = {**_ADDED} if period_understood else {**_ADDED, "period": "시간범위"}
    lines = [f"{name}: {plain_text(row[each])}" for each, name in added.items() if row[each]]
    return "\n\n".join(part for part in (*told, "\n".join(lines)) if part)
