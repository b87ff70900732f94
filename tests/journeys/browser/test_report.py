"""What somebody sees while their file is verified, and of the report it ends in."""

from urllib.parse import urlsplit

from tests.factories.files import boardings
from tests.factories.submissions import make_manifest
from tests.journeys.browser.conftest import Seat
from tests.journeys.town import Town

BAD = {3: "없음", 9: "x"}
FOCUSED_AT = "document.activeElement.getBoundingClientRect().top"


def test_a_page_that_comes_to_rest_neither_jumps_nor_loses_the_focus(
    town: Town, seat: Seat
) -> None:
    columns = [{"name": "승차", "type": "integer", "meaning": "탄 사람", "unit": "명"}]
    manifest = make_manifest("눈앞에서 검증되는 승차", licence="KOGL-1", columns=columns)
    submission = town.official.draft(manifest)
    town.official.upload(submission, "승차.csv", boardings(60_000, mark="눈앞", bad=BAD))
    screen = seat("official")
    page = screen.page
    page.set_viewport_size({"width": 1000, "height": 500})
    screen.go(f"/submissions/{submission}")
    screen.press("제출")
    page.evaluate("window.isStillHere = true")
    page.locator("#cancel summary").focus()
    before = page.evaluate(FOCUSED_AT)

    state = screen.state()

    page.get_by_role("link", name="검증 보고서 보기").wait_for()
    said = page.locator("#said").inner_text()
    assert (state, said) == ("심사 중", "지금 상태: 심사 중. 검증 보고서가 있습니다")
    assert page.evaluate("window.isStillHere")
    assert page.evaluate("document.activeElement.closest('#cancel') !== null")
    assert abs(page.evaluate(FOCUSED_AT) - before) < 2
    assert urlsplit(page.url).path == f"/submissions/{submission}"
    assert page.locator("#progress").count() == 0


def test_a_report_is_read_by_keyboard_and_printed_whole(town: Town, seat: Seat) -> None:
    manifest = make_manifest("읽히는 승차", licence="KOGL-1")
    made = town.official.offer(manifest, {"승차.csv": boardings(60, mark="읽힘", bad=BAD)})
    screen = seat("official")
    page = screen.page
    screen.go(f"/submissions/{made['id']}/report")

    page.get_by_role("img", name="품질 지표의 모양").wait_for()
    folded = page.locator("main details:not([open]) > summary").first
    folded.focus()
    page.keyboard.press("Enter")
    opened = page.evaluate("document.activeElement.parentElement.open")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    left = page.locator("main details:not([open])").count()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.fill("#profile-find", "승차")
    page.keyboard.press("Enter")
    page.wait_for_url("**column=*")

    assert (opened, left) == (True, 0)
    assert page.locator(".column h3").all_inner_texts() == ["승차"]
