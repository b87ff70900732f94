"""The words of the pages: Korean in place, other languages from the catalogue in `translations/`.

The Korean sentence is its own key (gettext), so a template reads as the page does. Every word a
person sees goes through `_()` in a template or `N_()` in a table here; a test holds both to it.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from marketplace.web import formats
from marketplace.web.labels import LABELS

TRANSLATIONS = Path(__file__).parents[1] / "translations"
HOME = "ko"
LANGUAGES = {HOME: "한국어", "en": "English"}
"""The languages pages are read in, by what each is called in itself."""

Words = Mapping[str, str]


@cache
def catalogue(locale: str) -> NullTranslations:
    """Return the words of a language; what it lacks, and every unknown language, stays Korean."""
    source = TRANSLATIONS / f"{locale}.po"
    if locale == HOME or not source.is_file():
        return NullTranslations()
    # Only a page in another language pays for the reader.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with source.open("rb") as written:
        write_mo(compiled, read_po(written, locale=locale))
    compiled.seek(0)
    return GNUTranslations(compiled)


def install_words(environment: Environment, *, locale: Callable[[], str] = lambda: HOME) -> None:
    """Give templates `_`, `ngettext`, two filters, the formats and the languages.

    `label` is of a closed set, `said` of a value that has its words in each language itself, or of
    a Korean sentence marked by `N_`; both take the reader's language, or another.
    `other_language()` is the one the reader does not read.

    `locale` is asked at each use, so that one process serves readers of several languages.
    """

    def gettext(text: str) -> str:
        return catalogue(locale()).gettext(text)

    def ngettext(one: str, many: str, count: int) -> str:
        return catalogue(locale()).ngettext(one, many, count)

    def label(value: str, table: str, language: str = "") -> str:
        word = LABELS[table].get(value)
        return str(value) if word is None else catalogue(language or locale()).gettext(word)

    def said(text: object, language: str = "") -> str:
        spoken = language or locale()
        words = str(getattr(text, spoken, text))
        # To gettext the empty word means the head of the catalogue.
        return catalogue(spoken).gettext(words) if words else ""

    def other_language() -> str:
        return next(each for each in LANGUAGES if each != locale())

    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]

    def day(value: date) -> Markup:
        return formats.day(value, locale())

    def moment(value: datetime) -> Markup:
        return formats.moment(value, locale())

    environment.filters.update(formats.FILTERS, day=day, moment=moment, label=label, said=said)
    environment.globals.update(other_language=other_language, languages=LANGUAGES)
