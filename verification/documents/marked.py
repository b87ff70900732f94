"""Looks for marks in documents whose text no library here takes out: old office, RTF, sound."""

import mmap
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from verification.document_facts import DocumentKind as Kind
from verification.document_facts import Trait
from verification.documents.bounds import Bounds
from verification.documents.kinds import HWP_MARK
from verification.documents.seen import Reader, Seen, Sighting
from verification.faults import FileFault
from verification.findings import Location

_HWP_FLAGS_AT = 36
"""Where the header of an HWP document keeps its flags: after its mark (32 bytes) and version (4).

Source: "한글 문서 파일 형식 5.0", 3.2.1, published by Hancom.
"""
_HWP_PASSWORD, _HWP_SCRIPT, _HWP_LOCKED_BY_SERVER = 1 << 1, 1 << 3, 1 << 4

_LOCKED = "EncryptedPackage".encode("utf-16-le")
_ARTIST = re.compile(rb"TPE1|TP1\x00|\xa9ART|IART", re.DOTALL)
_ARTIST_IN_OGG = re.compile(rb"artist=", re.IGNORECASE)
_FILMED_AT = re.compile(
    rb"\xa9xyz.{4}[+-]\d{1,3}\.\d+[+-]\d{1,3}\.\d+|location\.ISO6709", re.DOTALL
)
_OBJECT = re.compile(rb"\\objdata\b|\\objocx\b")
_LINKED_TEMPLATE = re.compile(rb"\\\*\\template\b.{0,40}?https?:", re.DOTALL)

_MACROS = re.compile(re.escape("_VBA_PROJECT".encode("utf-16-le")))
_EDGE = 4 << 20
"""Bytes at either end in which marks are looked for: in all of a long recording any four bytes
occur by chance.
"""

_MARKS: Mapping[Kind, tuple[tuple[Trait, re.Pattern[bytes]], ...]] = MappingProxyType(
    {
        Kind.HWP: (),
        Kind.DOC: ((Trait.MACROS, _MACROS),),
        Kind.OLE: ((Trait.MACROS, _MACROS),),
        Kind.RTF: ((Trait.ATTACHMENT, _OBJECT), (Trait.OUTSIDE, _LINKED_TEMPLATE)),
        Kind.MP3: ((Trait.AUTHOR, _ARTIST),),
        Kind.WAV: ((Trait.AUTHOR, _ARTIST),),
        Kind.OGG: ((Trait.AUTHOR, _ARTIST_IN_OGG),),
        Kind.M4A: ((Trait.AUTHOR, _ARTIST), (Trait.LOCATION, _FILMED_AT)),
        Kind.MP4: ((Trait.AUTHOR, _ARTIST), (Trait.LOCATION, _FILMED_AT)),
    }
)


def reader_of(kind: Kind) -> Reader:
    """The reader that looks for the marks of a kind, and at nothing else. None is searched."""

    def read(path: Path, _bounds: Bounds) -> Iterator[Seen]:
        with _mapped(path) as whole:
            _refuse_locked(whole)
            if kind is Kind.HWP:
                yield from _flags_of_hwp(whole)
            for trait, mark in _MARKS.get(kind, ()):
                if mark.search(whole, 0, _EDGE) or mark.search(whole, max(0, len(whole) - _EDGE)):
                    yield Sighting(trait)

    return read


def _flags_of_hwp(whole: mmap.mmap) -> Iterator[Seen]:
    at = whole.find(HWP_MARK) + _HWP_FLAGS_AT
    flags = int.from_bytes(whole[at : at + 4], "little")
    if flags & (_HWP_PASSWORD | _HWP_LOCKED_BY_SERVER):
        raise _locked()
    if flags & _HWP_SCRIPT:
        yield Sighting(Trait.SCRIPT)


def _refuse_locked(whole: mmap.mmap) -> None:
    """Raise `FileFault` for an office document that is wrapped because it has a password."""
    if whole[:4] == b"\xd0\xcf\x11\xe0" and whole.find(_LOCKED) >= 0:
        raise _locked()


def _locked() -> FileFault:
    return FileFault("encrypted", "암호가 걸려 있어 읽을 수 없는 문서입니다.", Location())


@contextmanager
def _mapped(path: Path) -> Iterator[mmap.mmap]:
    with (
        path.open("rb") as content,
        mmap.mmap(content.fileno(), 0, access=mmap.ACCESS_READ) as whole,
    ):
        yield whole
