"""Tables of the demonstration, written as files: of the same table always the same bytes."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from xml.sax.saxutils import escape

from verification.declaration import ColumnType

Cell = str | int | float | date | None
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Column:
    """A column: its name, its type, what it means."""

    name: str
    type: ColumnType
    meaning: str
    unit: str = ""
    key: bool = False

    def as_manifest(self) -> dict[str, object]:
        """Return the column as a manifest declares it."""
        return {
            "name": self.name,
            "type": self.type.value,
            "meaning": self.meaning,
            "unit": self.unit or None,
            "key": self.key,
        }


@dataclass(frozen=True)
class Table:
    """Columns and rows."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


class Form(StrEnum):
    """How a table is written: the extension, and the encoding where that leaves a choice."""

    UTF8 = "csv"
    BOM = "csv, BOM"
    CP949 = "csv, CP949"
    XLSX = "xlsx"
    PARQUET = "parquet"

    @property
    def suffix(self) -> str:
        """The extension of a file of this form."""
        return f".{self.value.partition(',')[0]}"


def written(table: Table, form: Form) -> bytes:
    """Return the table as a file of that form."""
    return _WRITERS[form](table)


def _csv(table: Table) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.names)
    writer.writerows([_text(cell) for cell in row] for row in table.rows)
    return text.getvalue()


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _parquet(table: Table) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    cells: Iterable[Sequence[Cell]] = zip(*table.rows, strict=True)
    arrays = {name: pa.array(column) for name, column in zip(table.names, cells, strict=True)}
    content = io.BytesIO()
    pq.write_table(pa.table(arrays), content, compression="zstd")
    return content.getvalue()


_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

_PARTS: Mapping[str, str] = {
    "[Content_Types].xml": (
        f'{_XML}<Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'{_XML}<Relationships xmlns="{_LINKS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'{_XML}<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="자료" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'{_XML}<Relationships xmlns="{_LINKS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}


def _xlsx(table: Table) -> bytes:
    """Write a workbook by hand: a library would put the hour into it, and other bytes each time."""
    rows = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in (table.names, *table.rows))
    sheet = f'{_XML}<worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData></worksheet>'
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in {**_PARTS, "xl/worksheets/sheet1.xml": sheet}.items():
            entry = zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0))
            archive.writestr(entry, part.encode(), zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _cell(cell: Cell) -> str:
    match cell:
        case None:
            return "<c/>"
        case int() | float():
            return f"<c><v>{cell}</v></c>"
        case _:
            return f'<c t="inlineStr"><is><t>{escape(str(cell))}</t></is></c>'


_WRITERS: Mapping[Form, Callable[[Table], bytes]] = {
    Form.UTF8: lambda table: _csv(table).encode(),
    Form.BOM: lambda table: _csv(table).encode("utf-8-sig"),
    Form.CP949: lambda table: _csv(table).encode("cp949"),
    Form.XLSX: _xlsx,
    Form.PARQUET: _parquet,
}
