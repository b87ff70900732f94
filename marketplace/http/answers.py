"""How refusals are answered: a problem for programs, a page for people; never a bare 500."""

import logging
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from typing import cast

from flask import Flask, Response, current_app, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError

from marketplace.errors import MarketplaceError
from marketplace.http.errors import problem_of
from marketplace.http.problems import Problem, problem_response
from marketplace.languages import told
from storage.errors import StorageError
from submissions.errors import SubmissionError
from verification.errors import VerificationError

logger = logging.getLogger(__name__)

S = HTTPStatus
Page = Callable[[Problem], Response]
_PAGE = "hwanryu_refusals"
OURS = (StorageError, VerificationError, SubmissionError, MarketplaceError)

_HTTP_WORDS = {
    400: ("bad-request", "요청을 이해할 수 없습니다.", "The request cannot be understood."),
    404: ("not-found", "찾을 수 없습니다.", "Not found."),
    405: ("method-not-allowed", "이 주소에서 할 수 없는 요청입니다.", "Not allowed here."),
    413: ("too-large", "요청이 너무 큽니다.", "The request is too large."),
    415: ("media-type", "application/json으로 보내 주세요.", "Send application/json."),
    429: ("too-many-requests", "요청이 너무 잦습니다.", "Too many requests."),
}
_CONFLICT = Problem(
    S.CONFLICT, "changed-meanwhile", "그 사이에 바뀌었습니다. 다시 불러온 뒤 시도하세요."
)
_DATABASE_DOWN = Problem(
    S.SERVICE_UNAVAILABLE,
    "database-unavailable",
    "데이터베이스가 응답하지 않습니다. 잠시 뒤 다시 시도하세요.",
    headers={"Retry-After": "5"},
)
_UNREADABLE = Problem(
    S.UNPROCESSABLE_ENTITY, "value-unusable", "저장할 수 없는 값이 있습니다. 값을 확인해 주세요."
)
_BROKEN = Problem(
    S.INTERNAL_SERVER_ERROR,
    "internal-error",
    "처리하지 못했습니다. 저희 잘못이며 기록해 두었습니다.",
)


def install_answers(app: Flask, *, page: Page) -> None:
    """Answer every error the house knows, and those it does not; people with a `page`."""
    app.extensions[_PAGE] = page
    for base in OURS:
        app.register_error_handler(base, _ours)
    app.register_error_handler(HTTPException, _werkzeug)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(DBAPIError, _database)
    app.register_error_handler(Exception, _unforeseen)


def for_program() -> bool:
    """Tell whether a program asks rather than a person."""
    return request.path.startswith("/api/")


def language() -> str:
    """Return the language to answer in."""
    return request.accept_languages.best_match(("ko", "en")) or "ko"


def answer(problem: Problem) -> Response:
    """Return the problem, in the form whoever asks can read."""
    if for_program():
        said = replace(problem, detail=told(problem.detail, language()))
        return problem_response(said, instance=request.path)
    return cast(Page, current_app.extensions[_PAGE])(problem)


def _ours(fault: Exception) -> Response:
    problem = problem_of(fault, language=language())
    return answer(problem) if problem is not None else _unforeseen(fault)


def _werkzeug(fault: HTTPException) -> Response:
    if isinstance(fault, InternalServerError):
        return _unforeseen(fault.original_exception or fault)
    if fault.code is not None and fault.code < 400:
        return cast(Response, fault.get_response())
    status = S(fault.code or 500)
    code, ko, en = _HTTP_WORDS.get(
        status, (status.phrase.lower().replace(" ", "-"), status.phrase, status.phrase)
    )
    kept = {
        name: value
        for name, value in fault.get_headers()
        if name in {"Retry-After", "Allow", "WWW-Authenticate"}
    }
    return answer(Problem(status, code, ko if language() == "ko" else en, headers=kept))


def _csrf(_fault: CSRFError) -> Response:
    return answer(
        Problem(
            S.BAD_REQUEST,
            "form-expired",
            "양식이 오래되었거나 다른 곳에서 왔습니다. 화면을 새로 고친 뒤 다시 시도하세요.",
        )
    )


def _database(fault: DBAPIError) -> Response:
    if isinstance(fault, IntegrityError):
        return answer(_CONFLICT)
    if isinstance(fault, OperationalError) or fault.connection_invalidated:
        return answer(_DATABASE_DOWN)
    # What PostgreSQL cannot take (a number out of range, say) is the sender's to mend.
    if str(getattr(fault.orig, "sqlstate", "")).startswith("22"):
        return answer(_UNREADABLE)
    return _unforeseen(fault)


def _unforeseen(fault: BaseException) -> Response:
    # The message may quote a cell: the class and the place have to do.
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "unknown"
    logger.error("unforeseen %s at %s on %s", type(fault).__name__, place, request.endpoint)
    return answer(_BROKEN)
