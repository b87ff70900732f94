"""A bounded sample of the distinct numbers of a column, the same however the rows are split."""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

Numbers: TypeAlias = np.ndarray[Any, np.dtype[np.uint64]]

KEPT = 65_536
"""So many distinct numbers are kept. With fewer in the column the sample is all of them."""


def _none() -> Numbers:
    return np.empty(0, dtype=np.uint64)


@dataclass(frozen=True, eq=False)
class Sample:
    """The distinct numbers whose hashes are smallest: of equal chance for each, and no clock."""

    hashes: Numbers = field(default_factory=_none)
    numbers: Numbers = field(default_factory=_none)

    def __len__(self) -> int:
        return len(self.numbers)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sample) and np.array_equal(self.numbers, other.numbers)

    __hash__ = None  # type: ignore[assignment]

    @property
    def exact(self) -> bool:
        """Whether it holds every distinct number there was."""
        return len(self) < KEPT

    def update(self, numbers: Numbers) -> "Sample":
        """Return the sample with more numbers seen."""
        hashes = _mixed(numbers)
        if not self.exact:
            near = hashes <= self.hashes[-1]
            hashes, numbers = hashes[near], numbers[near]
        if not len(numbers):
            return self
        return self._joined(hashes, numbers)

    def merge(self, other: "Sample") -> "Sample":
        """Return the sample of the numbers of both."""
        return self._joined(other.hashes, other.numbers) if len(other) else self

    def _joined(self, hashes: Numbers, numbers: Numbers) -> "Sample":
        hashes, first = np.unique(np.concatenate([self.hashes, hashes]), return_index=True)
        numbers = np.concatenate([self.numbers, numbers])[first[:KEPT]]
        return Sample(hashes[:KEPT], numbers)


def _mixed(numbers: Numbers) -> Numbers:
    """A hash of each number: the finishing steps of SplitMix64, which no two numbers share."""
    mixed = numbers + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
