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
from tests.marketplace.web.samples.bodies import BOARDINGS, DAYS, EMPTY, OLD, column
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
        97_690,
        "명",
        (1, 4, "2.5"),
    )
    assert shown.quantiles[0] == Quantile("1%", "31", is_median=False)
    assert shown.quantiles[3] == Quantile("50%", "1,705.50", is_median=True)
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


def test_days_are_read_off_the_first_and_the_last_whatever_number_stands_for_them() -> None:
    by_day, by_second = (
        card(
            {**DAYS, "histogram": {"edges": [each * unit for each in (0, 5, 10)], "counts": [1, 2]}}
        )
        for unit in (1, 86_400)
    )

    assert by_day.histogram is not None
    assert by_second.histogram is not None
    words = [(each.least, each.most) for each in by_day.histogram.bins]
    assert words == [("2024-01-01", "2024-07-01"), ("2024-07-01", "2024-12-31")]
    assert [(each.least, each.most) for each in by_second.histogram.bins] == words


@pytest.mark.parametrize(
    ("kind", "least", "edges", "words"),
    [
        ("datetime", "2024-01-01T00:00:00", [0, 1], ("2024-01-01 00:00", "2024-01-01 12:00")),
        ("date", "2024년", [0, 1], ("0/1", "1/1")),
        ("date", "2024-01-01", [7, 7], ("0/1", "1/1")),
        ("yearmonth", None, [1, 2], ("0/1", "1/1")),
        ("date", "2024-01-01", ["2024-01-01", "2024-02-01"], ("2024-01-01", "2024-02-01")),
        ("year", "2019", [2019, 2024], ("2019", "2024")),
        ("number", "0", [0.125, 1234.5], ("0.125", "1,234.50")),
    ],
)
def test_edges_are_written_as_the_column_writes_its_values(
    kind: str, least: str | None, edges: list[Any], words: tuple[str, str]
) -> None:
    last = "2024-01-01T12:00:00"
    made = column("가", kind, min=least, max=last, histogram={"edges": edges, "counts": [3]})

    shown = card(made).histogram

    assert shown is not None
    assert (shown.bins[0].least, shown.bins[0].most) == words


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
