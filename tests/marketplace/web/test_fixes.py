"""Fixes as pages: proposed on the page of a dataset, accepted or refused by its owner."""

import re

from flask import Flask

from marketplace.accounts.actor import Role
from tests.marketplace.web.rooms import SignIn, published, text

REASON = "현장 확인 010-1234-5678"
FIX = {"key": "정류장", "key_value": "나", "column": "승차", "now": "2", "proposed": "3"}


def test_a_cell_is_fixed_by_pages(rooms: Flask, visitor: SignIn) -> None:
    owner, quality = visitor(Role.OFFICIAL), visitor(Role.QUALITY)
    reader = visitor(name="이둘")
    dataset = published(rooms, owner, quality)
    address = f"/datasets/{dataset}"

    sent = reader.post(f"{address}/versions/1/fixes", {**FIX, "reason": REASON})
    wrong = reader.post(f"{address}/versions/1/fixes", {**FIX, "now": "9", "reason": REASON})
    page = text(owner.get(sent.location))
    (answer,) = re.findall(r'action="([^"]+/answer)"', page)
    nothing = owner.post(answer, {"decision": "accept"})
    no_reason = owner.post(answer, {"decision": "refuse"})
    taken = owner.post(answer, {"decision": "accept", "cell": "0"})

    assert "이 판에 고침 제안하기" in text(reader.get(address))
    assert (sent.status_code, wrong.status_code) == (303, 422)
    assert (nothing.status_code, no_reason.status_code) == (422, 422)
    assert "<del>2</del>" in page
    assert "<ins>3</ins>" in page
    assert "010-1234" not in page
    assert "고침 제안이 왔습니다" in text(owner.get("/notices"))
    assert "/submissions/" in taken.location
    assert "1칸을 받아들였습니다" in text(reader.get(sent.location))


def test_a_fix_is_refused_or_taken_back_by_pages(rooms: Flask, visitor: SignIn) -> None:
    owner, quality, reader = visitor(Role.OFFICIAL), visitor(Role.QUALITY), visitor(name="이둘")
    dataset = published(rooms, owner, quality)
    address = f"/datasets/{dataset}"
    sent = [
        reader.post(f"{address}/versions/1/fixes", {**FIX, "reason": "고시"}).location
        for _ in range(2)
    ]

    refused = owner.post(f"{sent[0]}/answer", {"decision": "refuse", "reason": "맞는 값입니다."})
    back = reader.post(f"{sent[1]}/withdraw", {})
    listed = text(reader.get(f"{address}/fixes"))

    assert (refused.status_code, back.status_code) == (303, 303)
    assert "맞는 값입니다." in text(reader.get(sent[0]))
    assert "거절함" in listed
    assert "거두어들임" in listed
    assert (
        owner.post(f"{sent[1]}/answer", {"decision": "refuse", "reason": "가"}).status_code == 409
    )
    empty = {"reason": "고시"}
    assert reader.post(f"{address}/versions/1/fixes", empty).status_code == 422
