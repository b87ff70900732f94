"""Tells JSON, JSON Lines and GeoJSON from each other and from other text, by how a file begins."""

import re
from pathlib import Path

from verification.formats.json_stream import value_of
from verification.formats.text import open_beginning
from verification.subject import FileFormat

_LOOKED_AT = 1 << 18  # bytes
_BEGINS = re.compile(r'\s*(?:\{\s*["}]|\[\s*[\[{])')
_MAY_BEGIN = re.compile(r'\s*(?:\{\s*["}]|\[\s*(?:[\[{"\]\-\d]|true|false|null))')
_COLLECTION = re.compile(r'"type"\s*:\s*"Feature(?:Collection)?"')


def found_in(path: Path, *, named: bool) -> FileFormat | None:
    """The kind of JSON a file begins as, or None. `named`: its name says that it is JSON."""
    beginning = open_beginning(path, _LOOKED_AT)
    if not (_MAY_BEGIN if named else _BEGINS).match(beginning):
        return None
    text = beginning.lstrip()
    if _goes_by_lines(text):
        return FileFormat.JSON_LINES
    if text.startswith("{") and _COLLECTION.search(text) and '"features"' in text:
        return FileFormat.GEOJSON
    return FileFormat.JSON


def _goes_by_lines(text: str) -> bool:
    """Whether the first line is a record of its own and another one follows."""
    first, _, rest = text.partition("\n")
    if rest.lstrip()[:1] not in ("{", "["):
        return False
    try:
        return isinstance(value_of(first.strip()), dict | list)
    except (ValueError, RecursionError):
        return False
