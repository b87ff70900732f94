"""Adoptions on the page of a dataset: by a department, with its mark and its policy cases."""

from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from marketplace.adoptions.values import Criterion, PolicyCase
from marketplace.catalogue.cycles import REPETITIONS
from marketplace.http.bodies import BodyFaulty
from marketplace.http.door import actor, now, requires, session
from marketplace.permissions.permission import Permission
from marketplace.web.marking import N_
from marketplace.web.sent import sent, sent_reason
from marketplace.workflow import adopting
from submissions.faults import Fault

adoptions = Blueprint("web_adoptions", __name__, url_prefix="/datasets/<uuid:dataset_id>/adoption")

_LONGEST_TITLE = 200


@adoptions.post("")
@requires(Permission.ADOPTION_ADOPT)
def adopt(dataset_id: UUID) -> Redirect:
    """Adopt a dataset for one's department."""
    cycle = sent("update_cycle")
    if cycle not in REPETITIONS:
        raise BodyFaulty(Fault("update_cycle", "not-a-choice", N_("갱신 주기를 골라 주세요.")))
    adopting.adopt(session(), actor(), dataset_id, update_cycle=cycle, at=now())
    return _back(dataset_id, N_("채택했습니다. 만든 사람에게 알렸습니다."))


@adoptions.post("/undo")
@requires(Permission.ADOPTION_KEEP)
def undo(dataset_id: UUID) -> Redirect:
    """Take an adoption back."""
    adopting.undo_adoption(session(), actor(), dataset_id, reason=sent_reason(), at=now())
    return _back(dataset_id, N_("채택을 취소했습니다. 기록은 남습니다."))


@adoptions.post("/curation")
@requires(Permission.ADOPTION_CURATE)
def curate(dataset_id: UUID) -> Redirect:
    """Give the city's mark: each criterion ticked, with a note."""
    missing = [each for each in Criterion if sent(f"{each.value}-found") != "yes"]
    if missing:
        fault = Fault(
            f"{missing[0].value}-found", "empty", N_("모든 기준을 확인해야 선정할 수 있습니다.")
        )
        raise BodyFaulty(fault)
    notes = {each: sent_reason(f"{each.value}-note") for each in Criterion}
    adopting.curate(session(), actor(), dataset_id, notes, at=now())
    return _back(dataset_id, N_("‘세종 공유데이터’로 선정했습니다."))


@adoptions.post("/curation/undo")
@requires(Permission.ADOPTION_CURATE)
def undo_curation(dataset_id: UUID) -> Redirect:
    """Take the city's mark away."""
    adopting.undo_curation(session(), actor(), dataset_id, reason=sent_reason(), at=now())
    return _back(dataset_id, N_("선정을 취소했습니다. 기록은 남습니다."))


@adoptions.post("/cases")
@requires(Permission.ADOPTION_KEEP)
def add_case(dataset_id: UUID) -> Redirect:
    """Say what the dataset did for a policy."""
    title = sent_reason("title")
    if len(title) > _LONGEST_TITLE:
        raise BodyFaulty(Fault("title", "too-long", f"{_LONGEST_TITLE}자까지 쓸 수 있습니다."))
    told = (sent_reason(name) for name in ("effect", "importance", "novelty", "use"))
    adopting.add_case(session(), actor(), dataset_id, PolicyCase(title, *told), at=now())
    return _back(dataset_id, N_("정책 반영 사례를 올렸습니다."))


@adoptions.post("/cases/<uuid:case_id>/undo")
@requires(Permission.ADOPTION_KEEP)
def undo_case(dataset_id: UUID, case_id: UUID) -> Redirect:
    """Take a policy case back."""
    adopting.undo_case(session(), actor(), dataset_id, case_id, reason=sent_reason(), at=now())
    return _back(dataset_id, N_("사례를 취소했습니다. 기록은 남습니다."))


def _back(dataset_id: UUID, words: str) -> Redirect:
    flash(words, "good")
    return redirect(f"{url_for('web_datasets.dataset', dataset_id=dataset_id)}#adoption", 303)
