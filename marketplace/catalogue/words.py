"""Words as search sees them: one form for writing and asking, and the grams an index can hold.

Korean is not split by grammar here. A word is looked for anywhere inside the words of a text:
the grams narrow the rows down by index, `LIKE` on the same text decides.
"""

import re
import unicodedata
from collections.abc import Iterable

SIZES = (1, 2, 3)
MOST_WORDS = 10
LONGEST_WORD = 40
LONGEST_TEXT = 4_000
"""Characters of a dataset's texts that are searched; titles and keywords come first."""

_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in the one form they are written and asked in."""
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def asked_words(query: str) -> tuple[str, ...]:
    """Return the words to look for, each once; what is beyond the limits is left out."""
    asked = dict.fromkeys(word[:LONGEST_WORD] for word in words_of(query))
    return tuple(asked)[:MOST_WORDS]


def searchable(texts: Iterable[str]) -> str:
    """Return texts as one line of words."""
    return " ".join(word for text in texts for word in words_of(text))[:LONGEST_TEXT]


def run_together(text: str) -> str:
    """Return a text as one word: 버스 정류장 is also written 버스정류장."""
    return "".join(words_of(text))


def grams_of(words: Iterable[str]) -> list[str]:
    """Return every run of one, two and three characters within the words, sorted."""
    return sorted({gram for word in words for size in SIZES for gram in _runs(word, size)})


def asked_grams(words: Iterable[str]) -> list[str]:
    """Return the grams a text must have to have the words in it: the longest there are."""
    return sorted({gram for word in words for gram in _runs(word, min(len(word), SIZES[-1]))})


def exact_by_grams(word: str) -> bool:
    """Tell whether having the grams is having the word, so that nothing is left to compare."""
    return len(word) <= SIZES[-1]


def _runs(word: str, size: int) -> list[str]:
    return [word[start : start + size] for start in range(len(word) - size + 1)]
