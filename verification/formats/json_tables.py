"""Reads JSON as tables: records in a list, wherever it stands, or columns side by side.

A list of objects, at the top or at the end of a path of names, is a table of its own. Where there
is none, an object of columns is looked for: lists of one length, or objects numbered "0", "1", …
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any, TextIO

import pyarrow as pa

from verification.faults import FileFault
from verification.findings import Location
from verification.formats.json_records import JsonRecords
from verification.formats.json_stream import (
    TOO_LONG,
    JsonStream,
    Written,
    as_cell,
)
from verification.formats.keyed_rows import pa_text
from verification.formats.names import unique_names
from verification.formats.text import open_text
from verification.formats.workshop import Content, Workshop
from verification.tables import OpenTable, TableHead

_DEEPEST_PATH = 8
_READ_AT_ONCE = 2 << 20  # characters
_OUTSIDE_AT_MOST = 200
_BATCH_ROWS = 10_000
_COLLECTION = (("type",), "FeatureCollection")


def read_json(content: Content, workshop: Workshop) -> tuple[OpenTable, ...]:
    """The tables in a JSON text, none if it holds no records; raises `FileFault`."""
    with open_text(content.path) as text:
        stream = JsonStream(text, content.here, workshop.limits)
        found = _Found(content, workshop, stream)
        found.look((), deep=0)
        if stream.peek():
            raise stream.fault()
    return found.tables()


def read_json_lines(content: Content, workshop: Workshop) -> tuple[OpenTable, ...]:
    """The table of a text with one JSON object a line; raises `FileFault`.

    A line that is none is an unread row.
    """
    limits, at = workshop.limits, content.here
    rows = JsonRecords(at, workshop)
    with open_text(content.path) as text:
        for line in _lines(text, limits.record_bytes, at):
            rows.add_line(line)
            if len(rows.unread) > limits.unread_rows:
                raise FileFault("unreadable", "JSON이 아닌 줄이 너무 많습니다.", at)
    return (rows.table(content, None, ()),) if rows.hold_columns else ()


def _lines(text: TextIO, at_most: int, at: Location) -> Iterator[str]:
    while line := text.readline(at_most):
        if len(line) == at_most:
            raise FileFault("record-too-long", "한 줄이 너무 깁니다.", at)
        if line.strip():
            yield line


class _Found:
    """Walks through a JSON text and keeps the lists of records, and what stands outside of them."""

    def __init__(self, content: Content, workshop: Workshop, stream: JsonStream) -> None:
        self._content = content
        self._workshop = workshop
        self._stream = stream
        self._records: dict[tuple[str, ...], JsonRecords] = {}
        self._outside: dict[tuple[str, ...], Any] = {}
        self._loose = 0

    def look(self, path: tuple[str, ...], *, deep: int) -> None:
        """Read the next value of the text, and what is in it: at once if it is short."""
        value = self._stream.short_value(_READ_AT_ONCE)
        if value is not TOO_LONG:
            self._look_at(path, value, deep)
        elif self._stream.peek() == "[":
            self._look_along(path)
        elif self._stream.peek() == "{" and deep < _DEEPEST_PATH:
            self._look_into(path, deep)
        else:
            self._keep(path, self._stream.value())

    def _look_at(self, path: tuple[str, ...], value: Any, deep: int) -> None:
        """Look at a value that was read whole, as at one that is still to be read."""
        if isinstance(value, dict) and deep < _DEEPEST_PATH:
            for name, each in value.items():
                self._look_at((*path, name), each, deep + 1)
        elif isinstance(value, list) and _are_records(value[:1], path):
            records = self._list_at(path)
            length = self._stream.length // len(value)
            for each in value:
                records.add(each, length)
        else:
            self._keep(path, value)

    def _look_into(self, path: tuple[str, ...], deep: int) -> None:
        stream = self._stream
        stream.take("{")
        while not stream.took("}"):
            name = stream.value()
            if not isinstance(name, str) or isinstance(name, Written):
                raise stream.fault()
            stream.take(":")
            self.look((*path, name), deep=deep + 1)
            if stream.peek() != "}":
                stream.take(",")

    def _look_along(self, path: tuple[str, ...]) -> None:
        stream = self._stream
        stream.take("[")
        values = self._values()
        first = next(values, None)
        if _are_records([first], path):
            records = self._list_at(path)
            for value in chain([first], values):
                records.add(value, stream.length)
            return
        kept = [first]
        for value in values:
            kept.append(value)
            self._count_loose(1)
        self._keep(path, kept)

    def _list_at(self, path: tuple[str, ...]) -> JsonRecords:
        if path not in self._records:
            room = self._workshop.room(f"list-{len(self._records)}")
            self._records[path] = JsonRecords(self._at(path), room)
        return self._records[path]

    def _values(self) -> Iterator[Any]:
        stream = self._stream
        while not stream.took("]"):
            yield stream.value()
            if stream.peek() != "]":
                stream.take(",")

    def _keep(self, path: tuple[str, ...], value: Any) -> None:
        self._outside[path] = value
        self._count_loose(len(value) if isinstance(value, list) else 1)

    def _count_loose(self, count: int) -> None:
        self._loose += count
        if self._loose > self._workshop.limits.loose_values:
            message = "표가 아닌 값이 너무 많은 JSON입니다."
            raise FileFault("too-many-cells", message, self._content.here)

    def _at(self, path: tuple[str, ...]) -> Location:
        return self._content.at(".".join(path) or None)

    def tables(self) -> tuple[OpenTable, ...]:
        """A table for each list of records; else the one whose columns were found."""
        lists = {path: rows for path, rows in self._records.items() if rows.hold_columns}
        if not lists:
            return self._side_by_side()
        outside = tuple(
            f"{'.'.join(path)}: {as_cell(value)}"
            for path, value in list(self._outside.items())[:_OUTSIDE_AT_MOST]
            if value is not None and (path, value) != _COLLECTION
        )
        tables: list[OpenTable] = []
        for path, rows in lists.items():
            sheet = ".".join(path) if len(lists) > 1 else None
            tables.append(rows.table(self._content, sheet, () if tables else outside))
        return tuple(tables)

    def _side_by_side(self) -> tuple[OpenTable, ...]:
        columns = _columns(self._outside)
        if not columns:
            return ()
        if len(columns) > self._workshop.limits.columns:
            message = f"열이 {self._workshop.limits.columns:,}개보다 많습니다."
            raise FileFault("too-many-columns", message, self._content.here)
        header = tuple(columns)
        at = self._content.here
        head = TableHead(at.file or "", unique_names(header), at.sheet, header)
        cells = [pa_text([as_cell(value) for value in column]) for column in columns.values()]
        whole = pa.record_batch(cells, names=[str(place) for place in range(len(cells))])
        return (OpenTable(head, partial(_sliced, whole), expected=lambda: whole.num_rows),)


def _are_records(first: Sequence[Any], path: tuple[str, ...]) -> bool:
    """Whether a list that begins so holds records: objects or, at the top of the text, lists."""
    return any(isinstance(each, dict) or (isinstance(each, list) and not path) for each in first)


def _columns(values: Mapping[tuple[str, ...], Any]) -> dict[str, Sequence[Any]]:
    """The columns of an object of columns, by name; none if it is no such object."""
    lists = {path[0]: value for path, value in values.items() if len(path) == 1}
    if lists and len(lists) == len(values):
        lengths = {len(value) if isinstance(value, list) else -1 for value in lists.values()}
        return lists if len(lengths) == 1 and min(lengths) > 0 else {}
    numbered: dict[str, dict[str, Any]] = {}
    for path, value in values.items():
        if len(path) != 2 or not path[1].isdecimal():
            return {}
        numbered.setdefault(path[0], {})[path[1]] = value
    rows = dict.fromkeys(number for column in numbered.values() for number in column)
    return {name: [column.get(row) for row in rows] for name, column in numbered.items()}


def _sliced(whole: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    for start in range(0, whole.num_rows, _BATCH_ROWS):
        yield whole.slice(start, _BATCH_ROWS)
