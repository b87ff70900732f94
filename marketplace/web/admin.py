"""Administration of accounts, and of what verification could not finish."""

from uuid import UUID

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from marketplace.accounts.actor import Role
from marketplace.accounts.errors import AccountsError
from marketplace.accounts.queries import AccountRow, EntryRow
from marketplace.http.addresses import outside
from marketplace.http.bodies import BodyFaulty, query_text
from marketplace.http.door import actor, now, requires, session
from marketplace.http.paging import asked_page
from marketplace.permissions.permission import Permission
from marketplace.web.account_faults import faults_of
from marketplace.web.forms import Form
from marketplace.web.labels import ACCOUNT_EVENTS, ROLES
from marketplace.web.marking import N_
from marketplace.web.paging import pager
from marketplace.web.report_labels import STAGES
from marketplace.web.sent import sent, sent_id, sent_kept
from marketplace.workflow import administering, reviewing
from marketplace.workflow.administering import AccountSeen, Placing
from submissions.faults import Fault

admin = Blueprint("web_admin", __name__, url_prefix="/admin")

Answer = str | Response | tuple[str, int]
_RETRIED = "관리자가 다시 검증하게 했습니다."


@admin.get("/accounts")
@requires(Permission.ACCOUNT_ADMINISTER)
def accounts() -> Answer:
    """List accounts."""
    page, query, role = asked_page(), query_text("q"), query_text("role")
    found = administering.accounts(
        session(),
        actor(),
        search=query,
        role=_role(role) if role else None,
        page=page.number,
        per_page=page.size,
    )
    return render_template(
        "admin/accounts.html",
        query={"q": query, "role": role},
        accounts=[_line(row) for row in found.rows],
        roles=list(ROLES.items()),
        pager=pager(page.number, count=found.count, per_page=page.size),
    )


@admin.get("/accounts/<uuid:account_id>")
@requires(Permission.ACCOUNT_ADMINISTER)
def account(account_id: UUID) -> Answer:
    """Show one account and its history."""
    return _page(account_id, Form())


@admin.post("/accounts/<uuid:account_id>/grants")
@requires(Permission.ACCOUNT_ADMINISTER)
def grant(account_id: UUID) -> Answer:
    """Give a role."""
    given = {"role": sent("role"), "reason": sent_kept("reason")}
    if not given["reason"]:
        return _page(account_id, Form(given, {"reason": "근거를 적어 주세요."})), 422
    try:
        administering.grant(
            session(),
            actor(),
            account_id,
            _role(given["role"]),
            reason=given["reason"],
            at=now(),
        )
    except AccountsError as fault:
        return _page(account_id, Form(given, faults_of(fault))), 422
    return _done(account_id, "역할을 주었습니다.")


@admin.post("/accounts/<uuid:account_id>/grants/revoke")
@requires(Permission.ACCOUNT_ADMINISTER)
def revoke(account_id: UUID) -> Answer:
    """Take a role away."""
    try:
        administering.revoke(session(), actor(), account_id, _role(sent("role")), at=now())
    except AccountsError as fault:
        return _page(account_id, Form(faults=faults_of(fault))), 422
    return _done(account_id, "역할을 거두었습니다.")


@admin.post("/accounts/<uuid:account_id>/place")
@requires(Permission.ACCOUNT_ADMINISTER)
def place(account_id: UUID) -> Answer:
    """Say in which department somebody is, and who they are to the personnel office."""
    placing = Placing(sent_id("department_id"), sent_kept("hr_id") or None)
    try:
        administering.place(session(), actor(), account_id, placing, at=now())
    except AccountsError as fault:
        form = Form(
            {"department_id": sent("department_id"), "hr_id": sent("hr_id")}, faults_of(fault)
        )
        session().rollback()
        return _page(account_id, form), 422
    return _done(account_id, "소속을 저장했습니다.")


@admin.post("/accounts/<uuid:account_id>/reset")
@requires(Permission.ACCOUNT_ADMINISTER)
def make_reset(account_id: UUID) -> Answer:
    """Make an address at which a new password is set; it is shown this once."""
    issued = administering.issue_reset(session(), actor(), account_id, at=now())
    address = outside("web_accounts.reset", token=issued.code)
    answer = make_response(_page(account_id, Form(), reset_address=address))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@admin.get("/held")
@requires(Permission.ACCOUNT_ADMINISTER)
def held() -> Answer:
    """List what verification broke off on too often."""
    entries = [
        {
            "id": each.id,
            "title": each.title,
            "by": each.by,
            "held_at": each.held_at,
            "attempts": each.tries,
            "check": STAGES.get(each.stage, each.stage),
            "error": "",
        }
        for each in administering.held(session(), actor())
    ]
    return render_template("admin/held.html", entries=entries)


@admin.post("/held/<uuid:submission_id>/retry")
@requires(Permission.SUBMISSION_RETRY)
def retry(submission_id: UUID) -> Answer:
    """Have it verified again."""
    reviewing.retry(session(), actor(), submission_id, reason=_RETRIED, at=now())
    flash(N_("다시 검증합니다."), "good")
    return redirect(url_for("web_admin.held"), 303)


def _role(text: str) -> Role:
    try:
        return Role(text)
    except ValueError:
        raise BodyFaulty(Fault("role", "not-a-role", N_("역할을 목록에서 골라 주세요."))) from None


def _done(account_id: UUID, words: str) -> Answer:
    flash(words, "good")
    return redirect(url_for("web_admin.account", account_id=account_id), 303)


def _page(account_id: UUID, form: Form, *, reset_address: str = "") -> str:
    seen = administering.account(session(), actor(), account_id)
    row = seen.account
    present = {
        "department_id": str(row.department_id or ""),
        "hr_id": row.hr_id or "",
    }
    return render_template(
        "admin/account.html",
        account={**_line(row), **present},
        roles=[pair for pair in ROLES.items() if pair[0] not in row.roles],
        departments=[(str(each), name) for each, name in seen.departments.items()],
        grants=[_grant(seen, entry) for entry in seen.history],
        reset_address=reset_address,
        form=Form({**present, **form.values}, form.faults),
    )


def _line(row: AccountRow) -> dict[str, object]:
    return {
        "id": row.id,
        "name": row.name,
        "email": row.email or "",
        "roles": [role.value for role in row.roles],
        "department": row.department_name or "",
        "is_closed": row.closed_at is not None,
        "resets_asked": row.reset_asked_at is not None,
    }


def _grant(seen: AccountSeen, entry: EntryRow) -> dict[str, object]:
    role = entry.details.get("role")
    after = entry.details.get("after")
    about = ROLES.get(role or "", role) or _department(seen, after)
    words = ACCOUNT_EVENTS.get(entry.kind, entry.kind)
    return {
        "words": f"{words}: {about}" if about else words,
        "by": seen.names[entry.by] if entry.by else N_("시스템"),
        "at": entry.at,
        "reason": entry.details.get("reason", ""),
    }


def _department(seen: AccountSeen, department_id: str | None) -> str:
    return seen.departments.get(UUID(department_id), "") if department_id else ""
