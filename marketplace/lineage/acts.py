"""What owners do to their versions, what that leaves on others, and what takes it away. Pure."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from verification.rights.licences import LICENCES, compatible


class Act(StrEnum):
    """What an owner does to a published version."""

    WITHDRAW = "withdraw"
    CORRECT = "correct"
    RELICENSE = "relicense"
    REPLACE = "replace"
    UNDO = "undo"


class MarkKind(StrEnum):
    """What an act upstream makes of a version."""

    TAINTED = "tainted"
    STALE = "stale"
    LICENCE_CONFLICT = "licence-conflict"


class ClearedBy(StrEnum):
    """What takes a mark away."""

    UNDONE = "undone"
    NEW_VERSION = "new-version"
    RELICENSED = "relicensed"


MARKS: Mapping[Act, MarkKind] = {
    Act.WITHDRAW: MarkKind.TAINTED,
    Act.CORRECT: MarkKind.STALE,
    Act.REPLACE: MarkKind.STALE,
    Act.RELICENSE: MarkKind.LICENCE_CONFLICT,
}
"""What each act makes of what was built on the version. An undo makes nothing of it."""

CLEARS: Mapping[ClearedBy, frozenset[MarkKind]] = {
    ClearedBy.UNDONE: frozenset({MarkKind.TAINTED, MarkKind.STALE}),
    ClearedBy.NEW_VERSION: frozenset(MarkKind),
    ClearedBy.RELICENSED: frozenset({MarkKind.LICENCE_CONFLICT}),
}
"""Which marks each of them takes away. A licence is not undone: it is changed back."""

UNDOABLE = frozenset({Act.WITHDRAW, Act.CORRECT, Act.REPLACE})
"""What can be undone once it has taken effect."""

WITH_SUCCESSOR = frozenset({Act.CORRECT, Act.REPLACE})
"""The acts that name the version which stands in the place of the one acted on."""


@cache
def conflicting(licence: str) -> frozenset[str]:
    """Return the licences that may not be offered for what is made from something under this one.

    Whether the maker may put a KOGL mark on their work is no matter of the source's licence.
    """
    return frozenset(
        child
        for child in LICENCES
        if any(each.verdict.refuses for each in compatible([licence], child, public_body=True))
    )
