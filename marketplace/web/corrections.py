"""Setting right what was published: the owner's page of a version, with a form for each act."""

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as Redirect

from marketplace.http.bodies import BodyFaulty
from marketplace.http.door import actor, now, requires, session
from marketplace.ledger.days import day_of
from marketplace.lineage.acts import Act
from marketplace.permissions.permission import Permission
from marketplace.web.correction_page import correction_shape
from marketplace.web.marking import N_
from marketplace.web.sent import sent, sent_dataset, sent_id, sent_reason
from marketplace.workflow import correcting
from marketplace.workflow.correcting import Corrections
from marketplace.workflow.correction_acts import Wish
from submissions.faults import Fault
from verification.findings import Text
from verification.rights.licences import LICENCES

corrections = Blueprint(
    "web_corrections",
    __name__,
    url_prefix="/datasets/<uuid:dataset_id>/versions/<int(max=2147483647):number>/corrections",
)

DONE: Mapping[Act, str] = {
    Act.WITHDRAW: N_("철회했습니다. 이어 만든 사람과 받아 간 사람에게 알립니다."),
    Act.CORRECT: N_("바로잡았습니다. 이어 만든 사람과 받아 간 사람에게 알립니다."),
    Act.REPLACE: N_("대신하는 데이터를 정했습니다. 이어 만든 사람과 받아 간 사람에게 알립니다."),
    Act.RELICENSE: N_("이용허락을 바꿉니다. 바뀌는 날 이어 만든 사람과 받아 간 사람에게 알립니다."),
    Act.UNDO: N_("취소했습니다. 앞서 알린 사람에게 알립니다."),
}


@corrections.get("")
@requires(Permission.VERSION_CORRECT)
def forms(dataset_id: UUID, number: int) -> str:
    """Show the owner what may be done to a version, and whom it would concern."""
    found = correcting.own_corrections(session(), actor(), dataset_id, number)
    return render_template("datasets/corrections.html", **_context(found))


@corrections.post("")
@requires(Permission.VERSION_CORRECT)
def correct(dataset_id: UUID, number: int) -> Redirect:
    """Do what the owner wants."""
    act = _act()
    wish = _WISHES[act](sent_reason())
    correcting.correct(session(), actor(), dataset_id, number, wish, at=now())
    flash(DONE[act], "good")
    return redirect(url_for("web_datasets.version", dataset_id=dataset_id, number=number), 303)


def _context(found: Corrections) -> dict[str, object]:
    version = found.version
    return {
        "dataset": {"id": version.dataset_id, "title": version.described.title.shown},
        "version": {
            "number": version.number,
            "licence": version.described.licence,
            "is_withdrawn": version.withdrawal is not None,
        },
        "concerns": found.concerns,
        "later": [each for each in found.numbers if each > version.number],
        "licences": [(each.id, Text(each.name_ko, each.name_en)) for each in LICENCES.values()],
        "today": day_of(now()).isoformat(),
        "acts": [
            {
                **correction_shape(each, found.successors.get(each.successor_id or each.id)),
                "may_undo": each.may_be_undone(now()),
            }
            for each in found.acts
        ],
    }


def _act() -> Act:
    try:
        return Act(sent("act"))
    except ValueError:
        raise BodyFaulty(Fault("act", "not-a-choice", N_("무엇을 할지 골라 주세요."))) from None


def _withdraw(reason: str) -> Wish:
    return Wish(act=Act.WITHDRAW, reason=reason)


def _correct(reason: str) -> Wish:
    return Wish(act=Act.CORRECT, reason=reason, number=_number())


def _replace(reason: str) -> Wish:
    return Wish(act=Act.REPLACE, reason=reason, dataset=sent_dataset("dataset"), number=_number())


def _relicense(reason: str) -> Wish:
    return Wish(act=Act.RELICENSE, reason=reason, licence=sent("licence"), from_day=_day())


def _undo(reason: str) -> Wish:
    return Wish(act=Act.UNDO, reason=reason, undoes=sent_id("undoes"))


_WISHES: Mapping[Act, Callable[[str], Wish]] = {
    Act.WITHDRAW: _withdraw,
    Act.CORRECT: _correct,
    Act.REPLACE: _replace,
    Act.RELICENSE: _relicense,
    Act.UNDO: _undo,
}
"""What each form sends."""

_LARGEST = 2_147_483_647


def _number() -> int | None:
    text = sent("successor")
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) < 11 and 1 <= int(text) <= _LARGEST:
        return int(text)
    raise BodyFaulty(Fault("successor", "number-out-of-bounds", N_("판의 번호를 적어 주세요.")))


def _day() -> date | None:
    text = sent("from")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BodyFaulty(
            Fault("from", "not-a-day", N_("날짜를 2026-11-02처럼 적어 주세요."))
        ) from None
