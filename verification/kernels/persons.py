"""Whether a cell may hold what names a person: the few that do go on to a closer look.

Nothing here may be stricter than what looks closer; all that is passed over must be plainly
harmless: few digits, dates, decimal numbers, digits glued to Latin letters (serial numbers).
"""

from verification.kernels.bytes_of_cells import (
    AT,
    CLASS,
    COLON,
    DIGIT,
    DOT,
    EXPONENT,
    HIGH_BYTE,
    LETTER,
    OTHER,
    QUIET,
    SIGN,
    SLASH,
    SPACE,
)
from verification.kernels.compiled import compiled
from verification.kernels.memory import byte_at

_JOINS = SIGN | DOT | SLASH | SPACE | QUIET
_LATIN = LETTER | EXPONENT
_LONGEST_GAP = 3
_FEWEST_ALONE = 9
_FEWEST_IN_TEXT = 6
_FEWEST_IN_WORDS = 7
_SECRET_WIDTH = 64


@compiled
def may_name(data: int, start: int, end: int, classes: int, digits: int) -> bool:
    """Whether the cell is worth a closer look; `classes` are those of its bytes together."""
    if classes & AT or (end - start >= _SECRET_WIDTH and not classes & SPACE):
        return True
    if classes & HIGH_BYTE:
        return digits + _wide_digits(data, start, end) >= _FEWEST_IN_TEXT
    if classes & (DOT | COLON | SIGN) and _is_address(data, start, end):
        return True
    if digits >= _FEWEST_IN_WORDS and classes & (OTHER | SPACE):
        return True  # partly masked with other signs, or among words
    if digits == _FEWEST_IN_WORDS and _is_cut(end - start, classes):
        return True
    return digits >= _FEWEST_ALONE - 1 and _longest_number(data, start, end) >= _FEWEST_ALONE


@compiled
def _is_cut(width: int, classes: int) -> bool:
    """Whether seven digits may be birthday and mark, the rest masked or cut off; or a passport."""
    if classes & SIGN:
        return width == 8 or classes & LETTER != 0
    return width == 9 and classes & LETTER != 0


@compiled
def _wide_digits(data: int, start: int, end: int) -> int:
    """How many digits there may be besides the ten plain ones: any byte that begins one counts."""
    count = 0
    for at in range(start, end):
        if byte_at(data, at) in (0xEF, 0xE2, 0xF0):
            count += 1
    return count


@compiled
def _is_address(data: int, start: int, end: int) -> bool:
    """Whether there are as many points, colons or dashes as in the address of a machine."""
    points = 0
    colons = 0
    dashes = 0
    for at in range(start, end):
        points += byte_at(data, at) == 46
        colons += byte_at(data, at) == 58
        dashes += byte_at(data, at) == 45
    return points == 3 or colons >= 5 or dashes == 5


@compiled
def _longest_number(data: int, start: int, end: int) -> int:
    """The most digits that a row of them has, however joined.

    A row without a join that touches a Latin letter is a part of a word, unless it is one letter
    and eight digits, as on a passport.
    """
    longest = 0
    at = start
    while at < end:
        if CLASS[byte_at(data, at)] != DIGIT:
            at += 1
            continue
        digits, joins, after = _number_from(data, at, end)
        before_is_letter = at > start and CLASS[byte_at(data, at - 1)] & _LATIN != 0
        after_is_letter = after < end and CLASS[byte_at(data, after)] & _LATIN != 0
        if joins or not (before_is_letter or after_is_letter):
            longest = max(longest, digits)
        elif before_is_letter and digits == 8 and at - start == 1:
            longest = _FEWEST_ALONE
        at = after
    return longest


@compiled
def _number_from(data: int, at: int, end: int) -> tuple[int, int, int]:
    """The digits and the joins of the number that begins here, and where it ends."""
    digits = 0
    joins = 0
    gap = 0
    after = at
    while at < end and gap <= _LONGEST_GAP:
        kind = CLASS[byte_at(data, at)]
        if kind == DIGIT:
            joins += gap > 0
            digits += 1
            gap = 0
            after = at + 1
        elif kind & _JOINS:
            gap += 1
        else:
            break
        at += 1
    return digits, joins, after
