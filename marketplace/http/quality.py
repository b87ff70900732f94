"""Which part of the watch-list a query asks for, of a page and of a call alike."""

from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from marketplace.diagnoses.watch import WatchReason
from marketplace.http.bodies import BodyFaulty, query_text
from marketplace.workflow.watching import Asked, Scope
from submissions.faults import Fault

Choice = TypeVar("Choice", bound=StrEnum)


def asked_watch() -> Asked:
    """Return what is asked for; raise `BodyFaulty` for what is none of the choices."""
    return Asked(
        scope=asked_scope(),
        reason=_choice("reason", WatchReason),
        department=_department(),
    )


def asked_scope() -> Scope | None:
    """Return the scope the query names, or None; raise `BodyFaulty`."""
    return _choice("scope", Scope)


def _choice(name: str, choices: type[Choice]) -> Choice | None:
    text = query_text(name)
    if not text:
        return None
    try:
        return choices(text)
    except ValueError:
        listed = ", ".join(each.value for each in choices)
        fault = Fault(f"?{name}", "not-a-choice", f"{name}: 다음 중 하나여야 합니다: {listed}")
        raise BodyFaulty(fault) from None


def _department() -> UUID | None:
    text = query_text("department")
    try:
        return UUID(text) if text else None
    except ValueError:
        fault = Fault("?department", "not-an-id", "department: 부서의 id여야 합니다.")
        raise BodyFaulty(fault) from None
