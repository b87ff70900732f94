"""Reads XML as it comes: pieces of text by paragraph, without a tree and without entities."""

from collections.abc import Callable, Iterator, Mapping
from typing import IO
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from verification.faults import FileFault
from verification.findings import Location

CHUNK_BYTES = 1 << 16
LONGEST_PARAGRAPH = 100_000  # characters: what is longer comes in parts

Attributes = Mapping[str, str]
OnElement = Callable[[str, Attributes], None]


def local(name: str) -> str:
    """The name of an element or attribute without its prefix."""
    return name.rpartition(":")[2]


class Paragraphs(ContentHandler):
    """Gathers what stands in elements of some local names, parted where a paragraph ends.

    `texts` may be None: then all text counts. `on_element` is told of each element's local name and
    attributes.
    """

    def __init__(
        self,
        *,
        texts: frozenset[str] | None,
        paragraphs: frozenset[str],
        on_element: OnElement = lambda _name, _attributes: None,
    ) -> None:
        super().__init__()
        self._texts, self._paragraphs, self._on_element = texts, paragraphs, on_element
        self._inside = int(texts is None)
        self._pieces: list[str] = []
        self._length = 0
        self._ready: list[str] = []

    def startElement(self, name: str, attrs: "AttributesImpl[str]") -> None:  # noqa: N802  the name is SAX's
        """Note an element: whether text begins, and what a break stands for."""
        short = local(name)
        self._on_element(short, dict(attrs.items()))
        if self._texts is not None and short in self._texts:
            self._inside += 1
        elif short in _BREAKS:
            self._pieces.append(_BREAKS[short])

    def endElement(self, name: str) -> None:  # noqa: N802
        """Note that an element ends, and with it perhaps a paragraph."""
        short = local(name)
        if self._texts is not None and short in self._texts:
            self._inside -= 1
        if short in self._paragraphs:
            self._flush()

    def characters(self, content: str) -> None:
        """Take text, if it stands where text counts."""
        if self._inside:
            self._pieces.append(content)
            self._length += len(content)
            if self._length > LONGEST_PARAGRAPH:
                self._flush()

    def endDocument(self) -> None:  # noqa: N802
        """Give what is left."""
        self._flush()

    def taken(self) -> list[str]:
        """The paragraphs that ended since this was asked last, without blank ones."""
        ready, self._ready = self._ready, []
        return ready

    def _flush(self) -> None:
        text = "".join(self._pieces)
        if text and not text.isspace():
            self._ready.append(text)
        self._pieces, self._length = [], 0


_BREAKS = {"tab": "\t", "br": "\n", "line-break": "\n", "lineBreak": "\n", "cr": "\n", "s": " "}
"""Elements that stand for a character, in the office formats."""


def paragraphs_of(
    content: IO[bytes], listener: Paragraphs, *, allow_doctype: bool = False
) -> Iterator[str]:
    """Yield the paragraphs of a stream of XML.

    Raises `FileFault`: `unreadable` where it is no XML, `document-entities` where it defines
    entities or asks for a file of its own accord; so does a document type, unless allowed.
    """
    parser = make_parser()
    parser.setContentHandler(listener)
    # A drawing may name its document type, which is never fetched: external entities are off.
    parser.forbid_dtd = parser.forbid_external = not allow_doctype
    try:
        while chunk := content.read(CHUNK_BYTES):
            parser.feed(chunk)
            yield from listener.taken()
        parser.close()
    except DefusedXmlException:
        message = "XML 안에 개체 정의나 외부 참조가 있어 읽지 않았습니다."
        raise FileFault("document-entities", message, Location()) from None
    except (SAXException, UnicodeError, LookupError):
        message = "손상되어 끝까지 읽을 수 없는 XML입니다."
        raise FileFault("unreadable", message, Location()) from None
    yield from listener.taken()
