"""Which values stand in some columns: each with its first place and its count, within a bound."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

MOST = 65_536
"""How many different values are kept: those of the least hashes, so the same ones in every table.
With fewer, all are here."""

Hashes = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]


def _no_hashes() -> Hashes:
    return np.empty(0, dtype=np.uint64)


def _no_numbers() -> Numbers:
    return np.empty(0, dtype=np.int64)


@dataclass(frozen=True)
class Occurrences:
    """The values of the least hashes, ascending, their first places, and how often each stands.

    What is kept is told exactly, and of two tables a value that one kept and the other has stands
    in both, as far as the lower `limit` reaches: so whether one holds the other's values is seen
    from a sample that no lot decides.
    """

    hashes: Hashes = field(default_factory=_no_hashes)
    places: Numbers = field(default_factory=_no_numbers)
    counts: Numbers = field(default_factory=_no_numbers)
    most: int = MOST

    @classmethod
    def of(
        cls, hashes: Hashes, places: Numbers, counts: Numbers, *, most: int = MOST
    ) -> "Occurrences":
        """What a batch holds: its different values, each given once, and none empty (hash 0)."""
        order = np.argsort(hashes)[:most]
        return cls(hashes[order], places[order], counts[order], most)

    def merge(self, other: "Occurrences") -> "Occurrences":
        """Both together, the other being the later part."""
        if not len(other.hashes):
            return self
        hashes = np.concatenate([self.hashes, other.hashes])
        # Stable, so that of one value's two places the earlier part's comes first.
        order = np.argsort(hashes, kind="stable")
        hashes = hashes[order]
        new = np.ones(len(hashes), dtype=bool)
        new[1:] = hashes[1:] != hashes[:-1]
        starts = np.flatnonzero(new)
        counts = np.add.reduceat(np.concatenate([self.counts, other.counts])[order], starts)
        places = np.concatenate([self.places, other.places])[order][starts]
        kept = slice(0, self.most)
        return Occurrences(hashes[starts][kept], places[kept], counts[kept], self.most)

    @property
    def exact(self) -> bool:
        """Whether every value is here."""
        return len(self.hashes) < self.most

    @property
    def limit(self) -> int:
        """The hash above which a value may be missing here."""
        return 2**64 - 1 if self.exact else int(self.hashes[-1])

    @property
    def rows(self) -> int:
        """In how many rows the kept values stand."""
        return int(self.counts.sum())
