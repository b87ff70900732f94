"""How far the cells of a sheet's XML reach, and how much text they repeat, before it is unfolded.

The tags of SpreadsheetML that count are `row`, `c` (a cell) and `v` (its value), with a prefix or
without. A cell may say where it stands (`r="B7"`) or follow the one before.
"""

import numpy as np
import numpy.typing as npt

from verification.kernels.compiled import compiled

Text = npt.NDArray[np.uint8]
Counts = npt.NDArray[np.int64]

(
    LAST_ROW,  # the furthest row and column that a cell says it stands in
    LAST_COLUMN,
    CELLS,
    UNPLACED,  # the most cells of one row that do not say where they stand
    ROWS,  # how many rows there are, and the furthest that a row says it is
    NAMED_ROW,
    TEXT_BYTES,  # between tags, and of the shared texts as often as they are shown
    IN_ROW,  # where the look is: unplaced cells so far in this row,
    SHARED,  # and whether the value to come is the number of a shared text
    SLOTS,
) = range(10)
"""What is counted, by its slot."""

_OTHER, _ROW, _CELL, _VALUE = range(4)
_LESS, _GREATER, _SLASH, _COLON, _EQUAL = ord("<"), ord(">"), ord("/"), ord(":"), ord("=")
_QUOTE, _APOSTROPHE, _ZERO, _NINE = ord('"'), ord("'"), ord("0"), ord("9")
_LOWER_C, _LOWER_R, _LOWER_S, _LOWER_T, _LOWER_V = ord("c"), ord("r"), ord("s"), ord("t"), ord("v")
_LOWER_O, _LOWER_W, _UPPER_A, _UPPER_Z = ord("o"), ord("w"), ord("A"), ord("Z")
_SPACE = 32
_FAR = 1 << 40  # no sheet reaches there: longer numbers are not told apart


def no_counts() -> Counts:
    """Counts before anything was looked at."""
    return np.zeros(SLOTS, dtype=np.int64)


@compiled
def measure_cells(text: Text, lengths: Counts, found: Counts) -> None:
    """Look through a piece of a sheet that is cut before a tag, and add to what was found.

    `lengths` says how many bytes each shared text has.
    """
    at = 0
    while at < len(text):
        if text[at] != _LESS:
            found[TEXT_BYTES] += 1
            at += 1
            continue
        start, end = _name(text, at + 1)
        kind = _kind(text, start, end)
        _begin(kind, found)
        at = min(_read_attributes(text, end, kind, found) + 1, len(text))
        if kind == _CELL:
            found[UNPLACED] = max(found[UNPLACED], found[IN_ROW])
        elif kind == _VALUE and found[SHARED]:
            _add_text(_number(text, at, len(text)), lengths, found)


@compiled
def _name(text: Text, at: int) -> tuple[int, int]:
    """From where to where the name of a tag goes, without its prefix."""
    start = at
    while at < len(text) and text[at] > _SPACE and text[at] not in (_GREATER, _SLASH):
        if text[at] == _COLON:
            start = at + 1
        at += 1
    return start, at


@compiled
def _kind(text: Text, start: int, end: int) -> int:
    if end - start == 1:
        if text[start] == _LOWER_C:
            return _CELL
        return _VALUE if text[start] == _LOWER_V else _OTHER
    is_row = (
        end - start == 3
        and text[start] == _LOWER_R
        and text[start + 1] == _LOWER_O
        and text[start + 2] == _LOWER_W
    )
    return _ROW if is_row else _OTHER


@compiled
def _begin(kind: int, found: Counts) -> None:
    if kind == _ROW:
        found[ROWS] += 1
        found[IN_ROW] = 0
    elif kind == _CELL:
        found[CELLS] += 1
        found[IN_ROW] += 1
        found[SHARED] = 0


@compiled
def _read_attributes(text: Text, at: int, kind: int, found: Counts) -> int:
    """Look at the attributes of a tag; gives the place at which it ends."""
    size = len(text)
    while at < size and text[at] != _GREATER:
        if text[at] <= _SPACE or text[at] == _SLASH:
            at += 1
            continue
        start = at
        while at < size and text[at] > _SPACE and text[at] not in (_EQUAL, _GREATER):
            at += 1
        end = at
        at, first, last = _value(text, at)
        if end - start == 1 and last > first:
            _note(text, text[start], first, last, kind, found)
    return at


@compiled
def _value(text: Text, at: int) -> tuple[int, int, int]:
    """The place behind an attribute's value, and from where to where that goes."""
    size = len(text)
    while at < size and (text[at] <= _SPACE or text[at] == _EQUAL):
        at += 1
    if at == size or text[at] not in (_QUOTE, _APOSTROPHE):
        return at, at, at
    mark = text[at]
    first = at + 1
    at = first
    while at < size and text[at] != mark:
        at += 1
    return min(at + 1, size), first, at


@compiled
def _note(text: Text, name: int, first: int, last: int, kind: int, found: Counts) -> None:
    if name == _LOWER_R and kind == _CELL:
        found[IN_ROW] -= 1
        _place(text, first, last, found)
    elif name == _LOWER_R and kind == _ROW:
        found[NAMED_ROW] = max(found[NAMED_ROW], _number(text, first, last))
    elif name == _LOWER_T and kind == _CELL:
        found[SHARED] = 1 if last - first == 1 and text[first] == _LOWER_S else 0


@compiled
def _place(text: Text, first: int, last: int, found: Counts) -> None:
    """Note where a cell stands: letters for its column, digits for its row."""
    column = 0
    while first < last and column < _FAR:
        letter = text[first] & 0xDF  # small letters as capitals
        if not _UPPER_A <= letter <= _UPPER_Z:
            break
        column = column * 26 + letter - _UPPER_A + 1
        first += 1
    found[LAST_COLUMN] = max(found[LAST_COLUMN], column)
    found[LAST_ROW] = max(found[LAST_ROW], _number(text, first, last))


@compiled
def _number(text: Text, at: int, end: int) -> int:
    """The number whose digits begin here, spaces before them left out."""
    while at < end and text[at] <= _SPACE:
        at += 1
    number = 0
    while at < end and _ZERO <= text[at] <= _NINE and number < _FAR:
        number = number * 10 + text[at] - _ZERO
        at += 1
    return number


@compiled
def _add_text(place: int, lengths: Counts, found: Counts) -> None:
    if place < len(lengths):
        found[TEXT_BYTES] += lengths[place]
    found[SHARED] = 0
