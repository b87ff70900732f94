import pyarrow as pa
import pytest

from verification.kernels.shapes import Shapes, shaped
from verification.kernels.tokens import APART, POINT, TIGHT, tokens
from verification.personal.keywords import KEYWORDS
from verification.personal.shapes import SHAPES, Shape

PAIRS = Shapes.of([((2, 2), False), ((2, 2, 2), True), ((3,), False)])


def shapes_in(text: str, table: Shapes = PAIRS) -> list[tuple[int, int, int]]:
    found = shaped(tokens(pa.array([text]), KEYWORDS).runs, table)
    return [(int(each["shape"]), int(each["value"]), int(each["trail"])) for each in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12-34", [(0, 1234, APART)]),
        ("12.34", []),
        ("12-34.56", [(0, 1234, POINT), (1, 123456, APART)]),
        ("12 34 56", [(0, 1234, TIGHT), (1, 123456, APART), (0, 3456, APART)]),
        ("123", [(2, 123, APART)]),
        ("123.0", [(2, 123, APART)]),
        ("123.5", [(2, 123, POINT)]),
        ("1-2", []),
        ("", []),
    ],
)
def test_every_place_of_a_shape_is_found(text: str, found: list[tuple[int, int, int]]) -> None:
    assert shapes_in(text) == found


def test_a_shape_that_stands_alone_hangs_on_nothing_before_it() -> None:
    pairs = Shapes.of([((2, 2), False)], alone=(0,))

    assert shapes_in("12-34-56", pairs) == [(0, 1234, TIGHT)]


def test_a_shape_does_not_reach_into_the_next_cell() -> None:
    runs = tokens(pa.array(["12", "34"]), KEYWORDS).runs

    assert len(shaped(runs, PAIRS)) == 0


def test_zeros_count_in_the_middle_of_a_number() -> None:
    assert shapes_in("010-0001-0002", SHAPES)[0] == (Shape.N_3_4_4, 1000010002, APART)


def test_the_table_goes_by_the_first_group() -> None:
    firsts = SHAPES.lengths[: len(Shape), 0].tolist()

    assert firsts == sorted(firsts)
    assert len(SHAPES.lengths) == len(Shape) + 1
