from typing import Any

import pytest

from marketplace.web.column_cards import (
    BadCell,
    ColumnCard,
    Errors,
    Filling,
    Quantile,
    TopValue,
    column_card,
)
from marketplace.web.labels import LABELS
from marketplace.web.pictures import Part
from tests.marketplace.web.samples.bodies import BOARDINGS, DAY_US, DAYS, EMPTY, OLD, column
from verification.declaration import ColumnType

OLD_COLUMN = OLD["files"][0]["columns"][0]


def card(body: dict[str, Any], rows: int = 100_000) -> ColumnCard:
    return column_card(body, place=1, rows=rows)


def test_every_cell_of_a_column_is_of_one_kind_and_none_is_lost() -> None:
    shown = card(BOARDINGS)

    assert [(each.kind, each.count) for each in shown.filling] == [
        ("value", 97_690),
        ("null", 1_250),
        ("blank", 60),
        ("suppressed", 788),
        ("missing", 212),
    ]
    assert sum(each.count for each in shown.filling) == 100_000
    assert (shown.suppressed, shown.missing) == (
        (("x", 700), ("*", 88)),
        (("-", 200), ("해당없음", 12)),
    )


def test_figures_that_were_estimated_say_by_how_much_they_may_be_off() -> None:
    shown = card(BOARDINGS)

    assert shown.errors == Errors(distinct=0.03, top=12, quantiles=0.01, histogram=0.01)
    assert shown.histogram is not None
    assert shown.histogram.error == 0.01
    assert (shown.is_exact, card(DAYS).is_exact, card(DAYS).errors) == (False, True, Errors())


def test_figures_are_written_for_people() -> None:
    shown = card(BOARDINGS)

    assert (shown.least, shown.mean, shown.most) == ("0", "1,712.25", "4,800")
    assert (shown.fits, shown.of, shown.unit, shown.lengths) == (
        97_688,
        98_750,
        "명",
        (1, 4, "2.5"),
    )
    assert shown.quantiles[0] == Quantile("1%", "31", is_median=False)
    assert shown.quantiles[3] == Quantile("50%", "1,705.5", is_median=True)
    assert [each.share for each in shown.quantiles] == [
        "1%",
        "5%",
        "25%",
        "50%",
        "75%",
        "95%",
        "99%",
    ]
    assert shown.top[0] == TopValue("1,700", 410, Part(0.0, 320.0))
    assert shown.bad_cells == (BadCell(17, "측정중"), BadCell(1_203, "***-****-****"))


def test_a_histogram_has_the_edges_of_its_intervals_and_its_tallest() -> None:
    shown = card(BOARDINGS).histogram

    assert shown is not None
    assert [(each.least, each.most, each.count) for each in shown.bins[:2]] == [
        ("0", "400", 812),
        ("400", "800", 2_410),
    ]
    assert (shown.tallest.least, shown.tallest.count) == ("1,600", 30_120)


@pytest.mark.parametrize(
    ("kind", "edges", "words"),
    [
        ("date", [19723 * DAY_US, 19905.5 * DAY_US], ("2024-01-01", "2024-07-01")),
        ("date", [-DAY_US, 0], ("1969-12-31", "1970-01-01")),
        ("datetime", [0, DAY_US / 2], ("1970-01-01 00:00", "1970-01-01 12:00")),
        ("date", [0, 10**19], ("0/1", "1/1")),
        ("date", ["2024-01-01", "2024-02-01"], ("2024-01-01", "2024-02-01")),
        ("year", [2019, 2024], ("2019", "2024")),
        ("number", [0.125, 1234.5], ("0.125", "1,234.5")),
    ],
)
def test_edges_are_written_as_the_column_writes_its_values(
    kind: str, edges: list[Any], words: tuple[str, str]
) -> None:
    shown = card(column("가", kind, histogram={"edges": edges, "counts": [3]})).histogram

    assert shown is not None
    assert (shown.bins[0].least, shown.bins[0].most) == words


def test_a_column_that_is_nearly_of_a_type_shows_the_figures_of_that_type() -> None:
    evidence = {"type": "year", "fits": 99, "of": 100}
    shown = card(column("연도", "string", evidence=evidence, quantiles={"0.5": 2019.0}))

    assert (shown.type, shown.nearest, shown.fits, shown.of) == ("string", "year", 99, 100)
    assert shown.quantiles == (Quantile("50%", "2019", is_median=True),)


def test_a_column_without_a_value_is_all_gap() -> None:
    shown = card(EMPTY)

    assert shown.filling == (Filling("null", 100_000, 1.0, Part(0.0, 320.0)),)
    assert (shown.fits, shown.lengths, shown.histogram, shown.top) == (None, None, None, ())
    assert card(EMPTY, rows=0).filling[0].kind == "null"


def test_a_column_of_an_older_report_shows_what_was_counted_then() -> None:
    shown = card(OLD_COLUMN, rows=12)

    assert shown == ColumnCard(
        place=1,
        name="승차",
        type="integer",
        nearest="integer",
        unit="",
        is_key=False,
        is_exact=True,
        fits=None,
        of=None,
        filling=(
            Filling("value", 10, 10 / 12, Part(0.0, 266.67)),
            Filling("null", 2, 2 / 12, Part(266.67, 53.33)),
        ),
        suppressed=(),
        missing=(),
        distinct=9,
        least="0",
        mean=None,
        most="41",
        lengths=None,
        quantiles=(),
        histogram=None,
        top=(TopValue("7", 2, Part(0.0, 320.0)),),
        bad_cells=(),
        errors=Errors(),
    )


def test_an_older_report_that_was_estimated_says_so() -> None:
    assert card({**OLD_COLUMN, "exact": False}).is_exact is False


def test_every_type_and_kind_of_cell_has_a_word() -> None:
    assert {str(kind) for kind in ColumnType} - set(LABELS["column-type"]) == set()
    assert {each.kind for each in card(BOARDINGS).filling} == set(LABELS["filling"])
