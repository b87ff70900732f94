import base64
import hashlib
import hmac
import unicodedata
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.verification.treatment.bench import KEY, column, lines, opened, treated, treatment
from verification.errors import StepRefused
from verification.treatment.hiding import Secret
from verification.treatment.log import CellChange
from verification.treatment.step import Given


def test_a_column_is_left_out(tmp_path: Path) -> None:
    table = opened({"이름": ["가"], "점수": ["1"]})

    found, content = treated(tmp_path, table, {"step": "drop-columns", "columns": ["이름"]})

    assert content.decode() == "점수\r\n1\r\n"
    assert (found.columns, found.log[0].columns_dropped) == (("점수",), ("이름",))


def test_not_every_column_can_be_left_out() -> None:
    with pytest.raises(StepRefused) as refused:
        treatment({"step": "drop-columns", "columns": ["a"]}).names_after(("a",))

    assert (refused.value.code, refused.value.place) == ("no-column-left", 0)


@pytest.mark.parametrize(
    ("when", "values", "left"),
    [
        ("one-of", ["가", "다"], ["나가", "12", "1,000"]),
        ("contains", ["가"], ["다", "12", "1,000"]),
        ("empty", [], ["가", "나가", "다", "12", "1,000"]),
        ("less-than", ["100"], ["가", "나가", "다", "1,000"]),
        ("more-than", ["100"], ["가", "나가", "다", "12"]),
    ],
)
def test_rows_that_meet_a_condition_are_left_out(
    tmp_path: Path, when: str, values: list[str], left: list[str]
) -> None:
    cells = ["가", "나가", "다", "12", "1,000", None]

    found = column(
        tmp_path, cells, {"step": "drop-rows", "column": "a", "when": when, "values": values}
    )

    assert [cell for cell in found if cell] == left


def test_which_records_were_left_out_is_written_down(tmp_path: Path) -> None:
    table = opened({"a": ["x", None, "y", "x"], "b": ["1", None, "2", "3"]}, unread=[2])
    step = {"step": "drop-rows", "column": "a", "when": "one-of", "values": ["x"]}

    found, _ = treated(tmp_path, table, step)

    # Record 2 did not fit, record 3 is blank.
    assert (found.log[0].rows_dropped, found.log[0].rows_after) == ((1, 5), 1)


@pytest.mark.parametrize("values", [["many"], []])
def test_a_condition_on_numbers_needs_one(values: list[str]) -> None:
    step = {"step": "drop-rows", "column": "a", "when": "less-than", "values": values}

    with pytest.raises(StepRefused) as refused:
        treatment(step).names_after(("a",))

    assert refused.value.code == "number-needed"


WIDE = "\uff19\uff11-12"
"""Two wide digits, and two plain ones."""


@pytest.mark.parametrize(
    ("more", "after"),
    [
        ({"keep": 6}, ["900101********", "*****"]),
        ({"keep": 1, "keep_last": 1}, ["9************7", "\uff19***2"]),
        ({"digits_only": True}, ["******-*******", "**-**"]),
        ({"digits_only": True, "keep_last": 4}, ["******-***4567", "*\uff11-12"]),
        ({"keep": 100}, ["**************", "*****"]),
    ],
)
def test_characters_are_masked(tmp_path: Path, more: dict[str, int], after: list[str]) -> None:
    step = {"step": "mask", "column": "a", **more}

    assert column(tmp_path, ["900101-1234567", WIDE], step) == after


@given(st.text(max_size=12), st.integers(0, 6), st.integers(0, 6), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_mask_taken_twice_is_taken_once(
    tmp_path: Path, cell: str, keep: int, keep_last: int, digits_only: bool
) -> None:
    step = {"step": "mask", "column": "a", "keep": keep, "keep_last": keep_last}
    step["digits_only"] = digits_only
    cells = [cell.encode("utf-8", "ignore").decode().replace("\x00", "")]

    once = treated(tmp_path, opened({"a": cells, "b": ["."]}), step)[1]

    assert treated(tmp_path, opened({"a": cells, "b": ["."]}), step, step)[1] == once


def test_a_pseudonym_is_the_beginning_of_a_keyed_digest(tmp_path: Path) -> None:
    digest = hmac.new(KEY, "홍길동".encode(), hashlib.sha256).digest()
    expected = base64.b32encode(digest).decode().lower()[:16]
    table = opened({"a": ["홍길동", "홍길동 ", None], "b": ["x", "홍길동", "z"]})

    _, content = treated(tmp_path, table, {"step": "pseudonym", "columns": ["a", "b"]})

    rows = lines(content)[1:]
    assert (rows[0][0], rows[1][0], rows[1][1], rows[2][0]) == (expected, expected, expected, "")


def pseudonyms(key: bytes, *values: str) -> list[str]:
    return list(Secret(key, 16).pseudonyms(pa.array(values, pa.string())).to_pylist())


@settings(deadline=None)
@given(st.lists(st.text(max_size=5), max_size=30), st.binary(min_size=1, max_size=100))
def test_it_is_hmac_whatever_value_and_key(values: list[str], key: bytes) -> None:
    plain = [unicodedata.normalize("NFC", value).strip() for value in values]
    digests = [hmac.new(key, value.encode(), hashlib.sha256).digest() for value in plain]

    expected = [base64.b32encode(digest).decode().lower()[:16] for digest in digests]
    assert pseudonyms(key, *values) == expected


def test_another_key_gives_other_pseudonyms() -> None:
    assert pseudonyms(KEY, "가") != pseudonyms(KEY[::-1], "가")


def test_pseudonyms_need_a_key() -> None:
    with pytest.raises(StepRefused) as refused:
        treatment({"step": "pseudonym", "columns": ["a"]}).needs(Given())

    assert refused.value.code == "key-needed"


def test_the_key_is_shown_by_nothing() -> None:
    assert KEY.decode() not in repr(Given(KEY))


def test_what_stood_before_is_told_in_outline_only(tmp_path: Path) -> None:
    table = opened({"이름": ["홍길동"], "b": ["."]})

    found, _ = treated(tmp_path, table, {"step": "mask", "column": "이름", "keep": 1})

    assert found.log[0].changes == (CellChange(1, "이름", "***", "홍**"),)
    assert found.rows_before.rows == (("***", "."),)
