"""Which part of an XLSX workbook holds which sheet, in the book's own order."""

import zipfile
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from verification.findings import Location
from verification.formats.archive import damaged

_BOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_AT_MOST = 8 << 20  # bytes: a book of a hundred sheets has an index of some 20 KB


def sheet_parts(archive: zipfile.ZipFile, at: Location) -> tuple[str, ...]:
    """The part of each sheet, in order; raises `FileFault` if the index is no XML."""
    relations = _root(archive, _RELATIONS, at)
    targets = {each.get("Id"): each.get("Target") or "" for each in relations}
    return tuple(
        _part(targets.get(_relation(sheet), ""))
        for sheet in _root(archive, _BOOK, at).iter()
        if sheet.tag.rpartition("}")[2] == "sheet"
    )


def _relation(sheet: Element) -> str | None:
    """The value of `r:id`, whichever of its two namespaces it is in."""
    return next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith(("/", "xl/")) else f"xl/{target}"


def _root(archive: zipfile.ZipFile, name: str, at: Location) -> Element:
    if name not in archive.namelist() or archive.getinfo(name).file_size > _AT_MOST:
        raise damaged(at)
    try:
        root: Element = fromstring(archive.read(name))
    except (ParseError, DefusedXmlException, LookupError, ValueError):  # or of an odd encoding
        raise damaged(at) from None
    return root
