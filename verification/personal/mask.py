"""The mask that hides what names a person from everyone who reads a preview, a report or a log."""

import re
from collections.abc import Callable, Iterator

from verification.personal.patterns import (
    CONNECTING_KEY,
    DAY,
    MAC_ADDRESS,
    MASKED_MOBILE,
    MOBILE,
    MONTH,
    PARTIAL,
    fold,
)
from verification.personal.wordings import (
    EMAIL,
    NAMED_PERSON,
    NO_NAMES,
    OWN_PLATE,
    SURNAMES,
    TITLED_PERSON,
    TRADE_PLATE,
    UNIT,
)

HIDDEN = "*"

_ALONE = r"(?<![0-9.])(?<![0-9]-)"
_END = r"(?![0-9])(?!-[0-9])"

# Wider than what a check confirms, for hiding too much costs little here.
_NUMBERS = (
    # Any six and seven digits with a gap, any thirteen in one run, or alone however grouped,
    # twelve that may have lost a zero, and a number as a spreadsheet shows it with an exponent.
    re.compile(r"(?<![0-9])[0-9]{6}[^0-9A-Za-z가-힣,.:;]{1,3}[0-9]{7}(?![0-9])"),
    re.compile(r"(?<![0-9.])[0-9]{13}(?![0-9])"),
    re.compile(r"(?<![0-9])(?:[0-9][ \-]{1,2}){12}[0-9](?![0-9])"),
    re.compile(r"^(?=(?:[^0-9]*[0-9]){13}[^0-9]*$)[ \t']*[0-9][0-9 \-]+[0-9][ \t]*$"),
    re.compile(rf"(?<![0-9.])[0-9]{MONTH}{DAY}[3478][0-9]{{6}}(?![0-9])"),
    re.compile(r"(?<![0-9.])[0-9]\.[0-9]{9,12}[eE]\+?[01]?[0-9](?![0-9])"),
    PARTIAL,
    MOBILE,
    re.compile(MASKED_MOBILE),
    # Landlines, but not those of the city hall.
    re.compile(
        rf"{_ALONE}(?!044[\-. )]{{0,2}}300)\(?0(?:2|[3-6][1-5]|70|50[2-8])[\-. )]{{1,2}}"
        rf"[0-9]{{3,4}}[\-. ][0-9]{{4}}{_END}"
    ),
    # Licences, cards, devices, firms, accounts.
    re.compile(rf"{_ALONE}[0-9]{{2}}[ \-][0-9]{{2}}[ \-][0-9]{{6}}[ \-][0-9]{{2}}{_END}"),
    re.compile(rf"{_ALONE}[0-9]{{2}}[ \-][0-9]{{6}}[ \-][0-9]{{2}}{_END}"),
    re.compile(rf"{_ALONE}[0-9]{{4}}(?:[ \-][0-9]{{4}}){{3}}{_END}"),
    re.compile(rf"{_ALONE}[0-9]{{4}}[ \-][0-9]{{6}}[ \-][0-9]{{5}}{_END}"),
    re.compile(r"(?<![0-9.])(?:[34569][0-9]{15}|[0-9]{15})(?![0-9])"),
    re.compile(rf"{_ALONE}[0-9]{{3,6}}-[0-9]{{2,3}}-[0-9]{{5,8}}(?:-[0-9]{{1,3}})?{_END}"),
    re.compile(
        r"(?:계좌|은행|농협|신협|수협|금고|우체국|뱅크|면허|보험증|건강보험|여권|카드|생년월일|생일)"
        r"[^0-9]{0,12}[0-9][0-9 \-./]{4,20}[0-9]"
    ),
    re.compile(r"(?i)(?<![A-Za-z0-9])[MSRODG](?:[0-9]{8}|[0-9]{3}[A-Z][0-9]{4})(?![A-Za-z0-9])"),
    # Plates, and the flats of addresses.
    re.compile(rf"(?<![0-9])[0-9]{{2,3}}[ ]?[{OWN_PLATE}{TRADE_PLATE}][ ]?[0-9]{{4}}(?![0-9])"),
    re.compile(UNIT),
    re.compile(r"(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![0-9.])"),
)
_NAME_BESIDE = re.compile(rf"[ \-(),/]{{1,3}}(?P<name>[{SURNAMES}][가-힣]{{2}})(?![가-힣])")
_NO_NAME = re.compile(NO_NAMES)
_NAMES = (re.compile(NAMED_PERSON), re.compile(TITLED_PERSON))
_WHOLES = (
    re.compile(rf"(?P<whole>{CONNECTING_KEY})"),
    re.compile(rf"(?P<whole>{MAC_ADDRESS})"),
    re.compile(rf"(?={EMAIL})(?P<whole>[^@]+)@"),
)


def mask(text: str) -> str:
    """Return a text in which every digit of a number that may name a person is an asterisk.

    So are the local parts of e-mail addresses, keys, addresses of devices, and names that stand
    beside a word or a number that tells whose they are. The text keeps its length, so a preview
    keeps its columns. Masking twice changes nothing more.
    """
    masked = _once(text)
    while masked != text:
        text, masked = masked, _once(masked)
    return text


def mask_whole(text: str) -> str:
    """Return a text in which every letter and digit is an asterisk: for columns of names."""
    return "".join(HIDDEN if each.isalnum() else each for each in text)


def _once(text: str) -> str:
    folded, places = fold(text)
    hidden = {
        place if places is None else places[place]
        for start, end, hides in _spans(folded)
        for place in range(start, end)
        if hides(folded[place])
    }
    if not hidden:
        return text
    return "".join(HIDDEN if place in hidden else each for place, each in enumerate(text))


def _spans(text: str) -> Iterator[tuple[int, int, Callable[[str], bool]]]:
    """Yield what is to be hidden: from where to where, and which of its characters."""
    for shape in _NUMBERS:
        for found in shape.finditer(text):
            yield *found.span(), str.isdigit
    for start, end in _names(text):
        yield start, end, str.isalnum
    for shape in _WHOLES:
        for found in shape.finditer(text):
            yield *found.span("whole"), _is_not_hidden


def _names(text: str) -> Iterator[tuple[int, int]]:
    """Yield where names stand that a word or a number beside them tells."""
    for found in MOBILE.finditer(text):
        name = _NAME_BESIDE.match(text, found.end())
        if name:
            yield name.span("name")
    for shape in _NAMES:
        for found in shape.finditer(text):
            if not _NO_NAME.match(found["name"]):
                yield found.span("name")


def _is_not_hidden(character: str) -> bool:
    return character not in f"{HIDDEN}:- \t"
