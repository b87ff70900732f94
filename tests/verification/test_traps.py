"""What other readers were seen to get wrong, asked of a whole verification."""

from pathlib import Path
from typing import Any

import pytest

from tests.verification.offers import declare, verified
from tests.verification.reading import rows_of
from verification.declaration import ColumnType, DeclaredColumn
from verification.report import as_json


def reported(folder: Path, content: bytes, *declared: DeclaredColumn) -> dict[str, Any]:
    return as_json(verified(folder, {"a.csv": content}, declare(*declared)).report)


def types(report: dict[str, Any]) -> dict[str, str]:
    (file,) = report["files"]
    return {column["name"]: column["type"] for column in file["columns"]}


def places(report: dict[str, Any], code: str) -> list[int]:
    found = [finding for check in report["checks"] for finding in check["findings"]]
    return [finding["at"]["row"] for finding in found if finding["code"] == code]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (("37.55", "127.01", "36.00"), "number"),
        (("1", "2", "37.55"), "number"),
        (("1_000", "2_000", "3_000"), "string"),
        (("00012", "00013", "10014"), "string"),
        (("00012", "12", "13"), "string"),
    ],
)
def test_no_text_is_taken_for_a_whole_number_by_casting_it(
    tmp_path: Path, cells: tuple[str, ...], kind: str
) -> None:
    lines = "".join(f"{cell},{place}\n" for place, cell in enumerate(cells))

    assert types(reported(tmp_path, f"a,b\n{lines}".encode())) == {"a": kind, "b": "integer"}


def test_an_exponent_is_no_whole_number(tmp_path: Path) -> None:
    assert types(reported(tmp_path, b"a,b\n1e3,1\n2e3,2\n"))["a"] != "integer"


def test_a_bad_cell_is_told_by_its_record_and_not_by_its_line(tmp_path: Path) -> None:
    content = 'a,b\n1,"x\ny\nz"\n2,y\n없음,z\n4,w\n'.encode()

    report = reported(tmp_path, content, DeclaredColumn("a", ColumnType.INTEGER))

    assert places(report, "cell-type") == [3]


def test_ragged_lines_are_left_out_and_change_nothing_else(tmp_path: Path) -> None:
    content = b"a,b,c\n1,2,3\n4,5\n6,x,8\n9,10,11,12\n13,14,15\n"

    report = reported(tmp_path, content, DeclaredColumn("b", ColumnType.INTEGER))

    (file,) = report["files"]
    assert (file["rows"], file["unread_rows"], list(types(report))) == (3, 2, ["a", "b", "c"])
    assert places(report, "ragged-row") == [2, 4]
    assert places(report, "cell-type") == [3]


def test_korean_of_windows_is_not_taken_for_latin(tmp_path: Path) -> None:
    report = reported(tmp_path, "지역,값\n세종,1\n세종,2\n".encode("cp949"))

    (file,) = report["files"]
    assert file["encoding"] == "cp949"
    assert file["columns"][0]["top"] == [{"value": "세종", "count": 2}]


def test_line_ends_in_cells_are_safe_wherever_a_block_ends() -> None:
    rows = [[str(number), f'{number}\n,"{"가" * (number % 40)}"\n'] for number in range(60_000)]
    lines = (f'{number},"{text.replace(chr(34), chr(34) * 2)}"\n' for number, text in rows)

    assert rows_of(f"a,b\n{''.join(lines)}".encode(), "a.csv") == [["a", "b"], *rows]
