"""Somebody before a screen: a real browser that goes where people go and does what they do."""

import json
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.factories.accounts import PASSWORD
from tests.journeys.town import ROOT, Town

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WITHIN_SECONDS = 30.0
UNDER_WAY = {"접수됨", "검증 중", "승인됨"}


@dataclass(frozen=True)
class Screen:
    """A page, and what went wrong on it that a person would not be told."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, browser: Browser, town: Town, name: str = "") -> "Screen":
        """Open a browser of one's own; by a name of the cast, sign in by the form."""
        page = browser.new_context(locale="ko-KR").new_page()
        screen = cls(page, town.url)
        page.on("pageerror", lambda error: screen.complaints.append(str(error)))
        page.on("console", lambda line: screen.complaints.extend(_refused_by_policy(line.text)))
        if name:
            screen.go("/sign-in")
            page.fill("#f-email", f"{name}@town.example")
            page.fill("#f-password", PASSWORD)
            page.click("main form button")
            page.wait_for_load_state()
        return screen

    def go(self, address: str) -> None:
        answer = self.page.goto(f"{self.url}{address}")
        assert answer is not None
        assert answer.status == 200, (address, answer.status)

    def choose_file(self, file: Path) -> None:
        """Choose a file to upload, and wait until the list of files has it."""
        self.page.set_input_files("#f-files", file)
        there = self.page.locator("#files-there li", has_text=file.name).get_by_text("올렸습니다")
        there.wait_for(timeout=WITHIN_SECONDS * 1000)

    def press(self, words: str) -> None:
        self.page.get_by_role("button", name=words, exact=True).click()
        self.page.wait_for_load_state()

    def state(self) -> str:
        """Return the state beside the heading of a submission, once it has come to rest.

        The page is not loaded again from here: it does so by itself.
        """
        deadline = time.monotonic() + WITHIN_SECONDS
        badge = self.page.locator("h1 .badge")
        while (state := badge.inner_text()) in UNDER_WAY:
            assert time.monotonic() < deadline, state
            self.page.wait_for_timeout(200)
        return state

    def overflow(self, width: int) -> int:
        """Return by how many pixels the page is wider than a screen of this width."""
        self.page.set_viewport_size({"width": width, "height": 800})
        found: int = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return found

    def barriers(self) -> list[str]:
        """Return what keeps people from using the page, by axe's rules."""
        self.page.evaluate(_axe())
        asked = json.dumps({"runOnly": RULES})
        found = self.page.evaluate(f"axe.run(document, {asked})")
        return [
            f"{each['id']}: {node['html']}"
            for each in found["violations"]
            for node in each["nodes"]
        ]


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


def _refused_by_policy(line: str) -> list[str]:
    return [line] if "Content Security Policy" in line or "CORS" in line else []
