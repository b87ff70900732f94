"""How numbers of persons are written, after folding a cell into plain characters.

Two engines read these: RE2 (in pyarrow), which looks at millions of cells and cannot look around,
and Python's `re`, which says exactly where in one text.
"""

import re
import unicodedata

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Characters nobody sees, which would keep a number from being found."""

_DASH = r"\-‐‒–—―−ㅡ~_/"
_GAP = rf"[ \t{_DASH}]{{1,3}}"
_PHONE_GAP = rf"[ \t.){_DASH}]{{0,2}}"
MASKS = "*xX●○•■□#＊◯"
DAY = r"(?:0[1-9]|[12][0-9]|3[01])"
MONTH = r"(?:0[1-9]|1[0-2])"

# Not inside a longer number, nor before or after the point of a decimal one: coordinates have
# six digits, a point, and seven more. A trailing ".0" is how a spreadsheet shows a whole number.
_NOT_AFTER = r"(?<![0-9])(?<![0-9]\.)"
_NOT_BEFORE = r"(?![0-9])(?!\.0*[1-9])"

RESIDENT = re.compile(
    rf"{_NOT_AFTER}(?:(?P<front>[0-9]{{6}}){_GAP}(?P<back>[0-9]{{7}})"
    rf"|(?<![A-Za-z_])(?P<bare>[0-9]{{13}})(?![A-Za-z_])){_NOT_BEFORE}"
)
"""Six digits and seven, with a gap or without. In a longer word it is no number without a gap."""

MOBILE = re.compile(
    rf"(?<![0-9A-Za-z])(?<![0-9][.\-])"
    rf"(?:(?:\+82[ \-.]{{0,2}}|82[ \-.]{{1,2}})(?:\(0\))?0?|\(?0)"
    rf"1(?:0{_PHONE_GAP}[0-9]{{4}}|[16789]{_PHONE_GAP}[0-9]{{3,4}}){_PHONE_GAP}[0-9]{{4}}"
    rf"(?![0-9A-Za-z])(?![.\-][0-9])"
)
"""A mobile number, in the country's form or the international one."""

_HIDDEN = "|".join(f"[0-9]{{{shown}}}[{MASKS}]{{{6 - shown}}}" for shown in range(6))
_BACK = f"[1-8](?:{_HIDDEN})"
PARTIAL = re.compile(rf"{_NOT_AFTER}[0-9]{{2}}{MONTH}{DAY}(?:{_GAP})?{_BACK}(?![0-9*])")
"""A resident number that still shows birthday and sex."""

SOME_PARTIAL = rf"(?:^|[^0-9])[0-9]{{2}}{MONTH}{DAY}[ \t{_DASH}]{{0,3}}{_BACK}(?:[^0-9*]|$)"
MASKED_MOBILE = (
    rf"01[016789][ \t.){_DASH}]{{0,3}}"
    rf"(?:[{MASKS}]{{2,4}}[ \t.){_DASH}]{{0,3}}[0-9]{{4}}"
    rf"|[0-9]{{3,4}}[ \t.){_DASH}]{{0,3}}[{MASKS}]{{4}})"
)
"""A mobile number masked in part."""
EXPONENT = r"^[ \t]*[0-9](?:\.[0-9]{1,12})?[eE]\+?(?:0?9|1[0-2])[ \t]*$"
"""A whole number of ten to thirteen digits as a spreadsheet shows it."""


_KEY = "[A-Za-z0-9+/]"
CONNECTING_KEY = rf"(?<!{_KEY})(?:{_KEY}{{86}}==|{_KEY}{{64}})(?![A-Za-z0-9+/=])"
MAC_ADDRESS = r"(?<![0-9A-Za-z:\-])[0-9A-Fa-f]{2}(?:[:\-][0-9A-Fa-f]{2}){5}(?![0-9A-Za-z:\-])"


def fold(text: str) -> tuple[str, list[int] | None]:
    """Return a text in plain characters, and where each of them stood in the original.

    Full-width, circled and other compatibility digits and those of other scripts become the ten
    plain ones, and characters nobody sees go. The places are None where nothing was changed.
    """
    if text.isascii():
        return text, None
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if character in INVISIBLE:
            continue
        plain = unicodedata.normalize("NFKC", character)
        worth = unicodedata.digit(plain, -1) if len(plain) == 1 else -1
        plain = plain if worth < 0 else str(worth)
        folded.append(plain)
        places.extend([place] * len(plain))
    return "".join(folded), places
