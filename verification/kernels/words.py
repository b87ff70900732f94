"""Reads a cell as a truth value: `true|t|yes|y|1|예|o` and `false|f|no|n|0|아니오|아니요|x`."""

import numpy as np

from verification.kernels.compiled import compiled
from verification.kernels.memory import byte_at
from verification.kernels.traits import FITS_BOOLEAN, LOOKS_BOOLEAN, TRUE

_LONGEST = 9


def _word(text: str) -> tuple[int, int]:
    """The bytes of a word as one number, and how many they are. Nine bytes do not fit in eight."""
    raw = text.encode()
    return int.from_bytes(raw[:8], "big"), len(raw)


_WORDS = {
    **dict.fromkeys(("true",), FITS_BOOLEAN | LOOKS_BOOLEAN | TRUE),
    **dict.fromkeys(("false",), FITS_BOOLEAN | LOOKS_BOOLEAN),
    **dict.fromkeys(("t", "yes", "y", "1", "예", "o"), FITS_BOOLEAN | TRUE),
    **dict.fromkeys(("f", "no", "n", "0", "아니오", "아니요", "x"), FITS_BOOLEAN),
}
_KEYS = np.array([_word(text)[0] for text in _WORDS], dtype=np.uint64).view(np.int64)
_WIDTHS = np.array([_word(text)[1] for text in _WORDS], dtype=np.int64)
_LAST = np.array([text.encode()[-1] for text in _WORDS], dtype=np.int64)
_TRAITS = np.array(list(_WORDS.values()), dtype=np.int64)


@compiled
def read_word(data: int, start: int, end: int) -> int:
    """The traits of a cell as a truth value; 0 if it is none. Large and small letters are one."""
    width = end - start
    if width > _LONGEST:
        return 0
    key = 0
    last = 0
    for at in range(start, end):
        byte = np.int64(byte_at(data, at))
        last = byte + 32 if 65 <= byte <= 90 else byte
        if at - start < 8:
            key = (key << 8) | last
    for place in range(len(_KEYS)):
        if key == _KEYS[place] and width == _WIDTHS[place] and last == _LAST[place]:
            return _TRAITS[place]
    return 0
