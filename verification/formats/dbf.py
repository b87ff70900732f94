"""Reads a dBase table (.dbf), as shapefiles carry one: records of one length, every field text.

Read with numpy and not by GDAL: the numbers stay as they are written, Korean of any encoding comes
through without the system's converters, and no driver is let loose on a stranger's bytes.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from verification.faults import FileFault
from verification.findings import Finding, Location, Severity
from verification.formats.archive import damaged
from verification.formats.encoding import REPLACED
from verification.formats.names import unique_names
from verification.formats.workshop import Content, Workshop
from verification.limits import Limits
from verification.tables import OpenTable, TableHead

_HEADER, _FIELD, _END_OF_FIELDS = 32, 32, 0x0D
_BATCH_BYTES = 16 << 20
_DELETED = ord("*")
_BETWEEN = b"\x1e"  # never the second byte of a Korean character

_LANGUAGES: Mapping[int, str] = MappingProxyType({0x4E: "cp949", 0x79: "cp949", 0x13: "cp932"})
"""Encodings the header itself names, by its language byte."""

_BINARY: Mapping[bytes, str] = MappingProxyType(
    {b"I": "<i4", b"+": ">i4", b"B": "<f8", b"O": ">f8"}
)
"""Fields that hold a number in binary, by the letter of their type."""


@dataclass(frozen=True)
class Field:
    """A field: its type's letter, and where it stands in the record."""

    name: bytes
    kind: bytes
    start: int
    length: int


@dataclass(frozen=True)
class DbfFile:
    """A dBase file that was opened: how its records are laid out, and their encoding."""

    path: Path
    body: int
    rows: int
    record: int
    fields: tuple[Field, ...]
    encoding: str

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(each.name.decode(self.encoding, "replace").strip() for each in self.fields)

    @property
    def batch_rows(self) -> int:
        return max(1, _BATCH_BYTES // self.record)

    def records(self) -> np.ndarray:
        """The records as rows of bytes, mapped and not loaded."""
        shape = (self.rows, self.record)
        return np.memmap(self.path, dtype=np.uint8, mode="r", offset=self.body, shape=shape)

    def deleted(self) -> int:
        """How many records are marked as deleted; they are still there."""
        return int(np.count_nonzero(self.records()[:, 0] == _DELETED)) if self.rows else 0

    def columns(self, start: int, stop: int) -> list[pa.Array]:
        """The cells of some records, column by column."""
        block = np.ascontiguousarray(self.records()[start:stop])
        return [_cells(block, field, self.encoding) for field in self.fields]


def read_dbf(content: Content, workshop: Workshop) -> tuple[OpenTable, ...]:
    """The table of a dBase file; raises `FileFault`."""
    here = content.here
    file = open_dbf(content.path, here, workshop.limits)
    header = file.header
    head = TableHead(
        file=content.name,
        sheet=here.sheet,
        names=unique_names(header),
        header=header,
        noticed=tuple(deleted_noticed(file, here)),
    )
    return (
        OpenTable(head, partial(_batches, file), blank_rows_count=True, expected=lambda: file.rows),
    )


def open_dbf(path: Path, at: Location, limits: Limits, *, encoding: str | None = None) -> DbfFile:
    """The layout of a dBase file. `encoding` is what a .cpg file beside it says; else it is found.

    Raises `FileFault` where the file is no dBase file, or larger than the limits allow.
    """
    try:
        file = _layout(path)
    except (struct.error, ValueError, OSError):
        raise damaged(at) from None
    if len(file.fields) > limits.columns:
        raise FileFault("too-many-columns", f"열이 {limits.columns:,}개보다 많습니다.", at)
    if file.rows > limits.rows:
        raise FileFault("too-many-rows", f"행이 {limits.rows:,}개보다 많습니다.", at)
    if file.rows * len(file.fields) > limits.cells:
        raise FileFault("too-many-cells", f"칸이 {limits.cells:,}개보다 많습니다.", at)
    return DbfFile(**{**vars(file), "encoding": encoding or file.encoding or _guessed(file)})


def is_dbf(path: Path) -> bool:
    """Whether a file is laid out as a dBase table: its header and its length agree."""
    try:
        return bool(_layout(path).fields)
    except (struct.error, ValueError, OSError):
        return False


def deleted_noticed(file: DbfFile, at: Location) -> Iterator[Finding]:
    """Yield that records marked as deleted are still in the file, and in the table."""
    count = file.deleted()
    if count:
        message = "지운 것으로 표시되었으나 파일에 남아 있는 행이 있습니다."
        yield Finding("deleted-rows", Severity.WARNING, message, at, count)


def _layout(path: Path) -> DbfFile:
    size = path.stat().st_size
    with path.open("rb") as content:
        head = content.read(_HEADER)
        version, month, day = struct.unpack_from("<BxBB", head)
        rows, body, record = struct.unpack_from("<IHH", head, 4)
        raw = content.read(max(0, body - _HEADER))
    if version & 0x07 not in (2, 3, 4, 5) or month > 12 or day > 31 or record < 2:
        raise ValueError("no dBase header")
    fields = tuple(_fields(raw))
    if sum(each.length for each in fields) + 1 != record or body + rows * record > size:
        raise ValueError("the header and the length of the file disagree")
    return DbfFile(path, body, rows, record, fields, _LANGUAGES.get(head[29], ""))


def _fields(raw: bytes) -> Iterator[Field]:
    start = 1  # behind the mark of deletion
    for place in range(0, len(raw) - _FIELD + 1, _FIELD):
        if raw[place] == _END_OF_FIELDS:
            return
        name, kind, length, decimals = struct.unpack_from("<11sc4xBB", raw, place)
        # Texts longer than a byte can say keep the rest of their length where decimals would be.
        whole = length + 256 * decimals if kind == b"C" else length
        yield Field(name.split(b"\0")[0], kind, start, whole)
        start += whole


def _guessed(file: DbfFile) -> str:
    """UTF-8 or the encoding of Korean Windows: that in which fewer characters are lost."""
    block = file.records()[: file.batch_rows] if file.rows else np.empty((0, file.record), np.uint8)
    texts = [field for field in file.fields if field.kind == b"C"]
    raw = b"".join(_joined(block[:, each.start : each.start + each.length]) for each in texts)
    sample = b"".join((raw, *(each.name for each in file.fields)))
    return min(("utf-8", "cp949"), key=lambda each: sample.decode(each, "replace").count(REPLACED))


def _batches(file: DbfFile) -> Iterator[pa.RecordBatch]:
    labels = [str(place) for place in range(len(file.fields))]
    for start in range(0, file.rows, file.batch_rows):
        yield pa.record_batch(file.columns(start, start + file.batch_rows), names=labels)


def _cells(block: np.ndarray, field: Field, encoding: str) -> pa.Array:
    raw = block[:, field.start : field.start + field.length]
    if field.kind in _BINARY and field.length == np.dtype(_BINARY[field.kind]).itemsize:
        numbers = np.ascontiguousarray(raw).view(_BINARY[field.kind])[:, 0]
        return pa.array(numbers.astype(numbers.dtype.newbyteorder("="))).cast(pa.string())
    text = _text(raw, encoding)
    if field.kind == b"D":
        days = pc.replace_substring_regex(text, r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3")
        return _without(days, r"^[0-]+$")
    if field.kind in (b"N", b"F"):
        return _without(text, r"^\*+$")  # stars stand where a number was too long for its field
    return text


def _without(text: pa.Array, form: str) -> pa.Array:
    return pc.if_else(pc.match_substring_regex(text, form), pa.scalar(None, pa.string()), text)


def _text(raw: np.ndarray, encoding: str) -> pa.Array:
    """Cells of one width as text, without the spaces they are filled up with; blank ones null."""
    if not raw.shape[1]:
        return pa.nulls(len(raw), pa.string())
    cells = _joined(raw).decode(encoding, "replace").split(_BETWEEN.decode())[:-1]
    text = pc.utf8_trim(pa.array(cells, pa.string()), " ")
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)


def _joined(raw: np.ndarray) -> bytes:
    """Cells of one width one after another, each with its end marked, NUL bytes as spaces."""
    blank = (raw == 0) | (raw == _BETWEEN[0])
    ends = np.full((len(raw), 1), _BETWEEN[0], dtype=np.uint8)
    return np.hstack([np.where(blank, ord(" "), raw).astype(np.uint8), ends]).tobytes()
