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


_SHOWN: Mapping[str, Assurance] = {"reproduced": Assurance.REPRODUCED}
"""What a verdict of the evidence shows of the sources it names; of all others, nothing."""

_ORDER = {assurance: place for place, assurance in enumerate(Assurance)}


def weakest(assurances: Iterable[Assurance]) -> Assurance:
    """Return the weakest of some; `original` if there are none, for it weakens nothing."""
    return min(assurances, key=lambda assurance: assurance.rank, default=Assurance.ORIGINAL)


def shown_by(
    evidence: Iterable[Mapping[str, Any]], dataset: UUID, version: int
) -> Assurance | None:
    """Return the most that a report's evidence shows of one source; None if it shows nothing."""
    source = {"dataset": str(dataset), "version": version}
    shown = [
        _SHOWN[entry["verdict"]]
        for entry in evidence
        if entry["verdict"] in _SHOWN
        and any(source.items() <= named.items() for named in entry["sources"])
    ]
    return max(shown, key=lambda assurance: assurance.rank, default=None)


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
