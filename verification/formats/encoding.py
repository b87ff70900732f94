"""Which encoding a text file is in, and the file as a stream of UTF-8."""

import codecs
import io
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

import numpy as np

CHUNK_BYTES = 1 << 20
REPLACED = "�"
_PIECE, _MORE = 4 * CHUNK_BYTES, 3
"""How much is looked through at once, and how far its last character may go beyond it."""
_QUOTE = 34
_WIDE = ("utf-16", "utf-32")

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class Encoding:
    """The encoding of a file, and how many places of it mean nothing in that encoding.

    EUC-KR is always taken for its superset CP949: the former lacks thousands of Korean syllables.
    """

    name: str
    lost: int = 0
    nul_bytes: int = 0
    quotes: int = 0


def encoding_of(path: Path) -> Encoding:
    """The encoding of a text file: its mark, else strict UTF-8, else strict CP949.

    Where neither holds throughout, the one in which fewer characters are lost.
    """
    with path.open("rb") as content:
        head = content.read(CHUNK_BYTES)
    marked = next((name for bom, name in _BOMS if head.startswith(bom)), None) or _unmarked(head)
    candidates = (marked,) if marked else ("utf-8", "cp949")
    for name in candidates:
        looked = _looked_through(path, name)
        if looked is not None:
            return looked
    lost, best = min((lost_characters(path, name), name) for name in candidates)
    return Encoding(best, lost, *_count(path, best))


def _unmarked(head: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of what is not Korean is NUL."""
    for name, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        every, other = head[first::2], head[1 - first :: 2]
        if len(head) > 3 and every.count(0) * 4 > len(every) and not other.count(0):
            return name
    return None


def _looked_through(path: Path, name: str) -> Encoding | None:
    """The encoding, if the whole file is of it."""
    small = path.stat().st_size <= CHUNK_BYTES  # not worth loading what is compiled
    if small or name not in ("utf-8", "utf-8-sig", "cp949"):
        holds = lost_characters(path, name, at_most=0) == 0
        return Encoding(name, 0, *_count(path, name)) if holds else None
    return _looked_through_cp949(path) if name == "cp949" else _looked_through_utf8(path, name)


@dataclass(frozen=True)
class _Piece:
    """A piece of a file, from the first character that begins in it to the end of the last."""

    first: int
    after: int
    nul_bytes: int
    quotes: int


def _looked_through_utf8(path: Path, name: str) -> Encoding | None:
    """UTF-8, looked through by as many as there are cores: any byte tells where it stands."""
    starts = range(0, path.stat().st_size, _PIECE)
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        looked = list(pool.map(lambda start: _utf8_piece(path, start), starts))
    pieces = [piece for piece in looked if piece is not None]
    if len(pieces) < len(looked) or any(one.after != two.first for one, two in pairwise(pieces)):
        return None
    counted = (sum(each.nul_bytes for each in pieces), sum(each.quotes for each in pieces))
    return Encoding(name, 0, *counted)


def _utf8_piece(path: Path, start: int) -> _Piece | None:
    """What a piece holds; None where it is not UTF-8."""
    from verification.kernels import encodings

    buffer = np.empty(_PIECE + _MORE, dtype=np.uint8)
    with path.open("rb") as content:
        content.seek(start)
        read = content.readinto(buffer.data)
    own = min(read, _PIECE)
    # A character that begins before is the other piece's.
    first = 0
    while start and first < min(_MORE, own) and buffer[first] & 0xC0 == 0x80:
        first += 1
    base = buffer.ctypes.data
    after = first + encodings.utf8_until(base + first, own - first)
    if after < own:
        ends = (end for end in range(after + 1, min(after + _MORE + 1, read) + 1))
        whole = (end for end in ends if encodings.utf8_until(base + after, end - after))
        after = next(whole, after)
        if after < own:
            return None
    piece = buffer[:own]
    nul_bytes, quotes = (int(np.count_nonzero(piece == byte)) for byte in (0, _QUOTE))
    return _Piece(start + first, start + after, nul_bytes, quotes)


def _looked_through_cp949(path: Path) -> Encoding | None:
    from verification.kernels import encodings

    buffer = np.empty(4 * CHUNK_BYTES, dtype=np.uint8)
    kept = nul_bytes = quotes = 0
    with path.open("rb") as content:
        while read := content.readinto(buffer.data[kept:]):
            end = kept + read
            right = encodings.cp949_until(buffer.ctypes.data, end, encodings.cp949_table())
            if right + 3 < end:
                return None
            nul_bytes += int(np.count_nonzero(buffer[kept:end] == 0))
            quotes += int(np.count_nonzero(buffer[kept:end] == _QUOTE))
            kept = end - right
            buffer[:kept] = buffer[right:end].copy()
    return Encoding("cp949", 0, nul_bytes, quotes) if kept == 0 else None


def lost_characters(path: Path, name: str, *, at_most: int | None = None) -> int:
    """How many places of the file mean nothing in an encoding; stops counting beyond `at_most`."""
    lost = 0
    decoder = codecs.getincrementaldecoder(name)("strict")
    for chunk, final in _chunks(path):
        try:
            decoder.decode(chunk, final)
        except UnicodeDecodeError:
            lost += chunk.decode(name, "replace").count(REPLACED) or 1
            if at_most is not None and lost > at_most:
                break
            decoder.reset()
    return lost


def _count(path: Path, name: str) -> tuple[int, int]:
    """How many NUL bytes and quotes there are; in wide encodings bytes say nothing of quotes."""
    nul_bytes = quotes = 0
    wide = codecs.getincrementaldecoder(name)("replace") if name.startswith(_WIDE) else None
    for chunk, final in _chunks(path):
        nul_bytes += chunk.count(b"\0")
        quotes += wide.decode(chunk, final).count('"') if wide else chunk.count(b'"')
    return nul_bytes, quotes


def _chunks(path: Path) -> Iterator[tuple[bytes, bool]]:
    with path.open("rb") as content:
        while chunk := content.read(CHUNK_BYTES):
            yield chunk, False
    yield b"", True


class Utf8Stream(io.RawIOBase):
    """A text file read as UTF-8 bytes. What means nothing comes as the replacement character.

    `taken` and `given` count the bytes that went in and came out.
    """

    def __init__(self, content: BinaryIO, encoding: Encoding) -> None:
        self._content = content
        self._decoder = codecs.getincrementaldecoder(encoding.name)("replace")
        self._ready = b""
        self.taken = self.given = 0
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        while not self._ready and not self._ended:
            chunk = self._content.read(CHUNK_BYTES)
            self._ended = not chunk
            self._ready = self._decoder.decode(chunk, self._ended).encode()
            self.taken += len(chunk)
            self.given += len(self._ready)
        taken = self._ready[: len(buffer)]
        self._ready = self._ready[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)

    def close(self) -> None:
        self._content.close()
        super().close()


class Cp949Stream(io.RawIOBase):
    """A text file in CP949, all of it right, read as UTF-8 bytes.

    `taken` and `given` count the bytes that went in and came out.
    """

    def __init__(self, content: BinaryIO) -> None:
        self._content = content
        self._read = np.empty(CHUNK_BYTES, dtype=np.uint8)
        self._kept = 0
        self._written = np.empty(2 * CHUNK_BYTES, dtype=np.uint8)
        self._from = self._until = 0
        self.taken = self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        if self._from == self._until and not self._more():
            return 0
        taken = min(len(buffer), self._until - self._from)
        buffer[:taken] = self._written.data[self._from : self._from + taken]
        self._from += taken
        return taken

    def _more(self) -> bool:
        from verification.kernels import encodings

        space = self._read.data[self._kept :]
        read = self._content.readinto(space)  # type: ignore[attr-defined]
        end = self._kept + read
        done, filled = encodings.cp949_to_utf8(
            self._read.ctypes.data, end, encodings.cp949_table(), self._written
        )
        self._kept = end - done
        self._read[: self._kept] = self._read[done:end].copy()
        self._from, self._until = 0, filled
        self.taken += done
        self.given += filled
        return bool(filled)

    def close(self) -> None:
        self._content.close()
        super().close()


def open_as_utf8(path: Path, encoding: Encoding) -> io.BufferedReader:
    """The file as UTF-8 without a mark. Clean UTF-8 is read as it stands."""
    content = path.open("rb")
    if encoding.lost == 0 and encoding.name == "utf-8":
        return content
    if encoding.lost == 0 and encoding.name == "utf-8-sig":
        content.seek(len(codecs.BOM_UTF8))
        return content
    if encoding.lost == 0 and encoding.name == "cp949" and path.stat().st_size > CHUNK_BYTES:
        return io.BufferedReader(Cp949Stream(content), CHUNK_BYTES)
    return io.BufferedReader(Utf8Stream(content, encoding), CHUNK_BYTES)


def bytes_as_utf8(content: io.BufferedReader, size: int) -> int:
    """About how many bytes a file of this size has as UTF-8, by what has been read of it so far."""
    raw = content.raw
    if isinstance(raw, Utf8Stream | Cp949Stream) and raw.taken:
        return size * raw.given // raw.taken
    return size
