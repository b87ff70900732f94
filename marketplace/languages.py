"""The languages people read: Korean words and sentences, and what they are in another.

The Korean sentence is its own key (gettext). One that was filled in, as most are that checks and
refusals say, is known again by its pattern: `{0}` in the catalogue stands for whatever filled it,
which goes into the translation as it is, `{0:said}` in its own words and `{0:each}` in those of
each it lists. So what was stored long ago under a digest is read in another language unchanged.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from itertools import islice
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any, get_args

from verification.declared_rules import DeclaredRule
from verification.rights.families import REASONS

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

TRANSLATIONS = Path(__file__).parent / "translations"
HOME = "ko"
LANGUAGES = {HOME: "한국어", "en": "English"}
"""The languages pages are read in, by what each is called in itself."""

PART = "part"
"""The context of words that stand within sentences alone: they may be anybody's words elsewhere."""

_HOLE = re.compile(r"\{(\w+)\}")
_LONGEST, _SENTENCES = 400, 6
"""Characters of what was filled in, and sentences it may be: of nobody's long text more is asked,
since patterns with many holes take the square of the time for twice the text."""

_BETWEEN = re.compile(r"( · |, )")
_SENTENCE_ENDS = re.compile(r"(?<=\.) ")


def told(words: str, locale: str) -> str:
    """Return Korean words in a language; what it lacks stays Korean."""
    if not words or locale == HOME:
        # To gettext the empty word means the head of the catalogue.
        return words
    spoken = catalogue(locale).gettext(words)
    if spoken != words or len(words) > _LONGEST:
        return spoken
    return _sentences(locale).whole(words)


@cache
def catalogue(locale: str) -> NullTranslations:
    """Return the words of a language; what it lacks, and every unknown language, stays Korean."""
    source = TRANSLATIONS / f"{locale}.po"
    if locale == HOME or not source.is_file():
        return NullTranslations()
    # Only a page in another language pays for the reader.
    from babel.messages.mofile import write_mo

    compiled = BytesIO()
    write_mo(compiled, read(source))
    compiled.seek(0)
    return GNUTranslations(compiled)


def read(source: Path) -> "Catalog":
    """Return a catalogue as it is written."""
    from babel.messages.pofile import read_po

    with source.open("rb") as written:
        return read_po(written, locale=source.name.split(".")[0])


@dataclass(frozen=True)
class _Pattern:
    """A sentence with holes, and its translation."""

    written: re.Pattern[str]
    holes: Sequence[str]
    translation: str

    @classmethod
    def of(cls, sentence: str, translation: str) -> "_Pattern":
        steps = _HOLE.split(sentence)
        literals, holes = steps[::2], steps[1::2]
        written = "(.+?)".join(map(re.escape, literals))
        return cls(re.compile(written, re.DOTALL), tuple(holes), translation)

    def fill(self, words: str, sentences: "_Sentences") -> str | None:
        """Return the translation, filled as the words are; None if they are not of the pattern."""
        found = self.written.fullmatch(words)
        if found is None:
            return None
        filled = dict(zip(self.holes, found.groups(), strict=True))
        return _Telling(sentences).vformat(self.translation, (), filled)


class _Telling(Formatter):
    """Fills the holes of a translation, in the words each is to be told in."""

    def __init__(self, sentences: "_Sentences") -> None:
        self._sentences = sentences

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Return what fills a hole, by its name or number."""
        return kwargs[str(key)]

    def format_field(self, value: Any, format_spec: str) -> str:
        """Return it as it is, or told."""
        match format_spec:
            case "said":
                return self._sentences.part(value)
            case "each":
                return self._sentences.each(value)
            case _:
                return format(value, format_spec)


@dataclass(frozen=True)
class _Sentences:
    """What checks and refusals say, and what it is in a language."""

    wholes: Mapping[str, str]
    parts: Mapping[str, str]
    whole_patterns: Sequence[_Pattern]
    part_patterns: Sequence[_Pattern]
    pages: NullTranslations

    def whole(self, words: str) -> str:
        """Return a sentence, or several one after the other; one that is not known as it is."""
        known = self._known(words)
        if known is not None:
            return known
        # What is known as two sentences is not told as one and another.
        for end in reversed(list(islice(_SENTENCE_ENDS.finditer(words), _SENTENCES))):
            known = self._known(words[: end.start()])
            if known is not None:
                return f"{known} {self.whole(words[end.end() :])}"
        return words

    def _known(self, words: str) -> str | None:
        return self.wholes.get(words) or self._filled(words, self.whole_patterns)

    def part(self, words: str) -> str:
        """Return what stands within a sentence; a full stop that only ends it does not count."""
        known = self.parts.get(words) or self._filled(words, self.part_patterns)
        if known is not None:
            return known
        paged = self.pages.gettext(words) if words else words
        if paged != words:
            return paged
        return f"{self.part(words[:-1])}." if words.endswith(".") else words

    def each(self, words: str) -> str:
        """Return what stands within a sentence as a list, if it is not known as one."""
        known = self.part(words)
        if known != words:
            return known
        return "".join(map(self.part, _BETWEEN.split(words)))

    def _filled(self, words: str, patterns: Sequence[_Pattern]) -> str | None:
        filled = (each.fill(words, self) for each in patterns)
        return next((each for each in filled if each is not None), None)


@cache
def _sentences(locale: str) -> _Sentences:
    source = TRANSLATIONS / f"{locale}.told.po"
    entries = list(_entries(source)) if source.is_file() else []
    beside = dict(_with_english()) if locale == "en" else {}

    def exact(*, within: bool) -> dict[str, str]:
        return {
            words: translation
            for words, translation, is_part in entries
            if is_part is within and not _HOLE.search(words)
        }

    def patterns(*, within: bool) -> tuple[_Pattern, ...]:
        # The one that says most of itself first: what is said within it may be a pattern, too.
        found = [(w, t) for w, t, is_part in entries if is_part is within and _HOLE.search(w)]
        found.sort(key=lambda each: -len(_HOLE.sub("", each[0])))
        return tuple(_Pattern.of(*each) for each in found)

    return _Sentences(
        exact(within=False),
        exact(within=True) | beside,
        patterns(within=False),
        patterns(within=True),
        catalogue(locale),
    )


def _entries(source: Path) -> Iterator[tuple[str, str, bool]]:
    for message in read(source):
        if message.id and message.string:
            yield str(message.id), str(message.string), message.context == PART


def _with_english() -> Iterator[tuple[str, str]]:
    """Yield what stands beside its English where it is made."""
    yield from REASONS.values()
    for rule in get_args(DeclaredRule):
        yield rule.kind.ko, rule.kind.en
