"""Who asks: a signed session cookie for browsers, a bearer token for programs."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from flask import Flask, Request, g, request
from flask import session as cookie
from flask_login import LoginManager, login_user, logout_user
from flask_wtf import CSRFProtect

from marketplace.accounts.actor import Actor
from marketplace.accounts.passwords import Passwords
from marketplace.accounts.queries import find_actor
from marketplace.accounts.sign_in import SignedIn, SignInLimits, SignInRules
from marketplace.accounts.tokens import find_actor_by_token
from marketplace.config import Settings
from marketplace.errors import MarketplaceError
from marketplace.http.door import actor, now, session

login_manager = LoginManager()
csrf = CSRFProtect()
BEARER = "Bearer "
_PASSWORDS = Passwords()
"""One for the process: what stands in for an unknown account's hash is made once, not each time."""


class TokenRefused(MarketplaceError):
    """The bearer token is unknown or has been revoked."""

    def __init__(self) -> None:
        super().__init__("the bearer token is not valid")


@dataclass(frozen=True)
class User:
    """What Flask-Login keeps of whoever is signed in: the actor, made afresh each request."""

    actor: Actor
    key: str

    is_active = True
    is_anonymous = False

    @property
    def is_authenticated(self) -> bool:
        return True

    def get_id(self) -> str:
        """Return what the cookie holds: the account and the version of its sessions."""
        return self.key


def install_auth(app: Flask, settings: Settings) -> None:
    """Set up sign-in, tokens, and the defence of forms."""
    app.config.update(
        PERMANENT_SESSION_LIFETIME=timedelta(hours=settings.session_hours),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.public_url.startswith("https://"),
        # Asked for by `guard_forms`, which knows programs from browsers.
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
    )
    login_manager.init_app(app)
    csrf.init_app(app)
    app.before_request(refuse_unknown_token)
    app.before_request(guard_forms)


def refuse_unknown_token() -> None:
    """Ask who it is before anything else does: later nobody could answer the refusal."""
    if _carries_token(request):
        actor()


def guard_forms() -> None:
    """Ask for the CSRF token whenever a cookie could speak for somebody."""
    is_form = not request.path.startswith("/api/")
    if not _carries_token(request) and (is_form or "_user_id" in cookie):
        csrf.protect()


def start_session(someone: SignedIn) -> None:
    """Sign somebody in: a fresh cookie, so that an old one cannot be planted."""
    found = find_actor(session(), someone.account_id)
    if found is None:
        return
    cookie.clear()
    cookie.permanent = True
    login_user(User(found, f"{someone.account_id}:{someone.session_version}"))


def end_session() -> None:
    """Sign out."""
    logout_user()
    cookie.clear()


def sign_in_rules(settings: Settings) -> SignInRules:
    """Return how passwords are checked here."""
    limits = SignInLimits(
        per_email=settings.login_attempts, within=timedelta(seconds=settings.login_window_seconds)
    )
    return SignInRules(passwords=_PASSWORDS, limits=limits)


@login_manager.user_loader  # type: ignore[untyped-decorator]
def _by_cookie(key: str) -> User | None:
    if _carries_token(request):
        # Of two who might be meant, the one who is named on purpose.
        return None
    account_id, _, version = key.partition(":")
    try:
        found = find_actor(session(), UUID(account_id), session_version=int(version))
    except ValueError:
        return None
    return None if found is None else User(found, key)


@login_manager.request_loader  # type: ignore[untyped-decorator]
def _by_token(sent: Request) -> User | None:
    # Refused once: what says so is said to nobody in particular.
    if not _carries_token(sent) or "token_refused" in g:
        return None
    secret = sent.headers["Authorization"].removeprefix(BEARER).strip()
    found = find_actor_by_token(session(), secret, at=now())
    if found is None:
        # An unknown token must not be taken for nobody: the program would be told 404 for 401.
        g.token_refused = True
        raise TokenRefused
    return User(found, str(found.id))


def _carries_token(sent: Request) -> bool:
    return sent.headers.get("Authorization", "").startswith(BEARER)
