"""Makes small XLS workbooks: a compound file around a stream of records."""

import struct
from collections.abc import Sequence

SECTOR = 512
FREE, LAST, ALLOCATION = 0xFFFF_FFFF, 0xFFFF_FFFE, 0xFFFF_FFFD

Cell = tuple[int, int, str | float]


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def number(row: int, column: int, value: float) -> bytes:
    return record(0x203, struct.pack("<HHHd", row, column, 0, value))


def shared(row: int, column: int, place: int) -> bytes:
    return record(0xFD, struct.pack("<HHHI", row, column, 0, place))


def texts(*values: str) -> bytes:
    """The table of shared texts, in as many records as it takes."""
    head = struct.pack("<II", len(values), len(values))
    body = head + b"".join(struct.pack("<HB", len(v), 1) + v.encode("utf-16-le") for v in values)
    return record(0xFC, body)


def workbook(
    sheets: Sequence[bytes], *, before: bytes = b"", hidden: bool = False, locked: bool = False
) -> bytes:
    """The stream of a workbook whose sheets hold these records."""
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    begin += record(0x2F, bytes(54)) if locked else b""
    end = record(0xA)
    bodies = [
        record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + sheet + end
        for sheet in sheets
    ]
    names = [f"S{place}".encode() for place in range(len(sheets))]
    entries = sum(4 + 8 + len(name) for name in names)
    start = len(begin) + entries + len(before) + len(end)
    described = b""
    for name, body in zip(names, bodies, strict=True):
        described += record(0x85, struct.pack("<IBBBB", start, hidden, 0, len(name), 0) + name)
        start += len(body)
    return begin + described + before + end + b"".join(bodies)


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of streams, each padded to the least length that needs no small sectors."""
    padded = {name: stream.ljust(4096, b"\0") for name, stream in streams.items()}
    chains, sectors = [], []
    for stream in padded.values():
        count = -(-len(stream) // SECTOR)
        chains.append((len(sectors), count))
        whole = stream.ljust(count * SECTOR, b"\0")
        sectors += [whole[place * SECTOR : (place + 1) * SECTOR] for place in range(count)]
    following: list[int] = []
    for start, count in chains:
        following += [*range(start + 1, start + count), LAST]
    directory = _entry("Root Entry", 5, LAST, 0, child=1) + b"".join(
        _entry(name, 2, start, len(padded[name]), right=place if place <= len(chains) else -1)
        for place, (name, (start, _)) in enumerate(zip(padded, chains, strict=True), start=2)
    )
    directory = directory.ljust(-(-len(directory) // SECTOR) * SECTOR, b"\0")
    first_of_directory = len(sectors)
    steps = len(directory) // SECTOR
    sectors += [directory[place * SECTOR : (place + 1) * SECTOR] for place in range(steps)]
    following += [*range(first_of_directory + 1, first_of_directory + steps), LAST]
    tables = 1
    while tables * 128 < len(following) + tables:
        tables += 1
    first_table = len(sectors)
    following += [ALLOCATION] * tables
    following += [FREE] * (tables * 128 - len(following))
    sectors.append(struct.pack(f"<{len(following)}I", *following))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, tables, first_of_directory, 0, 4096, LAST, 0, LAST, 0)
    places = [*range(first_table, first_table + tables)]
    return header + struct.pack("<109I", *places, *[FREE] * (109 - tables)) + b"".join(sectors)


def _entry(
    name: str, kind: int, start: int, size: int, *, child: int = -1, right: int = -1
) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    head = raw.ljust(64, b"\0") + struct.pack("<HBBiii", len(raw), kind, 1, -1, right, child)
    return head + bytes(36) + struct.pack("<III", start, size, 0)
