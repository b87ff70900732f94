from marketplace.access.rows import Column, RowsPage
from marketplace.access.written import rows_as_csv, rows_as_json

PAGE = RowsPage(
    columns=(Column("=이름", "VARCHAR"), Column("수", "BIGINT")),
    rows=(("=1+2", -3), ("+821012345678", 4), ("-0.5", None), ('쉼,표 "와', 5), ("@a", True)),
    count=9,
    page=1,
    per_page=5,
)


def test_csv_carries_no_formula_and_leaves_numbers_alone() -> None:
    assert rows_as_csv(PAGE) == (
        '\'=이름,수\r\n\'=1+2,-3\r\n+821012345678,4\r\n-0.5,\r\n"쉼,표 ""와",5\r\n\'@a,True\r\n'
    )


def test_json_names_the_columns_once() -> None:
    assert rows_as_json(PAGE) == {
        "columns": [{"name": "=이름", "type": "varchar"}, {"name": "수", "type": "bigint"}],
        "rows": [
            ["=1+2", -3],
            ["+821012345678", 4],
            ["-0.5", None],
            ['쉼,표 "와', 5],
            ["@a", True],
        ],
        "count": 9,
        "page": 1,
        "per_page": 5,
    }
