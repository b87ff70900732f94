"""Passwords: changed by who knows the present one, or set anew by an address handed over."""

from flask import flash, redirect, render_template, request, url_for

from marketplace.accounts import recovery
from marketplace.accounts.errors import AccountsError, SignInRefused
from marketplace.accounts.passwords import SHORTEST
from marketplace.http.auth import sign_in_rules, start_session
from marketplace.http.door import actor, now, public, requires, services, session
from marketplace.permissions.permission import Permission
from marketplace.web.account_faults import faults_of
from marketplace.web.accounts import Answer, accounts
from marketplace.web.credentials import confirmed
from marketplace.web.forms import Form
from marketplace.web.marking import N_
from marketplace.web.sent import sent, sent_secret
from marketplace.workflow import membering


@accounts.route("/account/password", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_OWN)
def password() -> Answer:
    """Change one's password; every other session is over."""
    if request.method == "GET":
        return _change_form(Form())
    try:
        someone = confirmed(sent_secret("current"))
        changed = membering.change_password(
            session(),
            actor(),
            someone,
            new=sent_secret("password"),
            passwords=sign_in_rules(services().settings).passwords,
            at=now(),
        )
    except SignInRefused:
        return _change_form(Form(faults={"current": "지금 비밀번호가 맞지 않습니다."})), 422
    except AccountsError as fault:
        return _change_form(Form(faults=faults_of(fault))), 422
    start_session(changed)
    flash(N_("비밀번호를 바꾸었습니다. 다른 곳에서 한 로그인은 모두 풀렸습니다."), "good")
    return redirect(url_for("web_accounts.account"), 303)


@accounts.route("/password-reset", methods=["GET", "POST"])
@public
def ask_reset() -> Answer:
    """Note that somebody asks for a new password: the same answer whoever asks."""
    is_sent = request.method == "POST"
    if is_sent:
        recovery.ask_for_reset(session(), email=sent("email"), at=now())
    return render_template("accounts/ask_reset.html", form=Form(), is_sent=is_sent)


@accounts.route("/password-reset/<token>", methods=["GET", "POST"])
@public
def reset(token: str) -> Answer:
    """Set a new password for whoever was handed this address, and sign them in."""
    if request.method == "GET":
        return _reset_form(Form(), token)
    try:
        someone = recovery.complete_reset(
            session(),
            code=token,
            new=sent_secret("password"),
            passwords=sign_in_rules(services().settings).passwords,
            at=now(),
        )
    except AccountsError as fault:
        return _reset_form(Form(faults=faults_of(fault)), token), 422
    start_session(someone)
    flash(N_("새 비밀번호를 정했습니다."), "good")
    return redirect(url_for("web_accounts.account"), 303)


def _change_form(form: Form) -> str:
    return render_template("accounts/password.html", form=form, least=SHORTEST)


def _reset_form(form: Form, token: str) -> str:
    return render_template("accounts/reset.html", form=form, token=token, least=SHORTEST)
