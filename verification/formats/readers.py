"""Which reader reads which format."""

from collections.abc import Mapping
from types import MappingProxyType

from verification.formats.bundle import read_archive
from verification.formats.dbf import read_dbf
from verification.formats.json_tables import read_json, read_json_lines
from verification.formats.markup import read_page, read_xml_workbook
from verification.formats.parquet import read_parquet
from verification.formats.spreadsheet import read_ods, read_xls, read_xlsx
from verification.formats.text_table import read_text
from verification.formats.workshop import Content, Reader, Workshop
from verification.subject import FileFormat
from verification.tables import OpenTable

MEMBER_READERS: Mapping[FileFormat, Reader] = MappingProxyType(
    {
        FileFormat.CSV: read_text,
        FileFormat.XLSX: read_xlsx,
        FileFormat.XLS: read_xls,
        FileFormat.ODS: read_ods,
        FileFormat.HTML: read_page,
        FileFormat.XML_WORKBOOK: read_xml_workbook,
        FileFormat.JSON: read_json,
        FileFormat.JSON_LINES: read_json_lines,
        FileFormat.GEOJSON: read_json,
        FileFormat.PARQUET: read_parquet,
        FileFormat.DBF: read_dbf,
    }
)
"""What is read as tables, alone or within an archive."""


def read_zip(content: Content, workshop: Workshop) -> tuple[OpenTable, ...]:
    """The tables of the members of an archive; raises `FileFault`."""
    return read_archive(content, workshop, MEMBER_READERS)


READERS: Mapping[FileFormat, Reader] = MappingProxyType(
    {**MEMBER_READERS, FileFormat.ZIP: read_zip}
)
"""Every format that is read as tables. What is not here is a document."""
