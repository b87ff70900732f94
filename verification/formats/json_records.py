"""Turns the records of one JSON list, or of the lines of a text, into a table."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa

from verification.findings import Finding, Location, Severity
from verification.formats.features import BoxedFeatures, is_feature
from verification.formats.json_stream import Written, as_cell, compact, value_of
from verification.formats.keyed_rows import KeyedRows
from verification.formats.names import unique_names
from verification.formats.parquet import nested_noticed
from verification.formats.workshop import Content, Workshop
from verification.tables import OpenTable, TableHead, UnreadRows


class JsonRecords:
    """The records of one list; the first one tells how they are turned into rows."""

    def __init__(self, at: Location, workshop: Workshop) -> None:
        self.rows = KeyedRows(at, workshop)
        self.unread: list[tuple[int, str]] = []
        self.found = False
        self._features: BoxedFeatures | None = None
        self._header: Sequence[str] | None = None
        self._count = 0

    def add_line(self, line: str) -> None:
        """Take a line; one that is no JSON stays as it is, unread."""
        try:
            value = value_of(line.strip())
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, dict | list):
            self.add(value, len(line))
        else:
            self._count += 1
            self.unread.append((self._count, line.strip()))

    def add(self, value: Any, length: int) -> None:
        """Take a record: an object, or a list of cells under a header that came first."""
        if isinstance(value, list) and not self.found and _are_names(value):
            self._header, self.found = unique_names([as_cell(name) or "" for name in value]), True
            return
        self._count += 1
        if isinstance(value, list):
            value = self._named(value)
        elif not isinstance(value, dict):
            self.unread.append((self._count, compact(value)))
            return
        if not self.found and is_feature(value):
            self._features = BoxedFeatures()
        self.found = True
        self.rows.add(self._features.row(value) if self._features else value, length)

    def _named(self, cells: Sequence[Any]) -> dict[str, Any]:
        header = self._header or ()
        names = [*header, *(f"column_{n}" for n in range(len(header) + 1, len(cells) + 1))]
        return dict(zip(names, cells, strict=False))

    @property
    def hold_columns(self) -> bool:
        """Whether a record was taken that has columns."""
        self.rows.flush()
        return bool(self.rows.names)

    def table(self, content: Content, sheet: str | None, outside: tuple[str, ...]) -> OpenTable:
        """The table of all records taken."""
        at = content.at(sheet)
        header = tuple(self.rows.names)
        noticed = [*nested_noticed(len(self.rows.nested), at), *self._repeated(at)]
        batches: Callable[[], Iterator[pa.RecordBatch]] = self.rows.batches
        if self._features is not None:
            header, places = self._features.columns(header)
            batches = partial(_chosen, self.rows.batches, places)
            noticed.extend(self._features.noticed(at))
        if outside:
            message = f"레코드 밖에 적힌 값이 {len(outside)}개 있어 표에는 들지 않았습니다."
            noticed.append(Finding("outside-table", Severity.NOTE, message, at, len(outside)))
        head = TableHead(
            file=content.name,
            sheet=at.sheet,
            names=unique_names(header),
            header=header,
            beside=outside,
            noticed=tuple(noticed),
        )
        return OpenTable(head, batches, self._unread, expected=lambda: self.rows.count)

    def _unread(self) -> UnreadRows:
        records = np.array([number for number, _ in self.unread], dtype=np.int64)
        texts = tuple(text for _, text in self.unread)
        return UnreadRows(records, (1,) * len(texts), texts)

    def _repeated(self, at: Location) -> Iterator[Finding]:
        if self.rows.repeated:
            message = "한 객체에 같은 이름이 두 번 있어 나중 값만 읽었습니다."
            yield Finding("name-repeated", Severity.WARNING, message, at, self.rows.repeated)


def _are_names(cells: Sequence[Any]) -> bool:
    return bool(cells) and all(
        isinstance(cell, str) and not isinstance(cell, Written) for cell in cells
    )


def _chosen(
    batches: Callable[[], Iterator[pa.RecordBatch]], places: Sequence[int]
) -> Iterator[pa.RecordBatch]:
    labels = [str(place) for place in range(len(places))]
    for batch in batches():
        yield pa.record_batch([batch.column(place) for place in places], names=labels)
