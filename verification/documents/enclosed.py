"""Looks into the documents of an archive, one after another, as long as there is time."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from verification.document_facts import EnclosedDocument
from verification.documents.bounds import BOUNDS
from verification.documents.looking import look_into
from verification.findings import Location
from verification.limits import Deadline

_MOST = 50
"""Documents of one archive that are looked into: each takes a process of its own, some 0.2 s."""


def look_into_each(
    documents: Sequence[tuple[Path, Location]], deadline: Deadline
) -> Iterator[EnclosedDocument]:
    """Yield what is known of the first documents; all together take no longer than one may.

    Raises `DocumentReadingBroke` where the reading as such does not work.
    """
    own = Deadline(min(deadline.left, BOUNDS.wall_seconds))
    for path, at in documents[:_MOST]:
        if own.passed:
            return
        looked = look_into(path, at, own)
        yield EnclosedDocument(at, looked.facts, looked.faults)
