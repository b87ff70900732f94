"""Whether a text is a web page or an XML workbook, by the first element in it."""

import re
from pathlib import Path

from verification.subject import FileFormat

_HEAD_BYTES = 64 << 10

# Possessive, so that no page makes the search go back and forth.
_ROOT = re.compile(
    r"(?:\ufeff|\s++|<\?.*?>|<!--.*?-->|<!DOCTYPE[^\[>]*+(?:\[.*?\]\s*+)?>|<!\[[^>]*+>)*+"
    r"<(?:\w++:)?([A-Za-z]\w*+)",
    re.DOTALL | re.IGNORECASE,
)
_OF_PAGES = frozenset(
    {"html", "head", "body", "meta", "title", "style", "script", "link", "base", "table", "thead"}
    | {"tbody", "caption", "colgroup", "tr", "td", "th", "div", "p", "span", "center", "font"}
    | {"form", "b", "br", "h1", "h2", "h3", "h4", "h5", "h6"}
)
_SHEETS = "urn:schemas-microsoft-com:office:spreadsheet"


def found_in(path: Path) -> FileFormat | None:
    """HTML or XML workbook, by the first element; None if it is neither."""
    with path.open("rb") as content:
        head = content.read(_HEAD_BYTES)
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if wide else "utf-8", "replace")
    root = _ROOT.match(text)
    if root is None:
        return None
    if root[1] == "Workbook":
        is_known = _SHEETS in text
        return FileFormat.XML_WORKBOOK if is_known else None
    return FileFormat.HTML if root[1].lower() in _OF_PAGES else None
