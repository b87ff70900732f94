"""Which cells a rule takes exception to. Each different value is looked at once."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from verification.areas.lists import is_listed
from verification.batches import ScannedColumn, Truths
from verification.kernels.check_digits import business
from verification.kernels.traits import BLANK, FILLED, FITS_INTEGER, FITS_NUMBER
from verification.marks import MARKS

Indexes = npt.NDArray[np.int64]

PROVINCES = "11|26|27|28|29|30|31|36|41|42|43|44|45|46|47|48|50|51|52"
"""The first two digits of administrative codes; 42 and 45 until 강원 and 전북 changed theirs."""
_PHONE = (
    r"^(\+82[-. ]?\(?0?\d{1,2}|\(?0\d{1,3})\)?[-. )]{0,2}\d{3,4}[-. ]?\d{4}([~,/ ].{0,60})?$"
    r"|^1[3-9]\d{2}[-. ]?\d{4}([~,/ ].{0,60})?$|^\(?0\d{1,2}\)?[-. ]?1\d{2,3}$|^1\d{2,3}$"
)
_MARKS = pa.array(sorted(MARKS), pa.string())
_FEW = 16
_MASKED = r"[*xX●○]{2}"


@dataclass(frozen=True)
class Unlike:
    """Which filled cells are not of a form; those that are masked or say there is none are."""

    pattern: str

    def __call__(self, column: ScannedColumn) -> Truths:
        def unlike(texts: pa.StringArray, _: Indexes) -> Truths:
            known = _matching(texts, self.pattern) | _matching(texts, _MASKED)
            return np.asarray(~known)

        return by_value(column, unlike)


@dataclass(frozen=True)
class Outside:
    """Which numbers are not between two, both allowed; `whole`: nor those with a fraction."""

    least: float = -np.inf
    most: float = np.inf
    whole: bool = False

    def __call__(self, column: ScannedColumn) -> Truths:
        inside = (column.doubles >= self.least) & (column.doubles <= self.most)
        if self.whole:
            inside &= column.has(FITS_INTEGER) | (np.floor(column.doubles) == column.doubles)
        return column.has(FITS_NUMBER) & ~inside


@dataclass(frozen=True)
class NoneOf:
    """Which filled cells are none of some words, in whatever letters."""

    words: frozenset[str]

    def __call__(self, column: ScannedColumn) -> Truths:
        words = pa.array(sorted(self.words), pa.string())

        def strange(texts: pa.StringArray, _: Indexes) -> Truths:
            return np.asarray(~_flags(pc.is_in(pc.utf8_lower(texts), words)))

        return by_value(column, strange)


def bad_business_numbers(column: ScannedColumn) -> Truths:
    """The cells that are no ten digits, or ten whose check digit is wrong."""
    return by_value(column, _bad_business)


def _bad_business(texts: pa.StringArray, _: Indexes) -> Truths:
    digits = pc.replace_substring_regex(texts, r"[- ]", "")
    ten = _matching(digits, r"^\d{10}$")
    bad = ~ten & ~_matching(texts, _MASKED)
    numbers = digits.filter(pa.array(ten)).cast(pa.uint64()).to_numpy(zero_copy_only=False)
    bad[np.flatnonzero(ten)] = ~business(numbers)
    return np.asarray(bad)


bad_phones = Unlike(_PHONE)
bad_postcodes = Unlike(r"^\d{5}$")
_AREA_CODE = rf"^({PROVINCES})\d{{8}}$"
bad_area_codes = Unlike(_AREA_CODE)


def unlisted_areas(column: ScannedColumn) -> Truths:
    """The codes of areas that are of the right form and that no list knows."""

    def unlisted(texts: pa.StringArray, _: Indexes) -> Truths:
        pairs = zip(_matching(texts, _AREA_CODE), texts.to_pylist(), strict=True)
        return np.array([formed and not is_listed(text) for formed, text in pairs], dtype=np.bool_)

    return by_value(column, unlisted)


def by_value(column: ScannedColumn, strange: Callable[[pa.StringArray, Indexes], Truths]) -> Truths:
    """The cells whose value is strange. Marks of a missing value never are."""
    values = column.values
    texts = pc.utf8_trim_whitespace(column.text.take(pa.array(values.firsts)))
    marks = pc.is_in(pc.utf8_lower(texts), _MARKS)
    found = strange(texts, values.firsts) & ~_flags(marks)
    if not found.any():
        return np.zeros(len(column.text), dtype=bool)
    return _having(column, values.hashes[found]) & column.has(FILLED) & ~column.has(BLANK)


def _having(column: ScannedColumn, hashes: npt.NDArray[np.uint64]) -> Truths:
    """The cells of some values. Of few, one by one: sorting all cells would take longer."""
    if len(hashes) > _FEW:
        return np.isin(column.hashes, hashes)
    truths: Truths = column.hashes == hashes[0]
    for each in hashes[1:]:
        truths |= column.hashes == each
    return truths


def _matching(texts: pa.StringArray, pattern: str) -> Truths:
    return _flags(pc.match_substring_regex(texts, pattern))


def _flags(truths: pa.BooleanArray) -> Truths:
    return np.asarray(truths.to_numpy(zero_copy_only=False), dtype=bool)
