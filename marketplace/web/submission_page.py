"""The values of a submission's own page: where it stands, and what can be done about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor
from marketplace.catalogue.queries import find_version
from marketplace.errors import Reason
from marketplace.fixes.queries import fixes_in
from marketplace.lineage.restatements import restatement_of
from marketplace.permissions.asking import ruling_on
from marketplace.permissions.permission import Permission
from marketplace.permissions.ruling import YES, Ruling, no
from marketplace.web.fix_page import draft_card
from marketplace.web.forms import Form
from marketplace.web.marking import N_
from marketplace.web.offer_page import Offer, offer_of, words_of
from marketplace.web.refined_page import refined_page
from marketplace.web.report_page import Counts, Group, counts_of, groups_of
from marketplace.web.restated_card import restated_card
from marketplace.workflow.refining import refinements_of
from marketplace.workflow.subjects import submission_facts
from submissions.models import Submission
from submissions.queries import ahead_of
from submissions.states import EDITABLE, TRANSITIONS, Event, State

MOST_GROUPS = 3

MOVING = frozenset({State.SUBMITTED, State.VERIFYING, State.ACCEPTED})
"""States that go on by themselves."""

PLACE, DESK_PLACE = "progress", "progress-at-desk"
"""Where progress stands: the ids of that part on the submitter's page and at the desk."""

FILES_NEEDED = Reason(
    "files-needed",
    N_("파일을 하나 이상 끝까지 올려야 제출할 수 있습니다."),
    "Upload at least one file to its end before submitting.",
)
NOT_NOW = Reason("not-now", N_("지금은 할 수 없습니다."), "This cannot be done now.")


@dataclass(frozen=True)
class Progress:
    """How far it has come: `rows` of the stage's files, rows, checks or tables; None: not told.

    `of` may be an estimate. `files_done` of `files`; `seconds` since this attempt, or the wait,
    began; `ahead` submissions are verified before it.
    """

    stage: str
    rows: int | None = None
    of: int | None = None
    ahead: int | None = None
    files: int = 0
    files_done: int | None = None
    seconds: int = 0


@dataclass(frozen=True)
class ReportInShort:
    """The gravest of what was found; the rest stands at `address`."""

    counts: Counts
    groups: tuple[Group, ...]
    more: int
    address: str


@dataclass(frozen=True)
class Published:
    """What came of it."""

    title: str
    number: int
    address: str


@dataclass(frozen=True)
class Can:
    """What the actor may do with it now, and why not."""

    edit: Ruling
    submit: Ruling
    cancel: Ruling
    release: Ruling


def submission_values(
    session: Session,
    actor: Actor,
    submission: Submission,
    *,
    at: datetime,
    form: Form | None = None,
) -> dict[str, Any]:
    """Return what `submissions/submission.html` is given."""
    offer = offer_of(session, actor, submission)
    state = offer.seen.state
    return {
        "submission": offer.about(),
        "is_moving": state in MOVING,
        "progress": progress_of(session, submission, at=at) if state in MOVING else None,
        "place": PLACE,
        "files": offer.files,
        "sources": offer.sources,
        "report": _report(offer),
        "refined": refined_page(refinements_of(session, submission)),
        "is_false_hit_possible": _is_false_hit_possible(offer),
        "decisions": [each for each in reversed(offer.decisions) if each.is_current],
        "history": offer.history,
        "published": _published(session, actor, offer),
        "held_reason": _held_reason(offer),
        "fixed": draft_card(fixes_in(session, [submission.id]).get(submission.id)),
        "restated": restated_card(session, actor, restatement_of(session, submission.id)),
        "can": can_do(session, actor, submission),
        "form": form or Form(),
    }


def progress_of(session: Session, submission: Submission, *, at: datetime) -> Progress:
    """Return how far a submission that moves has come, at a moment."""
    seconds = max(0, round((at - submission.updated_at).total_seconds()))
    if submission.state == State.SUBMITTED:
        ahead = ahead_of(session, submission)
        return Progress("waiting", ahead=ahead, seconds=seconds)
    if submission.state == State.ACCEPTED:
        return Progress("publishing", seconds=seconds)
    told: Mapping[str, Any] = submission.progress or {"stage": "fetching", "rows": 0, "of": None}
    return Progress(
        told["stage"],
        told["rows"],
        told["of"],
        files=len(submission.files),
        files_done=told.get("files"),
        seconds=seconds,
    )


def can_do(session: Session, actor: Actor, submission: Submission) -> Can:
    """Return what the actor may do with a submission in the state it is in."""
    facts, state = submission_facts(session, submission), State(submission.state)

    def when(applies: bool, permission: Permission) -> Ruling:
        return ruling_on(actor, permission, facts) if applies else no(NOT_NOW)

    submit = when((state, Event.SUBMIT) in TRANSITIONS, Permission.SUBMISSION_SUBMIT)
    if submit is YES and not _has_its_files(submission):
        submit = no(FILES_NEEDED)
    return Can(
        edit=when(state in EDITABLE, Permission.SUBMISSION_EDIT),
        submit=submit,
        cancel=when((state, Event.CANCEL) in TRANSITIONS, Permission.SUBMISSION_CANCEL),
        release=when((state, Event.RELEASE) in TRANSITIONS, Permission.SUBMISSION_RELEASE),
    )


def may_submit_after_saving(submission: Submission) -> Ruling:
    """Return whether handing in can work from the form, which makes a draft of what was blocked."""
    return YES if _has_its_files(submission) else no(FILES_NEEDED)


def _has_its_files(submission: Submission) -> bool:
    return bool(submission.files) and all(file.completed_at for file in submission.files)


def _report(offer: Offer) -> ReportInShort | None:
    if offer.report is None:
        return None
    groups = groups_of(offer.report)
    address = url_for("web_submissions.report", submission_id=offer.seen.id)
    more = max(0, len(groups) - MOST_GROUPS)
    return ReportInShort(counts_of(offer.report), groups[:MOST_GROUPS], more, address)


def _is_false_hit_possible(offer: Offer) -> bool:
    """Tell whether nothing but personal data blocks it: that alone can be found by mistake."""
    blocking = [group for group in groups_of(offer.report) if group.blocks] if offer.report else []
    return bool(blocking) and all(group.privacy for group in blocking)


def _published(session: Session, actor: Actor, offer: Offer) -> Published | None:
    dataset, number = offer.seen.dataset_id, offer.seen.version_number
    if dataset is None or number is None:
        return None
    found = find_version(session, dataset, number, visibility_of(actor))
    title = found.described.title.shown if found else offer.seen.title
    address = url_for("web_datasets.version", dataset_id=dataset, number=number)
    return Published(title, number, address)


def _held_reason(offer: Offer) -> str:
    is_held = offer.seen.state is State.HELD
    return words_of(offer.history[0].reason) if is_held and offer.history[0].reason else ""
