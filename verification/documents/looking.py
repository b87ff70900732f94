"""Looks into a document: what it is, what is in it, and what its text says of people."""

from dataclasses import dataclass
from pathlib import Path

from verification.document_facts import DocumentFacts
from verification.documents.apart import look_apart
from verification.documents.bounds import BOUNDS, Bounds
from verification.documents.personal import found_in, lines_of
from verification.findings import Finding, Location
from verification.limits import Deadline


@dataclass(frozen=True)
class Looked:
    """What is known of a document, and why it could not be read, or not to its end."""

    facts: DocumentFacts
    faults: tuple[Finding, ...]


def look_into(path: Path, at: Location, deadline: Deadline, bounds: Bounds = BOUNDS) -> Looked:
    """Look into a document. Its text is searched, counted and let go.

    Raises `DocumentReadingBroke` where the reading as such does not work.
    """
    look = look_apart(path, at, seconds=deadline.left, bounds=bounds)
    lines = lines_of(look.passages)
    facts = DocumentFacts(
        kind=look.kind,
        traits=look.traits,
        lines=len(lines.texts),
        characters=sum(len(passage.text) for passage in look.passages),
        personal=tuple(found_in(lines, at, look.kind)),
    )
    return Looked(facts, look.faults)
