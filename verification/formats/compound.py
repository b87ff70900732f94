"""Opens an OLE compound file, the archive within one file that XLS, HWP and old Office use.

As [MS-CFB] describes it; of its streams only the names and the bytes of one are wanted.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

BREAKS = (struct.error, ValueError, IndexError, OSError)
"""What a damaged compound file raises."""

_HEADER = 512  # bytes; the sectors are counted from behind the first one
_ENTRY = 128
_IN_HEADER = 109  # places of allocation sectors that stand in the header itself
_LAST = 0xFFFF_FFFA  # from here on a number says an end, not a sector
_FOLDER, _STREAM, _ROOT = 1, 2, 5


@dataclass(frozen=True)
class _Entry:
    kind: int
    start: int
    size: int


class CompoundFile:
    """The streams and folders of a compound file; raises one of `BREAKS` where it is damaged."""

    def __init__(self, path: Path) -> None:
        self._bytes = np.memmap(path, dtype=np.uint8, mode="r")
        header = self._bytes[:_HEADER].tobytes()
        if not header.startswith(MARK):
            raise ValueError("no compound file")
        shift, self._small_shift = struct.unpack_from("<HH", header, 30)
        if not (9 <= shift <= 12 and 4 <= self._small_shift <= 9):
            raise ValueError("sectors of an odd size")
        self._sector = 1 << shift
        first_folder, self._small_below, first_small, _, first_more, _ = struct.unpack_from(
            "<I4xIIIII", header, 48
        )
        in_header = struct.unpack_from(f"<{_IN_HEADER}I", header, 76)
        self._next = self._allocation(in_header, first_more)
        self._small_next = self._chain(first_small).view("<u4")
        self.entries = self._directory(self._chain(first_folder).tobytes())

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self.entries)

    def stream(self, name: str) -> bytes:
        """The bytes of a stream; raises `ValueError` if there is none of that name."""
        entry = self.entries.get(name)
        if entry is None or entry.kind != _STREAM:
            raise ValueError("no such stream")
        if entry.size >= self._small_below:
            return self._chain(entry.start)[: entry.size].tobytes()
        root = next(each for each in self.entries.values() if each.kind == _ROOT)
        small = self._chain(root.start)
        step = 1 << self._small_shift
        places = _followed(self._small_next, entry.start)
        return b"".join(small[p * step : (p + 1) * step].tobytes() for p in places)[: entry.size]

    def _sector_at(self, place: int) -> np.ndarray:
        start = (place + 1) * self._sector
        return self._bytes[start : start + self._sector]

    def _allocation(self, in_header: tuple[int, ...], more: int) -> np.ndarray:
        """Which sector follows which."""
        places = [place for place in in_header if place < _LAST]
        seen = 0
        while more < _LAST and seen * self._sector < len(self._bytes):
            numbers = self._sector_at(more).view("<u4")
            places.extend(int(place) for place in numbers[:-1] if place < _LAST)
            more = int(numbers[-1])
            seen += 1
        if len(places) * self._sector > len(self._bytes):
            raise ValueError("more allocation than file")
        sectors = [self._sector_at(place).view("<u4") for place in places]
        return np.concatenate([np.empty(0, dtype="<u4"), *sectors])

    def _chain(self, start: int) -> np.ndarray:
        sectors = [self._sector_at(place) for place in _followed(self._next, start)]
        return np.concatenate([np.empty(0, dtype=np.uint8), *sectors])

    def _directory(self, raw: bytes) -> Mapping[str, _Entry]:
        entries: dict[str, _Entry] = {}
        for place in range(0, len(raw) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", raw, place + 64)
            if kind in (_FOLDER, _STREAM, _ROOT) and 2 <= length <= 64:
                name = raw[place : place + length - 2].decode("utf-16-le", "replace")
                entries.setdefault(name, _Entry(kind, *struct.unpack_from("<II", raw, place + 116)))
        return entries


def _followed(following: np.ndarray, start: int) -> list[int]:
    """The sectors from `start` to the end of their chain; raises `ValueError` if it is a ring."""
    places = []
    place = start
    while place < _LAST:
        places.append(place)
        if len(places) > len(following):
            raise ValueError("a chain without end")
        place = int(following[place])
    return places


def names_in(path: Path) -> frozenset[str]:
    """The names of streams and folders, none if it cannot be opened."""
    try:
        return CompoundFile(path).names
    except BREAKS:
        return frozenset()
