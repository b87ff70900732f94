"""How the numbers that are looked for are grouped, and what each grouping is called."""

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType

from verification.kernels.shapes import Shapes


class Shape(IntEnum):
    """A grouping of digits, in the order of the first group."""

    SPACED_13 = 0
    SPACED_11 = 1
    N_1_10 = 2
    N_2_4_4 = 3
    N_2_3_4 = 4
    N_2_2_4_4 = 5
    N_2_2_3_4 = 6
    N_2_2_8 = 7
    N_2_10 = 8
    N_2_3_4_4 = 9
    N_2_1_2_4_4 = 10
    N_2_2_6_2 = 11
    N_2_6_2 = 12
    N_3_4_4 = 13
    N_3_3_4 = 14
    N_3_8 = 15
    N_3_7 = 16
    N_3_2_5 = 17
    N_4_4 = 18
    N_4_4_4 = 19
    N_4_3_4 = 20
    N_4_4_4_4 = 21
    N_4_6_5 = 22
    N_6_7 = 23
    N_6_1 = 24
    N_7_4 = 25
    N_8 = 26
    N_9 = 27
    N_10 = 28
    N_11 = 29
    N_12 = 30
    N_13 = 31
    N_15 = 32
    N_16 = 33
    N_19 = 34


_TIGHT, _LOOSE = False, True
"""Joined by spaces and dashes; or by points and brackets too, as phone numbers are."""

_GROUPS: Mapping[Shape, tuple[tuple[int, ...], bool]] = MappingProxyType(
    {
        Shape.SPACED_13: ((1,) * 13, _TIGHT),
        Shape.SPACED_11: ((1,) * 11, _TIGHT),
        Shape.N_1_10: ((1, 10), _TIGHT),
        Shape.N_2_4_4: ((2, 4, 4), _LOOSE),
        Shape.N_2_3_4: ((2, 3, 4), _LOOSE),
        Shape.N_2_2_4_4: ((2, 2, 4, 4), _LOOSE),
        Shape.N_2_2_3_4: ((2, 2, 3, 4), _LOOSE),
        Shape.N_2_2_8: ((2, 2, 8), _LOOSE),
        Shape.N_2_10: ((2, 10), _LOOSE),
        Shape.N_2_3_4_4: ((2, 3, 4, 4), _LOOSE),
        Shape.N_2_1_2_4_4: ((2, 1, 2, 4, 4), _LOOSE),
        Shape.N_2_2_6_2: ((2, 2, 6, 2), _TIGHT),
        Shape.N_2_6_2: ((2, 6, 2), _TIGHT),
        Shape.N_3_4_4: ((3, 4, 4), _LOOSE),
        Shape.N_3_3_4: ((3, 3, 4), _LOOSE),
        Shape.N_3_8: ((3, 8), _LOOSE),
        Shape.N_3_7: ((3, 7), _LOOSE),
        Shape.N_3_2_5: ((3, 2, 5), _TIGHT),
        Shape.N_4_4: ((4, 4), _LOOSE),
        Shape.N_4_4_4: ((4, 4, 4), _LOOSE),
        Shape.N_4_3_4: ((4, 3, 4), _LOOSE),
        Shape.N_4_4_4_4: ((4, 4, 4, 4), _TIGHT),
        Shape.N_4_6_5: ((4, 6, 5), _TIGHT),
        Shape.N_6_7: ((6, 7), _TIGHT),
        Shape.N_6_1: ((6, 1), _TIGHT),
        Shape.N_7_4: ((7, 4), _LOOSE),
        Shape.N_8: ((8,), _TIGHT),
        Shape.N_9: ((9,), _TIGHT),
        Shape.N_10: ((10,), _TIGHT),
        Shape.N_11: ((11,), _TIGHT),
        Shape.N_12: ((12,), _TIGHT),
        Shape.N_13: ((13,), _TIGHT),
        Shape.N_15: ((15,), _TIGHT),
        Shape.N_16: ((16,), _TIGHT),
        Shape.N_19: ((19,), _TIGHT),
    }
)

SHAPES = Shapes.of([_GROUPS[shape] for shape in Shape], alone=(Shape.N_4_4,))
"""The groupings as the kernel reads them."""
