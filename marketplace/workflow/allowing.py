"""What some sources leave to choose from: licences and access classes, and why not the others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from marketplace.accounts.actor import Actor
from marketplace.catalogue.values import VersionFacts
from verification.findings import Text
from verification.rights.access import OFFERED, Access, lets_out, permitted_access, strictest
from verification.rights.clauses import find_clause
from verification.rights.families import REASONS, Reason, Verdict
from verification.rights.licences import (
    LICENCES,
    Judgement,
    Licence,
    compatible,
    find_licence,
    permitted,
)
from verification.sources import ExternalSource
from verification.terms import read_terms


@dataclass(frozen=True)
class NamedSource:
    """A source as far as rights go; `access` is the widest that what is made of it may have."""

    title: str
    licence: str
    access: Access
    version: VersionFacts | None = None
    external: ExternalSource | None = None


@dataclass(frozen=True)
class Why:
    """What speaks against a licence, or asks for a check: which source, which clause of which.

    `source` None: it is the licence's own condition, whatever the sources.
    """

    source: NamedSource | None
    licence: str
    reason: Text
    clause: Text | None = None

    @property
    def text(self) -> Text:
        """The whole of it in a sentence."""
        if self.source is None:
            return self.reason
        ko, en = (f", {self.clause.ko}", f", {self.clause.en}") if self.clause else ("", "")
        named, licence = self.source.title, self.licence
        return Text(
            f"원천 «{named}»({licence}{ko}): {self.reason.ko}",
            f"Source '{named}' ({licence}{en}): {self.reason.en}",
        )


@dataclass(frozen=True)
class LicenceRuling:
    """Whether a licence may be offered; `reasons` also say what a person would have to check."""

    licence: Licence
    verdict: Verdict
    reasons: tuple[Why, ...]

    @property
    def allowed(self) -> bool:
        """Whether it may be chosen."""
        return not self.verdict.refuses


@dataclass(frozen=True)
class AccessRuling:
    """Whether an access class may be offered; `why` None: it may."""

    access: Access
    why: Text | None = None


@dataclass(frozen=True)
class Allowed:
    """What may be chosen. `least` is the widest access class; `closest` the source that says so.

    `closest` is None where all are open to anyone. `conflict` are the sources that together leave
    no licence.
    """

    sources: tuple[NamedSource, ...]
    licences: tuple[LicenceRuling, ...]
    accesses: tuple[AccessRuling, ...]
    least: Access
    closest: NamedSource | None
    conflict: tuple[NamedSource, ...]
    public_body: bool

    @property
    def access_why(self) -> Text | None:
        """Why no wider class than `least` may be chosen; None where anyone may be let in."""
        return None if self.closest is None else _closer(self.closest)


def named_version(version: VersionFacts) -> NamedSource:
    """Return a version held here as a source of rights."""
    said = version.described
    access = lets_out(said.access, read_terms(said.terms))
    return NamedSource(said.title.shown, said.licence, access, version=version)


def named_external(external: ExternalSource) -> NamedSource:
    """Return a source from elsewhere as a source of rights; its bytes are open to anyone."""
    return NamedSource(external.title, external.licence, Access.PUBLIC, external=external)


def allowed_by(actor: Actor, named: Iterable[NamedSource]) -> Allowed:
    """Return what the sources allow whoever asks: only public bodies may use marks of the state."""
    sources = tuple(named)
    by_licence: dict[str, list[NamedSource]] = {}
    for each in sources:
        by_licence.setdefault(_id_of(each.licence), []).append(each)
    public_body = actor.may_offer_originals
    offer = permitted(list(by_licence), public_body=public_body)
    judged = {
        licence: compatible(list(by_licence), licence.id, public_body=public_body)
        for licence in LICENCES.values()
    }
    least = strictest(source.access for source in sources)
    kept_to = permitted_access(source.access for source in sources)
    kept = (each for each in sources if least is not Access.PUBLIC and each.access is least)
    closest = next(kept, None)
    too_wide = None if closest is None else _closer(closest)
    return Allowed(
        sources=sources,
        licences=tuple(
            _ruling(licence, judgements, by_licence) for licence, judgements in judged.items()
        ),
        accesses=tuple(
            AccessRuling(access, _why_not(access, actor) if access in kept_to else too_wide)
            for access in OFFERED
        ),
        least=least,
        closest=closest,
        conflict=tuple(each for licence in offer.conflict for each in by_licence[licence]),
        public_body=public_body,
    )


ByLicence = Mapping[str, Sequence[NamedSource]]
_GRAVITY = tuple(Verdict)


def _ruling(licence: Licence, judgements: Sequence[Judgement], sources: ByLicence) -> LicenceRuling:
    verdicts = [each.verdict for each in judgements]
    worst = max(verdicts, key=_GRAVITY.index, default=Verdict.ALLOWED)
    return LicenceRuling(
        licence, worst, tuple(why for each in judgements for why in _why(each, sources))
    )


def _why(judgement: Judgement, sources: ByLicence) -> Iterator[Why]:
    reason = judgement.reason or Reason.UNKNOWN
    words = Text(*REASONS[reason])
    if judgement.parent is None:
        yield Why(None, judgement.child, words)
        return
    known = find_licence(judgement.parent)
    clause = None if known is None else find_clause(known, reason)
    for source in sources[judgement.parent]:
        yield Why(source, judgement.parent, words, clause)


def _why_not(access: Access, actor: Actor) -> Text | None:
    if access is Access.CONTRACT and not actor.may_offer_originals:
        return Text(*REASONS[Reason.BUYERS_ONLY])
    alone = access in _OF_A_DEPARTMENT and actor.department_id is None
    return _NO_DEPARTMENT if alone else None


def _closer(source: NamedSource) -> Text:
    return Text(
        f"원천 «{source.title}»보다 넓게 열 수 없습니다.",
        f"It may not be open to more people than the source '{source.title}'.",
    )


_OF_A_DEPARTMENT = frozenset({Access.CONTRACT, Access.CLOSED})
_NO_DEPARTMENT = Text(
    "소속 부서가 없어 고를 수 없습니다.", "Only members of a department may choose it."
)


def _id_of(licence: str) -> str:
    known = find_licence(licence)
    return licence if known is None else known.id
