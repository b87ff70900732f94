"""Two tables of different hands, compared: rows by a key both have, cells by the names of both."""

from pathlib import Path

from tests.verification.evidence.tables import Columns, written
from verification.evidence.agreement import (
    Agreed,
    Agreement,
    ColumnAgreement,
    DifferingCell,
    compare,
)
from verification.evidence.engine import Bounds

OWN: Columns = {
    "시설코드": ["A1", "A2", "A3", "A4"],
    "좌석": [10, 20, 30, 40],
    "비고": list("가나다라"),
}


def agreed(folder: Path, other: Columns, own: Columns = OWN) -> Agreed:
    held = [written(folder, name, table) for name, table in (("a", own), ("b", other))]
    room = folder / "room"
    room.mkdir()
    return compare(held[0], held[1], room, Bounds(seconds=60, memory_mb=256))


def test_rows_that_both_have_agree_cell_by_cell(tmp_path: Path) -> None:
    found = agreed(tmp_path, {"좌석": ["30", "20.0", "9"], "시설코드": ["A3", "A2", "B9"]})

    assert (found.verdict, found.keys) == (Agreement.AGREES, ("시설코드",))
    assert (found.rows, found.other_rows, found.shared_rows) == (4, 3, 2)
    assert found.columns == (ColumnAgreement("좌석", "좌석", 2, 0),)


def test_a_cell_that_differs_is_named_and_masked(tmp_path: Path) -> None:
    other: Columns = {"시설코드": ["A1", "A2", "A3"], "비고": ["가", "010-1234-5678", "다"]}

    found = agreed(tmp_path, other)

    assert found.verdict is Agreement.DIFFERS
    assert found.examples == (DifferingCell(("A2",), "비고", "나", "***-****-****"),)


def test_without_a_key_or_a_column_of_both_nothing_is_said(tmp_path: Path) -> None:
    cases: tuple[tuple[Columns, str], ...] = (
        ({"다른것": ["x", "y"], "값": [1.5, 2.5]}, "no-shared-key"),
        ({"시설코드": ["A1", "A2"], "주소": ["세종", "조치원"]}, "no-shared-column"),
        ({"시설코드": [], "좌석": []}, "no-rows"),
    )
    for number, (other, why) in enumerate(cases):
        folder = tmp_path / str(number)
        folder.mkdir()
        found = agreed(folder, other)
        assert (found.verdict, found.why) == (Agreement.UNDECIDABLE, why)
