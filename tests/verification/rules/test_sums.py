from pathlib import Path

import pytest

from tests.verification.offers import codes, found, named, offer, table, verified
from tests.verification.test_totals import CATEGORIES
from verification.rules.sums import CHECKS

COLUMNS = named(CHECKS, "total-columns")
PEOPLE = {
    "동": ["도담동"] * 20 + ["아름동"] * 2,
    "남": ["1,000"] * 20 + ["3", "x"],
    "여": ["20"] * 20 + ["4", "1"],
    "계": ["1,020"] * 20 + ["8", "5"],
}


def test_a_row_whose_total_is_not_that_of_its_columns_is_found() -> None:
    subject = offer(table(PEOPLE))

    assert found(COLUMNS, subject) == [("total-differs", 21, "계")]
    assert COLUMNS.checked(subject) == 21


def test_a_total_may_stand_before_its_columns() -> None:
    first = {name: PEOPLE[name] for name in ("동", "계", "남", "여")}

    assert found(COLUMNS, offer(table(first))) == [("total-differs", 21, "계")]


def test_a_column_that_few_rows_agree_with_is_the_total_of_something_else() -> None:
    other = {**PEOPLE, "계": ["9"] * 22}
    subject = offer(table(other))

    assert found(COLUMNS, subject) == []
    assert COLUMNS.checked(subject) == 0


def test_fractions_may_be_off_by_their_rounding() -> None:
    rows = {"가": ["1.1"] * 21, "나": ["2.2"] * 21, "합계": ["3.3"] * 19 + ["3.4", "4.4"]}

    assert found(COLUMNS, offer(table(rows))) == [("total-differs", 21, "합계")]


@pytest.mark.parametrize("blank", ["", ",,\n"])
def test_the_programmes_own_table_is_found_to_print_731_for_708(tmp_path: Path, blank: str) -> None:
    lines = [",".join([name, count, f'"{views}"']) for name, count, _, views in CATEGORIES]
    content = "\n".join(["분류,종,조회", *lines[:3]]) + "\n" + blank + "\n".join(lines[3:])
    report = verified(tmp_path, {"programme.csv": content.encode()}).report

    told = [each for each in report.findings if each.code == "total-differs"]
    row = 15 if not blank else 16
    assert [(each.at.row, each.at.column, each.samples) for each in told] == [
        (row, "종", ("731", "708"))
    ]
    (score,) = [each for each in report.by_rule if each.name.ko == "계산식"]
    assert (score.errors, score.checked) == (1, 2)


def test_a_table_without_totals_is_not_read_again(tmp_path: Path) -> None:
    made = verified(tmp_path, {"a.csv": "동,수\n가,1\n나,2\n".encode()})

    assert "total-differs" not in dict(codes(made))
    assert "계산식" not in [each.name.ko for each in made.report.by_rule]
