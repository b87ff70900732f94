"""How strongly it is shown where a version came from, as an order with a weakest."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any
from uuid import UUID

from verification.sources import SourceFacts


class Assurance(StrEnum):
    """What was shown of a version's origin, weakest first."""

    DECLARED = "declared"
    OBTAINED = "obtained"
    CONSISTENT = "consistent"
    REPRODUCED = "reproduced"
    ORIGINAL = "original"

    @property
    def rank(self) -> int:
        """The place in the order: the higher, the more was shown."""
        return _ORDER[self]


_RECIPE = "recipe"

_ORDER = {assurance: place for place, assurance in enumerate(Assurance)}


def weakest(assurances: Iterable[Assurance]) -> Assurance:
    """Return the weakest of some; `original` if there are none, for it weakens nothing."""
    return min(assurances, key=lambda assurance: assurance.rank, default=Assurance.ORIGINAL)


def shown_by(
    evidence: Iterable[Mapping[str, Any]], dataset: UUID, version: int
) -> Assurance | None:
    """Return the most that a report's evidence shows of one source; None if it shows nothing.

    A recipe that gives the rows shows it for itself. Else every table that was compared with the
    source has to agree with it.
    """
    source = {"dataset": str(dataset), "version": version}
    about = [
        entry
        for entry in evidence
        if any(source.items() <= named.items() for named in entry["sources"])
    ]
    if any(entry["verdict"] == Assurance.REPRODUCED for entry in about):
        return Assurance.REPRODUCED
    compared = [entry["verdict"] for entry in about if entry["check"] != _RECIPE]
    if compared and all(verdict == Assurance.CONSISTENT for verdict in compared):
        return Assurance.CONSISTENT
    return None


def step(source: SourceFacts) -> Assurance:
    """Return what is shown of one derivation by who held the source, its content not looked at."""
    return Assurance.OBTAINED if source.obtained or source.owned else Assurance.DECLARED


def assurance(sources: Sequence[SourceFacts], *, external: int = 0) -> Assurance:
    """Return the assurance of a version: the weakest on any path to its roots.

    `external` counts the sources outside the marketplace: one of them caps the whole at `declared`.
    A version without any source is an original.
    """
    outside = [Assurance.DECLARED] if external else []
    steps = [step(source) for source in sources]
    roots = [Assurance(source.assurance) for source in sources]
    return weakest([*outside, *steps, *roots])
