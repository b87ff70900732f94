"""Two tables as multisets: what is alike in another form, and what was altered, left out, added."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from verification.errors import ComparisonTooSlow
from verification.evidence.replay.comparison import Compared, Unlike, compared

Columns = Mapping[str, Sequence[Any]]

DAYS = [date(2024, 1, day) for day in range(1, 5)]


def against(
    tmp_path: Path,
    submitted: Columns,
    reproduced: Columns,
    keys: frozenset[str] = frozenset(),
    seconds: float = 60.0,
) -> Compared:
    for name, columns in (("s", submitted), ("r", reproduced)):
        pq.write_table(pa.table(dict(columns)), tmp_path / name)
    return compared(
        tmp_path / "s",
        tmp_path / "r",
        folder=tmp_path / "spilled",
        show=lambda _column, cell: cell,
        records=lambda places: [place + 1 for place in places],
        keys=keys,
        seconds=seconds,
    )


def counts(found: Compared) -> tuple[int, int, int, int]:
    return found.equal, found.altered, found.missing, found.extra


@pytest.mark.parametrize(
    ("submitted", "reproduced"),
    [
        ([1500], [1500.0]),
        ([1500.0], [Decimal("1500.00")]),
        ([1500], ["1,500"]),
        (["1500", "-"], ["1500.0", "-"]),
        ([0.3], [0.1 + 0.2]),
        ([1.23], [1.2345]),
        ([1.23], [1.225]),
        ([3], [3.4]),
        ([1e15], [1e15 + 1]),
        ([None], [float("nan")]),
        ([0.0], [-0.0]),
        (DAYS[:1], [datetime(2024, 1, 1)]),  # noqa: DTZ001  a day knows no zone
        (DAYS[:1], ["2024.01.01"]),
        (DAYS[:1], ["20240101"]),
        (["2024년 1월 1일", "미정"], ["2024-01-01", "미정"]),
        ([datetime(2024, 1, 1, 9)], [datetime(2024, 1, 1, tzinfo=UTC)]),  # noqa: DTZ001
        (["가"], ["\u1100\u1161"]),
        (["가"], [" 가 "]),
        ([None], [""]),
        ([True], ["true"]),
        (["[1, 2]"], [[1, 2]]),
        ([1111010100], ["1111010100"]),
        ([1500], ["1,500.0"]),
        (["0", "x"], ["-0.0", "x"]),
        (["1e3", "x"], ["1000", "x"]),
        (["2024.1.1.", "x"], ["2024년1월1일", "x"]),
    ],
)
def test_another_form_is_no_other_value(
    tmp_path: Path, submitted: list[Any], reproduced: list[Any]
) -> None:
    numbers = list(range(len(submitted)))
    found = against(
        tmp_path, {"번호": numbers, "값": submitted}, {"번호": numbers, "값": reproduced}
    )

    assert (found.same, found.equal) == (True, len(submitted))


@pytest.mark.parametrize(
    ("submitted", "reproduced"),
    [
        ([10_000_000_000], [10_000_000_001]),
        ([1111010100], ["1111010101"]),
        ([1111010100.0], [1111010101.0]),
        ([1111010100], [1111010101.0]),
        ([1234567890123456789], ["1234567890123456788"]),
        (["1234567890123456789", "x"], ["1234567890123456788", "x"]),
        (["1111010100", "x"], ["1111010101", "x"]),
        ([1.23, 0.5], [1.24, 0.5]),
        ([1.5], [1.6]),
        (["00012"], [12]),
        (["1-2"], ["1 - 2"]),
        (["1500", "-"], ["1500", None]),
        (["02", "-"], ["2", "-"]),
        ([2, 1], [2, 2]),
        (["a"], ["A"]),
        ([1], [None]),
        (DAYS[:1], [datetime(2024, 1, 1, 13)]),  # noqa: DTZ001
    ],
)
def test_another_value_is_seen(tmp_path: Path, submitted: list[Any], reproduced: list[Any]) -> None:
    assert not against(tmp_path, {"값": submitted}, {"값": reproduced}).same


def test_a_comparison_ends_in_time(tmp_path: Path) -> None:
    many = {"값": [n * 7 % 99_991 for n in range(200_000)]}

    with pytest.raises(ComparisonTooSlow):
        against(tmp_path, many, {"값": [*reversed(many["값"])]}, seconds=0.0)


def test_of_a_cell_as_long_as_a_book_the_beginning_is_shown(tmp_path: Path) -> None:
    found = against(tmp_path, {"값": ["가" * 100_000]}, {"값": ["나" * 100_000]})

    assert {len(each.submitted or each.reproduced or "") for each in found.unlike} == {2_000}


def test_columns_may_be_called_as_the_engines_own(tmp_path: Path) -> None:
    named = {"file_row_number": ["가", "나"], "filename": [1, 2]}

    assert against(tmp_path, named, named).same


def test_the_order_of_rows_says_nothing(tmp_path: Path) -> None:
    assert against(tmp_path, {"값": [2, 1, 1]}, {"값": [1, 2, 1]}).same


def test_one_changed_cell_is_one_altered_row(tmp_path: Path) -> None:
    honest = {"날": DAYS, "값": [1.5, 2.5, 3.5, 4.5]}

    found = against(tmp_path, {**honest, "값": [1.5, 2.6, 3.5, 4.5]}, honest)

    assert counts(found) == (3, 1, 0, 0)
    assert found.unlike == (Unlike("altered", 2, "값", "2.6", "2.5"),)
    assert found.columns == {"값": 1}


def test_a_changed_key_is_one_altered_row(tmp_path: Path) -> None:
    honest = {"구": ["가", "나", "다"], "값": [1, 2, 3]}

    found = against(tmp_path, {**honest, "구": ["가", "라", "다"]}, honest)

    assert found.unlike == (Unlike("altered", 2, "구", "라", "나"),)


def test_shuffled_figures_are_altered_where_they_stand(tmp_path: Path) -> None:
    honest = {"구": ["가", "나", "다", "라"], "값": [1, 2, 3, 4]}

    found = against(tmp_path, {**honest, "값": [2, 1, 4, 3]}, honest)

    assert counts(found) == (0, 4, 0, 0)
    assert {each.column for each in found.unlike} == {"값"}


def test_scaled_figures_of_two_columns_are_paired_by_what_agrees(tmp_path: Path) -> None:
    honest = {"구": ["가", "나"], "값": [1.5, 2.5], "합": [10.5, 20.5]}

    found = against(tmp_path, {"구": ["가", "나"], "값": [15, 25], "합": [105, 205]}, honest)

    assert (counts(found), found.cells) == ((0, 2, 0, 0), 4)


def test_a_row_left_out_and_a_row_invented(tmp_path: Path) -> None:
    honest = {"날": DAYS, "값": [1, 2, 3, 4], "말": ["a", "b", "c", "d"]}
    forged = {"날": [*DAYS[1:], date(2030, 1, 1)], "값": [2, 3, 4, 9], "말": ["b", "c", "d", "z"]}

    found = against(tmp_path, forged, honest)

    assert counts(found) == (3, 0, 1, 1)
    assert found.unlike == (
        Unlike("extra", 4, submitted="2030-01-01 | 9 | z"),
        Unlike("missing", reproduced="2024-01-01 | 1 | a"),
    )


def test_of_rows_alike_the_last_are_too_many(tmp_path: Path) -> None:
    found = against(tmp_path, {"가": [1, 1, 1, 2]}, {"가": [1, 2]})

    assert [(each.kind, each.row) for each in found.unlike] == [("extra", 2), ("extra", 3)]


def test_declared_keys_pair_first(tmp_path: Path) -> None:
    honest = {"코드": [1, 2], "이름": ["가", "나"], "값": [5.0, 6.0]}
    forged = {"코드": [1, 2], "이름": ["다", "나"], "값": [9.0, 6.0]}

    found = against(tmp_path, forged, honest, frozenset({"코드"}))

    assert [(each.row, each.column) for each in found.unlike] == [(1, "이름"), (1, "값")]


def test_columns_are_paired_by_name_and_else_by_place(tmp_path: Path) -> None:
    by_name = against(tmp_path, {"가": [1], "나": [2]}, {"나": [2], "가": [1]})
    (tmp_path / "spilled").rmdir()
    by_place = against(tmp_path, {"가": [1], "합계": [2]}, {"가": [1], "sum(b)": [2]})

    assert (by_name.same, by_name.alignment.by_place) == (True, False)
    assert (by_place.same, by_place.alignment.by_place) == (True, True)


def test_a_column_that_one_side_lacks_is_no_agreement(tmp_path: Path) -> None:
    found = against(tmp_path, {"가": [1], "나": [2], "다": [3]}, {"가": [1]})

    assert not found.same
    assert [each.name for each in found.alignment.extra] == ["나", "다"]
    assert counts(found) == (1, 0, 0, 0)


def test_names_that_look_like_sql_are_names(tmp_path: Path) -> None:
    strange = {'a"; DROP TABLE x; --': [1], "file_row_number": [2], "n": [3], "": [4]}

    assert against(tmp_path, strange, strange).same
