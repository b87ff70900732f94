"""The check for sources that were not declared: published tables that hold what is offered."""

from collections.abc import Iterator

from verification.errors import NotGathered
from verification.findings import Finding, Location, Severity
from verification.overlap.judging import Overlap, Verdict
from verification.rights.families import REASONS, Reason
from verification.rights.licences import compatible
from verification.subject import Check, Scope, Subject

NAME = "undeclared-sources"


def undeclared(subject: Subject) -> Iterator[Finding]:
    """Yield each published table that was not declared, what it is, and what its licence says."""
    if subject.overlaps is None:
        raise NotGathered(NAME)
    for overlap in subject.overlaps:
        if not overlap.explained:
            yield from _undeclared(subject, overlap)


def _undeclared(subject: Subject, overlap: Overlap) -> Iterator[Finding]:
    at = Location(overlap.file, overlap.sheet)
    if overlap.candidate.restricted:
        message = "제한된 데이터와 같은 내용이 들어 있는데 원천으로 적지 않았습니다."
        yield Finding("source-undeclared", Severity.ERROR, message, at)
        return
    yield Finding("source-undeclared", Severity.WARNING, _said(overlap), at)
    if overlap.whole:
        message = f"{_named(overlap)}과 내용이 거의 같습니다. 형식이나 순서, 열 이름만 다릅니다."
        yield Finding("duplicate-of-published", Severity.WARNING, message, at)
    for against in _laundered(subject, overlap):
        message = f"{_named(overlap)}: {against}"
        yield Finding("licence-laundered", Severity.ERROR, message, at)


def _said(overlap: Overlap) -> str:
    found = overlap.compared
    if overlap.verdict is Verdict.SUPERSET or found.share < found.of_published * 0.5:
        return (
            f"{_named(overlap)}의 행 {_percent(found.of_published)}가 여기에 있는데 "
            "원천으로 적지 않았습니다."
        )
    return f"{_percent(found.share)}의 행이 {_named(overlap)}에 있는데 원천으로 적지 않았습니다."


def _laundered(subject: Subject, overlap: Overlap) -> Iterator[str]:
    """Yield why what is offered would not be allowed, were the source declared."""
    declared, candidate = subject.declaration, overlap.candidate
    if candidate.owned:
        return
    offered = declared.licence
    for judgement in compatible([candidate.licence], offered, public_body=declared.public_body):
        # What speaks against the offer's own licence is said where licences are looked at.
        if judgement.parent is not None and judgement.verdict.refuses:
            reason = REASONS[judgement.reason or Reason.UNKNOWN][0]
            yield f"이용허락 {judgement.parent} → {judgement.child}: {reason}"


def _named(overlap: Overlap) -> str:
    return f"'{overlap.candidate.title}' 제{overlap.candidate.version}판"


def _percent(share: float) -> str:
    """Return a share in per cent, never 100 where a row is missing."""
    shown = int(share * 1000) / 10
    return f"{shown:g} %"


CHECKS: tuple[Check, ...] = (Check(NAME, 1, Scope.OFFER, undeclared),)
