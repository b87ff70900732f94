"""Looks into a ZIP archive before anything unpacks it: what is in it, and how much would come out?

Names in it are text to show and to compare, never paths: what is unpacked gets a name of ours.
"""

import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath

from verification.faults import FileFault
from verification.findings import Location
from verification.limits import Limits

BREAKS = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    struct.error,
)
"""What opening or unpacking a damaged archive raises."""

_ALWAYS_ALLOWED = 10 << 20  # bytes: what is small may be packed as tightly as it likes
_CHUNK_BYTES = 1 << 20
_ENTRY_BYTES = 1024  # of the directory, for one member: names are not longer
_NAMES_AT_MOST = 16 << 20  # bytes of a directory
_END_BYTES = (1 << 16) + 22  # the end record and the longest comment behind it
_END_MARK = b"PK\5\6"
_LOCAL_HEADER = 30  # bytes, without the name
_UTF8_NAME = 0x800
_LOCKED = 0x1


@dataclass(frozen=True)
class Member:
    """A file in an archive: its name as people know it, and its entry."""

    name: str
    entry: zipfile.ZipInfo

    @property
    def is_locked(self) -> bool:
        return bool(self.entry.flag_bits & _LOCKED)

    @property
    def leads_out(self) -> bool:
        """Whether its name, taken for a path, would lead out of the folder it is unpacked in."""
        steps = self.name.split("/")
        return ".." in steps or self.name.startswith("/") or ":" in steps[0] or "\0" in self.name


def members_of(path: Path, at: Location, limits: Limits) -> tuple[Member, ...]:
    """The members of an archive, without folders.

    Raises `FileFault` where it cannot be opened, or would unpack to more than the limits allow.
    """
    try:
        _refuse_long_directory(path, at, limits)
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except BREAKS:
        raise damaged(at) from None
    _refuse_bombs(entries, path.stat().st_size, at, limits)
    return tuple(Member(_name(entry), entry) for entry in entries if not entry.is_dir())


def refuse_bombs(path: Path, at: Location, limits: Limits) -> None:
    """Raise `FileFault` if the archive would unpack to more than the limits allow."""
    members_of(path, at, limits)


def refuse_unsafe(members: Sequence[Member], at: Location) -> None:
    """Raise `FileFault` for names that lead elsewhere or stand twice, and for locked members."""
    if any(member.leads_out for member in members):
        message = "압축 안의 파일 이름이 다른 폴더를 가리킵니다."
        raise FileFault("archive-name-unsafe", message, at)
    names = {str(PurePosixPath(member.name)).casefold() for member in members}
    if len(names) < len(members):
        message = "압축 안에 이름이 같은 파일이 둘 이상 있습니다."
        raise FileFault("archive-name-repeated", message, at)
    if any(member.is_locked for member in members):
        raise FileFault("encrypted", "암호가 걸려 있어 읽을 수 없습니다.", at)


def unpack(path: Path, member: Member, into: Path, at: Location) -> None:
    """Write a member to a file; raises `FileFault` where it is damaged.

    No more than its entry says ever comes out: what is longer does not match its checksum.
    """
    try:
        with (
            zipfile.ZipFile(path) as archive,
            archive.open(member.entry) as packed,
            into.open("wb") as out,
        ):
            while part := packed.read(_CHUNK_BYTES):
                out.write(part)
    except BREAKS:
        raise damaged(at) from None


def damaged(at: Location) -> FileFault:
    return FileFault("unreadable", "손상되어 열 수 없는 파일입니다.", at)


def _refuse_long_directory(path: Path, at: Location, limits: Limits) -> None:
    """The directory is read whole by whoever opens the archive: its length is looked at first."""
    entries, length = _directory(path)
    if entries > limits.archive_members or length > limits.archive_members * _ENTRY_BYTES:
        raise FileFault("unpacks-too-large", "압축 안의 파일이 너무 많습니다.", at)


def _directory(path: Path) -> tuple[int, int]:
    """How many members the archive says it has, and how many bytes its directory."""
    with path.open("rb") as content:
        size = content.seek(0, 2)
        content.seek(max(0, size - _END_BYTES))
        end = content.read()
    place = end.rfind(_END_MARK)
    if place < 0:
        raise zipfile.BadZipFile("no end record")
    entries, length = struct.unpack_from("<HI", end, place + 10)
    return entries, length


def _refuse_bombs(
    entries: Sequence[zipfile.ZipInfo], size: int, at: Location, limits: Limits
) -> None:
    if len(entries) > limits.archive_members:
        raise FileFault("unpacks-too-large", "압축 안의 파일이 너무 많습니다.", at)
    unpacked = sum(entry.file_size for entry in entries)
    # Against the whole file too: entries that overlap each count the same packed bytes.
    pairs = [(unpacked, size), *((entry.file_size, entry.compress_size) for entry in entries)]
    too_tight = any(
        full > _ALWAYS_ALLOWED and full > limits.archive_ratio * max(1, packed)
        for full, packed in pairs
    )
    if unpacked > limits.unpacked_bytes or too_tight or _overlap(entries):
        raise FileFault("unpacks-too-large", "압축을 풀면 한도보다 커지는 파일입니다.", at)


def _overlap(entries: Sequence[zipfile.ZipInfo]) -> bool:
    spans = sorted((entry.header_offset, entry.compress_size) for entry in entries)
    return any(
        start + _LOCAL_HEADER + length > following
        for (start, length), (following, _) in pairwise(spans)
    )


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as it was meant. Korean Windows writes CP949 and does not say so."""
    raw = entry.orig_filename
    if not entry.flag_bits & _UTF8_NAME:
        raw = _decoded(raw.encode("cp437"))
    return raw.replace("\\", "/")


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp437")


def names_in(path: Path) -> tuple[str, ...]:
    """The names of the members of an archive; none if it cannot be opened, or has far too many."""
    try:
        if _directory(path)[1] > _NAMES_AT_MOST:
            return ()
        with zipfile.ZipFile(path) as archive:
            return tuple(archive.namelist())
    except BREAKS:
        return ()
