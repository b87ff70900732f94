"""Reads the sheets of a workbook as tables. Formulas are not evaluated: their last value counts."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyarrow as pa
import python_calamine as calamine

from verification.findings import Location
from verification.formats import archive
from verification.formats.dialect import header_place
from verification.formats.faults import FileFault
from verification.formats.names import unique_names
from verification.formats.spill import Spill
from verification.formats.workshop import Workshop
from verification.tables import OpenTable, TableHead

_BATCH_ROWS = 10_000
_LOOKED_AT = 50

Row = tuple[str | None, ...]


def read_spreadsheet(path: Path, name: str, workshop: Workshop) -> tuple[OpenTable, ...]:
    """One table for each sheet that holds anything; raises `FileFault`."""
    here = Location(name)
    archive.refuse_bombs(path, here, workshop.limits)
    archive.refuse_wide_boxes(path, here, workshop.limits)
    try:
        tables = _read_sheets(path, name, workshop)
    except calamine.PasswordError:
        raise FileFault("encrypted", "암호가 걸려 있어 읽을 수 없습니다.", here) from None
    except (calamine.CalamineError, OSError):
        raise _broken(here) from None
    except BaseException as broken:
        # A panic of the engine is no Exception, so as to escape handlers; it is the file's fault.
        if type(broken).__name__ == "PanicException":
            raise _broken(here) from None
        raise
    if not tables:
        raise FileFault("empty-file", "파일에 내용이 없습니다.", here)
    return tables


def _broken(at: Location) -> FileFault:
    return FileFault("unreadable", "손상되어 열 수 없는 파일입니다.", at)


def _read_sheets(path: Path, name: str, workshop: Workshop) -> tuple[OpenTable, ...]:
    with calamine.CalamineWorkbook.from_path(str(path)) as book:
        sheets = [
            (place, sheet)
            for place, sheet in enumerate(book.sheets_metadata)
            if sheet.typ is calamine.SheetTypeEnum.WorkSheet
        ]
        if len(sheets) > workshop.limits.sheets:
            message = f"시트가 {workshop.limits.sheets:,}개보다 많습니다."
            raise FileFault("too-many-sheets", message, Location(name))
        found = []
        for place, sheet in sheets:
            at = Location(name, sheet.name)
            hidden = sheet.visible is not calamine.SheetVisibleEnum.Visible
            cells = book.get_sheet_by_index(place)
            found.append(_read_sheet(cells, at, hidden=hidden, spill=workshop.spill(place, at)))
    return tuple(table for table in found if table is not None)


def _read_sheet(
    sheet: calamine.CalamineSheet, at: Location, *, hidden: bool, spill: Spill
) -> OpenTable | None:
    """The table of a sheet, or None if it is empty."""
    rows = (tuple(map(_as_text, cells)) for cells in sheet.iter_rows())
    first = list(islice(rows, _LOOKED_AT))
    place = header_place(first)
    if place is None:
        return None
    header = tuple(cell or "" for cell in first[place])
    spill.write_all(_batches(chain(first[place + 1 :], rows), len(header)), keep_blank=True)
    head = TableHead(
        at.file or "",
        unique_names(header),
        at.sheet,
        header,
        tuple(" ".join(filter(None, cells)) for cells in first[:place]),
        hidden,
    )
    return OpenTable(head, spill.batches)


def _batches(rows: Iterator[Row], width: int) -> Iterator[pa.RecordBatch]:
    names = [str(place) for place in range(width)]
    while some := list(islice(rows, _BATCH_ROWS)):
        columns = [pa.array(cells, pa.string()) for cells in zip(*some, strict=True)]
        yield pa.record_batch(columns, names=names)


def _of_float(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _of_duration(value: timedelta) -> str:
    seconds = int(value.total_seconds())
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


_TEXT_OF: Mapping[type, Callable[[Any], str | None]] = MappingProxyType(
    {
        str: lambda value: value or None,
        float: _of_float,
        int: str,
        bool: lambda value: "true" if value else "false",
        datetime: lambda value: value.isoformat(sep=" "),
        date: date.isoformat,
        time: time.isoformat,
        timedelta: _of_duration,
    }
)


def _as_text(value: object) -> str | None:
    return _TEXT_OF[type(value)](value)
