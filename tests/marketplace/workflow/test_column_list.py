import pytest

from marketplace.workflow.column_list import read_columns
from marketplace.workflow.listed_rows import ListUnreadable


def test_columns_are_read_by_the_key_of_their_dataset() -> None:
    content = (
        "목록키,항목명,자료형,설명,단위,키\n"
        "1,정류장,VARCHAR(20),정류장의 이름<br/>전체,,Y\n"
        "1,승차,정수,탄 사람,명,\n"
        "2,날,일자,,,\n"
        ",빈 목록키,정수,,,\n"
        "2,,정수,,,\n"
    ).encode("cp949")

    assert read_columns(content) == {
        "1": (
            {"name": "정류장", "type": "string", "meaning": "정류장의 이름\n전체", "unit": None,
             "key": True, "nullable": None},
            {"name": "승차", "type": "integer", "meaning": "탄 사람", "unit": "명", "key": False,
             "nullable": None},
        ),
        "2": (
            {"name": "날", "type": "date", "meaning": None, "unit": None, "key": False,
             "nullable": None},
        ),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "declared"),
    [("숫자", "number"), ("NUMERIC(10,2)", "number"), ("연월", "yearmonth"), ("여부", "boolean"),
     ("datetime", "datetime"), ("모르는 것", "string"), ("", "string")],
)  # fmt: skip
def test_types_are_known_by_what_offices_call_them(given: str, declared: str) -> None:
    content = f'데이터셋명,컬럼명,타입,필수\n가,나,"{given}",Y\n'.encode()

    ((column,),) = read_columns(content).values()

    assert (column["type"], column["nullable"]) == (declared, False)


def test_a_list_without_names_of_columns_is_refused() -> None:
    with pytest.raises(ListUnreadable):
        read_columns("목록키,설명\n1,가\n".encode())
