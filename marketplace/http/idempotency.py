"""Idempotency keys: a POST that is sent again with the same key has the same answer, once done.

How: the key is written in the transaction of the request itself. A second request with the key
waits for the first; if that committed, its answer is given again; if it rolled back, the second
does the work. The same key with another body is refused.
"""

import hashlib
import uuid
from datetime import datetime, timedelta
from http import HTTPStatus
from uuid import UUID

from flask import Flask, Response, g, request
from sqlalchemy import LargeBinary, String, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from marketplace.errors import MarketplaceError
from marketplace.http.bodies import BodyFaulty
from marketplace.http.door import actor, now, session
from storage.database import Base, UtcTime
from submissions.faults import Fault

HEADER = "Idempotency-Key"
LONGEST_KEY = 200
KEPT = timedelta(days=2)
# A token is shown once; keeping the answer would keep the token.
_NEVER_KEPT = frozenset({"api_tokens.issue"})


class KeptAnswer(Base):
    """The answer to a POST that carried an idempotency key."""

    __tablename__ = "kept_answers"

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(LONGEST_KEY), primary_key=True)
    request_digest: Mapped[str] = mapped_column(String(64))
    status: Mapped[int | None]
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    at: Mapped[UtcTime]


class KeyReused(MarketplaceError):
    """The key was used before, for another request."""

    def __init__(self) -> None:
        super().__init__("this idempotency key was used for another request")


def install_idempotency(app: Flask) -> None:
    """Keep the answers of POSTs that carry a key."""
    app.before_request(_replay)
    # Run before the door's own: what is kept is kept in the same transaction.
    app.after_request(_keep)


def forget_old(opened: Session, *, at: datetime) -> None:
    """Delete answers kept longer than two days."""
    opened.execute(delete(KeptAnswer).where(KeptAnswer.at < at - KEPT))


def _applies() -> bool:
    return (
        request.method == "POST"
        and HEADER in request.headers
        and request.path.startswith("/api/")
        and request.endpoint not in _NEVER_KEPT
        and actor().is_signed_in
    )


def _replay() -> Response | None:
    if not _applies():
        return None
    key = request.headers[HEADER]
    if not 1 <= len(key) <= LONGEST_KEY or "\x00" in key:
        message = f"{HEADER}는 1~{LONGEST_KEY}자입니다."
        raise BodyFaulty(Fault("", "idempotency-key", message), malformed=True)
    digest = hashlib.sha256(
        b"\n".join((request.method.encode(), request.path.encode(), request.get_data(cache=True)))
    ).hexdigest()
    row = {"account_id": _account(), "key": key, "request_digest": digest, "at": now()}
    # Waits here for a request with the same key that is still under way.
    fresh = session().execute(
        insert(KeptAnswer).values(row).on_conflict_do_nothing().returning(KeptAnswer.key)
    )
    if fresh.first() is not None:
        g.idempotency_key = key
        return None
    kept = (
        session()
        .execute(
            select(KeptAnswer).where(KeptAnswer.account_id == _account(), KeptAnswer.key == key)
        )
        .scalar_one()
    )
    if kept.request_digest != digest:
        raise KeyReused
    if kept.status is None:
        # The first was refused after it had committed something: it is asked anew.
        g.idempotency_key = key
        return None
    answer = Response(kept.body or b"", status=kept.status or 200, mimetype="application/json")
    answer.headers["Idempotent-Replayed"] = "true"
    return answer


def _keep(response: Response) -> Response:
    key = g.pop("idempotency_key", None)
    if key is not None and response.status_code < HTTPStatus.BAD_REQUEST:
        session().execute(
            update(KeptAnswer)
            .where(KeptAnswer.account_id == _account(), KeptAnswer.key == key)
            .values(status=response.status_code, body=response.get_data())
        )
    return response


def _account() -> UUID:
    return actor().id or uuid.UUID(int=0)
