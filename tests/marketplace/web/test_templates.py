import re
from collections.abc import Mapping

import pytest

from tests.marketplace.web.outline import read
from tests.marketplace.web.pages import PAGES, TEMPLATES, render

IDS = [f"{name}-{place}" for place, (name, _) in enumerate(PAGES)]
WHOLE = [(name, values) for name, values in PAGES if "/_" not in name]
Sample = tuple[str, Mapping[str, object]]


def names() -> set[str]:
    found = (path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
    return {name for name in found if "_" not in name.rsplit("/", 1)[-1][0]}


def test_every_page_has_a_sample_it_is_rendered_with() -> None:
    frames = {"base.html", "bare.html"}

    pages = {name for name in names() - frames if not name.startswith("macros/")}

    assert pages == {name for name, _ in WHOLE}


@pytest.mark.parametrize("sample", PAGES, ids=IDS)
@pytest.mark.parametrize("signed_in", [True, False], ids=["signed-in", "anonymous"])
def test_markup_is_sound(sample: Sample, signed_in: bool) -> None:
    outline = read(render(*sample, signed_in=signed_in))

    assert list(outline.faults()) == [] or "/_" in sample[0]


@pytest.mark.parametrize("sample", WHOLE)
def test_a_page_has_one_main_heading_and_says_its_language(sample: Sample) -> None:
    outline = read(render(*sample))

    assert outline.headings.count(1) == 1
    assert ("html", {"lang": "ko"}) in outline.elements


@pytest.mark.parametrize("sample", PAGES, ids=IDS)
def test_nothing_is_inline_that_the_content_policy_refuses(sample: Sample) -> None:
    outline = read(render(*sample))

    refused = [
        (tag, name)
        for tag, given in outline.elements
        for name in given
        if name == "style" or re.fullmatch(r"on\w+", name) or name.startswith("hx-on")
    ]

    assert refused == []
    scripts = [given for tag, given in outline.elements if tag == "script"]
    assert all("src" in given or given["type"] == "application/ld+json" for given in scripts)


@pytest.mark.parametrize("sample", PAGES, ids=IDS)
def test_no_other_host_is_asked_for_anything(sample: Sample) -> None:
    outline = read(render(*sample))

    fetched = [
        given.get("src") or given.get("href", "")
        for tag, given in outline.elements
        if tag in ("script", "link", "img", "source", "iframe")
        and given.get("type") != "application/ld+json"
    ]

    assert [address for address in fetched if not address.startswith("/static/")] == []


@pytest.mark.parametrize("sample", PAGES, ids=IDS)
def test_a_form_that_changes_something_carries_the_token(sample: Sample) -> None:
    html = render(*sample)

    forms = re.findall(r'<form[^>]*method="post".*?</form>', html, re.DOTALL)

    assert all('name="csrf_token"' in form for form in forms)


def test_what_strangers_wrote_is_text() -> None:
    pages = "".join(render(name, values) for name, values in PAGES)

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in pages
    assert "<script>alert" not in pages
    assert "<b>1000" not in pages


def test_the_demonstration_says_so_and_the_city_can_switch_it_off() -> None:
    home = dict(PAGES[:1])["home.html"]

    assert "공식 누리집이 아닙니다" in render("home.html", home)
    assert "공식 누리집이 아닙니다" not in render("home.html", home, signed_in=False)
