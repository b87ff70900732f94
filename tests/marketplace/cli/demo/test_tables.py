import io
from datetime import date

import openpyxl
import pyarrow.parquet as pq
import pytest

from marketplace.cli.demo.reshaping import read_csv
from marketplace.cli.demo.tables import Column, Form, Table, written
from verification.declaration import ColumnType

TABLE = Table(
    (
        Column("이름", ColumnType.STRING, "이름", key=True),
        Column("수", ColumnType.INTEGER, "수", "명"),
        Column("날", ColumnType.DATE, "날"),
    ),
    (('가 "나", <다>', 1, date(2025, 1, 2)), ("라", None, date(2025, 12, 31))),
)
RECORDS = [
    {"이름": '가 "나", <다>', "수": "1", "날": "2025-01-02"},
    {"이름": "라", "수": "", "날": "2025-12-31"},
]


@pytest.mark.parametrize(
    ("form", "begins"),
    [(Form.UTF8, "이".encode()), (Form.BOM, b"\xef\xbb\xbf"), (Form.CP949, "이".encode("cp949"))],
)
def test_a_csv_is_read_back_as_it_was(form: Form, begins: bytes) -> None:
    content = written(TABLE, form)

    assert content.startswith(begins)
    assert read_csv(content) == RECORDS


def test_a_workbook_opens_with_its_cells() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written(TABLE, Form.XLSX)))["자료"]

    assert [[cell.value for cell in row] for row in sheet.rows] == [
        ["이름", "수", "날"],
        ['가 "나", <다>', 1, "2025-01-02"],
        ["라", None, "2025-12-31"],
    ]


def test_a_parquet_file_keeps_the_types() -> None:
    table = pq.read_table(io.BytesIO(written(TABLE, Form.PARQUET)))

    assert table.to_pylist() == [dict(zip(TABLE.names, row, strict=True)) for row in TABLE.rows]


@pytest.mark.parametrize("form", Form)
def test_the_same_table_makes_the_same_bytes(form: Form) -> None:
    assert written(TABLE, form) == written(TABLE, form)


def test_a_column_is_declared_with_its_meaning() -> None:
    assert TABLE.columns[1].as_manifest() == {
        "name": "수", "type": "integer", "meaning": "수", "unit": "명", "key": False,
    }  # fmt: skip
