"""Checks of rights: the sources are known and approved, and what they allow is kept."""

from collections.abc import Iterator, Mapping

from verification.findings import Finding, Severity
from verification.rights.access import Access, lets_out
from verification.rights.families import REASONS, Reason
from verification.rights.licences import Judgement, compatible, find_licence, permitted
from verification.sources import SourceDeclaration, SourceFacts
from verification.subject import Check, Scope, Subject
from verification.terms import ROW_LEVEL, Terms

_CODES: Mapping[Reason, tuple[str, Severity]] = {
    Reason.UNKNOWN: ("licence-unknown", Severity.WARNING),
    Reason.PUBLIC_BODIES_ONLY: ("licence-public-bodies-only", Severity.ERROR),
    Reason.BUYERS_ONLY: ("contract-buyers-only", Severity.ERROR),
    Reason.NO_DERIVATIVES: ("licence-forbids", Severity.ERROR),
    Reason.NON_COMMERCIAL: ("licence-forbids", Severity.ERROR),
    Reason.SHARE_ALIKE: ("licence-forbids", Severity.ERROR),
    Reason.ATTRIBUTION: ("licence-forbids", Severity.ERROR),
    Reason.CLOSES_REUSE: ("licence-closes-reuse", Severity.ERROR),
    Reason.LEGAL_CHECK: ("licence-needs-check", Severity.WARNING),
}


def sources(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the sources themselves, each by its place in the manifest."""
    for place, source in enumerate(subject.declaration.sources, start=1):
        if source.external is not None:
            message = f"{place}번째 원천 '{source.external.title}'은(는) 마켓 밖의 자료입니다."
            yield Finding("source-external", Severity.NOTE, message)
            continue
        facts = _facts(subject, source)
        if facts is None:
            message = f"{place}번째 원천을 찾을 수 없습니다."
            yield Finding("source-unknown", Severity.ERROR, message)
        else:
            yield from _standing(place, facts)


def licence(subject: Subject) -> Iterator[Finding]:
    """Yield what the licences of the sources, and the law, say to the licence offered."""
    declared = subject.declaration
    parents = _parents(subject)
    offer = permitted(list(parents), public_body=declared.public_body)
    # A parent that forbids everything is told by its own judgement, and so is one alone.
    if len(offer.conflict) > 1 and _forbids_nothing_alone(offer.conflict):
        named = ", ".join(f"'{parents[each]}' ({each})" for each in offer.conflict)
        message = f"다음 원천들의 이용허락을 함께 지킬 수 있는 라이선스가 없습니다: {named}."
        yield Finding("licences-contradict", Severity.ERROR, message)
    for judgement in compatible(list(parents), declared.licence, public_body=declared.public_body):
        yield _judged(judgement, parents)
    if declared.public_body and not declared.sources:
        yield from _own_data(declared.licence, declared.licence_reason)


def access(subject: Subject) -> Iterator[Finding]:
    """Yield each source that is kept closer than what is offered."""
    offered = Access(subject.declaration.access)
    for source in subject.declaration.sources:
        facts = _facts(subject, source)
        if facts is None:
            continue
        kept = lets_out(facts.access, facts.terms)
        said = f"원천 '{facts.title}'에서 나올 수 있는 공개 범위는 {kept}"
        if offered.is_weaker_than(kept):
            message = f"{said}인데 {offered}(으)로 냅니다."
            yield Finding("access-weaker-than-source", Severity.ERROR, message)
        elif lets_out(offered, subject.declaration.terms).is_weaker_than(kept):
            message = f"{said}인데 계약 조건에는 더 넓게 적혀 있습니다."
            yield Finding("access-weaker-than-source", Severity.ERROR, message)


def contract(subject: Subject) -> Iterator[Finding]:
    """Yield what the contracts of bought sources do not let out, and who may not offer one."""
    declared = subject.declaration
    if declared.access == Access.CONTRACT and not declared.public_body:
        message = f"{Access.CONTRACT}: {REASONS[Reason.BUYERS_ONLY][0]}"
        yield Finding("contract-buyers-only", Severity.ERROR, message)
    for source in declared.sources:
        facts = _facts(subject, source)
        if facts is not None and facts.terms is not None:
            yield from _of_terms(source.how, facts, facts.terms)


def _of_terms(how: str, facts: SourceFacts, terms: Terms) -> Iterator[Finding]:
    named = f"원천 '{facts.title}' (계약 {terms.contract})"
    if not facts.in_term:
        message = f"{named}: 계약 기간은 {terms.begin}부터 {terms.end}까지입니다."
        yield Finding("contract-out-of-term", Severity.ERROR, message)
    if how in ROW_LEVEL and not terms.rows:
        message = f"{named}: 집계만 허용되어 행을 그대로 내는 {how}은(는) 낼 수 없습니다."
        yield Finding("contract-row-level", Severity.ERROR, message)
    if terms.purposes:
        message = f"{named}: 허용된 목적은 {', '.join(terms.purposes)}입니다."
        yield Finding("contract-purposes", Severity.WARNING, message)


def _facts(subject: Subject, source: SourceDeclaration) -> SourceFacts | None:
    if source.dataset is None or source.version is None:
        return None
    return subject.sources.facts(source.dataset, source.version)


def _standing(place: int, facts: SourceFacts) -> Iterator[Finding]:
    named = f"{place}번째 원천 '{facts.title}' 제{facts.version}판"
    if facts.withdrawn:
        yield Finding("source-withdrawn", Severity.ERROR, f"{named}은 회수되었습니다.")
    elif not facts.published:
        yield Finding("source-unapproved", Severity.ERROR, f"{named}은 아직 승인되지 않았습니다.")
    if not (facts.obtained or facts.owned):
        message = f"{named}을 내려받은 기록이 없습니다."
        yield Finding("source-not-obtained", Severity.NOTE, message)


def _parents(subject: Subject) -> dict[str, str]:
    """Return the licences of the known sources, each with the title of the first that has it."""
    parents: dict[str, str] = {}
    for source in subject.declaration.sources:
        found = source.external or _facts(subject, source)
        if found is not None:
            known = find_licence(found.licence)
            parents.setdefault(found.licence if known is None else known.id, found.title)
    return parents


def _forbids_nothing_alone(parents: tuple[str, ...]) -> bool:
    return all(permitted([each], public_body=True).choices for each in parents)


def _judged(judgement: Judgement, parents: Mapping[str, str]) -> Finding:
    reason = judgement.reason or Reason.UNKNOWN
    code, severity = _CODES[reason]
    if judgement.parent is None:
        # The offer's own licence: nothing can be published under one that nobody knows.
        return Finding(code, Severity.ERROR, f"{judgement.child}: {REASONS[reason][0]}")
    title = parents[judgement.parent]
    message = f"원천 '{title}' ({judgement.parent}) → {judgement.child}: {REASONS[reason][0]}"
    return Finding(code, severity, message)


def _own_data(licence_id: str, reason: str | None) -> Iterator[Finding]:
    own = find_licence(licence_id)
    if own is not None and not own.commercial:
        said = (reason or "").strip()
        told = "적힌 사유가 맞는지 확인해 주세요." if said else "막을 사유가 필요합니다."
        message = f"{own.id}: 공공데이터의 상업적 이용을 막습니다. {told}"
        yield Finding("non-commercial-own-data", Severity.WARNING, message)


CHECKS: tuple[Check, ...] = (
    Check("sources", 1, Scope.OFFER, sources),
    Check("licence", 1, Scope.OFFER, licence),
    Check("access", 2, Scope.OFFER, access),
    Check("contract-terms", 1, Scope.OFFER, contract),
)
