"""Published tables are found by what they hold, whatever else is in the index."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.verification.overlap.tables import COUNT, DAYS, STOPS, WHOLE, some, written
from verification.index import filling, marking, searching, turns
from verification.index.models import SketchedValue
from verification.index.searching import search, tables_of
from verification.sketches import TableSketch

AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
SMALL = {
    "구": ["가", "나", "다", "라", "마", "바"],
    "수": [3, 1, 4, 15, 9, 26],
    "율": [1, 2, 3, 5, 8, 7],
}


def put(
    session: Session, dataset: int, *sketches: TableSketch, version: int = 1, at: datetime = AT
) -> UUID:
    version_id = UUID(int=1000 * dataset + version)
    held = filling.SketchedVersion(UUID(int=dataset), version_id, at)
    filling.put(session, held, [(sketch, "0" * 64) for sketch in sketches])
    return version_id


def found(session: Session, sketch: TableSketch, but: Sequence[int] = ()) -> list[int]:
    tables = search(session, sketch, but=[UUID(int=each) for each in but])
    return [each.dataset_id.int for each in tables]


def test_a_table_is_found_by_a_third_of_its_rows_and_some_columns(
    session: Session, tmp_path: Path
) -> None:
    put(session, 1, written(tmp_path, WHOLE)[1])
    offered = some(WHOLE, range(0, COUNT, 3))

    assert found(session, written(tmp_path, offered)[1]) == [1]
    assert found(session, written(tmp_path, {"x": offered["승차"]})[1]) == [1]
    assert found(session, written(tmp_path, offered)[1], but=(1,)) == []


def test_a_small_table_without_a_telling_column_is_found_by_its_rows(
    session: Session, tmp_path: Path
) -> None:
    put(session, 1, written(tmp_path, SMALL)[1])
    turned = {"b": SMALL["수"][::-1], "a": SMALL["구"][::-1]}

    assert found(session, written(tmp_path, turned)[1]) == [1]


@pytest.mark.parametrize("dropped", SMALL)
def test_a_small_table_is_found_without_any_one_of_its_columns(
    session: Session, tmp_path: Path, dropped: str
) -> None:
    wide = {**SMALL, "합": [n + m for n, m in zip(SMALL["수"], SMALL["율"], strict=True)]}
    put(session, 1, written(tmp_path, wide)[1])
    left = {name: cells for name, cells in wide.items() if name != dropped}

    assert found(session, written(tmp_path, left)[1]) == [1]


def test_a_table_is_found_by_one_that_has_a_column_more(session: Session, tmp_path: Path) -> None:
    put(session, 1, written(tmp_path, {name: SMALL[name] for name in ("수", "율")})[1])

    assert found(session, written(tmp_path, SMALL)[1]) == [1]


def test_thirty_rows_of_many_are_found(session: Session, tmp_path: Path) -> None:
    many = {
        "이름": [f"정류장 {n}" for n in range(4000)],
        "주소": [f"한누리대로 {n * 7}" for n in range(4000)],
        "승차": [n * n * 7 % 99_991 for n in range(4000)],
        "하차": [n * n * 11 % 99_991 for n in range(4000)],
    }
    put(session, 1, written(tmp_path, many)[1])
    put(session, 2, written(tmp_path, WHOLE)[1])

    assert found(session, written(tmp_path, some(many, range(5, 4000, 137)))[1]) == [1]


def test_dates_and_small_numbers_find_nothing(session: Session, tmp_path: Path) -> None:
    put(session, 1, written(tmp_path, WHOLE)[1])
    offered = {"일자": DAYS, "월": [n % 12 for n in range(COUNT)], "번호": [*range(COUNT)]}

    assert found(session, written(tmp_path, offered)[1]) == []


def test_the_likest_comes_first_and_of_two_alike_the_newest(
    session: Session, tmp_path: Path
) -> None:
    whole = written(tmp_path, WHOLE)[1]
    put(session, 1, written(tmp_path, {**WHOLE, "승차": [*range(0, 7 * COUNT, 7)]})[1])
    put(session, 2, whole)
    put(session, 3, whole, at=AT + timedelta(days=1))

    assert found(session, whole) == [3, 2, 1]
    earlier = search(session, whole, before=AT + timedelta(hours=1))
    assert [each.dataset_id.int for each in earlier] == [2, 1]


def test_what_stands_everywhere_finds_nothing(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "COMMON", 4)
    stops = written(tmp_path, {"정류장": STOPS})[1]
    for dataset in range(1, 4):
        put(session, dataset, stops)
    few = len(found(session, stops))
    put(session, 4, stops)

    assert (few, found(session, stops)) == (3, [])


def test_versions_share_what_they_share(session: Session, tmp_path: Path) -> None:
    whole = written(tmp_path, WHOLE)[1]
    put(session, 1, whole)
    once = session.execute(select(func.count()).select_from(SketchedValue)).scalar_one()

    version_id = put(session, 1, whole, version=2)
    put(session, 1, whole, version=2)

    assert found(session, whole) == [1, 1]
    assert len(tables_of(session, version_id, whole)) == 1
    assert session.execute(select(func.count()).select_from(SketchedValue)).scalar_one() == once


def test_a_withdrawn_version_is_found_no_more(session: Session, tmp_path: Path) -> None:
    whole = written(tmp_path, WHOLE)[1]
    version_id = put(session, 1, whole)

    marking.withdraw(session, version_id)

    assert found(session, whole) == []


def test_a_table_without_rows_is_kept_and_found_by_nothing(
    session: Session, tmp_path: Path
) -> None:
    empty = written(tmp_path, {name: [] for name in WHOLE})[1]

    put(session, 1, empty)

    assert found(session, empty) == []


def test_a_turn_is_asked_for_once_a_while_and_tried_three_times(session: Session) -> None:
    version_id = UUID(int=7)
    turns.begin(session, version_id, at=AT)
    turns.begin(session, version_id, at=AT)
    later = AT + timedelta(minutes=2)

    assert list(turns.due(session, most=9, at=AT)) == []
    assert list(turns.due(session, most=9, at=later)) == [version_id]
    assert [turns.take(session, version_id) for _ in range(4)] == [True, True, True, False]
    assert list(turns.due(session, most=9, at=later + timedelta(minutes=2))) == []
    assert turns.finish(session, version_id, at=later)
    assert not turns.finish(session, version_id, at=later)
