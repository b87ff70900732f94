"""Cross-verifications on the page of a dataset: asked for, answered."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from marketplace.cross_verifications.services import LONGEST_COMMENT, CrossAnswer
from marketplace.http.bodies import BodyFaulty
from marketplace.http.door import actor, now, requires, session
from marketplace.permissions.asking import require
from marketplace.permissions.permission import Permission
from marketplace.web.cross_page import asking_context, cross_facts, found_others, table_asked
from marketplace.web.marking import N_
from marketplace.web.sent import sent, sent_dataset, sent_kept
from marketplace.workflow import browsing, cross_verifying
from submissions.faults import Fault, composed

cross_verifications = Blueprint(
    "web_cross_verifications", __name__, url_prefix="/datasets/<uuid:dataset_id>"
)

LEAST_SOUGHT, LONGEST_WORDS = 2, 200
"""How many characters are sought: fewer find too much, more are a mistake."""


@cross_verifications.get("/versions/<int(max=2147483647):number>/cross-verifications")
@requires(Permission.CROSS_ASK)
def asking(dataset_id: UUID, number: int) -> str:
    """Show with which dataset, and which of its tables, a version may be compared."""
    own = browsing.version(session(), actor(), dataset_id, number)
    require(actor(), Permission.CROSS_ASK, cross_facts(own, None))
    words = str(composed(request.args.get("q", ""))).strip()[:LONGEST_WORDS]
    chosen = _id(request.args.get("with", ""))
    other = None if chosen is None else browsing.version(session(), actor(), chosen, None)
    return render_template(
        "datasets/cross.html",
        **asking_context(actor(), own, other),
        query=words,
        found=found_others(session(), actor(), own, words) if len(words) >= LEAST_SOUGHT else None,
    )


@cross_verifications.post("/versions/<int(max=2147483647):number>/cross-verifications")
@requires(Permission.CROSS_ASK)
def ask(dataset_id: UUID, number: int) -> Redirect:
    """Ask another department to compare a dataset of theirs with this one."""
    own = browsing.version(session(), actor(), dataset_id, number)
    other = browsing.version(session(), actor(), _other(), _number())
    mine = table_asked(own, sent("table"), "table")
    theirs = table_asked(other, sent("with_table"), "with_table")
    cross_verifying.ask(session(), actor(), mine, theirs, at=now())
    flash(N_("상호검증을 요청했습니다. 견준 결과가 나오면 두 부서에 알립니다."), "good")
    return _back(dataset_id)


@cross_verifications.post("/cross-verifications/<uuid:cross_id>/answer")
@requires(Permission.CROSS_ANSWER)
def answer(dataset_id: UUID, cross_id: UUID) -> Redirect:
    """Confirm what was found, or comment on it."""
    comment = sent_kept("comment")
    if len(comment) > LONGEST_COMMENT:
        raise BodyFaulty(Fault("comment", "too-long", f"{LONGEST_COMMENT}자까지 쓸 수 있습니다."))
    given = CrossAnswer.CONFIRMED if sent("answer") == "confirmed" else CrossAnswer.COMMENTED
    if given is CrossAnswer.COMMENTED and not comment:
        raise BodyFaulty(Fault("comment", "empty", N_("의견을 적어 주세요.")))
    cross_verifying.answer(session(), actor(), dataset_id, cross_id, (given, comment), at=now())
    flash(N_("답했습니다. 요청한 부서에 알렸습니다."), "good")
    return _back(dataset_id)


def _back(dataset_id: UUID) -> Redirect:
    return redirect(f"{url_for('web_datasets.dataset', dataset_id=dataset_id)}#cross", 303)


def _number() -> int | None:
    text = sent("with_version")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _other() -> UUID:
    named = sent_dataset("with")
    if named is None:
        raise BodyFaulty(Fault("with", "empty", N_("견줄 데이터의 주소나 식별자를 적어 주세요.")))
    return named
