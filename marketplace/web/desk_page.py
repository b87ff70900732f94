"""The values of the desk: one submission before a reviewer, with all the evidence there is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from marketplace.accounts.actor import REVIEWER_ROLES, Actor, Role
from marketplace.accounts.queries import department_names_of, names_of
from marketplace.errors import Reason
from marketplace.permissions.asking import ruling_on
from marketplace.permissions.facts import DecisionFacts, SubmissionFacts
from marketplace.permissions.permission import Permission
from marketplace.permissions.ruling import ROLE_NOT_HELD, YES, Ruling, no
from marketplace.web.forms import Form
from marketplace.web.labels import KINDS
from marketplace.web.marking import N_
from marketplace.web.offer_page import Offer, offer_of
from marketplace.web.profile_page import asked_profile
from marketplace.web.queue_page import generation_of, holder_of
from marketplace.web.refined_page import refined_page
from marketplace.web.report_page import ReportPage, report_page
from marketplace.web.submission_page import DESK_PLACE, MOVING, progress_of
from marketplace.web.tables_page import ColumnLine, PreviewTable, column_lines
from marketplace.workflow.refining import refinements_of
from marketplace.workflow.subjects import submission_facts
from submissions.models import Submission
from submissions.queries import previews_of
from submissions.review import DESK_TIME, votes_of
from submissions.states import State
from submissions.tally import Decision
from verification.codes import CODES
from verification.history import ReportSummary

NOT_IN_REVIEW = Reason(
    "not-in-review", N_("심사 중인 제출이 아닙니다."), "This submission is not in review."
)
NOT_BLOCKED = Reason("not-blocked", N_("막힌 제출이 아닙니다."), "Nothing blocks this submission.")
NOT_A_FALSE_HIT = Reason(
    "not-a-false-hit",
    N_("개인정보가 아닌 까닭으로 막혀 있어 풀 수 없습니다."),
    "Something else than personal data blocks it.",
)
_PRIVATE = frozenset(code for code, meaning in CODES.items() if meaning.privacy)
_LANE_WORDS = (
    ("licence-needs-check", N_("이용허락을 함께 쓸 수 있는지 의견이 갈립니다")),
    ("licences-contradict", N_("원천의 이용허락이 서로 어긋납니다")),
)


@dataclass(frozen=True)
class Claim:
    """Who has it on their desk, and since when."""

    by: str
    at: datetime | None
    is_mine: bool


@dataclass(frozen=True)
class Need:
    """A role whose decision is awaited, and who has accepted in it."""

    role: str
    is_done: bool
    by: str


@dataclass(frozen=True)
class RoleRuling:
    """Whether the actor may decide in a role they hold, and why not."""

    role: str
    allowed: bool
    reason: Reason | str


@dataclass(frozen=True)
class Can:
    """What else the actor may do at the desk."""

    claim: Ruling
    release: Ruling


def desk_values(
    session: Session, actor: Actor, submission: Submission, *, form: Form | None, at: datetime
) -> dict[str, Any]:
    """Return what `reviews/desk.html` is given."""
    offer = offer_of(session, actor, submission)
    seen = offer.seen
    rulings = may_decide(session, actor, submission)
    moves = seen.state in MOVING
    return {
        "submission": {**offer.about(), **_about(session, offer, at=at)},
        "is_moving": moves,
        "progress": progress_of(session, submission, at=at) if moves else None,
        "place": DESK_PLACE,
        "files": offer.files,
        "sources": offer.sources,
        "history": offer.history,
        "decisions": [each for each in offer.decisions if each.is_current],
        "report": _report(offer),
        "previews": _previews(session, submission),
        "with_refined": form if form and form.faults else Form({"with_refined": "yes"}),
        "refined": refined_page(refinements_of(session, submission)),
        "columns": _columns(offer),
        "claim": _claim(session, actor, offer, at=at),
        "needs": _needs(session, submission),
        "may_decide": rulings,
        "can": Can(
            claim=YES if any(each.allowed for each in rulings) else _refusal(rulings),
            release=_release(session, actor, submission, offer),
        ),
        "form": form or Form({"kind": seen.kind}),
        "kinds": tuple(KINDS.items()),
    }


def may_decide(session: Session, actor: Actor, submission: Submission) -> tuple[RoleRuling, ...]:
    """Return what the rules say to a decision in each role the actor holds."""
    facts = submission_facts(session, submission)
    held = sorted(actor.roles & REVIEWER_ROLES, key=lambda role: role is not Role.QUALITY)
    return tuple(_in_role(actor, facts, role) for role in held)


def _in_role(actor: Actor, facts: SubmissionFacts, role: Role) -> RoleRuling:
    ruling = ruling_on(actor, Permission.SUBMISSION_DECIDE, DecisionFacts(facts, role))
    if ruling.allowed and facts.state is not State.IN_REVIEW:
        ruling = no(NOT_IN_REVIEW)
    return RoleRuling(role.value, ruling.allowed, ruling.reason or "")


def _refusal(rulings: tuple[RoleRuling, ...]) -> Ruling:
    reasons = (each.reason for each in rulings if isinstance(each.reason, Reason))
    return no(next(reasons, ROLE_NOT_HELD))


def _about(session: Session, offer: Offer, *, at: datetime) -> dict[str, Any]:
    seen, report = offer.seen, offer.report or {"sources": (), "checks": ()}
    department = seen.department_id
    names = department_names_of(session, [department] if department else [])
    codes = {found["code"] for check in report["checks"] for found in check["findings"]}
    return {
        "by": names_of(session, [seen.submitter_id])[seen.submitter_id],
        "department": names.get(department, "") if department else "",
        "generation": generation_of(seen, ReportSummary({}, tuple(report["sources"]))),
        "lane_words": next((words for code, words in _LANE_WORDS if code in codes), ""),
        "is_late": bool(
            seen.state is State.IN_REVIEW and seen.due_at is not None and seen.due_at < at
        ),
    }


def _report(offer: Offer) -> ReportPage | None:
    if offer.report is None:
        return None
    return report_page(
        offer.report,
        verified_at=offer.verified_at,
        titles=offer.titles,
        profile=asked_profile(offer.report),
        address=url_for("api_submissions.report", submission_id=offer.seen.id),
    )


def _previews(session: Session, submission: Submission) -> tuple[PreviewTable, ...]:
    return tuple(
        PreviewTable(each.file, each.sheet, each.columns, each.first_rows, each.rows)
        for each in previews_of(session, submission)
    )


def _columns(offer: Offer) -> tuple[ColumnLine, ...]:
    return column_lines(offer.report, offer.seen.manifest["columns"]) if offer.report else ()


def _claim(session: Session, actor: Actor, offer: Offer, *, at: datetime) -> Claim:
    holder, until = holder_of(offer.seen, at=at), offer.seen.desk_until
    if holder is None or until is None:
        return Claim("", None, is_mine=False)
    by = names_of(session, [holder])[holder]
    return Claim(by, until - DESK_TIME, is_mine=holder == actor.id)


def _needs(session: Session, submission: Submission) -> list[Need]:
    """Return the roles awaited, each with one who accepted in it; a role may stand twice."""
    accepted = [vote for vote in votes_of(session, submission) if vote.decision is Decision.ACCEPT]
    names = names_of(session, {vote.reviewer_id for vote in accepted})
    needs = []
    for role in submission.awaits:
        vote = next((each for each in accepted if each.role == role), None)
        if vote is not None:
            accepted.remove(vote)
        needs.append(Need(role, vote is not None, names[vote.reviewer_id] if vote else ""))
    return needs


def _release(session: Session, actor: Actor, submission: Submission, offer: Offer) -> Ruling:
    if offer.seen.state is not State.BLOCKED or offer.report is None:
        return no(NOT_BLOCKED)
    found = {each["code"] for check in offer.report["checks"] for each in check["findings"]}
    if any(CODES[code].blocks for code in found - _PRIVATE if code in CODES):
        return no(NOT_A_FALSE_HIT)
    facts = submission_facts(session, submission)
    return ruling_on(actor, Permission.SUBMISSION_RELEASE, facts)
