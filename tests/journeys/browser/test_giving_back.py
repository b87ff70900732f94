"""By hand, from a dataset to the one made of it: what people do, in a browser."""

import re
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Request, Route

from tests.factories.files import boardings, csv, residents
from tests.factories.submissions import make_manifest
from tests.journeys.browser.conftest import Seat
from tests.journeys.browser.screen import Screen
from tests.journeys.person import publish
from tests.journeys.town import Town

PART = 5 << 20


def source_of(town: Town, mark: str) -> str:
    """Have an original published by programs, and return its dataset."""
    manifest = make_manifest(f"한솔동 승차 {mark}", licence="KOGL-1")
    made = publish(town.official, town.quality, manifest, {"승차.csv": boardings(50, mark=mark)})
    dataset: str = made["dataset"]
    return dataset


def fill_start(screen: Screen, title: str) -> None:
    page = screen.page
    page.fill("#f-title", title)
    page.get_by_label("데이터", exact=True).check()
    page.select_option("#f-category", "교통물류")
    page.locator('input[name="licence"][value="CC-BY-4.0"]').check()
    screen.press("저장하고 파일 올리기")


def begun(screen: Screen, title: str) -> None:
    screen.go("/submissions/new")
    fill_start(screen, title)


def test_something_made_of_a_dataset_is_given_back_and_published(
    town: Town, seat: Seat, tmp_path: Path
) -> None:
    dataset = source_of(town, "손")
    made = tmp_path / "선택.csv"
    made.write_bytes(csv(("번호", "승차"), ((row, row * 3) for row in range(1, 20))))
    giver, reviewer = seat("researcher"), seat("quality")

    giver.go(f"/datasets/{dataset}")
    giver.page.locator(f'a[href*="/submissions/new?source={dataset}"]').first.click()
    offered = giver.page.locator('input[name="licence"]').evaluate_all(
        "boxes => boxes.map(box => box.value)"
    )
    fill_start(giver, "한솔동 승차에서 고른 것")
    giver.choose_file(made)
    giver.page.fill("#f-description", "이른 번호만 골랐습니다.")
    giver.press("저장하고 제출")
    waiting = giver.state()
    address = urlsplit(giver.page.url).path

    reviewer.go("/reviews")
    reviewer.page.get_by_role("link", name="한솔동 승차에서 고른 것").click()
    reviewer.page.get_by_label("승인", exact=True).check()
    reviewer.press("결정하기")
    giver.go(address)
    final = giver.state()
    giver.page.locator(".notice a").first.click()
    giver.page.wait_for_load_state()

    assert [each for each in offered if each.startswith("KOGL")] == []
    assert (waiting, final) == ("심사 중", "공개됨")
    assert "/datasets/" in giver.page.url
    assert giver.page.locator(".generation", has_text="1차").count() >= 1
    assert "한솔동 승차 손" in giver.page.locator("main").inner_text()


def test_a_refused_form_keeps_what_was_written_and_says_where(seat: Seat) -> None:
    giver = seat("citizen")
    begun(giver, "채우다 만 것")

    page = giver.page
    page.fill("#f-description", "여기까지 적었습니다.")
    page.get_by_role("button", name="열 더하기").click()
    page.fill("#f-columns-0-unit", "명")
    page.get_by_role("button", name="다른 곳에서 받은 데이터 더하기").click()
    page.fill("#f-sources-0-title", "기상 관측")
    page.fill("#f-sources-0-url", "example.org")
    giver.press("저장만 하기")

    summary = page.locator("#faults li").all_inner_texts()
    assert len(summary) == 4
    assert any("2번째" not in each and "주소" in each for each in summary)
    assert page.input_value("#f-description") == "여기까지 적었습니다."
    assert page.locator("#f-columns-0-name-fault").inner_text().endswith("적어 주세요.")
    page.locator("#faults a", has_text="주소").click()
    assert page.locator("#f-sources-0-url").evaluate("box => box === document.activeElement")


def test_a_file_in_parts_goes_on_from_where_it_stopped(seat: Seat, tmp_path: Path) -> None:
    giver = seat("official")
    begun(giver, "큰 파일")
    file = tmp_path / "큰.bin"
    file.write_bytes(b"0123456789abcdef" * (PART // 16 * 4 + 64))
    page, sent, held = giver.page, [], []

    def hold_late_parts(route: Route, request: Request) -> None:
        part = int(parse_qs(urlsplit(request.url).query)["partNumber"][0])
        if part > 2:
            held.append(part)
            return
        route.continue_()

    def note(request: Request) -> None:
        found = re.search(r"partNumber=(\d+)", request.url)
        if request.method == "PUT" and found:
            sent.append(int(found[1]))

    page.route(re.compile("partNumber="), hold_late_parts)
    page.set_input_files("#f-files", file)
    # Three go at once: with the last three on their way the first two have arrived.
    deadline = time.monotonic() + 20
    while len(held) < 3:
        assert time.monotonic() < deadline, held
        page.wait_for_timeout(50)
    page.get_by_role("button", name="멈추기").click()
    page.locator("#files-there").get_by_text("올리다 멈춤").wait_for()
    page.unroute_all(behavior="ignoreErrors")
    page.on("request", note)
    giver.choose_file(file)

    assert sorted(held) == [3, 4, 5]
    assert sorted(sent) == [3, 4, 5]


def test_what_is_blocked_says_why_and_shows_no_number(seat: Seat, tmp_path: Path) -> None:
    giver, privacy = seat("official"), seat("privacy")
    begun(giver, "사람이 든 것")
    numbers = residents("870303")
    file = tmp_path / "사람.csv"
    file.write_bytes(
        csv(("이름", "주민등록번호"), [("가", numbers["plain"]), ("나", numbers["dashed"])])
    )
    giver.choose_file(file)
    giver.press("저장하고 제출")

    assert giver.state() == "막힘"
    address = urlsplit(giver.page.url).path
    privacy.go(address.replace("/submissions/", "/reviews/"))
    pages = [giver.page.content(), privacy.page.content()]
    privacy.page.fill("#release-reason", "시험용으로 만든 번호입니다.")
    privacy.press("풀고 심사로 보내기")

    assert [number for number in numbers.values() for page in pages if number in page] == []
    assert privacy.page.locator("h1 .badge").inner_text() == "심사 중"
    assert giver.page.locator(".finding.error h3").first.inner_text() == "주민등록번호가 들어 있음"
