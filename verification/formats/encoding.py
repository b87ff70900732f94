"""Which encoding a text file is in, and the file as a stream of UTF-8."""

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

CHUNK_BYTES = 1 << 20
REPLACED = "�"

_BOMS = (
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
        head = content.read(4)
    marked = next((name for bom, name in _BOMS if head.startswith(bom)), None)
    candidates = (marked,) if marked else ("utf-8", "cp949")
    nul_bytes, quotes = _count(path)
    for name in candidates:
        if lost_characters(path, name, at_most=0) == 0:
            return Encoding(name, 0, nul_bytes, quotes)
    lost, best = min((lost_characters(path, name), name) for name in candidates)
    return Encoding(best, lost, nul_bytes, quotes)


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


def _count(path: Path) -> tuple[int, int]:
    nul_bytes = quotes = 0
    for chunk, _ in _chunks(path):
        nul_bytes += chunk.count(b"\0")
        quotes += chunk.count(b'"')
    return nul_bytes, quotes


def _chunks(path: Path) -> Iterator[tuple[bytes, bool]]:
    with path.open("rb") as content:
        while chunk := content.read(CHUNK_BYTES):
            yield chunk, False
    yield b"", True


class Utf8Stream(io.RawIOBase):
    """A text file read as UTF-8 bytes. What means nothing comes as the replacement character."""

    def __init__(self, content: BinaryIO, encoding: Encoding) -> None:
        self._content = content
        self._decoder = codecs.getincrementaldecoder(encoding.name)("replace")
        self._ready = b""
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        while not self._ready and not self._ended:
            chunk = self._content.read(CHUNK_BYTES)
            self._ended = not chunk
            self._ready = self._decoder.decode(chunk, self._ended).encode()
        taken = self._ready[: len(buffer)]
        self._ready = self._ready[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)

    def close(self) -> None:
        self._content.close()
        super().close()


def open_as_utf8(path: Path, encoding: Encoding) -> io.BufferedReader:
    """The file as UTF-8 without a mark. Clean UTF-8 is read as it stands."""
    content = path.open("rb")
    if encoding.lost == 0 and encoding.name == "utf-8":
        return content
    return io.BufferedReader(Utf8Stream(content, encoding), CHUNK_BYTES)
