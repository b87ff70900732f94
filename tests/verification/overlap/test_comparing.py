"""Tables are compared by rows, whatever their columns are called and in which order they stand."""

from pathlib import Path

import pytest

from tests.verification.overlap.tables import COUNT, DAYS, RIDES, STOPS, WHOLE, some, written
from verification.overlap import comparing
from verification.overlap.comparing import NOTHING, Compared, compared


def figures(found: Compared) -> tuple[float, float, float]:
    return round(found.share, 3), round(found.of_published, 3), round(found.explained, 3)


def test_the_same_rows_are_found_under_other_names_and_in_another_order(tmp_path: Path) -> None:
    published = written(tmp_path, WHOLE)
    turned = some(WHOLE, range(COUNT - 1, -1, -1))
    renamed = dict(zip(("a", "b", "c", "d"), reversed(turned.values()), strict=True))

    found = compared(written(tmp_path, renamed), published)

    assert figures(found) == (1.0, 1.0, 1.0)
    assert found.columns == ((0, 3), (1, 2), (2, 1), (3, 0))
    assert found.measured
    assert found.bits > 1000


def test_some_rows_with_a_column_less_are_a_part(tmp_path: Path) -> None:
    published = written(tmp_path, WHOLE)
    offered = some(WHOLE, range(0, COUNT, 4))
    del offered["승차"]

    found = compared(written(tmp_path, offered), published)

    assert figures(found) == (1.0, 0.25, 1.0)
    assert found.explains < 0.8


def test_half_of_the_rows_from_elsewhere_are_half(tmp_path: Path) -> None:
    published = written(tmp_path, WHOLE)
    offered = {name: [*cells] for name, cells in WHOLE.items()}
    offered["승차"][::2] = [200_000 + n for n in range(COUNT // 2)]

    found = compared(written(tmp_path, offered), published)

    assert figures(found)[:2] == (0.5, 0.5)


def test_a_code_list_explains_little_and_measures_nothing(tmp_path: Path) -> None:
    published = written(tmp_path, WHOLE)
    offered = {"정류장": STOPS, "일자": DAYS, "하차": [n * 13 % 7919 for n in range(COUNT)]}

    found = compared(written(tmp_path, offered), published)

    assert not found.measured
    assert found.explained < 0.7


def test_tables_without_a_row_in_common_share_nothing(tmp_path: Path) -> None:
    other = written(
        tmp_path, {"가": [f"x{n}" for n in range(60)], "나": [n * 7 for n in range(60)]}
    )

    assert compared(other, written(tmp_path, WHOLE)) == NOTHING


def test_an_empty_table_shares_nothing(tmp_path: Path) -> None:
    nobody = written(tmp_path, {name: [] for name in WHOLE})

    assert compared(nobody, written(tmp_path, WHOLE)).columns == ()


def test_of_very_many_rows_the_same_ones_are_compared_in_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "ROWS_AT_MOST", 100)
    published = written(tmp_path, WHOLE)

    found = compared(written(tmp_path, some(WHOLE, range(200))), published)

    assert 0 < found.rows < 100
    assert found.share == 1.0
    assert found.inside is None


def test_a_table_of_every_combination_is_no_evidence(tmp_path: Path) -> None:
    days, lines = [n % 30 for n in range(600)], [f"{n // 30}호선" for n in range(600)]
    published = written(tmp_path, {"일": days, "선": lines, "수": RIDES + RIDES[:200]})

    found = compared(written(tmp_path, {"일": days[:90], "선": lines[:90]}), published)

    assert found.bits < 1
