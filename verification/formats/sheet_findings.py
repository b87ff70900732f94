"""What a reader of sheets has to say: how one is laid out, and what a workbook carries along."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from verification.findings import Finding, Location, Severity
from verification.formats.sheet_facts import BookFacts
from verification.tables import SheetLayout

_NOTE, _WARNING, _ERROR = Severity.NOTE, Severity.WARNING, Severity.ERROR


@dataclass(frozen=True)
class _Carried:
    code: str
    severity: Severity
    message: str


_BOOK: Mapping[str, _Carried] = MappingProxyType(
    {
        "macros": _Carried("macros", _ERROR, "매크로(실행 코드)가 들어 있는 파일입니다."),
        "comments": _Carried("sheet-comments", _WARNING, "메모가 달린 칸이 있습니다."),
        "external_links": _Carried(
            "external-links", _WARNING, "다른 파일을 가리키는 연결이 있습니다."
        ),
        "pivot_caches": _Carried(
            "pivot-cache", _WARNING, "피벗 테이블의 원자료가 숨어 들어 있습니다."
        ),
        "connections": _Carried(
            "external-links", _WARNING, "데이터베이스나 웹에 연결하는 설정이 있습니다."
        ),
    }
)

_ROWS: Mapping[str, _Carried] = MappingProxyType(
    {
        "total_rows": _Carried("total-rows", _WARNING, "합계나 소계 행이 값과 섞여 있습니다."),
        "note_rows": _Carried("note-rows", _WARNING, "주석이나 출처를 적은 행이 있습니다."),
        "hidden_rows": _Carried("hidden-rows", _WARNING, "숨겨진 행이 있습니다."),
    }
)


def of_book(facts: BookFacts, at: Location) -> Iterator[Finding]:
    """Yield what a workbook carries besides its sheets."""
    for word, said in _BOOK.items():
        count = getattr(facts, word)
        if count:
            yield Finding(said.code, said.severity, said.message, at, count=count)


def of_layout(layout: SheetLayout, at: Location, names: tuple[str, ...]) -> Iterator[Finding]:
    """Yield how a sheet is laid out, each once, at the first row it concerns."""
    if layout.header_rows > 1:
        message = f"열 이름이 {layout.header_rows}행에 걸쳐 있어 하나로 이었습니다."
        yield Finding("header-levels", _NOTE, message, at)
    for word, said in _ROWS.items():
        rows = getattr(layout, word)
        if rows:
            place = Location(at.file, at.sheet, rows[0])
            yield Finding(said.code, said.severity, said.message, place, count=len(rows))
    for row in layout.table_rows:
        message = "여기서 다른 표가 시작되는 듯하나 하나로 읽었습니다."
        yield Finding("several-tables", _WARNING, message, Location(at.file, at.sheet, row))
    if layout.merged_cells:
        first = layout.merged_cells[0]
        place = Location(at.file, at.sheet, first.first_row, names[first.first_column])
        message = "병합된 칸은 첫 칸에만 값이 있어 나머지는 빈 칸으로 읽힙니다."
        count = len(layout.merged_cells)
        yield Finding("merged-cells", _WARNING, message, place, count=count)
    for column in layout.hidden_columns:
        place = Location(at.file, at.sheet, None, names[column])
        yield Finding("hidden-columns", _WARNING, "숨겨진 열입니다.", place)


def of_errors(
    places: Sequence[tuple[int, int]], more: int, at: Location, names: tuple[str, ...]
) -> Iterator[Finding]:
    """Yield where cells show an error instead of a value, by record and place of the column."""
    message = "#DIV/0!, #REF!, #N/A 같은 오류가 값 대신 적혀 있습니다."
    for row, column in places:
        place = Location(at.file, at.sheet, row, names[column])
        yield Finding("error-values", _WARNING, message, place)
    if more:
        yield Finding("error-values", _WARNING, message, at, count=more)


def of_part(top: int, at: Location) -> Finding:
    """Say that a table was taken out of a sheet in which another stands above it."""
    message = f"같은 시트의 {top + 1}행에서 시작하는 다른 표라 따로 읽었습니다."
    return Finding("tables-parted", _NOTE, message, at)


def of_gap(column: str, at: Location) -> Finding:
    """Say that another table seems to stand beside the first, beyond an empty column."""
    place = Location(at.file, at.sheet, None, column)
    return Finding("several-tables", _WARNING, "빈 열 옆에 다른 표가 있는 듯합니다.", place)
