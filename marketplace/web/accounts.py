"""Accounts: signing in and out, registering, one's own account and its end."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from marketplace.accounts.errors import AccountsError
from marketplace.accounts.opening import register as open_account
from marketplace.accounts.passwords import SHORTEST
from marketplace.accounts.sign_in import SignedIn
from marketplace.http.auth import end_session, sign_in_rules, start_session
from marketplace.http.door import actor, now, public, requires, services, session
from marketplace.permissions.permission import Permission
from marketplace.web.account_faults import faults_of
from marketplace.web.credentials import confirmed, proven
from marketplace.web.forms import Form
from marketplace.web.marking import N_
from marketplace.web.sent import local_address, sent, sent_kept, sent_secret
from marketplace.workflow import membering

accounts = Blueprint("web_accounts", __name__)

Answer = str | Response | tuple[str, int]


@accounts.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> Answer:
    """Sign somebody in, and lead them to where they wanted to go."""
    if request.method == "GET":
        onward = local_address(request.args.get("next", ""))
        return render_template("accounts/sign_in.html", form=Form({"next": onward}))
    onward = local_address(sent("next"))
    try:
        someone = proven(sent("email"), sent_secret("password"))
    except AccountsError as fault:
        form = Form({"email": sent("email"), "next": onward}, faults_of(fault))
        return render_template("accounts/sign_in.html", form=form), 422
    start_session(someone)
    return redirect(onward, 303)


@accounts.post("/sign-out")
@public
def sign_out() -> Answer:
    """Sign out."""
    end_session()
    return redirect(url_for("web_home.home"), 303)


@accounts.route("/register", methods=["GET", "POST"])
@public
def register() -> Answer:
    """Open an account for a citizen, and sign them in."""
    if request.method == "GET":
        return render_template("accounts/register.html", form=Form(), least=SHORTEST)
    given = {"name": sent_kept("name"), "email": sent_kept("email")}
    try:
        account = open_account(
            session(),
            **given,
            password=sent_secret("password"),
            passwords=sign_in_rules(services().settings).passwords,
            at=now(),
        )
    except AccountsError as fault:
        form = Form(given, faults_of(fault))
        return render_template("accounts/register.html", form=form, least=SHORTEST), 422
    start_session(SignedIn(account.id, account.session_version))
    flash(N_("가입했습니다. 시민으로 시작합니다."), "good")
    return redirect(url_for("web_home.home"), 303)


@accounts.get("/account")
@requires(Permission.ACCOUNT_OWN)
def account() -> Answer:
    """Show one's own account."""
    row = membering.own_account(session(), actor())
    return render_template(
        "accounts/account.html",
        account={
            "name": row.name,
            "email": row.email,
            "roles": [role.value for role in row.roles],
            "department": row.department_name or "",
            "since": row.created_at,
            "wants_mail": row.wants_mail,
        },
        is_mailing=bool(services().settings.smtp_host),
        receipts=[_receipt(each) for each in membering.received(session(), actor())],
    )


@accounts.post("/account/mail")
@requires(Permission.ACCOUNT_OWN)
def mail() -> Answer:
    """Have one's notices sent by e-mail as well, or no longer."""
    wanted = sent("wanted") == "yes"
    membering.want_mail(session(), actor(), wanted=wanted)
    flash(
        N_("전자우편으로도 알립니다.") if wanted else N_("전자우편으로는 알리지 않습니다."), "good"
    )
    return redirect(url_for("web_accounts.account"), 303)


@accounts.route("/account/close", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_OWN)
def close() -> Answer:
    """Close one's own account, for somebody who shows the password again."""
    if request.method == "GET":
        return _closing(Form())
    if sent("sure") != "yes":
        return _closing(Form(faults={"sure": "되돌릴 수 없음을 확인해 주세요."})), 422
    try:
        confirmed(sent_secret("password"))
        membering.close(session(), actor(), at=now())
    except AccountsError as fault:
        return _closing(Form(faults=faults_of(fault))), 422
    end_session()
    flash(N_("계정을 닫았습니다."), "good")
    return redirect(url_for("web_home.home"), 303)


def _closing(form: Form) -> str:
    figures = membering.closing(session(), actor())
    return render_template("accounts/close.html", form=form, figures=figures)


def _receipt(each: membering.Received) -> dict[str, object]:
    version = each.version
    return {
        "title": version.described.title.shown,
        "number": version.number,
        "address": url_for(
            "web_datasets.version", dataset_id=version.dataset_id, number=version.number
        ),
        "at": each.at,
    }
