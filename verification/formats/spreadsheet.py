"""Reads the sheets of a workbook as tables. Formulas are not evaluated: their last value counts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import python_calamine as calamine

from verification.faults import FileFault
from verification.findings import Location
from verification.formats import (
    archive,
    binary_workbook,
    open_document,
    sheet_findings,
    workbook_parts,
)
from verification.formats.sheet_facts import BookFacts, Box, SheetFacts
from verification.formats.sheet_table import BATCH_ROWS, Grid, tables_of
from verification.formats.workshop import Content, Workshop
from verification.limits import Limits
from verification.tables import OpenTable

_BATCH_BYTES = 16 << 20

Look = Callable[[Path, Location, Limits], BookFacts]


def read_xlsx(content: Content, workshop: Workshop) -> tuple[OpenTable, ...]:
    """One table for each sheet of an XLSX workbook that holds anything; raises `FileFault`."""
    archive.refuse_bombs(content.path, content.here, workshop.limits)
    return _read(content, workshop, workbook_parts.look_through, ".xlsx")


def read_xls(content: Content, workshop: Workshop) -> tuple[OpenTable, ...]:
    """One table for each sheet of an XLS workbook that holds anything; raises `FileFault`."""
    return _read(content, workshop, binary_workbook.look_through, ".xls")


def read_ods(content: Content, workshop: Workshop) -> tuple[OpenTable, ...]:
    """One table for each sheet of an ODS workbook that holds anything; raises `FileFault`."""
    archive.refuse_bombs(content.path, content.here, workshop.limits)
    return _read(content, workshop, open_document.look_through, ".ods")


def _read(content: Content, workshop: Workshop, look: Look, suffix: str) -> tuple[OpenTable, ...]:
    facts = look(content.path, content.here, workshop.limits)
    # The engine goes by the name: it is given one that says what was found to be inside.
    link = workshop.folder / f"workbook{suffix}"
    link.symlink_to(content.path.resolve())
    with _faults(content.here), calamine.CalamineWorkbook.from_path(str(link)) as book:
        tables = _read_sheets(book, content, facts, workshop)
    if not tables:
        raise FileFault("empty-file", "파일에 내용이 없습니다.", content.here)
    return tables


@contextmanager
def _faults(here: Location) -> Iterator[None]:
    """Turn whatever the engine raises over a file into the file's fault."""
    try:
        yield
    except calamine.PasswordError:
        raise FileFault("encrypted", "암호가 걸려 있어 읽을 수 없습니다.", here) from None
    except (calamine.CalamineError, OSError):
        raise archive.damaged(here) from None
    except BaseException as broken:
        # A panic of the engine is no Exception, so as to escape handlers; it is the file's fault.
        if type(broken).__name__ == "PanicException":
            raise archive.damaged(here) from None
        raise


def _read_sheets(
    book: calamine.CalamineWorkbook, content: Content, facts: BookFacts, workshop: Workshop
) -> tuple[OpenTable, ...]:
    sheets = [
        (place, sheet)
        for place, sheet in enumerate(book.sheets_metadata)
        if sheet.typ is calamine.SheetTypeEnum.WorkSheet
    ]
    if len(sheets) > workshop.limits.sheets:
        message = f"시트가 {workshop.limits.sheets:,}개보다 많습니다."
        raise FileFault("too-many-sheets", message, content.here)
    carried = tuple(sheet_findings.of_book(facts, content.here))
    names = {content.at(sheet.name).sheet or "" for _, sheet in sheets}
    found: list[OpenTable] = []
    for place, sheet in sheets:
        hidden = sheet.visible is not calamine.SheetVisibleEnum.Visible
        cells = book.get_sheet_by_index(place)
        if cells.start is None:
            continue
        left = cells.start[1]
        grid = Grid(
            at=content.at(sheet.name),
            rows=cells.iter_rows(),
            facts=_facts(facts.of_sheet(place), cells, left=left),
            hidden=hidden,
            batch_rows=_batch_rows(cells.total_height, facts.text_bytes),
            noticed=() if found else carried,
        )
        found.extend(tables_of(grid, place, workshop, names))
    return tuple(found)


def _facts(facts: SheetFacts, cells: calamine.CalamineSheet, *, left: int) -> SheetFacts:
    """What is known of a sheet, its columns counted from the first one used."""
    merged = facts.merged or tuple(
        Box(*first, *last) for first, last in cells.merged_cell_ranges or ()
    )
    return replace(facts, merged=merged).within(left=left)


def _batch_rows(rows: int, text_bytes: int) -> int:
    """How many rows to take at once: fewer where the cells are long."""
    return max(1, min(BATCH_ROWS, _BATCH_BYTES * rows // max(1, text_bytes)))
