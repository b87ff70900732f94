"""What a form sent: cleaned of what no database takes, cut where nobody writes that much."""

from urllib.parse import urlsplit
from uuid import UUID

from flask import request

from marketplace.http.bodies import BodyFaulty
from marketplace.web.marking import N_
from submissions.faults import Fault, composed
from submissions.typed import MESSAGE, holds_resident_number

LONGEST = 2_000
HOME = "/"


def sent(name: str) -> str:
    """Return a field as one writes it: composed, trimmed; empty if it was not sent."""
    return str(composed(request.form.get(name, "")))[: LONGEST + 1].strip()


def sent_kept(name: str) -> str:
    """Return a field that will be kept as it is; raise `BodyFaulty` for a resident number in it."""
    text = sent(name)
    if holds_resident_number(text):
        raise BodyFaulty(Fault(name, "personal-data", MESSAGE))
    return text


def sent_secret(name: str) -> str:
    """Return a field as it was sent: of a password nothing may be changed."""
    return request.form.get(name, "")


def sent_reason(name: str = "reason") -> str:
    """Return the reason given; raise `BodyFaulty` if there is none, or too much of one."""
    reason = sent_kept(name)
    if not reason:
        raise BodyFaulty(Fault(name, "empty", N_("까닭을 적어 주세요.")))
    if len(reason) > LONGEST:
        raise BodyFaulty(Fault(name, "too-long", f"{LONGEST}자까지 쓸 수 있습니다."))
    return reason


def sent_id(name: str) -> UUID | None:
    """Return the id a field names; None if it is empty. Raises `BodyFaulty`."""
    text = sent(name)
    try:
        return UUID(text) if text else None
    except ValueError:
        raise BodyFaulty(Fault(name, "not-an-id", N_("목록에서 골라 주세요."))) from None


def local_address(given: str) -> str:
    """Return an address of this site as it was given, and the front page for any other.

    Browsers take `\\` for `/` and drop tabs and line ends, so none of these is let through.
    """
    try:
        parts = urlsplit(given)
    except ValueError:
        return HOME
    is_local = given.startswith("/") and not parts.scheme and not parts.netloc
    is_plain = given.isprintable() and "\\" not in given and not given.startswith("//")
    return given if is_local and is_plain else HOME


def sent_dataset(name: str) -> UUID | None:
    """Return the dataset a field names: by its id, or by the address of its page."""
    text = sent(name).rstrip("/")
    steps = text.split("/")
    named = steps[steps.index("datasets") + 1] if "datasets" in steps[:-1] else text
    try:
        return UUID(named) if named else None
    except ValueError:
        raise BodyFaulty(
            Fault(name, "not-an-id", N_("데이터셋의 주소나 식별자를 적어 주세요."))
        ) from None
