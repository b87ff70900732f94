"""Cross-verifications on the page of a dataset: asked for, answered."""

from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from marketplace.cross_verifications.services import LONGEST_COMMENT, CrossAnswer
from marketplace.http.bodies import BodyFaulty
from marketplace.http.door import actor, now, requires, session
from marketplace.permissions.permission import Permission
from marketplace.web.sent import sent, sent_dataset, sent_kept
from marketplace.workflow import cross_verifying
from marketplace.workflow.cross_verifying import TableAsked
from submissions.faults import Fault

cross_verifications = Blueprint(
    "web_cross_verifications", __name__, url_prefix="/datasets/<uuid:dataset_id>"
)


@cross_verifications.post("/versions/<int(max=2147483647):number>/cross-verifications")
@requires(Permission.CROSS_ASK)
def ask(dataset_id: UUID, number: int) -> Redirect:
    """Ask another department to compare a dataset of theirs with this one."""
    own, other = TableAsked(dataset_id, number), TableAsked(_other())
    cross_verifying.ask(session(), actor(), own, other, at=now())
    flash("상호검증을 요청했습니다. 견준 결과가 나오면 두 부서에 알립니다.", "good")
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
        raise BodyFaulty(Fault("comment", "empty", "의견을 적어 주세요."))
    cross_verifying.answer(session(), actor(), dataset_id, cross_id, (given, comment), at=now())
    flash("답했습니다. 요청한 부서에 알렸습니다.", "good")
    return _back(dataset_id)


def _back(dataset_id: UUID) -> Redirect:
    return redirect(f"{url_for('web_datasets.dataset', dataset_id=dataset_id)}#cross", 303)


def _other() -> UUID:
    named = sent_dataset("with")
    if named is None:
        raise BodyFaulty(Fault("with", "empty", "견줄 데이터의 주소나 식별자를 적어 주세요."))
    return named
