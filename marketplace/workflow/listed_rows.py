"""Rows of a list somebody exported from elsewhere: decoded, its header found, each with its line.

Pure. What the columns mean, each kind of list says for itself, by a table of names.
"""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from marketplace.errors import MarketplaceError

SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
DELIMITERS = (",", "\t", ";", "|")
SEARCHED_FOR_HEADER = 10
"""Exports put a title and a date above the header now and then, never more than a few."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ENCODINGS = ("utf-8", "cp949")


class ListFault(StrEnum):
    """Why a list cannot be read at all."""

    SPREADSHEET = "spreadsheet"
    NOT_TEXT = "not-text"
    NOT_CSV = "not-csv"
    NO_HEADER = "no-header"
    NO_ROWS = "no-rows"


FAULTS: Mapping[ListFault, str] = {
    ListFault.SPREADSHEET: "this is a spreadsheet; save it as CSV first",
    ListFault.NOT_TEXT: "neither UTF-8 nor CP949: the first byte that makes no sense is here",
    ListFault.NOT_CSV: "quotes or separators are broken here",
    ListFault.NO_HEADER: "none of the first rows names the columns that are needed",
    ListFault.NO_ROWS: "there is a header and not one row",
}
"""What each fault means, for whoever handed the list in."""


class ListUnreadable(MarketplaceError):
    """The list cannot be read; `line` counts from 1, `text` names what was looked for."""

    def __init__(self, fault: ListFault, *, line: int, text: str = "") -> None:
        more = f" ({text})" if text else ""
        super().__init__(f"line {line}: {fault}: {FAULTS[fault]}{more}")
        self.fault = fault
        self.line = line
        self.text = text


@dataclass(frozen=True)
class ListedRow:
    """A row by the fields it was asked for; what the list has no column for is empty.

    `line` is the line of the file the row ends on. `too_wide`: it has more cells than the header,
    so nobody knows which belongs where.
    """

    line: int
    cells: Mapping[str, str]
    too_wide: bool = False

    def __getitem__(self, field: str) -> str:
        return self.cells.get(field, "")


class _Reader(Protocol):
    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...
    def __next__(self) -> list[str]: ...


def read_rows(
    content: bytes, fields: Mapping[str, str], *, any_of: Collection[str]
) -> tuple[ListedRow, ...]:
    """Return the rows that are not blank; raise `ListUnreadable`.

    `fields` maps the names columns go by, plain (see `plain_name`), to fields. The header is the
    first row that has a column for any of the fields in `any_of`.
    """
    text = _text_of(content)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=_delimiter(text, fields), strict=True
    )
    try:
        header = _header(reader, fields, any_of)
        rows = tuple(_rows(reader, header))
    except csv.Error as fault:
        raise ListUnreadable(ListFault.NOT_CSV, line=reader.line_num, text=str(fault)) from None
    if not rows:
        raise ListUnreadable(ListFault.NO_ROWS, line=reader.line_num)
    return rows


def plain_name(name: str) -> str:
    """Return a column's name as it is compared: composed, without spaces, signs and case."""
    composed = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\W_]+", "", composed)


def _text_of(content: bytes) -> str:
    if content.startswith(SPREADSHEETS):
        raise ListUnreadable(ListFault.SPREADSHEET, line=1)
    marked = next((name for bom, name in _BOMS if content.startswith(bom)), None)
    furthest = 0
    for encoding in (marked,) if marked else _ENCODINGS:
        try:
            return unicodedata.normalize("NFC", content.decode(encoding))
        except UnicodeDecodeError as fault:
            furthest = max(furthest, fault.start)
    line = 1 + content[:furthest].count(b"\n")
    raise ListUnreadable(ListFault.NOT_TEXT, line=line)


def _delimiter(text: str, fields: Mapping[str, str]) -> str:
    lines = text.splitlines()[:SEARCHED_FOR_HEADER]

    def known(delimiter: str) -> int:
        return max((_known(line.split(delimiter), fields) for line in lines), default=0)

    return max(DELIMITERS, key=known)


def _known(names: list[str], fields: Mapping[str, str]) -> int:
    return sum(plain_name(name) in fields for name in names)


def _header(
    reader: _Reader, fields: Mapping[str, str], any_of: Collection[str]
) -> tuple[str | None, ...]:
    for _ in range(SEARCHED_FOR_HEADER):
        names = tuple(fields.get(plain_name(name)) for name in next(reader, ()))
        if any(name in any_of for name in names):
            return names
    wanted = " / ".join(name for name, field in fields.items() if field in any_of)
    raise ListUnreadable(ListFault.NO_HEADER, line=1, text=wanted)


def _rows(reader: _Reader, header: tuple[str | None, ...]) -> Iterator[ListedRow]:
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        named: dict[str, str] = {}
        for field, cell in zip(header, cells, strict=False):
            # Of two columns for one field the first that says something counts.
            if field is not None and not named.get(field):
                named[field] = cell.strip()
        yield ListedRow(reader.line_num, named, too_wide=any(cells[len(header) :]))
