import pytest

from bench.numbers import resident_number
from submissions.typed import holds_resident_number, personal_faults
from tests.factories.files import residents

FOREIGNER = "8502025000003"


@pytest.mark.parametrize("number", [*residents().values(), "번호는 850202-1234567 입니다"])
def test_a_number_is_seen_however_it_is_typed(number: str) -> None:
    assert holds_resident_number(f"연락은 {number} 로")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024-01-01 ~ 2024-12-31",
        "건축물 9788901234567",
        "좌표 127.1234567, 36.123456",
        "851302-1234567",
        resident_number("850202", "100001")[:12] + "0",
        "문서번호 2024120-12345",
    ],
)
def test_what_only_looks_alike_is_let_through(text: str) -> None:
    assert not holds_resident_number(text)


def test_the_places_are_told_and_passwords_left_alone() -> None:
    number = residents()["dashed"]
    document = {
        "title": {"ko": number},
        "list": ["가", number],
        number: 1,
        "password": number,
        "count": 3,
    }

    assert [(fault.pointer, fault.code) for fault in personal_faults(document)] == [
        ("/title/ko", "personal-data"),
        ("/list/1", "personal-data"),
        ("", "personal-data"),
    ]
