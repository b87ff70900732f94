"""What follows from a version's sources: its generation and its assurance. Pure.

Each source brings the standing it had when the version was published, so one step is enough: the
weakest of the steps is the weakest on any path to the roots.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from verification.evidence.assurance import Assurance, weakest
from verification.sources import ExternalSource


@dataclass(frozen=True)
class Standing:
    """Where a version stands: how many steps from the original, and how surely."""

    generation: int
    assurance: Assurance


ORIGINAL = Standing(0, Assurance.ORIGINAL)
EXTERNAL = Standing(0, Assurance.DECLARED)


@dataclass(frozen=True)
class HeldSource:
    """A version held here, as it is at the moment of derivation."""

    version: UUID
    published_at: datetime
    licence: str
    standing: Standing


@dataclass(frozen=True)
class DerivationFacts:
    """One step: from which source, how, and how much of the step itself was shown."""

    source: HeldSource | ExternalSource
    how: str
    assurance: Assurance = Assurance.DECLARED
    group: str | None = None
    alias: str | None = None
    note: str | None = None

    @property
    def origin(self) -> Standing:
        """The standing of the source; an external one is generation 0, and only declared."""
        return self.source.standing if isinstance(self.source, HeldSource) else EXTERNAL


def generation(sources: Iterable[int]) -> int:
    """Return 0 without sources, else one more than the highest generation among them."""
    return max((source + 1 for source in sources), default=0)


def standing(derivations: Iterable[DerivationFacts]) -> Standing:
    """Return where a version stands that was made by these steps; without any, an original."""
    steps = tuple(derivations)
    return Standing(
        generation(step.origin.generation for step in steps),
        weakest(shown for step in steps for shown in (step.assurance, step.origin.assurance)),
    )
