"""Reads documents that are text: plain, HTML, and drawings (SVG)."""

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from types import MappingProxyType

from verification.document_facts import DocumentKind, Trait
from verification.documents.bounds import Bounds
from verification.documents.markup import Attributes, Paragraphs, paragraphs_of
from verification.documents.seen import OUTSIDE_THE_TEXT, Passage, Reader, Seen, Sighting
from verification.formats.encoding import encoding_of

_CHUNK = 1 << 16  # characters
_LONGEST_LINE = 100_000  # characters: what is longer comes in parts
_INLINE = frozenset(
    {"a", "b", "i", "u", "s", "em", "strong", "span", "font", "small", "sub", "sup", "mark", "code"}
    | {"abbr", "label", "q", "time", "data", "wbr", "img"}
)
"""Elements that part no text: a number may go on behind them."""
_SAYING = frozenset({"alt", "title", "value", "content", "placeholder", "aria-label"})
_LINKS = frozenset({"href", "src", "action", "xlink:href", "data", "formaction"})
_RUNS = re.compile(r"^\s*(?:javascript|vbscript|data:text/html)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"^\s*(?:https?:)?//", re.IGNORECASE)
_FETCHING = frozenset(
    {
        "img",
        "image",
        "iframe",
        "frame",
        "embed",
        "object",
        "audio",
        "video",
        "source",
        "script",
        "link",
        "use",
        "feimage",
    }
)


def read_text(path: Path, _bounds: Bounds) -> Iterator[Seen]:
    """Yield the lines of a text, in whichever encoding it is. A very long one comes in parts."""
    number = 1
    with path.open(encoding=encoding_of(path).name, errors="replace") as content:
        while line := content.readline(_LONGEST_LINE):
            if not line.isspace():
                yield Passage(number, line)
            number += line.endswith("\n")


def read_drawing(path: Path, _bounds: Bounds) -> Iterator[Seen]:
    """Yield the texts of a drawing, and what in it runs or is fetched from elsewhere.

    Raises `FileFault` where it is no XML or defines entities.
    """
    watch = _Watch()
    listener = Paragraphs(
        texts=None,
        paragraphs=frozenset({"text", "tspan", "title", "desc", "script", "style", "p"}),
        on_element=watch.element,
    )
    number = 0
    with path.open("rb") as content:
        for text in paragraphs_of(content, listener, allow_doctype=True):
            number += 1
            yield Passage(number, text)
    yield from watch.sightings()


def read_page(path: Path, _bounds: Bounds) -> Iterator[Seen]:
    """Yield the text of a page of HTML with that of its scripts, which may hold the figures."""
    parser = _Page()
    name = encoding_of(path).name
    number = 0
    with path.open(encoding=name, errors="replace") as content:
        while chunk := content.read(_CHUNK):
            parser.feed(chunk)
            for text in parser.taken():
                number += 1
                yield Passage(number, text)
    parser.close()
    yield from (Passage(OUTSIDE_THE_TEXT, text) for text in parser.taken(final=True))
    yield from parser.watch.sightings()


class _Watch:
    """Counts what runs, what is fetched from elsewhere, and pictures."""

    def __init__(self) -> None:
        self._counts = dict.fromkeys((Trait.SCRIPT, Trait.OUTSIDE, Trait.PICTURE), 0)

    def element(self, name: str, attributes: Attributes) -> None:
        """Look at an element and its attributes."""
        short = name.lower()
        links = [value for key, value in attributes.items() if key.lower() in _LINKS and value]
        runs = any(key.lower().startswith("on") for key in attributes)
        self._counts[Trait.SCRIPT] += short == "script" or runs or any(map(_RUNS.match, links))
        fetches = short in _FETCHING and any(map(_ELSEWHERE.match, links))
        self._counts[Trait.OUTSIDE] += fetches
        self._counts[Trait.PICTURE] += short in {"img", "image"}

    def sightings(self) -> Iterator[Seen]:
        """Yield what was counted."""
        yield from (Sighting(trait, count) for trait, count in self._counts.items() if count)


class _Page(HTMLParser):
    """Gathers the text of a page block by block; what attributes and comments say, too."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.watch = _Watch()
        self._pieces: list[str] = []
        self._length = 0
        self._ready: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, and take what the attributes say."""
        if tag not in _INLINE:
            self._end_block()
        given = {name: value or "" for name, value in attrs}
        self.watch.element(tag, given)
        self._ready.extend(
            value for name, value in given.items() if name in _SAYING | _LINKS and value.strip()
        )

    def handle_endtag(self, tag: str) -> None:
        """End a block."""
        if tag not in _INLINE:
            self._end_block()

    def handle_data(self, data: str) -> None:
        """Take text."""
        self._pieces.append(data)
        self._length += len(data)
        if self._length > _LONGEST_LINE:
            self._end_block()

    def handle_comment(self, data: str) -> None:
        """Take a comment: it goes out with the page."""
        self._ready.append(data)

    def taken(self, *, final: bool = False) -> list[str]:
        """The blocks that ended since this was asked last."""
        if final:
            self._end_block()
        ready, self._ready = self._ready, []
        return ready

    def _end_block(self) -> None:
        text = "".join(self._pieces)
        if text and not text.isspace():
            self._ready.append(text)
        self._pieces, self._length = [], 0


READERS: Mapping[DocumentKind, Reader] = MappingProxyType(
    {
        DocumentKind.TEXT: read_text,
        DocumentKind.HTML: read_page,
        DocumentKind.SVG: read_drawing,
    }
)
"""The readers of the kinds that are text."""
