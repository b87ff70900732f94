"""Which reader reads which format."""

from collections.abc import Mapping
from types import MappingProxyType

from verification.formats.dbf import read_dbf
from verification.formats.json_tables import read_json, read_json_lines
from verification.formats.markup import read_page, read_xml_workbook
from verification.formats.parquet import read_parquet
from verification.formats.spreadsheet import read_ods, read_xls, read_xlsx
from verification.formats.text_table import read_text
from verification.formats.workshop import Reader
from verification.subject import FileFormat

READERS: Mapping[FileFormat, Reader] = MappingProxyType(
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
"""What is read as tables, alone or within an archive. What else is no archive is a document."""
