"""How many different values a column has: exact while they are few, then within a bound."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from verification.kernels.groups import merge_least

MOST = 32_768
"""How many hashes are kept of one column. Fewer different values than this are counted exactly."""

Hashes = npt.NDArray[np.uint64]
_ALL = float(2**64)
_SPREAD = 4.0


def none_yet() -> Hashes:
    return np.empty(0, dtype=np.uint64)


@dataclass(frozen=True)
class Distinct:
    """The least hashes of the values of a column, ascending (bottom-k, KMV: Bar-Yossef 2002).

    Different values have different hashes but for one chance in 10⁹ for a million of them.
    """

    least: Hashes = field(default_factory=none_yet)
    most: int = MOST

    @classmethod
    def of(cls, hashes: Hashes, *, most: int = MOST, below: np.uint64 | None = None) -> "Distinct":
        """What a batch holds, its hashes each given once; those not `below` need not be kept."""
        wanted = hashes if below is None else hashes[hashes <= below]
        return cls(np.sort(wanted)[:most], most)

    def merge(self, other: "Distinct") -> "Distinct":
        """Both together."""
        if not len(other.least):
            return self
        both = np.empty(min(self.most, len(self.least) + len(other.least)), dtype=np.uint64)
        filled = merge_least(self.least, other.least, both)
        return Distinct(both[:filled], self.most)

    @property
    def exact(self) -> bool:
        return len(self.least) < self.most

    @property
    def limit(self) -> np.uint64 | None:
        """The hash above which nothing counts any more; None while everything does."""
        return None if self.exact else self.least[-1]

    @property
    def count(self) -> int:
        """How many there are, exactly or by how thick the least hashes lie: (k − 1) / (k-th)."""
        if self.exact:
            return len(self.least)
        return round((self.most - 1) * _ALL / (float(self.least[-1]) + 1.0))

    @property
    def relative_error(self) -> float:
        """The bound of the error against the truth: four times the standard error 1/√(k − 2)."""
        return 0.0 if self.exact else _SPREAD / float(np.sqrt(self.most - 2))
