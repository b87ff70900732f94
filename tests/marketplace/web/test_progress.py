"""What the page of a submission says while it moves, and how it comes to rest."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

from flask import Flask
from sqlalchemy.orm import Session, sessionmaker

from marketplace.accounts.actor import Role
from storage.database import transaction
from submissions import attempts
from tests.marketplace.web.browser import words
from tests.marketplace.web.rooms import (
    FORM,
    SignIn,
    Visitor,
    begun,
    text,
    with_file,
    work,
)

LEASE = timedelta(minutes=1)


def handed_in(somebody: Visitor) -> str:
    submission = begun(somebody)
    with_file(somebody, submission)
    somebody.post(f"/submissions/{submission}/edit", {**FORM, "then": "submit"})
    return submission


def test_a_verification_under_way_says_its_stage_its_rows_and_how_long_it_takes(
    visitor: SignIn, make_session: sessionmaker[Session]
) -> None:
    official = visitor(Role.OFFICIAL)
    submission, at = handed_in(official), datetime.now(UTC)
    with transaction(make_session) as session:
        claimed = attempts.claim(session, UUID(submission), lease=LEASE, at=at)
        assert claimed is not None
        progress = {"stage": "reading", "rows": 1_200_000, "of": 3_000_000, "files": 0}
        attempts.renew(session, claimed, progress=progress, lease=LEASE, at=at)

    part = official.get(f"/submissions/{submission}/progress", **{"HX-Target": "progress"})

    said = words(part)
    assert "파일을 읽습니다 Reading the files" in said
    assert "1,200,000행 읽음 (약 3,000,000행 가운데) 파일 1개 중 0개 마침 0초 지남" in said
    assert '<progress max="3000000" value="1200000"' in text(part)
    assert 'hx-trigger="every 1s" hx-swap="outerHTML"' in text(part)
    assert "검증 중" in said
    whole = text(official.get(f"/submissions/{submission}"))
    assert 'role="status" id="said"' in whole
    assert "1,200,000행 읽음" in whole


def test_the_page_that_asks_swaps_its_content_once_all_is_done(
    rooms: Flask, visitor: SignIn
) -> None:
    official = visitor(Role.OFFICIAL)
    submission = handed_in(official)

    work(rooms, submission)

    assert onward(official, submission, "progress") == f"/submissions/{submission}"
    assert onward(official, submission, "progress-at-desk") == f"/reviews/{submission}"
    rested = text(official.get(f"/submissions/{submission}"))
    assert 'data-say="지금 상태: 심사 중. 검증 보고서가 있습니다"' in rested
    assert f'href="/submissions/{submission}/report">검증 보고서 보기' in rested
    assert 'id="progress"' not in rested


def onward(somebody: Visitor, submission: str, place: str) -> str:
    """Return the page whose content a part that asks for progress is to be swapped for."""
    answer = somebody.get(f"/submissions/{submission}/progress", **{"HX-Target": place})
    told = json.loads(answer.headers["HX-Location"])
    assert (answer.status_code, told["select"], told["push"]) == (204, "#whole", "false")
    return str(told["path"])
