"""Restating by pages: the owner is shown that a source is newer, and one click begins a draft."""

from flask import Flask

from marketplace.accounts.actor import Role
from submissions.states import State
from tests.marketplace.web.rooms import (
    CSV,
    FORM,
    SignIn,
    begun,
    digest_at,
    id_in,
    published,
    text,
    with_file,
    work,
)

CLICK = "새 원천으로 다시 만들기"


def test_one_click_begins_the_draft_of_the_next_version(rooms: Flask, visitor: SignIn) -> None:
    official, maker, quality = (
        visitor(role) for role in (Role.OFFICIAL, Role.RESEARCHER, Role.QUALITY)
    )
    source = published(rooms, official, quality)
    from_it = {
        "sources-0-dataset": source,
        "sources-0-version": "1",
        "sources-0-how": "other",
        "licence": FORM["licence"],
    }
    derived = published(rooms, maker, quality, **from_it)
    before = text(maker.get(f"/datasets/{derived}"))
    newer = begun(official, dataset=source, licence="KOGL-1")
    with_file(official, newer, content=CSV + "다,3\n".encode())
    official.post(f"/submissions/{newer}/submit", {})
    if work(rooms, newer) is not State.PUBLISHED:
        ballot = {"role": "quality", "decision": "accept", "kind": "data"}
        digest = digest_at(quality, newer)
        quality.post(f"/reviews/{newer}/decisions", {**ballot, "report_digest": digest})
        assert work(rooms, newer) is State.PUBLISHED

    page = text(maker.get(f"/datasets/{derived}"))
    clicked = maker.post(f"/datasets/{derived}/restate", {})
    draft = text(maker.get(clicked.location))

    assert CLICK not in before
    assert CLICK in page
    assert CLICK not in text(official.get(f"/datasets/{derived}"))
    assert clicked.status_code == 303
    assert "1판에서 2판으로" in draft
    assert "가공 절차가 적혀 있지 않아" in draft
    # Asked for again it is the same draft.
    again = maker.post(f"/datasets/{derived}/restate", {})
    assert id_in(again.location) == id_in(clicked.location)
