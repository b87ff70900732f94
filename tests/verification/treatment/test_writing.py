from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.verification.treatment.bench import lines, opened, treated

CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8)
TABLE = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), max_size=6)
)


@given(TABLE)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_step_leaves_every_cell_as_it_was(tmp_path: Path, rows: list[list[str]]) -> None:
    width = len(rows[0]) if rows else 1
    table = opened({str(at): [row[at] for row in rows] for at in range(width)})

    _, content = treated(tmp_path, table)

    found = [[cell.removeprefix("'") for cell in row] for row in lines(content)]
    kept = [[cell.removeprefix("'") for cell in row] for row in rows if any(row)]
    assert found == [[str(at) for at in range(width)], *kept]


def test_no_cell_starts_a_formula_and_numbers_stay_numbers(tmp_path: Path) -> None:
    bad = ["=1+1", "+SUM(A1)", "-2+3", "@x", "\tx", "\rx"]
    good = ["-5", "+3.2", "-1,234", "-1e5", "-12.5%", "-", "--", "a=b"]

    _, content = treated(tmp_path, opened({"=name": [*bad, *good]}))

    assert [line[0] for line in lines(content)] == [
        "'=name",
        *(f"'{cell}" for cell in bad),
        *good,
    ]


def test_quotes_commas_and_breaks_are_quoted_as_the_standard_says(tmp_path: Path) -> None:
    _, content = treated(tmp_path, opened({"a": ['x "y"', "1,2", "p\nq"], "b": [None, "", "z"]}))

    assert content == b'a,b\r\n"x ""y""",\r\n"1,2",\r\n"p\nq",z\r\n'


def test_a_mark_is_written_if_asked(tmp_path: Path) -> None:
    _, content = treated(tmp_path, opened({"가": ["나"]}), mark=True)

    assert content == "\ufeff가\r\n나\r\n".encode()


def test_an_empty_cell_of_the_only_column_is_still_a_row(tmp_path: Path) -> None:
    table = opened({"a": ["x", None]}, blank_rows_count=True)

    _, content = treated(tmp_path, table)

    assert content == b'a\r\nx\r\n""\r\n'


def test_a_table_without_rows_keeps_its_header(tmp_path: Path) -> None:
    found, content = treated(tmp_path, opened({"a": [], "b": []}))

    assert (content, found.rows) == (b"a,b\r\n", 0)
