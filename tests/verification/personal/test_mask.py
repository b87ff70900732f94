import pytest
from hypothesis import given
from hypothesis import strategies as st

from verification.personal.mask import mask


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("홍길동 900101-1234567 님", "홍길동 ******-******* 님"),
        ("9001011234567", "*************"),
        ("９００１０１－１２３４５６７", "******－*******"),
        ("900101 - 1234567", "****** - *******"),
        ("900\u200b101-1234567", "***\u200b***-*******"),
        ("503153123456", "************"),
        ("9.001011234567e+12", "*.************e+**"),
        ("900101-1******", "******-*******"),
        ("010-1234-5678", "***-****-****"),
        ("01012345678", "***********"),
        ("+82 10 1234 5678", "+** ** **** ****"),
        ("(010)1234-5678", "(***)****-****"),
        ("011-234-5678", "***-***-****"),
    ],
)
def test_every_digit_of_a_persons_number_is_hidden(text: str, shown: str) -> None:
    assert mask(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "044-300-1234",
        "02-120",
        "1588-1234",
        "2024-04-10 12:33:00",
        "20240410123300",
        "202404101233",
        "1.5e+12",
        "198763.1234567",
        "127.399440",
        "3611010100100010000",
        "정류장 25850",
        "2010-1234-5678",
    ],
)
def test_what_names_nobody_is_left_alone(text: str) -> None:
    assert mask(text) == text


@given(st.text(alphabet="0123456789-* .０１９가a", max_size=40))
def test_masking_keeps_the_length_and_twice_is_once(text: str) -> None:
    once = mask(text)

    assert len(once) == len(text)
    assert mask(once) == once
