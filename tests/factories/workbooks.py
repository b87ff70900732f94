"""Makers of workbooks as they should not be: bombs, foreign entities, formulas, a password."""

import struct
from collections.abc import Mapping

from tests.factories.archives import archive, member, repeated, zipped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"

SHEET_PART = "xl/worksheets/sheet1.xml"
SHARED_PART = "xl/sharedStrings.xml"


def parts(sheet: str, *, shared: str = f'<sst xmlns="{MAIN}"/>') -> dict[str, str]:
    """Return the parts of a workbook with one sheet, given the sheet's XML."""
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_TYPES}">'
            '<Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
            f'<Override PartName="/{SHEET_PART}" ContentType="{_KIND}.worksheet+xml"/>'
            f'<Override PartName="/{SHARED_PART}" ContentType="{_KIND}.sharedStrings+xml"/>'
            "</Types>"
        ),
        "_rels/.rels": _relations(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="Sheet" sheetId="1" r:id="rId0"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _relations(
            worksheet="worksheets/sheet1.xml", sharedStrings="sharedStrings.xml"
        ),
        SHEET_PART: sheet,
        SHARED_PART: shared,
    }


def _relations(**targets: str) -> str:
    entries = "".join(
        f'<Relationship Id="rId{place}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_RELATIONS}">{entries}</Relationships>'


def sheet(rows: str, *, before: str = "", after: str = "") -> str:
    """Return a sheet's XML around its rows."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def _text(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def corners() -> bytes:
    """Two cells in opposite corners of what is said to be a billion."""
    last = 65_536
    rows = f'<row r="1">{_text("A1", "a")}</row><row r="{last}">{_text(f"XFD{last}", "z")}</row>'
    return zipped(parts(sheet(rows, before=f'<dimension ref="A1:XFD{last}"/>')))


def bomb(megabytes: int) -> bytes:
    """A sheet of so many megabytes of blanks between two rows."""
    head = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{_text("A1", "a")}</row>'
    rest = (member(name, part.encode()) for name, part in parts("").items() if name != SHEET_PART)
    return archive((repeated(SHEET_PART, b" " * (1 << 20), megabytes, head=head.encode()), *rest))


def one_text_everywhere(cells: int, length: int) -> bytes:
    """A long text that stands in the archive once, and in every cell."""
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, cells + 1)
    )
    shared = f'<sst xmlns="{MAIN}"><si><t>{"x" * length}</t></si></sst>'
    return zipped(parts(sheet(rows), shared=shared))


def merged_whole() -> bytes:
    """A small table whose first cell is said to stretch over the whole sheet."""
    rows = (
        f'<row r="1">{_text("A1", "a")}{_text("B1", "b")}</row><row r="2">{_text("A2", "1")}</row>'
    )
    merged = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    return zipped(parts(sheet(rows, after=merged)))


def foreign_entity(address: str) -> bytes:
    """A cell whose text is an external entity: the content of a file, for a careless reader."""
    return _with_entity(f'<!ENTITY x SYSTEM "{address}">', "&x;")


def foreign_grammar(address: str) -> bytes:
    """A part whose grammar is to be fetched from elsewhere."""
    return _with_entity(f'<!ENTITY % x SYSTEM "{address}"> %x;', "text")


def laughing() -> bytes:
    """A cell whose text is ten entities of ten entities of ten …: ten billion laughs."""
    entities = ['<!ENTITY l0 "lol">'] + [
        f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 11)
    ]
    return _with_entity("".join(entities), "&l10;")


def _with_entity(declared: str, text: str) -> bytes:
    shared = f'<!DOCTYPE sst [{declared}]><sst xmlns="{MAIN}"><si><t>{text}</t></si></sst>'
    rows = (
        f'<row r="1">{_text("A1", "a")}</row>'
        '<row r="2"><c r="A2" t="s"><v>0</v></c></row>'
        f'<row r="3">{_text("A3", "b")}</row>'
    )
    return zipped(parts(sheet(rows), shared=shared))


FORMULAS: Mapping[str, str | None] = {
    "1+2": "3",
    "SUM(A1:A2)": None,
    'HYPERLINK("http://127.0.0.1:9/x","y")': "y",
    'WEBSERVICE("http://127.0.0.1:9/x")': None,
    "cmd|' /C calc'!A0": "0",
    "1/0": "#DIV/0!",
}
"""Formulas, and the value that was last shown for each, if any."""


def formulas() -> bytes:
    """A column of formulas, with the values they last had or without."""
    rows = f'<row r="1">{_text("A1", "값")}{_text("B1", "식")}</row>'
    for number, (formula, value) in enumerate(FORMULAS.items(), start=2):
        written = formula.replace("&", "&amp;").replace("<", "&lt;")
        kind = ' t="e"' if value and value.startswith("#") else ' t="str"'
        cell = f'<c r="B{number}"{kind if value else ""}><f>{written}</f>'
        cell += f"<v>{value}</v></c>" if value else "</c>"
        rows += f'<row r="{number}">{_text(f"A{number}", str(number))}{cell}</row>'
    return zipped(parts(sheet(rows)))


def repeated_in_ods() -> bytes:
    """An OpenDocument sheet of one cell, repeated over 16,384 columns and a million rows."""
    content = (
        f'<office:document-content xmlns:office="{_ODF}:office:1.0" xmlns:table="{_ODF}:table:1.0"'
        f' xmlns:text="{_ODF}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        '<table:table table:name="Sheet"><table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="string">'
        "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<m:manifest xmlns:m="{_ODF}:manifest:1.0">'
        f'<m:file-entry m:full-path="/" m:media-type="{kind}"/>'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
    )
    return zipped({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content})


_SECTOR = 512
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def locked() -> bytes:
    """A workbook under a password: a compound file ([MS-CFB], [MS-OFFCRYPTO]) of two streams."""
    info = struct.pack("<HHI", 4, 4, 0x40) + b"<encryption/>"
    sealed = struct.pack("<Q", 4_000) + bytes(range(256)) * 16
    return _compound({"EncryptionInfo": info.ljust(4_096), "EncryptedPackage": sealed})


def _compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file: one sector of allocation, one of directory, then the streams in a row.

    Each stream takes 4,096 bytes or more, so none belongs into the small-sector stream.
    """
    table, body, entries = [_TABLE, _END], b"", [_directory("Root Entry", 5, child=1)]
    for place, (name, content) in enumerate(streams.items(), start=1):
        begin, sectors = len(table), -(-len(content) // _SECTOR)
        table += [*range(begin + 1, begin + sectors), _END]
        body += content.ljust(sectors * _SECTOR, b"\0")
        right = place + 1 if place < len(streams) else _FREE
        entries.append(_directory(name, 2, right=right, start=begin, size=len(content)))
    entries += [bytes(128)] * (4 - len(entries))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4_096, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    allocation = struct.pack("<128I", *table, *[_FREE] * (128 - len(table)))
    return header + allocation + b"".join(entries) + body


def _directory(
    name: str,
    kind: int,
    *,
    right: int = _FREE,
    child: int = _FREE,
    start: int = _END,
    size: int = 0,
) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    entry = text.ljust(64, b"\0") + struct.pack("<HBB3I", len(text), kind, 1, _FREE, right, child)
    return entry + bytes(36) + struct.pack("<IQ", start, size)
