"""Passwords: which are strong enough, how they are kept, how one is checked."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from marketplace.accounts.errors import PasswordRefused

SHORTEST = 10
LONGEST = 200
FEWEST_CHARACTERS = 4

_COMMONEST = """
    0123456789 1029384756 11223344556 1212121212 1231231231 123123123123 1234512345 1234567890
    12345678900 12345678910 123456789a 1234qwer!! 1234qwerasdf 147258369a 1q2w3e4r5t 1q2w3e4r5t!
    1q2w3e4r5t6y 1qaz2wsx3edc 9876543210 a123456789 a1234567890 aa12345678 aa123456789 abc1234567
    abcd123456 abcd1234!! abcd12345! abcdefghij administrator asdf123456 asdfasdfasdf asdfghjkl1
    asdfghjkl; changeme123 computer123 dkssudgktpdy football123 gksrnr1234 helloworld iloveyou123
    iloveyou1! letmein123 p@ssw0rd123 passw0rd123 password01 password12 password123 password1!
    password123! password1234 passwordpassword princess123 q1w2e3r4t5 q1w2e3r4t5! qlalfqjsgh
    qwer1234!! qwer12345! qwer123456 qwerasdfzxcv qwerty12345 qwerty123456 qwertyuiop qwertyuiop1
    qwertyuiop[] rkskekfk12 sejong1234 sejongcity superman123 tkfkdgody1 welcome123 welcome123!
    zxcvbnm123 zxcvbnm,./ 비밀번호123456
"""

COMMONEST = frozenset(_COMMONEST.split())
"""The commonest that are long enough, in lower case."""


class PasswordFault(StrEnum):
    """What is wrong with a password someone wants."""

    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    COMMON = "common"
    IS_EMAIL = "is-email"


@dataclass(frozen=True)
class HashCost:
    """What checking one password costs: memory and time for us, and for whoever guesses."""

    memory_kib: int = 19 * 1024
    rounds: int = 2


@dataclass(frozen=True)
class Passwords:
    """Keeps passwords as argon2id hashes of one cost."""

    cost: HashCost = HashCost()

    def hash(self, password: str) -> str:
        """Return what may be stored."""
        return self._hasher.hash(_bytes_of(password))

    def verify(self, stored: str | None, password: str) -> bool:
        """Whether the password is the stored one; as much work when nothing is stored."""
        try:
            self._hasher.verify(stored or self._decoy, _bytes_of(password))
        except VerifyMismatchError:
            return False
        return stored is not None

    def is_outdated(self, stored: str) -> bool:
        """Whether the hash was made at another cost and should be made again."""
        return self._hasher.check_needs_rehash(stored)

    @cached_property
    def _hasher(self) -> PasswordHasher:
        return PasswordHasher(
            time_cost=self.cost.rounds, memory_cost=self.cost.memory_kib, parallelism=1
        )

    @cached_property
    def _decoy(self) -> str:
        return self.hash("nobody's password")


def check_strength(password: str, *, email: str) -> None:
    """Raise `PasswordRefused`, with every fault at once, if the password is too weak."""
    faults = tuple(_faults(password, email))
    if faults:
        raise PasswordRefused(faults)


def _faults(password: str, email: str) -> Iterator[PasswordFault]:
    known = password.strip().lower()
    if len(password) < SHORTEST:
        yield PasswordFault.TOO_SHORT
    if len(password) > LONGEST:
        yield PasswordFault.TOO_LONG
    if known in COMMONEST or len(set(known)) < FEWEST_CHARACTERS:
        yield PasswordFault.COMMON
    if known in {email, email.partition("@")[0]}:
        yield PasswordFault.IS_EMAIL


def _bytes_of(password: str) -> bytes:
    # The same password typed on another system may come decomposed. What is too long to have been
    # accepted is cut, so that nobody makes us normalise megabytes.
    composed = unicodedata.normalize("NFC", password[: LONGEST + 1])
    return composed.encode("utf-8", "surrogatepass")
