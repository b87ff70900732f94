"""How numbers of persons are written, after folding a cell into plain characters.

Two engines read these: RE2 (in pyarrow) picks the few cells worth a look out of millions, then
Python's `re`, which can look around, says exactly where. RE2 must therefore never be the stricter.
"""

import re
import unicodedata

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Characters nobody sees, which would keep a number from being found."""

_DASH = r"\-‐‒–—―−ㅡ~_/"
_GAP = rf"[ \t{_DASH}]{{1,3}}"
_PHONE_GAP = rf"[ \t.){_DASH}]{{0,2}}"
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

PARTIAL = re.compile(
    rf"{_NOT_AFTER}[0-9]{{2}}{MONTH}{DAY}(?:{_GAP})?[1-8][*xX●○•■#]{{6}}(?![0-9*])"
)
"""A resident number that still shows birthday and sex."""

MOBILE = re.compile(
    rf"(?<![0-9A-Za-z])(?<![0-9][.\-])"
    rf"(?:(?:\+82[ \-.]{{0,2}}|82[ \-.]{{1,2}})(?:\(0\))?0?|\(?0)"
    rf"1(?:0{_PHONE_GAP}[0-9]{{4}}|[16789]{_PHONE_GAP}[0-9]{{3,4}}){_PHONE_GAP}[0-9]{{4}}"
    rf"(?![0-9A-Za-z])(?![.\-][0-9])"
)
"""A mobile number, in the country's form or the international one."""

NAMED = re.compile(r"(?:주민|외국인|거소|생년월일|RRN|resident)[^0-9]{0,12}$", re.IGNORECASE)
"""What stands right before a number that someone calls a resident number."""

WHOLE_RESIDENT = rf"^[ \t']*[0-9]{{6}}[ \t{_DASH}]{{0,3}}[0-9]{{7}}(?:\.0+)?[ \t]*$"
WHOLE_BARE = r"^[ \t']*[0-9]{13}(?:\.0+)?[ \t]*$"
SOME_RESIDENT = rf"[0-9]{{6}}[ \t{_DASH}]{{0,3}}[0-9]{{7}}"
SOME_PARTIAL = rf"[0-9]{{6}}[ \t{_DASH}]{{0,3}}[1-8][*xX●○•■#]{{6}}"
SOME_MOBILE = rf"(?:0|82[ \-.()0]{{0,5}})1[016789]{_PHONE_GAP}[0-9]{{3,4}}{_PHONE_GAP}[0-9]{{4}}"
SHORTENED = r"^[0-9]{10,12}(?:\.0+)?$"
"""A whole number that may have lost leading zeros: those born from 2000 to 2009 start with one."""
TEN_OR_ELEVEN = r"^[0-9]{10,11}$"
WHOLE_PARTIAL = rf"^[0-9]{{2}}{MONTH}{DAY}[{_DASH}][1-8][*xX●○•■#]*$|^[1-8][0-9]{{6}}$"
"""Birthday and mark, or the last seven digits, where a header says what they are cut from."""
SHORTEST = 7
"""No number that is looked for has fewer characters, nor fewer bytes."""
SHORT_MOBILE = r"^1[016789][0-9]{7,8}(?:\.0+)?$"
"""A mobile number that was read as a whole number and lost its zero."""
EXPONENT = r"^[0-9](?:\.[0-9]{1,12})?[eE]\+?(?:0?9|1[0-2])$"
"""A whole number of ten to thirteen digits as a spreadsheet shows it."""

RESIDENT_HEADER = re.compile(
    r"주민(?:등록)?\s*번호|주민등록|외국인\s*등록|거소\s*신고|\brrn\b|jumin|resident[ _]?(?:reg|n)",
    re.IGNORECASE,
)
CORPORATE_HEADER = re.compile(r"법인|corporat|\bcrn\b", re.IGNORECASE)
PHONE_HEADER = re.compile(
    r"휴대|핸드폰|전화|연락처|모바일|mobile|phone|cell|\btel\b|\bhp\b", re.IGNORECASE
)


def fold(text: str) -> tuple[str, list[int] | None]:
    """Return a text in plain characters, and where each of them stood in the original.

    Full-width, circled and other compatibility digits become the ten plain ones, and characters
    nobody sees go. The places are None where nothing was changed.
    """
    if text.isascii():
        return text, None
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if character in INVISIBLE:
            continue
        plain = unicodedata.normalize("NFKC", character)
        folded.append(plain)
        places.extend([place] * len(plain))
    return "".join(folded), places
