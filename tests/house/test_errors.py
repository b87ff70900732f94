"""Every error of the house has one base per folder and a meaning over HTTP."""

import importlib
import re
from collections.abc import Iterator

from marketplace.api.openapi.document import NamedTwice
from marketplace.http import answers
from marketplace.http.errors import meaning_of
from marketplace.http.meanings import MEANINGS
from marketplace.http.static_files import FrontEndNotBuilt
from tests.house.source import modules

# Told to whoever starts the house or gives it a command: no request is answered by these.
OUTSIDE_REQUESTS = (
    "marketplace.config",
    "marketplace.stack",
    "marketplace.worker",
    "marketplace.cli",
)
UNANSWERED = (FrontEndNotBuilt, NamedTwice)
DEFINES = re.compile(r"^class \w+\(\w*(Exception|Error|Fault|Refused|NotFound)\b", re.MULTILINE)


def errors_of_the_house() -> set[type[Exception]]:
    """Return every exception class that the four folders define."""
    for module in modules():
        if (
            module.path.endswith("errors.py")
            or "(Exception)" in module.text
            or "Error)" in module.text
        ):
            importlib.import_module(module.name)
    names = {module.name for module in modules()}
    return {each for each in _below(Exception) if each.__module__ in names}


def _below(kind: type[Exception]) -> Iterator[type[Exception]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def asked_for(kind: type[Exception]) -> bool:
    """Tell whether a request can meet this error."""
    return not kind.__module__.startswith(OUTSIDE_REQUESTS) and not issubclass(kind, UNANSWERED)


def test_every_error_has_a_meaning_over_http() -> None:
    unmeant = {
        f"{each.__module__}.{each.__qualname__}"
        for each in errors_of_the_house()
        if asked_for(each) and meaning_of(each) is None
    }

    assert unmeant == set()


def test_every_meaning_is_answered() -> None:
    unanswered = {
        f"{each.__module__}.{each.__qualname__}"
        for each in errors_of_the_house()
        if meaning_of(each) is not None and not issubclass(each, answers.OURS)
    }

    assert unanswered == set()


def test_an_error_without_a_meaning_is_seen() -> None:
    class Strange(Exception):
        pass

    assert meaning_of(Strange) is None


def test_every_meaning_says_it_in_both_languages() -> None:
    assert [kind.__name__ for kind, each in MEANINGS.items() if not (each.ko and each.en)] == []


def test_errors_carry_no_words_of_http() -> None:
    spoken = {"abort", "HTTPStatus", "status_code"}
    told = {
        module.path
        for module in modules()
        if module.path.endswith("errors.py")
        and module.path != "marketplace/http/errors.py"
        and any(word in module.text for word in spoken)
    }

    assert told == set()
