"""Short texts from outside, brought into the one form they are kept and compared in."""

import re
import unicodedata

from marketplace.accounts.errors import EmailRefused, TextRefused

EMAIL_LENGTH = 254
NAME_LENGTH = 100
CODE_LENGTH = 40

_UNKEPT = frozenset({"Cc", "Cs", "Zl", "Zp"})
# No deliverability rule: nothing is sent there, and cities use addresses such as name@city.local.
_EMAIL = re.compile(r"[^\s@\"<>(),;:\\\[\]]{1,64}@(?:[\w](?:[\w-]{0,61}[\w])?\.)*[\w](?:[\w-]*\w)?")


def normal_email(text: str) -> str:
    """Return the address as it is stored, so that case never makes two of one.

    Raises `EmailRefused`.
    """
    email = unicodedata.normalize("NFC", text.strip()).lower()
    if len(email) > EMAIL_LENGTH or not _EMAIL.fullmatch(email) or not _is_plain(email):
        raise EmailRefused
    return email


def short_text(text: str, field: str, *, longest: int = NAME_LENGTH) -> str:
    """Return a one-line text, composed and trimmed; raise `TextRefused` naming the field."""
    kept = unicodedata.normalize("NFC", text).strip()
    if not kept:
        raise TextRefused(field, "empty")
    if len(kept) > longest:
        raise TextRefused(field, "too-long")
    if not _is_plain(kept):
        raise TextRefused(field, "control-character")
    return kept


def search_text(text: str) -> str:
    """Return what someone searches for without the characters no stored text can hold."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if _is_plain(c)).strip()


def _is_plain(text: str) -> bool:
    return all(unicodedata.category(character) not in _UNKEPT for character in text)
