"""The words of the pages: Korean in place, other languages from the catalogue in `translations/`.

The Korean sentence is its own key (gettext), so a template reads as the page does. Every word a
person sees goes through `_()` in a template or `N_()` in a table here; a test holds both to it.
"""

from collections.abc import Callable
from datetime import date, datetime

from jinja2 import Environment
from markupsafe import Markup

from marketplace.languages import HOME, LANGUAGES, catalogue, told
from marketplace.web import formats
from marketplace.web.labels import LABELS


def install_words(environment: Environment, *, locale: Callable[[], str] = lambda: HOME) -> None:
    """Give templates `_`, `ngettext`, two filters, the formats and the languages.

    `label` is of a closed set, `said` of a value that has its words in each language itself, or of
    a Korean sentence, marked by `N_` or known by its pattern (`languages.told`); both take the
    reader's language, or another.
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
        return told(str(getattr(text, spoken, text)), spoken)

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
