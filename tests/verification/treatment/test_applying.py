from pathlib import Path

import pytest

from tests.verification.treatment.bench import KEY, lines, opened, treated
from verification.errors import StepRefused
from verification.treatment.applying import Asked
from verification.treatment.log import LOCATED_AT_MOST

NUMBER = "900101-1234568"
PEOPLE = {
    "이름": ["홍길동", "김철수", "이영희", "박민수"],
    "주민번호": [NUMBER] * 4,
    "나이": ["31", "32", "38", "39"],
}
STEPS = (
    {"step": "drop-columns", "columns": ["주민번호"]},
    {"step": "pseudonym", "columns": ["이름"]},
    {"step": "age-band", "column": "나이"},
)


def test_the_same_treatment_gives_the_same_bytes_and_log(tmp_path: Path) -> None:
    one = treated(tmp_path, opened(PEOPLE), *STEPS)

    assert one == treated(tmp_path, opened(PEOPLE), *STEPS)


def test_batches_of_another_size_give_the_same(tmp_path: Path) -> None:
    one = treated(tmp_path, opened(PEOPLE, rows=1), *STEPS)

    assert one == treated(tmp_path, opened(PEOPLE, rows=100), *STEPS)


def test_how_alike_rows_are_is_told_before_and_after(tmp_path: Path) -> None:
    found, _ = treated(
        tmp_path, opened(PEOPLE), *STEPS, asked=Asked(("나이", "주민번호"), wanted=3)
    )

    assert found.alike_before is not None
    assert found.alike_after is not None
    assert (found.alike_before.columns, found.alike_before.k) == (("나이", "주민번호"), 1)
    assert (found.alike_after.columns, found.alike_after.k) == (("나이",), 4)
    assert (found.alike_before.rows_under, found.alike_after.rows_under) == (4, 0)


def test_nothing_raw_is_told(tmp_path: Path) -> None:
    found, content = treated(tmp_path, opened(PEOPLE), *STEPS, asked=Asked(("이름",)))

    told = repr(found)
    assert not [each for each in (*PEOPLE["이름"], NUMBER, KEY.decode()) if each in told]
    assert NUMBER not in content.decode()


def test_numbers_of_persons_are_masked_in_refined_cells_too(tmp_path: Path) -> None:
    table = opened({"메모": [f" {NUMBER} "], "b": ["."]})

    found, _ = treated(tmp_path, table, {"step": "tidy-text"})

    assert "1234568" not in repr(found)


def test_of_many_changes_the_first_are_told_and_all_counted(tmp_path: Path) -> None:
    table = opened({"a": [f" {at}" for at in range(1500)], "b": ["."] * 1500}, rows=400)

    found, _ = treated(tmp_path, table, {"step": "tidy-text"})

    told = found.log[0]
    assert (told.cells_changed, len(told.changes)) == (1500, LOCATED_AT_MOST)
    assert [each.record for each in told.changes] == list(range(1, LOCATED_AT_MOST + 1))


def test_only_columns_that_are_there_are_asked_about(tmp_path: Path) -> None:
    with pytest.raises(StepRefused) as refused:
        treated(tmp_path, opened(PEOPLE), asked=Asked(("성별",)))

    assert (refused.value.code, refused.value.about) == ("column-unknown", "성별")


def test_steps_work_on_what_the_ones_before_them_left(tmp_path: Path) -> None:
    table = opened({"이름 ": ["\uff11"], "b": ["."]})
    steps = (
        {"step": "rename-columns", "names": [["이름 ", "값"]]},
        {"step": "tidy-text", "columns": ["값"]},
        {"step": "drop-rows", "column": "값", "when": "one-of", "values": ["1"]},
    )

    found, content = treated(tmp_path, table, *steps)

    assert (lines(content), found.rows) == ([["값", "b"]], 0)


def test_the_first_rows_are_told_before_and_after(tmp_path: Path) -> None:
    found, _ = treated(
        tmp_path, opened({"a": ["34"] * 30, "b": ["."] * 30}), STEPS[2] | {"column": "a"}
    )

    assert (len(found.rows_before.rows), len(found.rows_after.rows)) == (20, 20)
    assert (found.rows_before.rows[0], found.rows_after.rows[0]) == (("**", "."), ("30~39", "."))
