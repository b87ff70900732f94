"""A refusal as a page: what went wrong, why, and what to do."""

from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Response, current_app, make_response, render_template, request

from marketplace.http.door import session
from marketplace.http.problems import Problem, problem_response
from marketplace.web.context import site
from marketplace.web.error_pages import STANDALONE, words_for
from marketplace.web.language import reading
from marketplace.web.sent import local_address

_SELF_EVIDENT = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED})
"""Statuses whose own words say all there is to say."""


def refusal_page(problem: Problem) -> Response:
    """Return the problem as a person can read it; as JSON to a script of ours that asked for it."""
    if _asked_for_json():
        return problem_response(problem, instance=request.path)
    response = make_response(_body(problem), problem.status)
    response.headers.update(dict(problem.headers))
    return response


def _body(problem: Problem) -> str:
    if "HX-Request" in request.headers:
        return problem.detail
    if problem.status in STANDALONE:
        return _standalone(problem)
    # What failed may have left the transaction unusable, and the frame of the page reads from it.
    session().rollback()
    if problem.status == HTTPStatus.UNAUTHORIZED:
        return render_template(
            "errors/sign_in_required.html", next=_way_back(), reason=_reason(problem)
        )
    words = words_for(problem.status)
    return render_template(
        "errors/error.html",
        status=problem.status.value,
        title=words.title,
        advice=words.advice,
        # Of a form with faults they say it all; the problem's own words are those of programs.
        reason="" if problem.faults else _reason(problem),
        faults=[(place_of(fault.pointer), fault.message) for fault in problem.faults],
        retry_after=_retry_after(problem),
        back=_form_left(),
    )


def _standalone(problem: Problem) -> str:
    # Past the context processors: they ask the database, which may be what is away.
    words = words_for(problem.status)
    return current_app.jinja_env.get_template("errors/failure.html").render(
        status=problem.status.value,
        title=words.title,
        advice=words.advice,
        reference="",
        site=site(),
        locale=reading(),
    )


def place_of(pointer: str) -> int | None:
    """Return which of several things a fault is about, from 1; None where there is but one."""
    steps = (step for step in pointer.split("/") if step.isascii() and step.isdigit())
    return next((int(step) + 1 for step in steps), None)


def _form_left() -> str:
    """Return the page of ours a form was sent from; empty where there is none to go back to."""
    if request.method == "GET" or not request.referrer:
        return ""
    try:
        left = urlsplit(request.referrer)
    except ValueError:
        return ""
    if left.netloc != request.host:
        return ""
    return local_address(f"{left.path}?{left.query}" if left.query else left.path)


def _asked_for_json() -> bool:
    return request.is_json or request.accept_mimetypes.best == "application/json"


def _reason(problem: Problem) -> str:
    return "" if problem.status in _SELF_EVIDENT else problem.detail


def _retry_after(problem: Problem) -> int | None:
    seconds = problem.headers.get("Retry-After", "")
    return int(seconds) if seconds.isdigit() else None


def _way_back() -> str:
    if request.method != "GET":
        return "/"
    return request.full_path.removesuffix("?")
