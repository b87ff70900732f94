"""Makers of ZIP archives that no well-meaning program writes: members, and lies about them.

The layout is that of PKWARE's APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

_DEFLATED = 8
_UNIX = 3 << 8
_LINK = 0o120777 << 16


@dataclass(frozen=True)
class Member:
    """A member as it stands in the archive: its packed bytes, and what is said of them."""

    name: bytes
    packed: bytes
    size: int
    crc: int
    method: int = _DEFLATED
    attributes: int = 0


def member(name: str | bytes, content: bytes) -> Member:
    """Return a member of this content. A name in bytes is kept as it is, without the UTF-8 flag."""
    raw = name if isinstance(name, bytes) else name.encode()
    return Member(raw, _deflated(content), len(content), zlib.crc32(content))


def link(name: str, target: str) -> Member:
    """Return a symbolic link, as archives from Unix hold them."""
    return replace(member(name, target.encode()), attributes=_LINK)


def repeated(name: str, block: bytes, times: int, *, head: bytes = b"") -> Member:
    """Return a member that unpacks to `head` and then a block over and over.

    A block is packed once: after a full flush nothing refers back, so the same bytes come again.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = first + again * times + packer.flush()
    crc = zlib.crc32(head)
    for _ in range(times):
        crc = zlib.crc32(block, crc)
    return Member(name.encode(), packed, len(head) + len(block) * times, crc)


def lying(truly: Member, size: int) -> Member:
    """Return a member that is said to unpack to `size` bytes."""
    return replace(truly, size=size)


def archive(members: Iterable[Member]) -> bytes:
    """Return an archive of these members, one after the other."""
    body, central, count = b"", b"", 0
    for each in members:
        central += _entry(each, len(body))
        body += _local(each)
        count += 1
    return _closed(body, central, count)


def overlapping(first: Member, count: int) -> bytes:
    """Return an archive whose list names one and the same member under many names."""
    entries = [
        _entry(replace(first, name=f"{number:06}.csv".encode()), 0) for number in range(count)
    ]
    return _closed(_local(replace(first, name=b"000000.csv")), b"".join(entries), count)


def nested(levels: int, width: int) -> bytes:
    """Return archives in archives, `width` in each and so many levels deep, and then a table."""
    inner, name = b"a,b\n" + b"0,0\n" * 250_000, "a.csv"
    for level in range(levels):
        inner = archive(member(f"{copy}-{name}", inner) for copy in range(width))
        name = f"{level}.zip"
    return inner


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """Return an ordinary archive of these parts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, part in parts.items():
            opened.writestr(name, part)
    return content.getvalue()


def in_cp949(names: Sequence[str], content: bytes) -> bytes:
    """Return an archive as a Korean Windows packs it: names in CP949 with nothing that says so."""
    return archive(member(name.encode("cp949"), content) for name in names)


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def _facts(each: Member) -> bytes:
    """What both headers say of a member: version, flags, method, time, sum, sizes, lengths."""
    said = (20, 0, each.method, 0, 0x21, each.crc, len(each.packed), each.size, len(each.name), 0)
    return struct.pack("<5H3I2H", *said)


def _local(each: Member) -> bytes:
    return b"PK\x03\x04" + _facts(each) + each.name + each.packed


def _entry(each: Member, offset: int) -> bytes:
    end = struct.pack("<3H2I", 0, 0, 0, each.attributes, offset)
    return b"PK\x01\x02" + struct.pack("<H", _UNIX | 20) + _facts(each) + end + each.name


def _closed(body: bytes, central: bytes, count: int) -> bytes:
    end = struct.pack("<4H2IH", 0, 0, count, count, len(central), len(body), 0)
    return body + central + b"PK\x05\x06" + end
