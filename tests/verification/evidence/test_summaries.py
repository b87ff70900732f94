"""Summaries and correlations of a source, as results of analyses."""

from pathlib import Path
from statistics import correlation, mean, pstdev, pvariance, quantiles, stdev

import pytest

from tests.verification.evidence.tables import Columns, changed, compare, differing, verdict
from verification.evidence.differences import CellClass, Verdict

SOURCE: Columns = {
    "곳": [f"곳{n % 5}" for n in range(200)],
    "기온": [round(-5 + (n * 37 % 211) * 0.17, 2) for n in range(200)],
    "습도": [40 + (n * 29) % 55 for n in range(200)],
    "바람": [((n * n) % 83) / 10 for n in range(200)],
}
FIGURES = list(SOURCE)[1:]
LABELS = ["count", "mean", "std", "min", "25%", "50%", "75%", "max"]


def described(name: str) -> list[float]:
    cells = SOURCE[name]
    quarters = quantiles(cells, n=4, method="inclusive")
    return [len(cells), mean(cells), stdev(cells), min(cells), *quarters, max(cells)]


SUMMARY: Columns = {"index": LABELS} | {name: described(name) for name in FIGURES}
TURNED: Columns = {"변수": FIGURES} | {
    label: [described(name)[place] for name in FIGURES] for place, label in enumerate(LABELS)
}
RELATED: Columns = {"변수": FIGURES} | {
    name: [round(correlation(SOURCE[name], SOURCE[other]), 3) for other in FIGURES]
    for name in FIGURES
}


SPREAD: Columns = {"index": ["mean", "std", "var"]} | {
    name: [mean(SOURCE[name]), pstdev(SOURCE[name]), pvariance(SOURCE[name])] for name in FIGURES
}


def percentile(name: str, part: float) -> float:
    cells = sorted(SOURCE[name])
    place = part * (len(cells) - 1)
    lower = int(place)
    return cells[lower] + (place - lower) * (cells[lower + 1] - cells[lower])


PARTS = {"2.5%": 0.025, "10%": 0.1, "25%": 0.25, "97.5%": 0.975}
PERCENTILES: Columns = {"index": list(PARTS)} | {
    name: [percentile(name, part) for part in PARTS.values()] for name in FIGURES
}
INVENTED: Columns = {"index": ["왜도", "첨도", "결측률"]} | {
    name: [9.1, 7.0, 55.0] for name in FIGURES
}


@pytest.mark.parametrize("child", [SUMMARY, TURNED, RELATED, PERCENTILES, SPREAD])
def test_a_summary_is_held_to_its_source(tmp_path: Path, child: Columns) -> None:
    last = list(child)[-1]
    forged = changed(child, last, lambda n, cell: cell + 0.5 * (n == 1))

    assert verdict(compare(tmp_path, "analyse", child, SOURCE)) is Verdict.CONSISTENT
    assert differing(compare(tmp_path, "analyse", forged, SOURCE)) == [(1, last)]


@pytest.mark.parametrize(
    "forge",
    [
        lambda cells: [cell * 1000 for cell in cells],
        lambda cells: [*cells[3:], *cells[:3]],
    ],
)
def test_a_summary_in_disguise_is_contradicted(tmp_path: Path, forge: object) -> None:
    assert callable(forge)
    forged = {"index": LABELS, "갑": SUMMARY["기온"], "을": forge(SUMMARY["습도"])}

    compared = compare(tmp_path, "analyse", forged, SOURCE)

    assert verdict(compared) is Verdict.CONTRADICTED
    assert {column for _, column in differing(compared)} == {"을"}


def test_rows_that_are_no_known_figures_are_not_compared(tmp_path: Path) -> None:
    """What stands in them is not shown; a cell of another row that differs is named as ever."""
    more = {name: [*SUMMARY[name], *INVENTED[name]] for name in SUMMARY}
    forged = changed(more, "기온", lambda n, cell: cell + 0.5 * (n == 1))

    compared = compare(tmp_path, "analyse", more, SOURCE)

    assert (verdict(compared), compared.undecided) == (Verdict.UNDECIDABLE, "result-not-traced")
    assert compared.rows[CellClass.NOT_COMPARED] == 3
    assert differing(compare(tmp_path, "analyse", forged, SOURCE)) == [(1, "기온")]


def test_a_summary_of_other_rows_is_undecidable(tmp_path: Path) -> None:
    other = {"index": LABELS, "기온": [70, 3.3, 1.7, -2.2, 0.4, 3.1, 5.2, 9.9]}

    assert verdict(compare(tmp_path, "analyse", other, SOURCE)) is Verdict.UNDECIDABLE
