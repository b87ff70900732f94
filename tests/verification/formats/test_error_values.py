"""Cells of a workbook that show an error: they hold no value, and are said."""

from pathlib import Path
from typing import Any

from tests.verification.formats.opening import cells, opened
from tests.verification.formats.test_spreadsheet import saved
from tests.verification.reading import workbook


def test_cells_that_show_an_error_are_said_and_hold_no_value(tmp_path: Path) -> None:
    def make(sheet: Any) -> None:
        for row in (["구", "수"], ["#N/A", 1], ["나눗셈 오류 #DIV/0!", "#DIV/0!"]):
            sheet.append(row)
        # Text that looks like one, as where values were pasted.
        sheet.append(["종로구", "x"])
        sheet["B4"].value, sheet["B4"].data_type = "#REF!", "s"

    found = opened(tmp_path, "a.xlsx", saved(make))

    assert cells(found.tables[0])["수"] == ["1", None, "#REF!"]
    assert [
        (finding.code, finding.at.row, finding.at.column) for finding in found.facts.noticed
    ] == [
        ("error-values", 1, "구"),
        ("error-values", 2, "수"),
        ("error-values", 3, "수"),
    ]


def test_of_very_many_errors_the_first_are_located_and_all_are_counted(tmp_path: Path) -> None:
    content = workbook(["a", "b"], *(["#N/A", "#REF!"] for _ in range(600)))

    findings = opened(tmp_path, "a.xlsx", content).facts.noticed

    assert (len(findings), sum(finding.count for finding in findings)) == (1001, 1200)
