"""How far a sheet's cells reach, told by looking at its bytes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verification.kernels.sheet_cells import (
    CELLS,
    LAST_COLUMN,
    LAST_ROW,
    NAMED_ROW,
    ROWS,
    TEXT_BYTES,
    UNPLACED,
    measure_cells,
    no_counts,
)

LENGTHS = np.array([5, 70], dtype=np.int64)


def measured(*pieces: str) -> dict[int, int]:
    """What is counted in some pieces, zeros left out."""
    found = no_counts()
    for piece in pieces:
        measure_cells(np.frombuffer(piece.encode(), dtype=np.uint8), LENGTHS, found)
    told = (LAST_ROW, LAST_COLUMN, CELLS, UNPLACED, ROWS, NAMED_ROW, TEXT_BYTES)
    return {slot: int(found[slot]) for slot in told if found[slot]}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<row r='3'/>", {ROWS: 1, NAMED_ROW: 3}),
        ('<c r="B7"/>', {CELLS: 1, LAST_ROW: 7, LAST_COLUMN: 2}),
        ("<x:c s='1'\n r = \"aa10\">", {CELLS: 1, LAST_ROW: 10, LAST_COLUMN: 27}),
        ('<x:c t="s"><x:v> 1 </x:v>', {CELLS: 1, UNPLACED: 1, TEXT_BYTES: 73}),
        ('<c t="s"><v>0</v></c><c><v>1</v></c>', {CELLS: 2, UNPLACED: 2, TEXT_BYTES: 7}),
        ("<row><c/><c/></row><row><c/></row>", {CELLS: 3, UNPLACED: 2, ROWS: 2}),
        ('<cols><col min="1"/></cols><rowBreaks/><v>1</v><f r="Z9"/>', {TEXT_BYTES: 1}),
        ('<c t="s"><v>9</v></c>', {CELLS: 1, UNPLACED: 1, TEXT_BYTES: 1}),
        ('<c q="r=&quot;Z9" r="A1">', {CELLS: 1, LAST_ROW: 1, LAST_COLUMN: 1}),
        ('<c r="A1', {CELLS: 1, LAST_ROW: 1, LAST_COLUMN: 1}),
        ("<c r=", {CELLS: 1, UNPLACED: 1}),
        ("<", {}),
    ],
)  # fmt: skip
def test_cells_are_counted_and_placed(text: str, found: dict[int, int]) -> None:
    assert measured(text) == found


def test_numbers_beyond_all_sheets_do_not_run_over() -> None:
    assert measured(f'<c r="{"Z" * 100}"/>')[LAST_COLUMN] > 1 << 39
    assert measured(f'<c r="A{"9" * 100}"/>')[LAST_ROW] > 1 << 39


@given(
    st.lists(st.sampled_from(['<row r="2">', '<c r="C4" t="s">', "<v>1", "</v>", "</c>", "<c>"]))
)
def test_pieces_come_to_what_the_whole_comes_to(tags: list[str]) -> None:
    assert measured(*tags) == measured("".join(tags))


@given(st.text(alphabet="<>/:=\"' rctsv19AZow"))
def test_any_text_is_looked_through_to_its_end(text: str) -> None:
    assert measured(text).get(CELLS, 0) <= text.count("<")
