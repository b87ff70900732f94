"""Check for personal data, and the mask that hides it from everyone who reads a report."""

import re

from verification.subject import Check

_DIGITS = re.compile(r"\d(?:[\s-]?\d){8,}")


def mask(text: str) -> str:
    """The text with every digit of anything that may identify a person replaced by an asterisk."""
    return _DIGITS.sub(lambda found: re.sub(r"\d", "*", found.group()), text)


CHECKS: tuple[Check, ...] = ()
