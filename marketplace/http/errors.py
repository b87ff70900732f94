"""Errors of the house as problems over HTTP; what each means stands in `meanings`."""

from dataclasses import replace
from http import HTTPStatus
from typing import Any

from marketplace import errors as market
from marketplace.access import errors as access
from marketplace.accounts import errors as accounts
from marketplace.adoptions import errors as adoptions
from marketplace.cross_verifications import errors as crosses
from marketplace.diagnoses import errors as diagnoses
from marketplace.fixes import errors as fixes
from marketplace.http.auth import TokenRefused
from marketplace.http.bodies import BodyFaulty
from marketplace.http.meaning import Meaning
from marketplace.http.meanings import MEANINGS
from marketplace.http.problems import Problem
from marketplace.languages import told
from marketplace.lineage import errors as lineage
from submissions import errors as submissions
from submissions.faults import Fault

S = HTTPStatus

_MISSING = (
    market.NotFound,
    lineage.DerivationMissing,
    lineage.DisputeMissing,
    diagnoses.ErrorReportMissing,
    fixes.FixMissing,
    crosses.CrossVerificationMissing,
    adoptions.PolicyCaseMissing,
)


def meaning_of(kind: type[Exception]) -> Meaning | None:
    """Return what a class of errors means here, or None for one that is not ours."""
    # A room's base comes before `NotFound` in the order of bases, yet what is missing is missing.
    if issubclass(kind, _MISSING):
        return MEANINGS[market.NotFound]
    return next((MEANINGS[base] for base in kind.__mro__ if base in MEANINGS), None)


def problem_of(fault: Exception, *, language: str) -> Problem | None:
    """Return an error as a problem, in the words of a language; None if it is not ours."""
    meaning = meaning_of(type(fault))
    if meaning is None:
        return None
    detail = meaning.detail(fault, language)
    facts: dict[str, Any] = {}
    if isinstance(fault, submissions.EvidenceChanged):
        facts["report_digest"] = fault.current
    if isinstance(fault, submissions.RefinementsChanged):
        facts["refined_digest"] = fault.current
    if isinstance(fault, submissions.NothingToSubmit):
        facts["unfinished"] = list(fault.unfinished)
    return Problem(
        status=_status(fault, meaning),
        code=_code(fault, meaning),
        detail=detail,
        faults=tuple(
            replace(each, message=told(each.message, language)) for each in _faults(fault, detail)
        ),
        facts=facts,
        headers=_headers(fault),
    )


def _status(fault: Exception, meaning: Meaning) -> HTTPStatus:
    return HTTPStatus.BAD_REQUEST if getattr(fault, "malformed", False) else meaning.status


def _code(fault: Exception, meaning: Meaning) -> str:
    if isinstance(fault, market.PermissionRefused):
        return fault.reason.code
    return meaning.code_of(fault)


def _faults(fault: Exception, detail: str) -> tuple[Fault, ...]:
    if isinstance(fault, submissions.FileRefused):
        return (fault.fault,)
    if isinstance(fault, access.RowsRefused):
        return (Fault(f"?{fault.parameter}", "rows-refused", detail),)
    if isinstance(fault, BodyFaulty | submissions.DocumentFaulty | fixes.FixFaulty):
        return tuple(fault.faults)
    return ()


def _headers(fault: Exception) -> dict[str, str]:
    headers = {}
    if isinstance(
        fault, accounts.SignInLimited | diagnoses.ErrorReportsLimited | fixes.FixesLimited
    ):
        headers["Retry-After"] = str(fault.retry_after)
    if isinstance(fault, market.SignInRequired | TokenRefused):
        headers["WWW-Authenticate"] = "Bearer"
    return headers
