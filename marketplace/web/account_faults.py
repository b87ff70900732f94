"""What the accounts room refuses, beside the field it is about."""

from collections.abc import Callable, Mapping
from typing import Any

from marketplace.accounts import errors
from marketplace.accounts.passwords import LONGEST, SHORTEST, PasswordFault
from marketplace.web.labels import DEPARTMENT_KINDS

Words = Callable[[Any], str]

_TEXTS = {
    "empty": "적어 주세요.",
    "too-long": "너무 깁니다. 짧게 적어 주세요.",
    "control-character": "줄바꿈 같은 쓸 수 없는 글자가 들어 있습니다.",
}
_PASSWORDS: Mapping[str, str] = {
    PasswordFault.TOO_SHORT: f"{SHORTEST}자 이상으로 정해 주세요.",
    PasswordFault.TOO_LONG: f"{LONGEST}자까지 쓸 수 있습니다.",
    PasswordFault.COMMON: "흔히 쓰는 비밀번호입니다. 다른 것으로 정해 주세요.",
    PasswordFault.IS_EMAIL: "이메일 주소와 같은 비밀번호는 쓸 수 없습니다.",
}


def _of_password(fault: errors.PasswordRefused) -> str:
    return " ".join(_PASSWORDS[each] for each in fault.faults)


def _of_department(fault: errors.DepartmentRequired) -> str:
    kinds = ", ".join(DEPARTMENT_KINDS[kind] for kind in fault.kinds)
    return f"이 역할은 {kinds}에 소속된 계정만 가질 수 있습니다. 소속을 먼저 정해 주세요."


_FIELDS: Mapping[type[errors.AccountsError], tuple[str, Words]] = {
    errors.EmailRefused: ("email", lambda _: "이메일 주소의 형식이 아닙니다."),
    errors.EmailTaken: ("email", lambda _: "이미 가입한 주소입니다."),
    errors.PasswordRefused: ("password", _of_password),
    errors.SignInRefused: ("", lambda _: "이메일 주소 또는 비밀번호가 맞지 않습니다."),
    errors.SignInLimited: (
        "",
        lambda fault: f"로그인 실패가 너무 많습니다. {fault.retry_after}초 뒤에 다시 시도하세요.",
    ),
    errors.ResetRefused: (
        "",
        lambda _: "이미 쓰였거나 기한이 지난 주소입니다. 관리자에게 다시 요청해 주세요.",
    ),
    errors.HrIdTaken: ("hr_id", lambda _: "다른 계정이 쓰는 인사 번호입니다."),
    errors.DepartmentMissing: ("department_id", lambda _: "없는 부서입니다."),
    errors.DepartmentRequired: ("role", _of_department),
    errors.DepartmentCodeTaken: ("code", lambda _: "다른 부서가 쓰는 코드입니다."),
    errors.HeadcountRefused: ("headcount", lambda _: "정원은 0 이상의 정수입니다."),
    errors.RoleStays: ("", lambda _: "시민 역할은 거둘 수 없습니다."),
    errors.LastAdministrator: ("", lambda _: "마지막 관리자입니다. 다른 관리자를 먼저 정하세요."),
}


def faults_of(fault: errors.AccountsError) -> dict[str, str]:
    """Return the field the refusal is about and its words; raise it again if it is about none."""
    if isinstance(fault, errors.TextRefused):
        return {fault.field: _TEXTS[fault.fault]}
    if type(fault) not in _FIELDS:
        raise fault
    field, words = _FIELDS[type(fault)]
    return {field: words(fault)}
