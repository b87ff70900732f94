"""Looks into a workbook's archive before anything unpacks it: how much would come out?"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from verification.findings import Location
from verification.formats.faults import FileFault
from verification.limits import Limits

_BREAKS = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
"""What opening or unpacking a damaged archive raises."""

_CHUNK_BYTES = 1 << 20
_ALWAYS_ALLOWED = 10 << 20  # bytes: what is small may be packed as tightly as it likes
_CELL = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
_SHARED = re.compile(rb"<(?:\w+:)?c\b[^>]*\bt\s*=\s*[\"']s[\"'][^>]*>\s*<(?:\w+:)?v>\s*(\d+)")
_STRING_START = re.compile(rb"<(?:\w+:)?si\b")


@dataclass(frozen=True)
class Extent:
    """How large one sheet becomes: the box around its cells, and the text that they repeat."""

    rows: int = 0
    columns: int = 0
    text_bytes: int = 0


def refuse_bombs(path: Path, at: Location, limits: Limits) -> None:
    """Raise `FileFault` if the archive would unpack to more than the limits allow."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except _BREAKS:
        raise FileFault("unreadable", "손상되어 열 수 없는 파일입니다.", at) from None
    if len(members) > limits.archive_members:
        raise FileFault("unpacks-too-large", "압축 안의 파일이 너무 많습니다.", at)
    unpacked = sum(member.file_size for member in members)
    too_tight = any(
        member.file_size > _ALWAYS_ALLOWED
        and member.file_size > limits.archive_ratio * max(1, member.compress_size)
        for member in members
    )
    if unpacked > limits.unpacked_bytes or too_tight:
        raise FileFault("unpacks-too-large", "압축을 풀면 한도보다 커지는 파일입니다.", at)


def has_macros(path: Path) -> bool:
    """Whether the workbook carries programs."""
    with zipfile.ZipFile(path) as archive:
        return any(name.lower().endswith("vbaproject.bin") for name in archive.namelist())


def refuse_wide_boxes(path: Path, at: Location, limits: Limits) -> None:
    """Raise `FileFault` if a sheet is larger, laid out as a table, than the limits allow.

    Two cells at opposite corners, or one long text that a million cells share, take no room in the
    archive and all the memory there is once read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            lengths = _shared_lengths(archive)
            # A sheet may lie under any name: the book's own table says which parts are sheets.
            for name in archive.namelist():
                if name.lower().endswith(".xml") and not _is_shared(name):
                    _refuse_box(_extent(archive, name, lengths), at, limits)
    except _BREAKS:
        raise FileFault("unreadable", "손상되어 열 수 없는 파일입니다.", at) from None


def _refuse_box(extent: Extent, at: Location, limits: Limits) -> None:
    if extent.columns > limits.columns:
        raise FileFault("too-many-columns", f"열이 {limits.columns:,}개보다 많습니다.", at)
    if extent.rows * extent.columns > limits.sheet_cells:
        raise FileFault("too-many-cells", f"칸이 {limits.sheet_cells:,}개보다 많습니다.", at)
    if extent.text_bytes > limits.unpacked_bytes:
        raise FileFault("unpacks-too-large", "압축을 풀면 한도보다 커지는 파일입니다.", at)


def _extent(archive: zipfile.ZipFile, name: str, lengths: np.ndarray) -> Extent:
    rows = columns = text_bytes = 0
    for part in _parts(archive, name):
        cells = _CELL.findall(part)
        if cells:
            columns = max(columns, *(map(_column_number, {letters for letters, _ in cells})))
            rows = max(rows, *(map(int, {number for _, number in cells})))
        shared = np.array(_SHARED.findall(part), dtype=np.int64)
        text_bytes += int(lengths[shared[shared < len(lengths)]].sum())
    return Extent(rows, columns, text_bytes)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _shared_lengths(archive: zipfile.ZipFile) -> np.ndarray:
    """At most how many bytes each shared text has: its markup is counted too."""
    starts: list[int] = []
    offset = 0
    for name in filter(_is_shared, archive.namelist()):
        for part in _parts(archive, name):
            starts.extend(offset + found.start() for found in _STRING_START.finditer(part))
            offset += len(part)
    return np.diff(np.array([*starts, offset], dtype=np.int64))


def _is_shared(name: str) -> bool:
    return name.lower().endswith("sharedstrings.xml")


def _parts(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """A member in parts, each cut before a tag so that no cell falls between two."""
    rest = b""
    with archive.open(name) as member:
        while chunk := member.read(_CHUNK_BYTES):
            rest += chunk
            cut = max(rest.rfind(b"<row"), rest.rfind(b"<si"))
            if cut > 0:
                yield rest[:cut]
                rest = rest[cut:]
    yield rest
