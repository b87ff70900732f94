"""The seam between the readers of this room and the reading of delimited text."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pyarrow as pa

from verification.findings import Location
from verification.formats.delimited import TextFile, layout_of_file, read_delimited
from verification.formats.detect import expected_format
from verification.formats.encoding import encoding_of
from verification.formats.faults import FileFault
from verification.formats.workshop import Content, Workshop
from verification.subject import FileFormat
from verification.tables import OpenTable, Table, TableHead

_LOST = 10  # one byte in so many means nothing: it never was text


@dataclass(frozen=True)
class _Member(TextFile):
    """A text file that may be a member of an archive."""

    at: Location

    @property
    def here(self) -> Location:
        return self.at


def read_text(content: Content, workshop: Workshop) -> tuple[OpenTable, ...]:
    """The table of a delimited text, none if it is plain text; raises `FileFault`."""
    here = content.here
    promised = expected_format(content.called) is FileFormat.CSV
    encoding = encoding_of(content.path)
    if encoding.lost * _LOST > content.path.stat().st_size:
        if promised:
            raise FileFault("not-text", "글자로 읽을 수 없는 파일입니다.", here)
        return ()
    text = _Member(content.path, content.name, encoding, here)
    layout, offset = layout_of_file(text, workshop.limits)
    if not promised and not layout.is_table:
        return ()
    spill = workshop.spill(0, here)
    table = read_delimited(text, layout, offset, spill=spill, limits=workshop.limits)
    head = TableHead(
        file=content.name,
        names=tuple(column.name for column in table.columns),
        sheet=here.sheet,
        header=table.header,
        preamble=table.preamble,
    )
    return (OpenTable(head, partial(_batches, table), lambda: table.unread),)


def _batches(table: Table) -> Iterator[pa.RecordBatch]:
    names = [str(place) for place in range(len(table.columns))]
    yield from pa.table([column.text for column in table.columns], names=names).to_batches()
