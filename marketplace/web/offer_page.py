"""What submitter and reviewer both see of a submission: what is offered, and its way so far."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor
from marketplace.accounts.queries import names_of
from marketplace.catalogue.queries import find_version
from marketplace.web.marking import N_
from marketplace.web.rights_page import uuid_in
from marketplace.web.terms_lines import terms_lines
from submissions.models import Submission
from submissions.queries import (
    HistoryLine,
    SubmissionSeen,
    history_of,
    reviews_of,
    submission_seen,
)
from submissions.states import Event, State
from verification.codes import CODES
from verification.findings import Text
from verification.history import find_report
from verification.rights.licences import find_licence

Body = Mapping[str, Any]

VERIFIED = frozenset({Event.ADMIT, Event.BLOCK, Event.ACCEPT_UNSEEN})
"""What happens when a verification has come to a report."""

_REASONS = {
    "bytes-changed": N_("올린 뒤에 파일이 바뀌었습니다. 다시 올려 주세요."),
    "a check crashed": N_("검사 하나가 끝나지 못했습니다."),
    "the work failed": N_("저장소가 응답하지 않았습니다."),
    "the worker went away": N_("검증하던 프로그램이 멈췄습니다."),
}
"""The platform's own reasons, in words for people."""


@dataclass(frozen=True)
class FileRow:
    """A file of the offer; `rows` None for a document, or before it was read."""

    id: UUID
    name: str
    size: int
    rows: int | None
    is_complete: bool


@dataclass(frozen=True)
class SourceLine:
    """A source as it was named; `number` None for an external one."""

    title: str
    number: int | None
    how: str
    address: str
    note: str


@dataclass(frozen=True)
class Step:
    """One step of the way so far."""

    event: str
    at: datetime
    actor: str
    reason: str
    state: str


@dataclass(frozen=True)
class DecisionLine:
    """One reviewer's decision; `is_current` while it is on the report that stands."""

    role: str
    decision: str
    by: str
    reason: str
    at: datetime
    is_current: bool


@dataclass(frozen=True)
class Offer:
    """A submission, whole, as far as both its pages show it."""

    seen: SubmissionSeen
    files: tuple[FileRow, ...]
    sources: tuple[SourceLine, ...]
    history: tuple[Step, ...]
    decisions: tuple[DecisionLine, ...]
    report: Body | None
    verified_at: datetime | None

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles of the sources here, by the id of their dataset."""
        named = self.seen.manifest["sources"]
        pairs = zip(named, self.sources, strict=True)
        return {each["dataset"]: line.title for each, line in pairs if "dataset" in each}

    def about(self) -> dict[str, Any]:
        """Return what `submissions/_offer.html` and the heads of both pages are told."""
        manifest = self.seen.manifest
        licence = find_licence(manifest["licence"])
        return {
            "id": self.seen.id,
            "title": self.seen.title,
            "state": self.seen.state.value,
            "kind": self.seen.kind,
            "category": manifest["category"],
            "licence": manifest["licence"],
            "licence_name": Text(licence.name_ko, licence.name_en)
            if licence
            else manifest["licence"],
            "licence_reason": manifest.get("licence_reason") or "",
            "access": manifest["access"],
            "terms": terms_lines(manifest.get("terms")),
            "lane": self.seen.lane or "",
            "awaits": self.seen.awaits,
            "submitted_at": self.seen.submitted_at,
            "due_at": self.seen.due_at if self.seen.state is State.IN_REVIEW else None,
            "description": manifest["description"].get("ko") or "",
            "method": manifest["method"] or "",
            "deviations": manifest["deviations"] or "",
            "keywords": manifest["keywords"],
            "update_cycle": manifest["update_cycle"] or "",
            "is_new_version": bool(manifest["dataset"]),
        }


def offer_of(session: Session, actor: Actor, submission: Submission) -> Offer:
    """Return a submission the actor has been let see."""
    session.flush()
    seen = submission_seen(session, submission)
    lines = history_of(session, submission.id)
    reviews = reviews_of(session, submission)
    people = {line.actor_id for line in lines if line.actor_id}
    names = names_of(session, people | {review.reviewer_id for review in reviews})
    body = find_report(session, seen.report_digest) if seen.report_digest else None
    return Offer(
        seen=seen,
        files=_files(seen, body),
        sources=tuple(_source(session, actor, each) for each in seen.manifest["sources"]),
        history=tuple(_step(line, names) for line in reversed(lines)),
        decisions=tuple(
            DecisionLine(
                each.role,
                each.decision,
                names[each.reviewer_id],
                each.reason,
                each.decided_at,
                each.current,
            )
            for each in reviews
        ),
        report=body,
        verified_at=next((line.at for line in reversed(lines) if line.event in VERIFIED), None),
    )


def _files(seen: SubmissionSeen, body: Body | None) -> tuple[FileRow, ...]:
    rows: dict[str, int] = {}
    for file in (body or {"files": ()})["files"]:
        if file["rows"] is not None:
            rows[file["name"]] = rows.get(file["name"], 0) + file["rows"]
    return tuple(FileRow(f.id, f.name, f.size, rows.get(f.name), f.complete) for f in seen.files)


def _source(session: Session, actor: Actor, named: Body) -> SourceLine:
    note = named.get("note") or ""
    if "external" in named:
        outside = named["external"]
        title = f"{outside['title']} ({outside['publisher']}, {outside['licence']})"
        return SourceLine(title, None, named["how"], outside["url"], note)
    dataset, number = uuid_in(named["dataset"]), named["version"]
    found = find_version(session, dataset, number, visibility_of(actor)) if dataset else None
    if found is None:
        return SourceLine("찾을 수 없는 데이터", number, named["how"], "", note)
    address = url_for("web_datasets.version", dataset_id=dataset, number=number)
    return SourceLine(found.described.title.shown, number, named["how"], address, note)


def _step(line: HistoryLine, names: Mapping[UUID, str]) -> Step:
    return Step(
        event=line.event,
        at=line.at,
        actor=names[line.actor_id] if line.actor_id else "",
        reason=_said(line) if line.reason else "",
        state=line.after,
    )


def _said(line: HistoryLine) -> str:
    """Return a reason in words: a person's own, or what the platform's codes mean."""
    reason = line.reason or ""
    return reason if line.actor_id else words_of(reason)


def words_of(reason: str) -> str:
    """Return one of the platform's reasons in words for people."""
    if reason in _REASONS:
        return _REASONS[reason]
    titles: Callable[[str], str] = lambda code: CODES[code].title.ko if code in CODES else code  # noqa: E731
    return ", ".join(titles(code) for code in reason.split(", "))
