"""Reads the sheets of an XML workbook as Excel 2003 defined them (SpreadsheetML 2003).

Formulas are not evaluated, and no entity is: a workbook that declares any is refused.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from xml.parsers import expat

from verification.faults import FileFault
from verification.findings import Location
from verification.formats.laying import Laying, stretch_of
from verification.limits import Limits

_SHEET = "urn:schemas-microsoft-com:office:spreadsheet "
_PROGRAM = "urn:schemas-microsoft-com:office:excel "

Attributes = Mapping[str, str]


@dataclass
class XmlSheet:
    """A sheet: its name, its cells, and whether it is hidden."""

    name: str
    laying: Laying
    hidden: bool = False


@dataclass
class _Cell:
    across: int
    down: int
    place: int | None
    kind: str = "String"
    pieces: list[str] = field(default_factory=list)


class XmlSheets:
    """Fed an XML workbook piece by piece; then holds its `sheets` in its order, and `comments`.

    Raises `FileFault` where a limit is passed, where it is no XML, or declares entities.
    """

    def __init__(self, at: Location, limits: Limits) -> None:
        self._at, self._limits = at, limits
        self.sheets: list[XmlSheet] = []
        self.comments = 0
        self._columns_seen = 0
        self._cell: _Cell | None = None
        self._listening: list[str] | None = None
        self._in_comment = False
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._refuse_entities

    def take(self, text: str, *, final: bool = False) -> None:
        """Take the next piece of the workbook; raises `FileFault`."""
        try:
            self._parser.Parse(text, final)
        except expat.ExpatError:
            message = "손상되어 끝까지 읽을 수 없는 파일입니다."
            raise FileFault("unreadable", message, self._at) from None

    def _refuse_entities(self, *_declared: object) -> None:
        message = "XML 개체 선언이 들어 있어 읽지 않은 통합 문서입니다."
        raise FileFault("entities-declared", message, self._at)

    def _begin(self, tag: str, attributes: Attributes) -> None:
        begin = _BEGIN.get(tag)
        if begin is not None and (self.sheets or tag == f"{_SHEET}Worksheet"):
            begin(self, attributes)

    def _end(self, tag: str) -> None:
        end = _END.get(tag)
        if end is not None and self.sheets:
            end(self)

    def _text(self, text: str) -> None:
        if self._listening is not None:
            self._listening.append(text)

    @property
    def _laying(self) -> Laying:
        return self.sheets[-1].laying

    def _begin_sheet(self, attributes: Attributes) -> None:
        name = attributes.get(f"{_SHEET}Name", "")
        self.sheets.append(XmlSheet(name, Laying(self._at, self._limits)))
        self._columns_seen = 0
        if len(self.sheets) > self._limits.sheets:
            message = f"시트가 {self._limits.sheets:,}개보다 많습니다."
            raise FileFault("too-many-sheets", message, self._at)

    def _begin_column(self, attributes: Attributes) -> None:
        first = stretch_of(attributes.get(f"{_SHEET}Index"), default=self._columns_seen + 1) - 1
        last = min(first + stretch_of(attributes.get(f"{_SHEET}Span"), default=0), 16_383)
        if attributes.get(f"{_SHEET}Hidden") == "1":
            self._laying.hidden_columns.update(range(first, last + 1))
        self._columns_seen = last + 1

    def _begin_row(self, attributes: Attributes) -> None:
        hidden = attributes.get(f"{_SHEET}Hidden") == "1"
        self._laying.begin_row(place=_place(attributes), hidden=hidden)

    def _begin_cell(self, attributes: Attributes) -> None:
        self._cell = _Cell(
            across=stretch_of(attributes.get(f"{_SHEET}MergeAcross"), default=0) + 1,
            down=stretch_of(attributes.get(f"{_SHEET}MergeDown"), default=0) + 1,
            place=_place(attributes),
        )

    def _begin_value(self, attributes: Attributes) -> None:
        if self._cell is not None and not self._in_comment:
            self._cell.kind = attributes.get(f"{_SHEET}Type", "String")
            self._listening = self._cell.pieces

    def _end_value(self) -> None:
        self._listening = None

    def _begin_comment(self, _attributes: Attributes) -> None:
        self.comments += 1
        self._in_comment = True

    def _end_comment(self) -> None:
        self._in_comment = False

    def _end_cell(self) -> None:
        cell, self._cell = self._cell, None
        if cell is not None:
            text = _SHOWN.get(cell.kind, str)("".join(cell.pieces))
            self._laying.cell(text, across=cell.across, down=cell.down, place=cell.place)

    def _end_row(self) -> None:
        self._laying.end_row()

    def _begin_visible(self, _attributes: Attributes) -> None:
        self._listening = []

    def _end_visible(self) -> None:
        self.sheets[-1].hidden = "".join(self._listening or ()).startswith("SheetHidden")
        self._listening = None


def _place(attributes: Attributes) -> int | None:
    place = stretch_of(attributes.get(f"{_SHEET}Index"), default=0)
    return place - 1 if place else None


_SHOWN: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "DateTime": lambda text: text.replace("T", " ").removesuffix(".000"),
        "Boolean": lambda text: "true" if text.strip() == "1" else "false",
        "Number": lambda text: text.strip().removesuffix(".0"),
    }
)
"""How cells of a kind are written in a table, as those of other workbooks are."""

_BEGIN: Mapping[str, Callable[[XmlSheets, Attributes], None]] = MappingProxyType(
    {
        f"{_SHEET}Worksheet": XmlSheets._begin_sheet,
        f"{_SHEET}Column": XmlSheets._begin_column,
        f"{_SHEET}Row": XmlSheets._begin_row,
        f"{_SHEET}Cell": XmlSheets._begin_cell,
        f"{_SHEET}Data": XmlSheets._begin_value,
        f"{_SHEET}Comment": XmlSheets._begin_comment,
        f"{_PROGRAM}Visible": XmlSheets._begin_visible,
    }
)
_END: Mapping[str, Callable[[XmlSheets], None]] = MappingProxyType(
    {
        f"{_SHEET}Row": XmlSheets._end_row,
        f"{_SHEET}Cell": XmlSheets._end_cell,
        f"{_SHEET}Data": XmlSheets._end_value,
        f"{_SHEET}Comment": XmlSheets._end_comment,
        f"{_PROGRAM}Visible": XmlSheets._end_visible,
    }
)
