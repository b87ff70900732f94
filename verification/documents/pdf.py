"""Reads PDF: the text of its pages, and what in it runs, is attached or names someone."""

import logging
import struct
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    StreamObject,
    TextStringObject,
)

from verification.document_facts import Trait
from verification.documents.bounds import Bounds
from verification.documents.seen import OUTSIDE_THE_TEXT, Passage, Seen, Sighting
from verification.faults import FileFault
from verification.findings import Location

BROKEN_PDF = (
    PyPdfError,
    DependencyError,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    AssertionError,
    RecursionError,
    NotImplementedError,
)
"""What pypdf raises over a damaged file: its own errors, and what its code stumbles over."""

_RUNNING = frozenset({"/JavaScript", "/Launch", "/RichMediaExecute"})
_REACHING_OUT = frozenset({"/SubmitForm", "/ImportData", "/GoToR", "/GoToE"})
_EMBEDDED = frozenset({"/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"})
_FORGET_AFTER = 256  # objects: what was looked at is not kept


def read_pdf(path: Path, bounds: Bounds) -> Iterator[Seen]:
    """Yield what is seen of a PDF.

    A page that cannot be read is counted and passed over. Raises `FileFault` where the whole is
    under a password or broken.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings quote the file
    with path.open("rb") as content:
        try:
            reader = PdfReader(content, strict=False)
            locked = reader.is_encrypted and not reader.decrypt("")
            pages = 0 if locked else len(reader.pages)
        except BROKEN_PDF:
            raise _unreadable() from None
        if locked:
            message = "암호가 걸려 있어 읽을 수 없는 문서입니다."
            raise FileFault("encrypted", message, Location())
        if not pages:
            raise _unreadable()
        yield from _survey(reader, bounds)
        yield from _properties(reader)
        yield from _pages(reader, pages, bounds)


def _unreadable() -> FileFault:
    return FileFault("unreadable", "손상되어 열 수 없는 문서입니다.", Location())


def _pages(reader: PdfReader, pages: int, bounds: Bounds) -> Iterator[Seen]:
    for number in range(min(pages, bounds.pages)):
        yield Sighting(Trait.PAGE)
        try:
            text = reader.pages[number].extract_text()
        except BROKEN_PDF:
            yield Sighting(Trait.BROKEN_PAGE)
            continue
        if text.strip():
            yield Passage(number + 1, text)
        else:
            yield Sighting(Trait.SILENT_PAGE)
        _forget_pictures(reader)
    if pages > bounds.pages:
        yield Sighting(Trait.TRUNCATED)


def _forget_pictures(reader: PdfReader) -> None:
    """Let go of the pictures of a page: a scan is nothing else. Fonts are wanted again."""
    objects = reader.resolved_objects
    pictures = [
        key
        for key, thing in objects.items()
        if isinstance(thing, StreamObject) and thing.get("/Subtype") == "/Image"
    ]
    for key in pictures:
        del objects[key]


def _properties(reader: PdfReader) -> Iterator[Seen]:
    try:
        properties: Mapping[str, Any] = reader.metadata or {}
        author = str(properties.get("/Author") or "").strip()
        texts = [str(value) for value in properties.values() if isinstance(value, str)]
    except BROKEN_PDF:
        return
    if author:
        yield Sighting(Trait.AUTHOR)
    yield from (Passage(OUTSIDE_THE_TEXT, text) for text in texts if text.strip())


def _survey(reader: PdfReader, bounds: Bounds) -> Iterator[Seen]:
    """Look at every object of the file, wherever it hangs: nothing is found by following links."""
    numbers = [
        (number, generation) for generation in reader.xref for number in reader.xref[generation]
    ]
    numbers += [(number, 0) for number in reader.xref_objStm]
    for place, (number, generation) in enumerate(numbers[: bounds.objects]):
        try:
            thing = reader.get_object(IndirectObject(number, generation, reader))
            seen = [each for direct in _direct(thing) for each in _traits(direct)]
        except BROKEN_PDF:
            continue
        yield from seen
        if place % _FORGET_AFTER == 0 or Sighting(Trait.PICTURE) in seen:
            reader.resolved_objects.clear()
    yield from (seen for direct in _direct(reader.trailer) for seen in _traits(direct))
    if len(numbers) > bounds.objects:
        yield Sighting(Trait.TRUNCATED)


def _direct(thing: object) -> Iterator[DictionaryObject]:
    """The dictionary and those that stand in it, without following references."""
    waiting: list[object] = [thing]
    while waiting:
        each = waiting.pop()
        if isinstance(each, DictionaryObject):
            yield each
            waiting.extend(value for _, value in each.items())
        elif isinstance(each, ArrayObject):
            waiting.extend(list.__iter__(each))


def _traits(thing: DictionaryObject) -> Iterator[Seen]:
    action, subtype = _name(thing, "/S"), _name(thing, "/Subtype")
    if action in _RUNNING or "/JS" in thing or "/XFA" in thing:
        yield Sighting(Trait.SCRIPT)
    if action in _REACHING_OUT:
        yield Sighting(Trait.OUTSIDE)
    if "/EF" in thing or subtype in _EMBEDDED:
        yield Sighting(Trait.ATTACHMENT)
    if subtype == "/Image":
        yield Sighting(Trait.PICTURE)
    filled = "/V" if "/FT" in thing or "/T" in thing else None
    for key in ("/Contents" if subtype else None, filled):
        text = _text(thing, key)
        if text.strip():
            yield Passage(OUTSIDE_THE_TEXT, text)


def _name(thing: DictionaryObject, key: str) -> str:
    value: Any = thing.get(key)
    return value if isinstance(value, str) else ""


def _text(thing: DictionaryObject, key: str | None) -> str:
    value: Any = None if key is None else thing.get(key)
    if isinstance(value, ByteStringObject):
        return value.decode("utf-8", "replace")
    return str(value) if isinstance(value, TextStringObject) else ""
