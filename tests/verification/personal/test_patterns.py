import pytest

from verification.personal.patterns import MOBILE, PARTIAL, RESIDENT, fold


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("900101-1234567", 1),
        ("900101–1234567", 1),
        ("900101 1234567", 1),
        ("(900101-1234567)", 1),
        ("주민번호900101-1234567이며", 1),
        ("9001011234567.0", 1),
        ("900101-1234567, 900102-2234567", 2),
        ("9001011234567.5", 0),
        ("200101.1234567", 0),
        ("19900101-1234567", 0),
        ("900101-12345678", 0),
        ("SJB9001011234567", 0),
        ("ab9001011234567cd", 0),
    ],
)
def test_where_thirteen_digits_are_a_number_of_their_own(text: str, found: int) -> None:
    assert len(RESIDENT.findall(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("010-1234-5678", True),
        ("010.1234.5678", True),
        ("010 1234 5678", True),
        ("01012345678로 연락", True),
        ("+82-10-1234-5678", True),
        ("+82 (0)10 1234 5678", True),
        ("016-234-5678", True),
        ("82-10-1234-5678", True),
        ("8201012345678", False),
        ("010-123-4567", False),
        ("044-300-1234", False),
        ("02-1234-5678", False),
        ("070-1234-5678", False),
        ("110-010-1234-5678", False),
        ("127.01012345678", False),
        ("A01012345678", False),
        ("010123456789", False),
    ],
)
def test_what_a_mobile_number_is(text: str, found: bool) -> None:
    assert bool(MOBILE.search(text)) is found


def test_a_resident_number_masked_in_part_is_told_from_one_masked_whole() -> None:
    assert PARTIAL.search("900101-1******")
    assert PARTIAL.search("900101-2XXXXXX")
    assert not PARTIAL.search("******-*******")


def test_folding_makes_digits_plain_and_says_where_they_stood() -> None:
    assert fold("plain") == ("plain", None)
    assert fold("가\u200b１⑩") == ("가110", [0, 2, 3, 3])
