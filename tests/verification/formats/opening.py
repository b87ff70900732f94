"""What tests of readers are made with: bytes in, open tables out."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from verification.limits import Deadline, Limits
from verification.reading import OfferedFile, Read, read_file
from verification.tables import OpenTable

Cells = dict[str, list[str | None]]


def opened(folder: Path, name: str, content: bytes, *, limits: Limits | None = None) -> Read:
    path = folder / "offered"
    path.write_bytes(content)
    room = folder / "room"
    room.mkdir(exist_ok=True)
    bounds = limits or Limits()
    file = OfferedFile(name, path)
    return read_file(file, folder=room, limits=bounds, deadline=Deadline(bounds.seconds))


def cells(table: OpenTable) -> Cells:
    """The columns of a table, read anew."""
    columns: Cells = {name: [] for name in table.head.names}
    for batch in table.batches():
        for name, column in zip(table.head.names, batch.columns, strict=True):
            columns[name].extend(column.to_pylist())
    return columns


def faults(found: Read) -> list[str]:
    return [fault.code for fault in found.facts.faults]


def noticed(found: Read) -> list[tuple[str, int]]:
    return [(finding.code, finding.count) for finding in found.facts.noticed]


def archive(members: Mapping[str, bytes], *, packed: bool = True) -> bytes:
    content = io.BytesIO()
    how = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(content, "w", how) as made:
        for name, member in members.items():
            made.writestr(name, member)
    return content.getvalue()
