"""Row shingles: cells of a row as one number, whatever the order and names of its columns.

Of each row the cells of the least hashes are taken, so which columns they stand in differs from row
to row: where a column is dropped, most rows keep theirs. Plain values come last: they stand in
every table. Beside these few cells the whole row is a number, and so is what is left of it without
one cell: so a row of plain values is known again where a column was dropped.

The last bit of a number is 1 where it is of what is left, else 0: what is left of one table's row
is the whole row of another.
"""

import numpy as np

from verification.kernels.bytes_of_cells import mixed
from verification.kernels.compiled import compiled, inlined

_PLAIN = np.uint64(1)
_LAST = np.uint64(1) << np.uint64(63)
_ONE = np.uint64(1)
_PAIR = np.uint64(0x8EBC6AF09C88C6E3)
_TRIPLE = np.uint64(0x589965CC75374CC3)
_ANY = np.uint64(0x1D8E4E27C47D124F)
_ROW = np.uint64(0xA24BAED4963EE407)
_NONE = np.uint64(0xFFFFFFFFFFFFFFFF)


@inlined
def _order(code: np.uint64, salt: np.uint64) -> np.uint64:
    """Where a cell stands among those of its row: by lot, the plain ones last."""
    drawn = mixed(code ^ salt) >> _ONE
    return drawn | _LAST if code & _PLAIN else drawn


@compiled
def shingle(cells: np.ndarray, pairs: np.ndarray, triples: np.ndarray) -> None:
    """Fill a number for two cells of each row, and one for three; 0 for a row that has fewer.

    `cells` has a row for each column of the table. Empty cells and what stands twice in a row
    count for nothing.
    """
    columns, rows = cells.shape
    for row in range(rows):
        pairs[row] = _least(cells, row, columns, 2, _PAIR)
        triples[row] = _least(cells, row, columns, 3, _TRIPLE)


@compiled
def _least(cells: np.ndarray, row: int, columns: int, count: int, salt: np.uint64) -> np.uint64:
    code = salt
    after = np.uint64(0)
    for taken in range(count):
        least, found = _NONE, np.uint64(0)
        for column in range(columns):
            cell = cells[column, row]
            if cell == 0:
                continue
            order = _order(cell, salt)
            if order < least and (taken == 0 or order > after):
                least, found = order, cell
        if found == 0:
            return np.uint64(0)
        after = least
        code = mixed(code ^ found)
    return _even(code)


@inlined
def _even(code: np.uint64) -> np.uint64:
    """A number without its last bit, and never 0."""
    code = (code >> _ONE) << _ONE
    return code if code else _ONE + _ONE


@compiled
def whole_rows(cells: np.ndarray, wholes: np.ndarray, left: np.ndarray) -> None:
    """Fill a number for all cells of each row, and those for what is left without one of them.

    `left` has a row for each column, or none where that is not asked. 0 stands for a row that has
    fewer than two cells, and for what is left of one that has fewer than three.
    """
    columns, rows = cells.shape
    for row in range(rows):
        together, filled = _ROW, 0
        for column in range(columns):
            if cells[column, row] != 0:
                together += mixed(cells[column, row] ^ _ROW)
                filled += 1
        wholes[row] = _even(mixed(together)) if filled > 1 else np.uint64(0)
        for column in range(len(left)):
            left[column, row] = np.uint64(0)
            if filled > 2 and cells[column, row] != 0:
                rest = together - mixed(cells[column, row] ^ _ROW)
                left[column, row] = _even(mixed(rest)) | _ONE


@compiled
def tuples(cells: np.ndarray, out: np.ndarray) -> None:
    """Fill a number for all cells of each row, in the order of the columns; 0 for none filled."""
    columns, rows = cells.shape
    for row in range(rows):
        code, filled = _ANY, False
        for column in range(columns):
            cell = cells[column, row]
            filled = filled or cell != 0
            code = mixed(code ^ cell) + np.uint64(column)
        out[row] = code if filled else np.uint64(0)


@compiled
def fill_set(codes: np.ndarray, table: np.ndarray) -> int:
    """Put numbers into an open table of zeros, a power of two long; return how many were new.

    0 is passed over.
    """
    found = 0
    mask = np.uint64(len(table) - 1)
    for place in range(len(codes)):
        code = codes[place]
        if code == 0:
            continue
        slot = np.int64(mixed(code) & mask)
        while table[slot] and table[slot] != code:
            slot = (slot + 1) & (len(table) - 1)
        if table[slot] == 0:
            table[slot] = code
            found += 1
    return found


@compiled
def look_up(codes: np.ndarray, table: np.ndarray, out: np.ndarray) -> int:
    """Fill whether each number is in a table made by `fill_set`; return how many are."""
    found = 0
    mask = np.uint64(len(table) - 1)
    for place in range(len(codes)):
        code = codes[place]
        out[place] = False
        if code == 0:
            continue
        slot = np.int64(mixed(code) & mask)
        while table[slot] and table[slot] != code:
            slot = (slot + 1) & (len(table) - 1)
        out[place] = table[slot] == code
        found += out[place]
    return found
