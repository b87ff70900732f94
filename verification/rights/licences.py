"""The licences the marketplace knows, and which of them a derived work may carry.

What the families ask of each other is in `families.py`. Nothing here knows a submission.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from types import MappingProxyType

from verification.rights.families import (
    COMPATIBILITY,
    NO_DERIVATIVES,
    NON_COMMERCIAL,
    SHARE_ALIKE,
    Family,
    Reason,
    Verdict,
    reason,
)


@dataclass(frozen=True)
class Licence:
    """One licence: its id, its names, and the family that says what it asks.

    `url` is '' where its text is nowhere to be read.
    """

    id: str
    family: Family
    name_ko: str
    name_en: str
    url: str
    public_bodies_only: bool = False

    @property
    def attribution(self) -> bool:
        """Whether the source must be named."""
        return self.family is not Family.FREE

    @property
    def commercial(self) -> bool:
        """Whether commercial use is allowed."""
        return self.family not in NON_COMMERCIAL

    @property
    def derivatives(self) -> bool:
        """Whether changed copies may be passed on."""
        return self.family not in NO_DERIVATIVES

    @property
    def share_alike(self) -> bool:
        """Whether changed copies must keep this licence."""
        return self.family in SHARE_ALIKE


CONTRACT = "LicenseRef-contract"
"""The licence of bought data: what its contract says (SPDX's form for what is on no list)."""


def _kogl(number: int, family: Family, ko: str, en: str) -> Licence:
    return Licence(
        f"KOGL-{number}",
        family,
        f"공공누리 제{number}유형 ({ko})",
        f"KOGL type {number} ({en})",
        "https://www.kogl.or.kr/info/license.do",
        public_bodies_only=True,
    )


def _cc(code: str, family: Family, ko: str) -> Licence:
    return Licence(
        f"CC-{code}-4.0",
        family,
        f"크리에이티브 커먼즈 {ko} 4.0",
        f"Creative Commons {code} 4.0",
        f"https://creativecommons.org/licenses/{code.lower()}/4.0/",
    )


def _odc(code: str, family: Family, ko: str, path: str) -> Licence:
    return Licence(
        code,
        family,
        f"오픈 데이터 커먼즈 {ko} 1.0",
        f"Open Data Commons {code.removesuffix('-1.0')} 1.0",
        f"https://opendatacommons.org/licenses/{path}/1-0/",
    )


LICENCES: Mapping[str, Licence] = MappingProxyType(
    {
        licence.id: licence
        for licence in (
            _kogl(0, Family.FREE, "자유이용", "free use"),
            _kogl(1, Family.KOGL_BY, "출처표시", "attribution"),
            _kogl(2, Family.KOGL_NC, "출처표시·상업적 이용금지", "non-commercial"),
            _kogl(3, Family.ND, "출처표시·변경금지", "no derivatives"),
            _kogl(4, Family.NC_ND, "출처표시·상업적 이용금지·변경금지", "neither"),
            Licence(
                "CC0-1.0",
                Family.FREE,
                "크리에이티브 커먼즈 권리 포기 1.0",
                "Creative Commons Zero 1.0",
                "https://creativecommons.org/publicdomain/zero/1.0/",
            ),
            _cc("BY", Family.BY, "저작자표시"),
            _cc("BY-SA", Family.BY_SA, "저작자표시-동일조건변경허락"),
            _cc("BY-NC", Family.NC, "저작자표시-비영리"),
            _cc("BY-NC-SA", Family.NC_SA, "저작자표시-비영리-동일조건변경허락"),
            _cc("BY-ND", Family.ND, "저작자표시-변경금지"),
            _cc("BY-NC-ND", Family.NC_ND, "저작자표시-비영리-변경금지"),
            _odc("PDDL-1.0", Family.FREE, "권리 포기", "pddl"),
            _odc("ODC-By-1.0", Family.BY, "출처표시", "by"),
            _odc("ODbL-1.0", Family.ODBL, "데이터베이스 동일조건", "odbl"),
            Licence(
                "MIT",
                Family.BY,
                "MIT 라이선스",
                "MIT License",
                "https://opensource.org/license/mit",
            ),
            Licence(
                CONTRACT,
                Family.CONTRACT,
                "구매·계약 자료",
                "Bought under a contract",
                "",
                public_bodies_only=True,
            ),
        )
    }
)
"""Every known licence by its id, in the order a form lists them."""

_ALIASES: Mapping[str, str] = MappingProxyType(
    {
        # What the national portal's list says under 이용허락범위.
        "이용허락범위제한없음": "KOGL-0",
        "제한없음": "KOGL-0",
        "저작자표시": "CC-BY-4.0",
        "저작자표시-변경금지": "CC-BY-ND-4.0",
        "저작자표시-비영리": "CC-BY-NC-4.0",
        "저작자표시-비영리-변경금지": "CC-BY-NC-ND-4.0",
        "저작자표시-동일조건변경허락": "CC-BY-SA-4.0",
        "저작자표시-비영리-동일조건변경허락": "CC-BY-NC-SA-4.0",
        "norestriction": "KOGL-0",
        "cc0": "CC0-1.0",
        "ccby": "CC-BY-4.0",
        "ccby4.0": "CC-BY-4.0",
        "cc-by": "CC-BY-4.0",
        "ccby-sa": "CC-BY-SA-4.0",
        "cc-by-sa": "CC-BY-SA-4.0",
        "pddl": "PDDL-1.0",
        "odbl": "ODbL-1.0",
        **{f"공공누리제{n}유형": f"KOGL-{n}" for n in range(5)},
        **{f"공공누리{n}유형": f"KOGL-{n}" for n in range(5)},
        **{f"제{n}유형": f"KOGL-{n}" for n in range(5)},
        **{licence_id.lower(): licence_id for licence_id in LICENCES},
    }
)


def find_licence(text: str) -> Licence | None:
    """Return the licence of an id or of a name in common use; None if nobody knows it."""
    plain = "".join(text.lower().split())
    licence_id = _ALIASES.get(plain) or _ALIASES.get(plain.partition("(")[0])
    return None if licence_id is None else LICENCES[licence_id]


@dataclass(frozen=True)
class Judgement:
    """What one parent says to a child's licence. `parent` None: the child's own condition."""

    parent: str | None
    child: str
    verdict: Verdict
    reason: Reason | None = None


def compatible(parents: Sequence[str], child: str, *, public_body: bool) -> tuple[Judgement, ...]:
    """Return what speaks against a child's licence or asks for a check; empty if nothing does.

    `public_body` says whether whoever offers it may put a KOGL mark on their work. A licence that
    nobody knows is never simply allowed: the child's is refused, a parent's asks for a person.
    """
    known = find_licence(child)
    if known is None:
        return (Judgement(None, child, Verdict.FORBIDDEN, Reason.UNKNOWN),)
    bodies = Reason.BUYERS_ONLY if known.id == CONTRACT else Reason.PUBLIC_BODIES_ONLY
    own = (
        (Judgement(None, known.id, Verdict.FORBIDDEN, bodies),)
        if known.public_bodies_only and not public_body
        else ()
    )
    judged = (_judge(parent, known) for parent in dict.fromkeys(parents))
    return own + tuple(each for each in judged if each.verdict is not Verdict.ALLOWED)


def _judge(parent: str, child: Licence) -> Judgement:
    known = find_licence(parent)
    if known is None:
        return Judgement(parent, child.id, Verdict.NEEDS_CHECK, Reason.UNKNOWN)
    return Judgement(
        known.id,
        child.id,
        COMPATIBILITY[known.family, child.family],
        reason(known.family, child.family),
    )


@dataclass(frozen=True)
class Choice:
    """A licence that may be offered, and what a person would still have to check about it."""

    licence: Licence
    checks: tuple[Judgement, ...] = ()


@dataclass(frozen=True)
class Offer:
    """Which licences may be offered for a work made from some parents, and why others may not.

    `conflict` names the parents that together leave nothing; it is empty if a choice is left.
    """

    choices: tuple[Choice, ...]
    refused: tuple[Judgement, ...]
    conflict: tuple[str, ...]


def permitted(parents: Sequence[str], *, public_body: bool) -> Offer:
    """Return the licences that all the parents permit, in the order of the catalogue."""
    judged = {
        licence: compatible(parents, licence.id, public_body=public_body)
        for licence in LICENCES.values()
    }
    refused = {
        licence: tuple(each for each in judgements if each.verdict.refuses)
        for licence, judgements in judged.items()
    }
    choices = tuple(
        Choice(licence, judgements)
        for licence, judgements in judged.items()
        if not refused[licence]
    )
    return Offer(
        choices=choices,
        refused=tuple(each for reasons in refused.values() for each in reasons),
        conflict=() if choices else _conflict(parents, public_body=public_body),
    )


def _conflict(parents: Sequence[str], *, public_body: bool) -> tuple[str, ...]:
    """Name the parents to blame for an empty choice: those that forbid all, else who contradict.

    Looking at pairs is enough: what a family permits either holds itself alone or is nested in
    what the others permit, so three parents never contradict where no two of them do.
    """
    left = {
        parent: {
            licence_id
            for licence_id in LICENCES
            if not any(
                each.verdict.refuses
                for each in compatible([parent], licence_id, public_body=public_body)
            )
        }
        for parent in parents
    }
    alone = tuple(parent for parent, choices in left.items() if not choices)
    pairs = (pair for pair in combinations(left, 2) if left[pair[0]].isdisjoint(left[pair[1]]))
    return alone or tuple(dict.fromkeys(chain.from_iterable(pairs)))
