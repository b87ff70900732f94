"""What a reader of documents yields while it reads: pieces of text, and traits that it sees."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from verification.document_facts import Trait
from verification.documents.bounds import Bounds

OUTSIDE_THE_TEXT = 0
"""The place of what stands in no page: form fields, notes, properties of the file."""


@dataclass(frozen=True)
class Passage:
    """A piece of text, and where it stands: the number of its page, slide, line or paragraph.

    Its place is `OUTSIDE_THE_TEXT` if it stands in none.
    """

    place: int
    text: str


@dataclass(frozen=True)
class Sighting:
    """A trait was seen, so many times."""

    trait: Trait
    count: int = 1


Seen = Passage | Sighting
Reader = Callable[[Path, Bounds], Iterator[Seen]]
"""Reads a document of one kind. Raises `FileFault` where it cannot be read, or read on."""


def clipped(seen: Iterator[Seen], bounds: Bounds) -> Iterator[Seen]:
    """Yield what is seen until there is more text than the bounds allow; then say that it ends."""
    passages = characters = 0
    for each in seen:
        if isinstance(each, Passage):
            passages += 1
            characters += len(each.text)
            if passages > bounds.passages or characters > bounds.characters:
                yield Sighting(Trait.TRUNCATED)
                return
        yield each
