"""Numbers as printed tables write them, and the words by which they mark totals."""

import re
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

Floats = np.ndarray[Any, np.dtype[np.float64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]

_TOTALS = frozenset(
    ("합계", "총계", "계", "소계", "총합계", "합", "누계", "전체", "total", "subtotal", "sum")
)
_BESIDE_THE_WORD = re.compile(r"\(.*?\)|\[.*?\]|[\s*※·:.\-_]")
"""What may stand in or around the word: `합 계`, `합계(명)`, `※소계`."""

_LONGEST_LABEL = 40

_NUMBER = r"^-?(?:\d+\.?\d*|\.\d+)$"
_NOTHING = r"^[-–—－]?$"
_SIGNS = r"^[△▲▽−–－]\s*|^-\s+"


def is_label(text: str) -> bool:
    """Whether a cell or a header calls its row or column a total."""
    return len(text) <= _LONGEST_LABEL and _BESIDE_THE_WORD.sub("", text).lower() in _TOTALS


def values_of(column: pa.Array | pa.ChunkedArray) -> tuple[Floats, Mask, int]:
    """Return a column's numbers, which cells hold something else, and how many are filled.

    NaN where there is no number. `△` and `▲` stand before what is below 0 and commas between
    thousands; `-` and nothing are no number, and nothing illegible.
    """
    plain = _plain(column)
    number = pc.match_substring_regex(plain, _NUMBER)
    nothing = pc.match_substring_regex(plain, _NOTHING)
    values = pc.if_else(number, plain, pa.scalar(None, pa.string())).cast(pa.float64())
    floats = np.asarray(values.to_numpy(zero_copy_only=False), dtype=np.float64)
    unknown = ~np.asarray(number) & ~np.asarray(nothing)
    return floats, unknown, len(plain) - int(np.count_nonzero(np.asarray(nothing)))


def decimals_of(column: pa.Array | pa.ChunkedArray) -> int:
    """Return the most digits any number of a column has after its point."""
    plain = _plain(column)
    found = pc.extract_regex(plain, r"^-?\d*\.(?P<places>\d*)$")
    longest = pc.max(pc.utf8_length(pc.struct_field(found, "places"))).as_py()
    return int(longest or 0)


def _plain(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    text = pc.utf8_trim_whitespace(pc.utf8_normalize(whole.cast(pa.string()), "NFKC"))
    signed = pc.replace_substring_regex(text.fill_null(""), _SIGNS, "-")
    return pc.replace_substring_regex(signed, r"(\d),(?:\s?)", r"\1")
