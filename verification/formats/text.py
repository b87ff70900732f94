"""Opens the bytes of a text as characters, whatever encoding they are in."""

import codecs
import io
from pathlib import Path
from typing import TextIO

from verification.formats.encoding import encoding_of, open_as_utf8


def open_text(path: Path) -> TextIO:
    """The text of a file without its mark; what means nothing comes as replacement characters."""
    content = open_as_utf8(path, encoding_of(path))
    return io.TextIOWrapper(content, encoding="utf-8", errors="replace", newline="")


def open_beginning(path: Path, size: int) -> str:
    """The first bytes as characters, for a look: UTF-8 but where a mark says UTF-16."""
    with path.open("rb") as content:
        head = content.read(size)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
