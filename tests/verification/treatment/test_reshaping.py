from pathlib import Path

import pytest

from tests.verification.treatment.bench import lines, opened, treated, treatment
from verification.errors import StepRefused
from verification.treatment.log import CellChange
from verification.treatment.reshaping import joined_names, without_shared_end


def test_records_are_left_out_by_their_number_in_the_file(tmp_path: Path) -> None:
    # Record 2 did not fit and record 4 is blank, so they are no rows.
    table = opened({"a": ["1", "2", None, "합계", "주) 잠정"]}, unread=[2])
    step = {"step": "drop-records", "records": [5, 6], "because": "totals"}

    found, content = treated(tmp_path, table, step)

    assert lines(content) == [["a"], ["1"], ["2"]]
    assert found.log[0].rows_dropped == (5, 6)


def test_columns_are_called_otherwise(tmp_path: Path) -> None:
    table = opened({"a": ["1"], "b": ["2"]})

    found, content = treated(
        tmp_path, table, {"step": "rename-columns", "names": [["a", "b"], ["b", "a"]]}
    )

    assert lines(content) == [["b", "a"], ["1", "2"]]
    assert (found.log[0].renamed, found.log[0].columns_added) == ((("a", "b"), ("b", "a")), ())


def test_no_two_columns_are_called_alike() -> None:
    with pytest.raises(StepRefused) as refused:
        treatment({"step": "rename-columns", "names": [["a", "b"]]}).names_after(("a", "b"))

    assert (refused.value.code, refused.value.about) == ("column-taken", "b")


def test_empty_cells_take_what_stands_above_across_batches(tmp_path: Path) -> None:
    table = opened({"구": [None, "가", None, None, None, "나", None], "b": ["."] * 7}, rows=2)

    found, content = treated(tmp_path, table, {"step": "fill-down", "columns": ["구"]})

    assert [line[0] for line in lines(content)[1:]] == ["", "가", "가", "가", "가", "나", "나"]
    assert found.log[0].changes[0] == CellChange(3, "구", None, "가")


def test_only_what_was_merged_is_filled(tmp_path: Path) -> None:
    table = opened({"구": ["가", None, None, "나", None], "b": ["."] * 5}, rows=2)
    step = {"step": "fill-down", "columns": ["구"], "within": [[1, 2], [4, 5]]}

    _, content = treated(tmp_path, table, step)

    assert [line[0] for line in lines(content)[1:]] == ["가", "가", "", "나", "나"]


def test_wide_years_become_rows(tmp_path: Path) -> None:
    table = opened(
        {"구": ["가", "나", "다"], "2019년": ["1", "3", None], "2020년": ["2", "4", "6"]}
    )

    found, content = treated(
        tmp_path, table, {"step": "wide-to-long", "columns": ["2019년", "2020년"]}
    )

    assert lines(content) == [
        ["구", "연도", "값"],
        ["가", "2019", "1"],
        ["가", "2020", "2"],
        ["나", "2019", "3"],
        ["나", "2020", "4"],
        ["다", "2019", ""],
        ["다", "2020", "6"],
    ]
    told = found.log[0]
    assert (told.rows_before, told.rows_after) == (3, 6)
    assert (told.columns_added, told.columns_dropped) == (("연도", "값"), ("2019년", "2020년"))


def test_nothing_flows_from_one_merged_cell_into_the_next(tmp_path: Path) -> None:
    # Record 3, where the second begins, is no row; 6 is in neither.
    table = opened({"구": ["가", None, "나", None, None], "b": ["."] * 5}, unread=[3], rows=2)
    step = {"step": "fill-down", "columns": ["구"], "within": [[1, 2], [3, 3], [5, 6]]}

    _, content = treated(tmp_path, table, step)

    assert [line[0] for line in lines(content)[1:]] == ["가", "가", "나", "", ""]


def test_a_table_that_grows_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("verification.treatment.applying._MOST_CELLS", 10)
    table = opened({"a": ["1"] * 3, "b": ["2"] * 3})

    with pytest.raises(StepRefused, match="too-large"):
        treated(tmp_path, table, {"step": "wide-to-long", "columns": ["a", "b"]})


def test_labels_are_one_a_column() -> None:
    table = opened({"a": ["1"], "b": ["2"]})
    step = {"step": "wide-to-long", "columns": ["a", "b"], "labels": ["가"]}

    with pytest.raises(StepRefused, match="labels-unlike"):
        treatment(step).names_after(table.head.names)


def test_labels_lose_the_end_they_share() -> None:
    assert without_shared_end(["2019년", "2020년"]) == ["2019", "2020"]
    assert without_shared_end(["2019", "2029"]) == ["2019", "2029"]
    assert without_shared_end(["1월", "2월", "합"]) == ["1월", "2월", "합"]
    assert without_shared_end(["년", "2020년"]) == ["년", "2020년"]


def test_a_header_of_several_rows_becomes_one() -> None:
    levels = [["구분", "인구", "", "", "비고"], ["", "계", "남", "여", ""]]

    assert joined_names(levels) == ["구분", "인구 계", "인구 남", "인구 여", "비고"]


def test_a_level_runs_on_only_under_its_own() -> None:
    levels = [["가", "", "나", ""], ["1분기", "", "", "2분기"], ["a", "b", "c", "d"]]

    assert joined_names(levels) == ["가 1분기 a", "가 1분기 b", "나 c", "나 2분기 d"]
