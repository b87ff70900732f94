"""What the families of licences ask of those who build on them, as one table.

Which licence belongs to which family, and what may be offered, is in `licences.py`.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Family(StrEnum):
    """Licences of one family ask the same of those who build on them.

    KOGL types 1 and 2 have families of their own: next to share-alike licences they are
    disputed where the Creative Commons licences of the same kind are not. What a contract lets out
    of bought data is for its terms (`verification/terms.py`) and its reviewers, not for this table.
    """

    FREE = "free"
    KOGL_BY = "kogl-by"
    BY = "by"
    BY_SA = "by-sa"
    ODBL = "odbl"
    KOGL_NC = "kogl-nc"
    NC = "nc"
    NC_SA = "nc-sa"
    ND = "nd"
    NC_ND = "nc-nd"
    CONTRACT = "contract"


NON_COMMERCIAL = frozenset({Family.KOGL_NC, Family.NC, Family.NC_SA, Family.NC_ND})
NO_DERIVATIVES = frozenset({Family.ND, Family.NC_ND})
SHARE_ALIKE = frozenset({Family.BY_SA, Family.NC_SA, Family.ODBL})


class Verdict(StrEnum):
    """What a source's licence says to a child's."""

    ALLOWED = "allowed"
    NEEDS_CHECK = "needs-check"
    AGAINST_POLICY = "against-policy"
    FORBIDDEN = "forbidden"

    @property
    def refuses(self) -> bool:
        """Whether the child's licence cannot be offered at all."""
        return self in (Verdict.AGAINST_POLICY, Verdict.FORBIDDEN)


class Reason(StrEnum):
    """Why a licence is not simply allowed."""

    UNKNOWN = "unknown"
    PUBLIC_BODIES_ONLY = "public-bodies-only"
    BUYERS_ONLY = "buyers-only"
    NO_DERIVATIVES = "no-derivatives"
    NON_COMMERCIAL = "non-commercial"
    SHARE_ALIKE = "share-alike"
    ATTRIBUTION = "attribution"
    CLOSES_REUSE = "closes-reuse"
    LEGAL_CHECK = "legal-check"


REASONS: Mapping[Reason, tuple[str, str]] = MappingProxyType(
    {
        Reason.UNKNOWN: (
            "마켓에 등록되지 않은 라이선스라 사람이 확인해야 합니다.",
            "The marketplace does not know this licence; a person has to look at it.",
        ),
        Reason.PUBLIC_BODIES_ONLY: (
            "공공누리는 공공기관만 붙일 수 있습니다.",
            "Only public bodies may put a KOGL mark on their work.",
        ),
        Reason.BUYERS_ONLY: (
            "구매·계약 자료는 그것을 산 공공기관만 냅니다.",
            "What was bought under a contract is offered by the public body that bought it.",
        ),
        Reason.NO_DERIVATIVES: (
            "원천이 변경을 금지하므로 가공한 결과를 낼 수 없습니다.",
            "The source forbids changes, so nothing made from it may be offered.",
        ),
        Reason.NON_COMMERCIAL: (
            "원천이 상업적 이용을 금지하는데 이 라이선스는 허용합니다.",
            "The source forbids commercial use and this licence would allow it.",
        ),
        Reason.SHARE_ALIKE: (
            "원천은 같은 라이선스로만 다시 낼 수 있습니다.",
            "The source may be passed on under its own licence only.",
        ),
        Reason.ATTRIBUTION: (
            "원천이 출처 표시를 요구하는데 이 라이선스는 요구하지 않습니다.",
            "The source asks for attribution and this licence would drop it.",
        ),
        Reason.CLOSES_REUSE: (
            "법으로는 가능하지만 다음 사람이 가공할 수 없게 되어 마켓이 받지 않습니다.",
            "Lawful, but nobody could build on it, so the marketplace does not take it.",
        ),
        Reason.LEGAL_CHECK: (
            "두 라이선스를 함께 쓸 수 있는지 의견이 갈려 확인이 필요합니다.",
            "It is disputed whether these licences go together; a person has to check.",
        ),
    }
)
"""Each reason in Korean and in English."""


_MARKS = {
    "O": Verdict.ALLOWED,
    "?": Verdict.NEEDS_CHECK,
    "~": Verdict.AGAINST_POLICY,
    "X": Verdict.FORBIDDEN,
}

_TABLE = """
           free kogl-by by by-sa odbl kogl-nc nc nc-sa nd nc-nd contract
free        O     O     O    O    O      O    O    O   ~    ~    O
kogl-by     X     O     O    ?    ?      O    O    ?   ~    ~    O
by          X     O     O    O    ?      O    O    O   ~    ~    O
by-sa       X     X     X    O    X      X    X    X   X    X    X
odbl        X     X     X    X    O      X    X    X   X    X    X
kogl-nc     X     X     X    X    X      O    O    ?   X    ~    X
nc          X     X     X    X    X      O    O    O   X    ~    X
nc-sa       X     X     X    X    X      X    X    O   X    X    X
nd          X     X     X    X    X      X    X    X   X    X    X
nc-nd       X     X     X    X    X      X    X    X   X    X    X
contract    X     O     O    O    O      O    O    O   ~    ~    O
"""


def _read(table: str) -> Mapping[tuple[Family, Family], Verdict]:
    header, *rows = (line.split() for line in table.strip().splitlines())
    return MappingProxyType(
        {
            (Family(parent), Family(child)): _MARKS[mark]
            for parent, *marks in rows
            for child, mark in zip(header, marks, strict=True)
        }
    )


COMPATIBILITY: Mapping[tuple[Family, Family], Verdict] = _read(_TABLE)
"""(parent, child) → verdict, for every pair. Written as a table so that it can be read as one."""


def reason(parent: Family, child: Family) -> Reason | None:
    """Return why a parent's family does not simply allow the child's; None where it does."""
    verdict = COMPATIBILITY[parent, child]
    if verdict is Verdict.FORBIDDEN:
        return _why_forbidden(parent, child)
    return _SOFT_REASONS.get(verdict)


_SOFT_REASONS = {
    Verdict.NEEDS_CHECK: Reason.LEGAL_CHECK,
    Verdict.AGAINST_POLICY: Reason.CLOSES_REUSE,
}


def _why_forbidden(parent: Family, child: Family) -> Reason:
    if parent in NO_DERIVATIVES:
        return Reason.NO_DERIVATIVES
    if parent in NON_COMMERCIAL and child not in NON_COMMERCIAL:
        return Reason.NON_COMMERCIAL
    if parent in SHARE_ALIKE:
        return Reason.SHARE_ALIKE
    return Reason.ATTRIBUTION
