"""A real browser: Debian's Chromium, which `.ci/run` installs."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.browser.screen import Screen
from tests.journeys.town import Town

NAMES = ("chromium", "chromium-browser", "google-chrome")

Seat = Callable[..., Screen]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("no Chromium here: on Debian, apt-get install chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program)
        yield opened
        opened.close()


@pytest.fixture
def seat(browser: Browser, town: Town) -> Iterator[Seat]:
    """Seat somebody of the town before a screen; whatever the browser itself refused fails."""
    taken: list[Screen] = []

    def take(name: str = "") -> Screen:
        taken.append(Screen.of(browser, town, name))
        return taken[-1]

    yield take
    complaints = [line for screen in taken for line in screen.complaints]
    for screen in taken:
        screen.page.context.close()
    assert complaints == []
