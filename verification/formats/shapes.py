"""Reads a shapefile: the rows of its .dbf, and where each shape of its .shp lies.

As the ESRI Shapefile Technical Description (1998) has it. A point is given by its two coordinates,
any other shape by its bounding box, which stands in its record: for why, see `features`.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pyarrow as pa

from verification.faults import FileFault
from verification.findings import Finding, Location, Severity
from verification.formats.archive import damaged
from verification.formats.dbf import DbfFile, deleted_noticed, open_dbf
from verification.formats.names import unique_names
from verification.formats.workshop import Content, Workshop
from verification.tables import OpenTable, TableHead

_MARK = struct.pack(">i", 9994)
_HEADER, _RECORD = 100, 8
_AT_MOST = 64 << 10  # bytes of a .prj or .cpg that are looked at

_KINDS: Mapping[int, str] = MappingProxyType(
    {
        kind + more: name
        for kind, name in ((1, "Point"), (3, "LineString"), (5, "Polygon"), (8, "MultiPoint"))
        for more in (0, 10, 20)
    }
    | {31: "MultiPatch"}
)
"""Kinds of shapes by number: 10 more with a height, 20 more with a measure alone."""

_GEOGRAPHIC = (("longitude", "latitude"), ("west", "south", "east", "north"))
_PLANE = (("x", "y"), ("x_min", "y_min", "x_max", "y_max"))


@dataclass(frozen=True)
class Parts:
    """The files of one shapefile, by what they hold; all but the table may be missing."""

    table: Path
    shapes: Path | None = None
    index: Path | None = None
    projection: Path | None = None
    code_page: Path | None = None


@dataclass(frozen=True)
class _Shapes:
    """Where the shapes lie in their file, and how their columns are called."""

    path: Path
    starts: np.ndarray
    kind: int
    names: tuple[str, ...]


def read_shapefile(parts: Parts, content: Content, workshop: Workshop) -> tuple[OpenTable, ...]:
    """The table of a shapefile; `content` says how it is called. Raises `FileFault`."""
    here = content.here
    encoding = _encoding(parts.code_page)
    table = open_dbf(parts.table, here, workshop.limits, encoding=encoding)
    shapes = _shapes(parts, here)
    if shapes is not None and len(shapes.starts) != table.rows:
        message = "도형(.shp)의 수와 속성(.dbf)의 행 수가 다릅니다."
        raise FileFault("shape-parts-differ", message, here)
    own = () if shapes is None else ("geometry_type", *shapes.names)
    header = (*table.header, *own)
    head = TableHead(
        file=content.name,
        sheet=here.sheet,
        names=unique_names(header),
        header=header,
        noticed=(*deleted_noticed(table, here), *_noticed(parts, shapes, here)),
    )
    batches = partial(_batches, table, shapes)
    return (OpenTable(head, batches, blank_rows_count=True, expected=lambda: table.rows),)


def _noticed(parts: Parts, shapes: _Shapes | None, at: Location) -> Iterator[Finding]:
    if shapes is None:
        return
    if len(shapes.names) > 2:
        message = "도형은 좌표 전체가 아니라 그것을 둘러싼 사각형으로 읽었습니다."
        count = len(shapes.starts)
        yield Finding("geometry-boxed", Severity.NOTE, message, at, count)
    if parts.projection is None:
        message = "좌표계 파일(.prj)이 없어 좌표가 무엇을 뜻하는지 알 수 없습니다."
        yield Finding("projection-missing", Severity.WARNING, message, at)


def _encoding(code_page: Path | None) -> str | None:
    """The encoding a .cpg file names, if it is one we know."""
    if code_page is None:
        return None
    said = _beginning(code_page).strip().upper().replace("-", "")
    if said in ("949", "CP949", "MS949", "EUCKR", "KSC5601", "UHC", "ANSI 949", "WINDOWS949"):
        return "cp949"
    return "utf-8" if said in ("UTF8", "65001") else None


def _beginning(path: Path) -> str:
    with path.open("rb") as content:
        return content.read(_AT_MOST).decode("utf-8", "replace")


def _shapes(parts: Parts, at: Location) -> _Shapes | None:
    if parts.shapes is None:
        return None
    try:
        content = _marked(np.memmap(parts.shapes, dtype=np.uint8, mode="r"))
        kind = int(content[32:36].view("<i4")[0])
        starts = _indexed(parts.index, len(content)) if parts.index else _walked(content)
    except (ValueError, OSError, struct.error, IndexError):
        raise damaged(at) from None
    geographic = parts.projection is not None and "GEOGCS" in _beginning(parts.projection)[:8]
    points, boxes = _GEOGRAPHIC if geographic else _PLANE
    return _Shapes(parts.shapes, starts, kind, points if _KINDS.get(kind) == "Point" else boxes)


def _marked(content: np.ndarray) -> np.ndarray:
    """The same bytes; raises `ValueError` if they are no part of a shapefile."""
    if content[:4].tobytes() != _MARK:
        raise ValueError("no part of a shapefile")
    return content


def _indexed(index: Path, length: int) -> np.ndarray:
    """Where each shape begins, as the .shx file says; raises `ValueError` if that is outside."""
    raw = _marked(np.fromfile(index, dtype=np.uint8))
    pairs = raw[_HEADER : _HEADER + (len(raw) - _HEADER) // 8 * 8].view(">i4").reshape(-1, 2)
    starts = pairs[:, 0].astype(np.int64) * 2 + _RECORD
    if len(starts) and (starts.min() < _HEADER or starts.max() + 4 > length):
        raise ValueError("a shape outside its file")
    return starts


def _walked(content: np.ndarray) -> np.ndarray:
    """Where each shape begins, found by going from one to the next."""
    starts = []
    place = _HEADER
    while place + _RECORD + 4 <= len(content):
        _, words = struct.unpack(">ii", content[place : place + _RECORD].tobytes())
        if words < 2:
            raise ValueError("a shape of no length")
        starts.append(place + _RECORD)
        place += _RECORD + words * 2
    return np.array(starts, dtype=np.int64)


def _batches(table: DbfFile, shapes: _Shapes | None) -> Iterator[pa.RecordBatch]:
    for start in range(0, table.rows, table.batch_rows):
        stop = min(start + table.batch_rows, table.rows)
        columns = table.columns(start, stop)
        if shapes is not None:
            columns.extend(_places(shapes, start, stop))
        yield pa.record_batch(columns, names=[str(place) for place in range(len(columns))])


def _places(shapes: _Shapes, start: int, stop: int) -> Iterator[pa.Array]:
    """The kind of some shapes, and their coordinates in the shortest form that says them."""
    content = np.memmap(shapes.path, dtype=np.uint8, mode="r")
    starts = shapes.starts[start:stop]
    kinds = _taken(content, starts, 4).view("<i4")[:, 0]
    yield pa.array([_KINDS.get(kind) for kind in kinds.tolist()], pa.string())
    numbers = _taken(content, starts + 4, 8 * len(shapes.names)).view("<f8")
    absent = kinds == 0
    for column in numbers.T:
        values = np.ascontiguousarray(column)
        yield pa.array(values, pa.float64(), mask=absent | ~np.isfinite(values)).cast(pa.string())


def _taken(content: np.ndarray, starts: np.ndarray, length: int) -> np.ndarray:
    """Some bytes from each of these places; zeros where the file has ended."""
    places = starts[:, None] + np.arange(length)
    inside = places < len(content)
    taken = np.where(inside, content[np.where(inside, places, 0)], 0)
    return np.ascontiguousarray(taken, dtype=np.uint8)
