"""What an error means over HTTP: a status, a code, and words with its attributes in them."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from marketplace.errors import Reason
from marketplace.languages import HOME, told


@dataclass(frozen=True)
class Meaning:
    """A status, a stable code, and what to tell people."""

    status: HTTPStatus
    code: str
    ko: str
    en: str

    def detail(self, fault: Exception, language: str) -> str:
        """Return the words, with the error's attributes in their places."""
        words = self.ko if language == HOME else self.en
        return words.format_map(_Attributes(fault, language))

    def code_of(self, fault: Exception) -> str:
        """Return the code, which an error may bring along itself."""
        return self.code.format_map(_Attributes(fault, HOME))


class _Attributes(dict[str, Any]):
    """An error's attributes by name; `why` is its reason in a language, or its own words."""

    def __init__(self, fault: Exception, language: str) -> None:
        super().__init__()
        self._fault = fault
        self._language = language

    def __missing__(self, name: str) -> object:
        return self._why() if name == "why" else getattr(self._fault, name, "")

    def _why(self) -> str:
        reason = getattr(self._fault, "reason", None)
        if not isinstance(reason, Reason):
            return told(str(self._fault), self._language)
        return reason.ko if self._language == HOME else reason.en
