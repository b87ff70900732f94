"""What the errors of the house are answered with."""

from http import HTTPStatus

import pytest

from marketplace.access.errors import ColumnUnknown
from marketplace.accounts import errors as accounts
from marketplace.catalogue import errors as catalogue
from marketplace.errors import (
    MarketplaceError,
    NotFound,
    PermissionRefused,
    Reason,
    SignInRequired,
)
from marketplace.http.auth import TokenRefused
from marketplace.http.bodies import BodyFaulty
from marketplace.http.errors import meaning_of, problem_of
from marketplace.http.problems import Problem
from storage import errors as storage
from submissions import errors as submissions
from submissions.faults import Fault
from submissions.states import Event, State

REASON = Reason("own-submission", "자기 제출물은 심사하지 않습니다.", "Nobody reviews their own.")
FAULT = Fault("/title", "schema-required", "제목이 없습니다.")


def told(fault: Exception, language: str = "ko") -> Problem:
    problem = problem_of(fault, language=language)
    assert problem is not None
    return problem


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [
        (NotFound("submission"), 404, "not-found"),
        (catalogue.DatasetMissing("0"), 404, "not-found"),
        (SignInRequired("x", REASON), 401, "own-submission"),
        (PermissionRefused("x", REASON), 403, "own-submission"),
        (TokenRefused(), 401, "token-refused"),
        (BodyFaulty(FAULT), 422, "request-faulty"),
        (BodyFaulty(FAULT, malformed=True), 400, "request-faulty"),
        (submissions.TransitionRefused(State.DRAFT, Event.ACCEPT), 409, "transition-refused"),
        (submissions.ManifestFaulty([FAULT]), 422, "manifest-faulty"),
        (submissions.EvidenceChanged("00", "11"), 409, "evidence-changed"),
        (accounts.SignInRefused(), 401, "sign-in-refused"),
        (accounts.SignInLimited(30), 429, "sign-in-limited"),
        (storage.StoreFull("no room"), 507, "store-full"),
        (storage.StoreUnavailable("away"), 503, "store-unavailable"),
        (MarketplaceError("something"), 409, "refused"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
def test_an_error_is_answered_by_its_meaning(fault: Exception, status: int, code: str) -> None:
    problem = told(fault)

    assert (problem.status, problem.code) == (status, code)


def test_a_refusal_gives_its_reason_in_the_language_asked_for() -> None:
    refused = PermissionRefused("submission:decide", REASON)

    assert (told(refused, "ko").detail, told(refused, "en").detail) == (REASON.ko, REASON.en)


def test_words_name_the_facts_of_the_error() -> None:
    fault = submissions.TransitionRefused(State.DRAFT, Event.ACCEPT)

    assert told(fault, "en").detail == "A submission that is draft cannot be moved by accept."


def test_faults_are_handed_on() -> None:
    assert list(told(submissions.ManifestFaulty([FAULT])).faults) == [FAULT]
    assert list(told(BodyFaulty(FAULT)).faults) == [FAULT]
    assert list(told(MarketplaceError()).faults) == []


def test_faults_are_told_in_the_language_asked_for() -> None:
    fault = Fault("/period/to", "period-backwards", "기간의 끝이 시작보다 빠릅니다.")

    (english,) = told(submissions.ManifestFaulty([fault]), "en").faults

    assert english == Fault("/period/to", "period-backwards", "The period ends before it begins.")
    assert tuple(told(submissions.ManifestFaulty([fault])).faults) == (fault,)


def test_what_was_asked_of_rows_is_told_where_it_was_asked() -> None:
    fault = ColumnUnknown("select", "없는 열", ("승차",))

    problems = [told(fault), told(fault, "en")]

    assert [each.detail for each in problems] == [
        "이 표에 없는 열입니다. 열 이름을 확인해 주세요.",
        "The table has no such column.",
    ]
    assert [each.faults[0].message for each in problems] == [each.detail for each in problems]
    assert problems[0].faults[0].pointer == "?select"


def test_a_stale_decision_learns_which_report_stands() -> None:
    assert told(submissions.EvidenceChanged("00", "11")).facts == {"report_digest": "00"}


def test_what_can_be_tried_again_says_when_or_how() -> None:
    assert told(accounts.SignInLimited(30)).headers == {"Retry-After": "30"}
    assert told(SignInRequired("x", REASON)).headers == {"WWW-Authenticate": "Bearer"}
    assert told(TokenRefused()).headers == {"WWW-Authenticate": "Bearer"}


def test_what_is_not_ours_has_no_meaning() -> None:
    assert meaning_of(ValueError) is None
    assert problem_of(ValueError("900101"), language="ko") is None


def test_a_class_below_a_known_one_means_the_same() -> None:
    class Closer(submissions.NotEditable):
        pass

    meaning = meaning_of(Closer)

    assert meaning is not None and meaning.status is HTTPStatus.CONFLICT
