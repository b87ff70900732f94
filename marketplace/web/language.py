"""The language the reader chose: kept in a cookie, Korean until they choose."""

from flask import Blueprint, has_request_context, redirect, request
from werkzeug.wrappers import Response as Redirect

from marketplace.http.door import public
from marketplace.languages import HOME, LANGUAGES
from marketplace.web.sent import local_address, sent

language = Blueprint("web_language", __name__)

COOKIE = "language"
_KEPT_SECONDS = 365 * 24 * 60 * 60


def reading() -> str:
    """Return the language of whoever reads this page; Korean where nobody does."""
    chosen = request.cookies.get(COOKIE, HOME) if has_request_context() else HOME
    return chosen if chosen in LANGUAGES else HOME


@language.post("/language")
@public
def choose() -> Redirect:
    """Keep the language chosen, and lead back to the page it was chosen on."""
    answer = redirect(local_address(sent("next")), 303)
    chosen = sent("language")
    if chosen in LANGUAGES:
        answer.set_cookie(
            COOKIE,
            chosen,
            max_age=_KEPT_SECONDS,
            secure=request.is_secure,
            httponly=True,
            samesite="Lax",
        )
    return answer
