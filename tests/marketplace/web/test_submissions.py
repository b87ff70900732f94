import re

import pytest
from flask import Flask

from marketplace.accounts.actor import Role
from submissions.states import State
from tests.marketplace.web.rooms import (
    FORM,
    SignIn,
    begun,
    fault_at,
    published,
    text,
    with_file,
    work,
)

RESIDENT = "900101-1234568"


def test_a_refused_start_keeps_what_was_written(visitor: SignIn) -> None:
    someone = visitor()

    answer = someone.post(
        "/submissions/new",
        {
            **FORM,
            "category": "",
            "sources-4-title": "기상 관측",
            "sources-4-url": "example.org",
            "sources-4-publisher": "기상청",
            "sources-4-licence": "KOGL-1",
            "sources-4-how": "join",
        },
    )

    assert answer.status_code == 422
    assert fault_at(answer, "category") == "분류: 골라 주세요."
    assert "http://" in fault_at(answer, "sources-4-url")
    assert 'value="기상 관측"' in text(answer)
    assert 'value="정류장별 승차 집계"' in text(answer)


def test_a_draft_is_written_filled_and_handed_in(rooms: Flask, visitor: SignIn) -> None:
    official = visitor(Role.OFFICIAL)
    submission = begun(official)
    edit = f"/submissions/{submission}/edit"

    early = official.post(edit, {**FORM, "then": "submit"})
    with_file(official, submission)
    there = text(official.get(f"/submissions/{submission}/files-there"))
    kept = official.post(edit, {**FORM, "description": "날마다 모았습니다."})
    handed_in = official.post(edit, {**FORM, "keywords": "버스, 승차", "then": "submit"})
    waiting = text(official.get(f"/submissions/{submission}/progress"))
    moving = text(official.get(f"/submissions/{submission}"))
    state = work(rooms, submission)
    rested = official.get(f"/submissions/{submission}/progress")

    assert (early.status_code, fault_at(early, "files")) == (
        422,
        "파일을 하나 이상 끝까지 올린 뒤 제출하세요.",
    )
    assert "승차.csv" in there
    assert "올렸습니다" in there
    assert (kept.status_code, handed_in.status_code) == (303, 303)
    assert "차례를 기다립니다" in waiting
    assert 'hx-trigger="every 2s"' in moving
    assert "초 지남" in waiting
    assert 'hx-swap-oob="true"><span class="badge told">접수됨' in waiting
    assert state is State.IN_REVIEW
    assert (rested.status_code, rested.headers["HX-Refresh"]) == (204, "true")
    page = text(official.get(f"/submissions/{submission}"))
    assert "심사를 기다립니다" in page
    assert "버스, 승차" in page
    assert "검증 보고서" in text(official.get(f"/submissions/{submission}/report"))
    assert official.get(edit).status_code == 303


def test_a_file_that_cannot_be_taken_says_why_to_the_person(visitor: SignIn) -> None:
    official = visitor(Role.OFFICIAL)
    submission = begun(official)
    files = f"/submissions/{submission}/files"
    file = with_file(official, submission)

    twice = official.json(files, {"name": "승차.csv", "size": 3})
    other = official.json(files, {"name": "나.csv", "size": 3}).get_json()
    unsent = official.json(f"{files}/{other['id']}/complete", {})
    again = official.client.get(f"{files}/{other['id']}").get_json()
    plain = official.post(f"{files}/{other['id']}/remove", {})
    fragment = official.post(f"{files}/{file}/remove", {}, **{"HX-Request": "true"})

    assert (twice.status_code, twice.get_json()["detail"]) == (
        422,
        "같은 이름의 파일이 이미 있습니다.",
    )
    assert unsent.status_code == 409
    assert again["upload"]["method"] == "single"
    assert plain.location.endswith(f"/submissions/{submission}/edit#step-files")
    assert "아직 올린 파일이 없습니다" in text(fragment)


def test_a_resident_number_that_was_typed_is_neither_kept_nor_shown(visitor: SignIn) -> None:
    official = visitor(Role.OFFICIAL)
    submission = begun(official)

    refused = official.post(
        f"/submissions/{submission}/edit", {**FORM, "description": f"담당 {RESIDENT}"}
    )
    cancelled = official.post(f"/submissions/{submission}/cancel", {"reason": f"{RESIDENT} 때문"})

    assert (refused.status_code, cancelled.status_code) == (422, 422)
    assert "주민등록번호로 보이는" in fault_at(refused, "description")
    assert "주민등록번호로 보이는" in fault_at(cancelled, "reason")
    assert RESIDENT not in text(refused) + text(cancelled)
    assert "담당 ******-*******" in text(refused)


def test_a_form_may_be_as_long_as_a_manifest_may_be(visitor: SignIn) -> None:
    official = visitor(Role.OFFICIAL)
    submission = begun(official)
    prose = "가" * 20_000

    saved = official.post(
        f"/submissions/{submission}/edit",
        {**FORM, "description": prose, "method": prose, "deviations": prose},
    )

    assert saved.status_code == 303
    assert prose in text(official.get(f"/submissions/{submission}/edit"))


def test_cancelling_takes_a_reason(visitor: SignIn) -> None:
    official = visitor(Role.OFFICIAL)
    submission = begun(official)

    silent = official.post(f"/submissions/{submission}/cancel", {"reason": " "})
    done = official.post(f"/submissions/{submission}/cancel", {"reason": "잘못 골랐습니다."})

    assert (silent.status_code, fault_at(silent, "reason")) == (422, "까닭을 적어 주세요.")
    assert done.status_code == 303
    page = text(official.get(f"/submissions/{submission}"))
    assert "취소된 제출입니다" in page
    assert "잘못 골랐습니다." in page


def test_who_may_not_offer_originals_is_asked_for_a_source(visitor: SignIn) -> None:
    citizen = visitor()
    submission = begun(citizen)
    with_file(citizen, submission)

    from_the_form = citizen.post(f"/submissions/{submission}/edit", {**FORM, "then": "submit"})
    from_the_page = citizen.post(f"/submissions/{submission}/submit", {})

    assert "원천을 적어 주세요" in fault_at(from_the_form, "sources")
    assert from_the_page.location.endswith("/edit#step-files")


def test_licences_are_offered_as_far_as_sources_and_people_allow(
    rooms: Flask, visitor: SignIn
) -> None:
    official, citizen, quality = visitor(Role.OFFICIAL), visitor(), visitor(Role.QUALITY)
    dataset = published(rooms, official, quality)

    page = text(citizen.get(f"/submissions/new?source={dataset}@1"))
    found = text(citizen.get("/submissions/sources?q=승차 집계"))
    closed = text(
        citizen.get(
            "/submissions/offers?sources-0-title=a&sources-0-licence=CC-BY-ND-4.0&access=public"
        )
    )

    offered = re.findall(r'name="licence" value="([^"]+)"', page)
    assert "CC-BY-4.0" in offered
    assert [each for each in offered if each.startswith("KOGL")] == []
    assert "공공누리는 공공기관만 붙일 수 있습니다." in page
    assert "정류장별 승차 집계" in page
    assert f'data-dataset="{dataset}"' in found
    assert re.findall(r'name="licence"', closed) == []
    assert "허락하지 않습니다" in closed


def test_barring_commercial_use_of_ones_own_data_asks_for_a_reason_and_shows_it(
    rooms: Flask, visitor: SignIn
) -> None:
    official, quality = visitor(Role.OFFICIAL), visitor(Role.QUALITY)
    submission = begun(official, licence="CC-BY-NC-4.0")
    with_file(official, submission)
    own = text(official.get("/submissions/offers"))
    derived = text(official.get("/submissions/offers?sources-0-title=a&sources-0-licence=MIT"))
    reason = "사진의 권리가 제3자에게 있습니다."

    fields = {**FORM, "licence": "CC-BY-NC-4.0", "licence_reason": reason, "then": "submit"}
    assert official.post(f"/submissions/{submission}/edit", fields).status_code == 303
    work(rooms, submission)

    assert "제3자의 권리 같은 사유가 있을 때만" in own
    assert 'name="licence_reason"' in own
    assert 'name="licence_reason"' not in derived
    desk = text(quality.get(f"/reviews/{submission}"))
    assert reason in desk
    assert "적힌 사유가 맞는지 확인해 주세요" in desk


def test_a_licence_that_the_sources_forbid_is_not_handed_in(visitor: SignIn) -> None:
    citizen = visitor()
    source = {
        "sources-0-title": "기상 관측",
        "sources-0-url": "https://example.org",
        "sources-0-publisher": "기상청",
        "sources-0-licence": "CC-BY-NC-4.0",
        "sources-0-how": "join",
    }
    submission = begun(citizen, **{name.replace("-", "__"): each for name, each in source.items()})
    with_file(citizen, submission)

    answer = citizen.post(f"/submissions/{submission}/edit", {**FORM, **source, "then": "submit"})

    assert answer.status_code == 422
    assert "상업적 이용을 금지" in fault_at(answer, "licence")


def test_a_new_version_begins_with_what_the_last_one_says(rooms: Flask, visitor: SignIn) -> None:
    official, stranger, quality = visitor(Role.OFFICIAL), visitor(), visitor(Role.QUALITY)
    dataset = published(rooms, official, quality)

    start = text(official.get(f"/submissions/new?dataset={dataset}"))
    refused = stranger.get(f"/submissions/new?dataset={dataset}")
    submission = begun(official, dataset=dataset, licence="KOGL-1", title="새 판")
    saved = official.post(f"/submissions/{submission}/edit", {**FORM, "licence": "KOGL-1"})
    with_file(official, submission)
    official.post(f"/submissions/{submission}/submit", {})

    assert "새 판 올리기" in start
    assert refused.status_code == 403
    assert saved.status_code == 303
    assert work(rooms, submission) is State.PUBLISHED
    page = text(official.get(f"/submissions/{submission}"))
    assert f"/datasets/{dataset}/versions/2" in page


def test_what_is_blocked_says_why_and_is_mended(rooms: Flask, visitor: SignIn) -> None:
    official = visitor(Role.OFFICIAL)
    submission = begun(official, licence="KOGL-1")
    rows = f"이름,주민등록번호\n홍,{RESIDENT}\n김,850202-1234567\n".encode()
    file = with_file(official, submission, "사람.csv", rows)
    official.post(f"/submissions/{submission}/submit", {})

    assert work(rooms, submission) is State.BLOCKED
    page = text(official.get(f"/submissions/{submission}"))
    form = text(official.get(f"/submissions/{submission}/edit"))
    official.post(f"/submissions/{submission}/files/{file}/remove", {})
    with_file(official, submission)
    official.post(f"/submissions/{submission}/submit", {})

    assert "이대로는 낼 수 없습니다" in page
    assert "개인정보 심사자의 목록" in page
    assert "주민등록번호가 들어 있음" in form
    assert RESIDENT not in page + form
    assert work(rooms, submission) is State.IN_REVIEW


def test_the_list_is_narrowed_by_state(visitor: SignIn) -> None:
    official = visitor(Role.OFFICIAL)
    first = begun(official, title="첫째 것")
    begun(official, title="둘째 것")
    official.post(f"/submissions/{first}/cancel", {"reason": "그만"})

    everything = text(official.get("/submissions"))
    cancelled = text(official.get("/submissions?state=cancelled"))

    assert "첫째 것" in everything
    assert "둘째 것" in everything
    assert "첫째 것" in cancelled
    assert "둘째 것" not in cancelled
    assert text(official.get("/submissions?state=nonsense")).count("째 것</a>") == 2


def test_nobody_finds_the_submission_of_somebody_else(visitor: SignIn) -> None:
    submission = begun(visitor(Role.OFFICIAL))
    stranger = visitor()

    addresses = ("", "/edit", "/progress", "/report", "/files-there")

    assert {stranger.get(f"/submissions/{submission}{each}").status_code for each in addresses} == {
        404
    }


@pytest.mark.parametrize("address", ["/submissions", "/submissions/new", "/reviews"])
def test_signing_in_comes_first(rooms: Flask, address: str) -> None:
    assert rooms.test_client().get(address).status_code in {302, 303, 401}
