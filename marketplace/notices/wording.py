"""How a notice is worded: a title and a body in both languages, and where it leads."""

from dataclasses import dataclass
from enum import StrEnum
from string import Formatter

from marketplace.notices.kinds import Target


class Language(StrEnum):
    """The languages notices are written in."""

    KO = "ko"
    EN = "en"


@dataclass(frozen=True)
class Wording:
    """A title and a body; `{names}` stand for facts."""

    title: str
    body: str


@dataclass(frozen=True)
class Template:
    """The text of a kind of notice in both languages, and where it leads."""

    target: Target
    ko: Wording
    en: Wording

    @property
    def names(self) -> frozenset[str]:
        """The facts the text names."""
        texts = (self.ko.title, self.ko.body, self.en.title, self.en.body)
        return frozenset(
            name for text in texts for _, name, _, _ in Formatter().parse(text) if name
        )
