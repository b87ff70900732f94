import numpy as np
import pytest

from verification.kernels.characters import POINTS
from verification.kernels.neighbours import names_after


def named(after: str) -> bool:
    octets = np.frombuffer(f"7{after}".encode(), dtype=np.uint8)
    first, last = np.zeros(POINTS, dtype=np.uint8), np.ones(POINTS, dtype=np.uint8)
    first[[ord("김"), ord("신")]] = 1
    last[ord("함")] = 0
    ends, limits = np.array([1]), np.array([len(octets)])
    return bool(names_after(octets, ends, limits, first, last)[0])


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (" 김가나", True),
        ("(김가나)", True),
        (" 김가나님", True),
        (" 김가나, 민원", True),
        ("김가나", True),
        (" 박가나", False),
        (" 김가", False),
        (" 김가나다라", False),
        (" 신청함", False),
        (", 김가나", False),
        (" / - 김가나", False),
        ("", False),
    ],
)
def test_a_word_of_three_syllables_after_a_number(after: str, expected: bool) -> None:
    assert named(after) is expected
