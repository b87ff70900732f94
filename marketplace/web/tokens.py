"""Bearer tokens: made once in plain text, listed by name, revoked."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for

from marketplace.accounts.errors import AccountsError
from marketplace.http.door import actor, now, requires, session
from marketplace.permissions.permission import Permission
from marketplace.web.account_faults import faults_of
from marketplace.web.accounts import Answer, accounts
from marketplace.web.forms import Form
from marketplace.web.marking import N_
from marketplace.web.sent import sent, sent_kept
from marketplace.workflow import membering


@accounts.route("/account/tokens", methods=["GET", "POST"])
@requires(Permission.TOKEN_OWN)
def tokens() -> Answer:
    """List one's own tokens; make another, shown this once."""
    if request.method == "GET":
        return _listed(Form())
    try:
        made = membering.issue_token(session(), actor(), name=sent_kept("name"), at=now())
    except AccountsError as fault:
        return _listed(Form({"name": sent("name")}, faults_of(fault))), 422
    answer = make_response(_listed(Form(), made=made.token))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@accounts.post("/account/tokens/<uuid:token_id>/renew")
@requires(Permission.TOKEN_OWN)
def renew_token(token_id: UUID) -> Answer:
    """Have one of one's own tokens work for another year."""
    membering.renew_token(session(), actor(), token_id, at=now())
    flash(N_("토큰의 기한을 늘렸습니다."), "good")
    return redirect(url_for("web_accounts.tokens"), 303)


@accounts.post("/account/tokens/<uuid:token_id>/revoke")
@requires(Permission.TOKEN_OWN)
def revoke_token(token_id: UUID) -> Answer:
    """End one of one's own tokens."""
    membering.revoke_token(session(), actor(), token_id, at=now())
    flash(N_("토큰을 없앴습니다."), "good")
    return redirect(url_for("web_accounts.tokens"), 303)


def _listed(form: Form, *, made: str = "") -> str:
    rows = [
        {
            "id": row.id,
            "name": row.name,
            "created_at": row.created_at,
            "used_at": row.last_used_at,
            "expires_at": row.expires_at,
            "is_due": row.is_due(now()),
            "has_expired": row.has_expired(now()),
        }
        for row in membering.own_tokens(session(), actor())
    ]
    return render_template("accounts/tokens.html", tokens=rows, made=made, form=form)
