"""Departments and their headcounts: one by one, or many by CSV."""

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for

from marketplace.accounts.actor import DepartmentKind
from marketplace.accounts.errors import AccountsError, HeadcountRefused
from marketplace.accounts.headcounts import HeadcountFault, LineFault
from marketplace.http.bodies import BodyFaulty
from marketplace.http.door import actor, now, requires, session
from marketplace.permissions.permission import Permission
from marketplace.web.account_faults import faults_of
from marketplace.web.admin import Answer, admin
from marketplace.web.forms import Form
from marketplace.web.labels import DEPARTMENT_KINDS
from marketplace.web.marking import N_
from marketplace.web.sent import sent, sent_kept
from marketplace.workflow import administering
from submissions.faults import Fault

_LINES = {
    HeadcountFault.COLUMN_MISSING: "열이 없습니다",
    HeadcountFault.NOT_CSV: "CSV로 읽을 수 없습니다",
    HeadcountFault.CODE_REFUSED: "코드가 비었거나 너무 깁니다",
    HeadcountFault.CODE_REPEATED: "앞에 나온 코드입니다",
    HeadcountFault.NOT_A_HEADCOUNT: "정원이 수가 아닙니다",
    HeadcountFault.DEPARTMENT_UNKNOWN: "없는 코드이고 이름도 없습니다",
    HeadcountFault.NAME_REFUSED: "이름을 쓸 수 없습니다",
    HeadcountFault.KIND_UNKNOWN: "알 수 없는 종류입니다",
}
_ENCODINGS = ("utf-8-sig", "cp949")


@admin.route("/departments", methods=["GET", "POST"])
@requires(Permission.DEPARTMENT_ADMINISTER)
def departments() -> Answer:
    """List departments; add one."""
    if request.method == "GET":
        return _page(Form())
    given = {name: sent_kept(name) for name in ("code", "name", "kind", "headcount")}
    try:
        administering.add_department(
            session(),
            actor(),
            code=given["code"],
            name=given["name"],
            kind=_kind(given["kind"]),
            headcount=_headcount(given["headcount"]) if given["headcount"] else None,
            at=now(),
        )
    except AccountsError as fault:
        session().rollback()
        return _page(Form(given, faults_of(fault))), 422
    return _done("부서를 더했습니다.")


@admin.post("/departments/<uuid:department_id>/headcount")
@requires(Permission.DEPARTMENT_ADMINISTER)
def headcount(department_id: UUID) -> Answer:
    """Set a department's headcount."""
    try:
        people = _headcount(sent("headcount"))
        administering.set_headcount(session(), actor(), department_id, people, at=now())
    except HeadcountRefused as fault:
        return _page(Form(faults=faults_of(fault))), 422
    return _done("정원을 저장했습니다.")


@admin.post("/departments/csv")
@requires(Permission.DEPARTMENT_ADMINISTER)
def headcounts() -> Answer:
    """Set many headcounts from CSV: all of it, or, with a fault in it, nothing."""
    load = administering.load_departments(session(), actor(), _csv(), at=now())
    if load.faults:
        return _page(Form(), refused=load.faults), 422
    return _done(
        f"{load.created}곳을 더하고 {load.changed}곳을 고쳤습니다. 그대로인 곳 {load.unchanged}곳."
    )


def _csv() -> str:
    file = request.files.get("csv")
    content = file.read() if file is not None else b""
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BodyFaulty(Fault("csv", "not-text", N_("UTF-8이나 CP949로 저장한 CSV를 올려 주세요.")))


def _kind(text: str) -> DepartmentKind:
    try:
        return DepartmentKind(text)
    except ValueError:
        raise BodyFaulty(Fault("kind", "not-a-kind", N_("종류를 목록에서 골라 주세요."))) from None


def _headcount(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise HeadcountRefused(-1)
    return int(text)


def _done(words: str) -> Answer:
    flash(words, "good")
    return redirect(url_for("web_admin.departments"), 303)


def _page(form: Form, *, refused: Sequence[LineFault] = ()) -> str:
    seen = administering.departments(session(), actor())
    rows = [
        {
            "id": row.id,
            "code": row.code,
            "name": row.name,
            "kind": row.kind.value,
            "headcount": "" if row.headcount is None else row.headcount,
            "people": seen.people.get(row.id, 0),
        }
        for row in seen.rows
    ]
    return render_template(
        "admin/departments.html",
        departments=rows,
        kinds=list(DEPARTMENT_KINDS.items()),
        form=form,
        refused=[{"row": each.line, "reason": _LINES[each.fault]} for each in refused],
    )
