import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

import marketplace
from marketplace.accounts.history import AccountEvent
from marketplace.diagnoses.watch import Watched, WatchReason
from marketplace.languages import TRANSLATIONS, catalogue
from marketplace.web.error_pages import STANDALONE, words_for
from marketplace.web.labels import LABELS
from marketplace.web.quality_words import figure_words
from marketplace.web.words import install_words
from marketplace.workflow.watching import Scope
from submissions.categories import CATEGORIES
from submissions.states import Event, State
from tests.marketplace.web.endpoints import ENDPOINTS
from tests.marketplace.web.pages import TEMPLATES, environment
from verification.findings import Severity, Text
from verification.rights.access import Access

HANGUL = re.compile("[가-힣]")
ASKED = {"_", "gettext", "ngettext"}
FILES = sorted(TEMPLATES.rglob("*.html"))


def tree(path: Path) -> nodes.Template:
    return environment().parse(path.read_text(encoding="utf-8"))


def strays(path: Path) -> list[str]:
    """Korean words of a template that do not pass through the catalogue."""
    parsed = tree(path)
    asked = {
        id(word)
        for call in parsed.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in ASKED
        for word in call.args
    }
    plain = [each.data for each in parsed.find_all(nodes.TemplateData) if HANGUL.search(each.data)]
    quoted = [
        each.value
        for each in parsed.find_all(nodes.Const)
        if isinstance(each.value, str) and HANGUL.search(each.value) and id(each) not in asked
    ]
    return plain + quoted


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_word_of_a_template_passes_through_the_catalogue(path: Path) -> None:
    assert strays(path) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_address_and_label_a_template_asks_for_exists(path: Path) -> None:
    parsed = tree(path)

    addresses = {
        call.args[0].value
        for call in parsed.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name)
        and call.node.name == "url_for"
        and isinstance(call.args[0], nodes.Const)
    }
    tables = {
        each.args[0].value
        for each in parsed.find_all(nodes.Filter)
        if each.name == "label" and isinstance(each.args[0], nodes.Const)
    }

    assert addresses - set(ENDPOINTS) == set()
    assert tables - set(LABELS) == set()


def extracted() -> set[str]:
    """Every word that goes through the catalogue."""
    found = extract_from_dir(
        Path(marketplace.__file__).parent,
        method_map=[("**/templates/**.html", "jinja2"), ("web/**.py", "python")],
        options_map={"**/templates/**.html": {"trimmed": "true", "silent": "false"}},
        keywords={"_": None, "N_": None, "ngettext": (1, 2)},
    )
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}


def kept(locale: str) -> Catalog:
    with (TRANSLATIONS / f"{locale}.po").open("rb") as source:
        return read_po(source, locale=locale)


def test_every_word_translated_is_still_said_somewhere() -> None:
    assert {str(message.id) for message in kept("en") if message.id} - extracted() == set()


def test_every_word_has_its_english() -> None:
    said = {str(message.id) for message in kept("en") if message.id and message.string}

    assert extracted() - said == set()


def test_a_translation_fills_in_the_same_names() -> None:
    def names(text: str) -> list[str]:
        return sorted(re.findall(r"%\((\w+)\)s", text))

    wrong = [
        message.id
        for message in kept("en")
        if message.id and message.string and names(str(message.id)) != names(str(message.string))
    ]

    assert wrong == []


def test_a_language_that_lacks_a_word_says_it_in_korean() -> None:
    assert catalogue("en").gettext("이런 말은 없다") == "이런 말은 없다"
    assert catalogue("xx").gettext("공개됨") == "공개됨"


def test_labels_follow_the_reader_and_unknown_values_stay_as_they_are() -> None:
    bare = Environment(autoescape=True)
    spoken = "ko"
    install_words(bare, locale=lambda: spoken)
    page = bare.from_string("{{ s | label('state') }} {{ t | said }} {{ _('검색') }}")
    given = {"s": "published", "t": Text(ko="가", en="a")}

    korean = page.render(given)
    spoken = "en"
    english = page.render(given)

    assert (korean, english) == ("공개됨 가 검색", "Published a Search")
    assert page.render(s="new-state", t="plain").startswith("new-state plain")


@pytest.mark.parametrize(
    ("table", "closed_set"),
    [
        ("state", State),
        ("severity", Severity),
        ("access", Access),
        ("category", CATEGORIES),
        ("scope", Scope),
        ("watch-reason", WatchReason),
        ("watch-tone", WatchReason),
        ("account-event", AccountEvent),
    ],
)
def test_a_closed_set_has_a_word_for_each_of_its_values(
    table: str, closed_set: Iterable[str]
) -> None:
    assert {str(each) for each in closed_set} == set(LABELS[table])


@pytest.mark.parametrize("reason", WatchReason)
def test_every_reason_to_watch_says_its_figure_in_both_languages(reason: WatchReason) -> None:
    words = figure_words(Watched(reason, 1234.5))

    assert bool(words.ko) is bool(words.en)
    assert "{" not in words.ko + words.en


def test_every_event_of_a_submission_has_a_word() -> None:
    assert {str(event) for event in Event} - set(LABELS["event"]) == set()


def test_a_status_without_words_takes_those_of_its_hundred() -> None:
    assert words_for(418) == words_for(400)
    assert words_for(599) == words_for(500)
    assert sorted(STANDALONE) == [500, 503, 507]


def test_the_catalogue_is_read_once() -> None:
    assert catalogue("en") is catalogue("en")
