"""Numbers in texts: how they are written is no difference, what stands behind them is one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.verification.evidence.tables import Columns, changed, compare, differing, verdict
from verification.evidence.differences import Verdict

FEES: Columns = {
    "시설": [f"시설{n}" for n in range(120)],
    "요금": [f"{700 + n * 37:,}만원" for n in range(120)],
    "득표": [f"{5000 + n * 41:,} ({n * 0.61:.2f})" for n in range(120)],
    "이용": ["미운영" if n % 9 == 4 else f"{900 + n * 29:,}명" for n in range(120)],
}


def plainly(cell: str) -> str:
    return cell.replace(",", "")


def anew(table: Columns) -> Columns:
    """The table with one of its columns under another name: not all are namesakes."""
    return {"이름" if name == "시설" else name: cells for name, cells in table.items()}


@pytest.mark.parametrize("write", [str, plainly])
@pytest.mark.parametrize(
    ("column", "forge", "places"),
    [
        ("요금", lambda n, c: c.replace("만", "억") if n == 7 else c, [7]),
        ("요금", lambda _, c: c.replace("만", "억"), list(range(120))),
        ("득표", lambda n, c: f"{c.partition('(')[0]}(99.99)" if n == 9 else c, [9]),
        ("이용", lambda n, c: "휴업" if n == 4 else c, [4]),
    ],
    ids=["a factor", "all factors", "a share", "a word"],
)
def test_what_stands_behind_figures_is_compared(
    tmp_path: Path,
    write: Callable[[str], str],
    column: str,
    forge: Callable[[int, str], str],
    places: list[int],
) -> None:
    written = changed(FEES, column, lambda n, c: write(forge(n, c)))

    compared = compare(tmp_path, "subset", anew(written), FEES)

    assert verdict(compared) is Verdict.CONTRADICTED
    assert differing(compared) == [(place, column) for place in places]


@pytest.mark.parametrize(
    ("column", "write"),
    [
        ("요금", plainly),
        ("요금", lambda c: c.removesuffix("만원")),
        ("요금", lambda c: c.replace("만", " 만")),
        ("득표", lambda c: c.partition(" (")[0]),
        ("득표", lambda c: c.replace(" (", "(").replace(")", "%)")),
        ("이용", plainly),
        ("이용", lambda c: c.removesuffix("명")),
    ],
)
def test_how_quantities_are_written_is_no_difference(
    tmp_path: Path, column: str, write: Callable[[str], str]
) -> None:
    """Nor that what stands behind all of them was left out."""
    written = changed(FEES, column, lambda _, c: write(c))

    assert verdict(compare(tmp_path, "clean", anew(written), FEES)) is Verdict.CONSISTENT
