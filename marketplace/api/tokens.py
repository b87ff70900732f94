"""Tokens: how a program signs in."""

from uuid import UUID

from flask import Blueprint, Response, jsonify, request

from marketplace.accounts.sign_in import authenticate
from marketplace.accounts.tokens import (
    TokenRow,
    issue_token,
    renew_token,
    revoke_token,
    tokens_of,
)
from marketplace.errors import NotFound
from marketplace.http.auth import sign_in_rules
from marketplace.http.bodies import json_body, object_schema
from marketplace.http.door import actor, now, public, requires, services, session
from marketplace.permissions.asking import require
from marketplace.permissions.permission import Permission
from storage.database import transaction

tokens = Blueprint("api_tokens", __name__)

_TEXT = {"type": "string", "minLength": 1, "maxLength": 300}
_ISSUE = object_schema(
    {"email": _TEXT, "password": {"type": "string", "maxLength": 1000}}, name=_TEXT
)


@tokens.post("/tokens")
@public
def issue() -> tuple[Response, int]:
    """Issue a token for an e-mail address and a password; it is shown this once."""
    body = json_body(_ISSUE)
    # In a transaction of its own: a failure has to be counted although the request fails.
    with transaction(services().make_session) as opened:
        outcome = authenticate(
            opened,
            email=body["email"],
            password=body["password"],
            address=request.remote_addr or "",
            rules=sign_in_rules(services().settings),
            at=now(),
        )
    someone = outcome.signed_in()
    issued = issue_token(session(), someone.account_id, name=body.get("name", "API"), at=now())
    return jsonify(id=str(issued.id), token=issued.token, name=body.get("name", "API")), 201


@tokens.get("/tokens")
@requires(Permission.TOKEN_OWN)
def listed() -> Response:
    """Return one's own tokens that were not revoked, without their secret."""
    rows = tokens_of(session(), _self(Permission.TOKEN_OWN))
    return jsonify(items=[_json(row) for row in rows], count=len(rows))


@tokens.post("/tokens/<uuid:token_id>/renew")
@requires(Permission.TOKEN_OWN)
def renew(token_id: UUID) -> Response:
    """Have one of one's own tokens work for another year."""
    expires_at = renew_token(session(), _self(Permission.TOKEN_OWN), token_id, at=now())
    return jsonify(id=str(token_id), expires_at=expires_at.isoformat())


@tokens.delete("/tokens/<uuid:token_id>")
@requires(Permission.TOKEN_OWN)
def revoke(token_id: UUID) -> tuple[str, int]:
    """End one of one's own tokens."""
    revoke_token(session(), _self(Permission.TOKEN_OWN), token_id, at=now())
    return "", 204


def _self(permission: Permission) -> UUID:
    require(actor(), permission, None)
    account_id = actor().id
    if account_id is None:
        raise NotFound("account")
    return account_id


def _json(row: TokenRow) -> dict[str, object]:
    return {
        "id": str(row.id),
        "name": row.name,
        "created_at": row.created_at.isoformat(),
        "last_used_at": row.last_used_at.isoformat() if row.last_used_at else None,
        "expires_at": row.expires_at.isoformat() if row.expires_at else None,
    }
