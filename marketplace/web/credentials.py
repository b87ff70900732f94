"""Showing the password, to sign in or before a change that matters.

In a transaction of its own: a failure has to be counted although the request fails.
"""

from flask import request

from marketplace.accounts.sign_in import SignedIn, authenticate, confirm
from marketplace.errors import NotFound
from marketplace.http.auth import sign_in_rules
from marketplace.http.door import actor, now, services
from storage.database import transaction


def proven(email: str, password: str) -> SignedIn:
    """Return who it is; raise `SignInRefused` or `SignInLimited`."""
    with transaction(services().make_session) as opened:
        outcome = authenticate(
            opened,
            email=email,
            password=password,
            address=request.remote_addr or "",
            rules=sign_in_rules(services().settings),
            at=now(),
        )
    return outcome.signed_in()


def confirmed(password: str) -> SignedIn:
    """Return the actor, having shown the password; raise `SignInRefused` or `SignInLimited`."""
    account_id = actor().id
    if account_id is None:
        raise NotFound("account")
    with transaction(services().make_session) as opened:
        outcome = confirm(
            opened,
            account_id,
            password=password,
            address=request.remote_addr or "",
            rules=sign_in_rules(services().settings),
            at=now(),
        )
    return outcome.signed_in()
