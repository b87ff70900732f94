"""Patches held against copies of tables, and files in which nothing but their cells changes."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from verification.declaration import ColumnType
from verification.errors import NotRewritable
from verification.fixes.corrected import CorrectedRows, corrected_patch
from verification.fixes.locating import located
from verification.fixes.patch import FixedCell, Patch
from verification.fixes.plain import write_plain
from verification.fixes.rewriting import rewrite

NAMES = ("번호", "이름", "값")
TEXT = '번호,이름,값\r\n1,"가, 나",10\r\n2,다,"1,500"\r\n\r\n3,"라 ""마""",\r\n'


def cell(key: str, column: str, now: str, proposed: str) -> FixedCell:
    return FixedCell((key,), column, now, proposed, "원문 대조")


def patch(*cells: FixedCell) -> Patch:
    return Patch(("번호",), cells)


FIX = patch(cell("2", "값", "1500", "1600"), cell("3", "이름", '라 "마"', "바"))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    path = tmp_path / "copy.parquet"
    columns = {
        "번호": pa.array([1, 2, 3], pa.int64()),
        "이름": pa.array(["가, 나", "다", '라 "마"'], pa.string()),
        "값": pa.array([10, 1500, None], pa.int64()),
    }
    pq.write_table(pa.table(columns), path)
    return path


def faults(copy: Path, tmp_path: Path, given: Patch, **more: str) -> list[tuple[str, str]]:
    found = located(copy, given, tmp_path, kinds={"이름": ColumnType.STRING}, **more)
    return [(each.pointer, each.code) for each in found.faults]


def test_cells_are_found_by_their_keys(copy: Path, tmp_path: Path) -> None:
    assert located(copy, FIX, tmp_path).places == (1, 2)


BAD = (
    (cell("9", "값", "10", "11"), ("/cells/0/key", "key-missing")),
    (cell("열", "값", "10", "11"), ("/cells/0/key", "key-missing")),
    (cell("1", "없음", "10", "11"), ("/cells/0/column", "column-missing")),
    (cell("1", "값", "11", "12"), ("/cells/0/now", "now-differs")),
    (cell("1", "값", "", "12"), ("/cells/0/now", "now-differs")),
    (cell("1", "값", "10", "많음"), ("/cells/0/proposed", "type-differs")),
    (cell("1", "값", "10", "2.5"), ("/cells/0/proposed", "type-differs")),
    (cell("1", "값", "10", "10"), ("/cells/0/proposed", "nothing-changes")),
    (cell("1", "이름", "가, 나", "=1+1"), ("/cells/0/proposed", "formula")),
    (cell("1", "이름", "가, 나", "😀"), ("/cells/0/proposed", "not-in-encoding")),
)


def test_what_does_not_fit_is_told_with_its_place(copy: Path, tmp_path: Path) -> None:
    found = [faults(copy, tmp_path, patch(bad), encoding="cp949") for bad, _ in BAD]

    assert found == [[expected] for _, expected in BAD]


def test_a_cell_said_twice_and_a_key_that_is_none_are_told(copy: Path, tmp_path: Path) -> None:
    pq.write_table(pa.table({"번호": [1, 1], "값": [1, 2]}), copy)

    assert faults(copy, tmp_path, patch(cell("1", "값", "1", "3"))) == [
        ("/cells/0/key", "key-not-unique")
    ]
    twice = [code for _, code in faults(copy, tmp_path, patch(*(cell("1", "값", "1", "3"),) * 2))]
    assert "cell-twice" in twice


CODECS = ("utf-8", "utf-8-sig", "cp949", "utf-16")


@pytest.mark.parametrize("codec", CODECS)
def test_nothing_but_the_cells_changes(tmp_path: Path, codec: str) -> None:
    source, target = tmp_path / "a.csv", tmp_path / "b.csv"
    source.write_bytes(TEXT.encode(codec))

    rewrite(source, target, FIX, (1, 2), NAMES)

    expected = TEXT.replace('"1,500"', '"1600"').replace('"라 ""마"""', '"바"')
    assert target.read_bytes() == expected.encode(codec)


def test_a_new_value_is_quoted_where_it_has_to_be(tmp_path: Path) -> None:
    source, target = tmp_path / "a.csv", tmp_path / "b.csv"
    source.write_bytes(b"a;b\n1;x\n2;y")

    given = Patch(("a",), (FixedCell(("2",), "b", "y", 'p;"q"', ""),))
    rewrite(source, target, given, (1,), ("a", "b"))

    assert target.read_bytes() == b'a;b\n1;x\n2;"p;""q"""'


def test_lines_above_the_header_and_ragged_records_are_no_rows(tmp_path: Path) -> None:
    source, target = tmp_path / "a.csv", tmp_path / "b.csv"
    text = "표 제목\n번호,이름,값\n1,가,10\n2,나\n,,\n3,다,30\n"
    source.write_text(text, encoding="utf-8")

    rewrite(source, target, patch(cell("3", "값", "30", "31")), (1,), NAMES)

    assert target.read_text(encoding="utf-8") == text.replace("3,다,30", "3,다,31")


def test_a_record_that_is_not_the_one_found_is_left_alone(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text(TEXT, encoding="utf-8", newline="")

    for places, bad in (((0,), FIX.only([0])), ((7,), FIX.only([0]))):
        with pytest.raises(NotRewritable):
            rewrite(source, tmp_path / "b.csv", bad, places, NAMES)
    source.write_text("값    이름\n1    가\n2    나\n3    다\n", encoding="utf-8")
    with pytest.raises(NotRewritable):
        rewrite(source, tmp_path / "b.csv", FIX, (1, 2), NAMES)


def test_a_corrected_file_is_a_patch(copy: Path, tmp_path: Path) -> None:
    rows = CorrectedRows(NAMES, (("3", "바", ""), ("2", "다", "1,600")))

    found = corrected_patch(copy, rows, (), tmp_path, reason="원문 대조")

    assert found == patch(cell("3", "이름", '라 "마"', "바"), cell("2", "값", "1500", "1,600"))


def test_a_corrected_file_that_is_none_says_why(copy: Path, tmp_path: Path) -> None:
    cases = (
        (CorrectedRows(NAMES, (("4", "바", ""),)), (), ("/rows/0", "row-unknown")),
        (CorrectedRows(("번호", "더"), (("1", "바"),)), (), ("/columns/1", "column-missing")),
        (CorrectedRows(NAMES, (("2", "다", "1500"),)), (), ("/rows", "nothing-changes")),
        (CorrectedRows(("이름",), (("다",),)), ("번호",), ("/keys/0", "key-absent")),
    )
    for rows, keys, expected in cases:
        (fault,) = corrected_patch(copy, rows, keys, tmp_path, reason="")
        assert (fault.pointer, fault.code) == expected  # type: ignore[union-attr]


def test_other_formats_become_a_csv_of_their_table(copy: Path, tmp_path: Path) -> None:
    write_plain(copy, tmp_path / "t", FIX, (1, 2))

    lines = (tmp_path / "t").read_text("utf-8-sig").splitlines()
    assert lines == ["번호,이름,값", '1,"가, 나",10', "2,다,1600", "3,바,"]
