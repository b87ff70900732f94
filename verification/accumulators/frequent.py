"""Which values of a column are the most frequent, and how often each stands there."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from verification.accumulators.beginnings import beginnings

MOST = 8_192
"""How many values are kept of one column. With no more different ones, counts are exact."""


_FEW = 4_096
_KEPT = 200


def _no_counts() -> npt.NDArray[np.int64]:
    return np.empty(0, dtype=np.int64)


def _no_hashes() -> npt.NDArray[np.uint64]:
    return np.empty(0, dtype=np.uint64)


def _no_texts() -> pa.StringArray:
    return pa.array([], pa.string())


@dataclass(frozen=True)
class Frequent:
    """The frequent values of a column: hash, count and text of each, by ascending hash.

    A count may be too low by `error` at the most, and a value that is not here stands there no more
    often than that (Misra and Gries 1982, merged as Agarwal et al. 2012).
    """

    hashes: npt.NDArray[np.uint64] = field(default_factory=_no_hashes)
    counts: npt.NDArray[np.int64] = field(default_factory=_no_counts)
    texts: pa.StringArray = field(default_factory=_no_texts)
    error: int = 0
    most: int = MOST

    @classmethod
    def of(
        cls,
        hashes: npt.NDArray[np.uint64],
        counts: npt.NDArray[np.int64],
        firsts: npt.NDArray[np.int64],
        cells: pa.StringArray,
        *,
        most: int = MOST,
    ) -> "Frequent":
        """What a batch holds: its different values, and where in `cells` each stands first."""
        cut = _cut(counts, most)
        kept = np.flatnonzero(counts > cut)
        kept = kept[np.argsort(hashes[kept])]
        texts = beginnings(cells.take(pa.array(firsts[kept])), _KEPT)
        return cls(hashes[kept], counts[kept] - cut, texts, cut, most)

    def merge(self, other: "Frequent") -> "Frequent":
        """Both together."""
        error = self.error + other.error
        place = np.searchsorted(self.hashes, other.hashes)
        within = place < len(self.hashes)
        known = np.zeros(len(other.hashes), dtype=bool)
        known[within] = self.hashes[place[within]] == other.hashes[within]
        counts = self.counts.copy()
        counts[place[known]] += other.counts[known]
        if known.all():
            return Frequent(self.hashes, counts, self.texts, error, self.most)
        new = np.flatnonzero(~known)
        hashes = np.concatenate([self.hashes, other.hashes[new]])
        counts = np.concatenate([counts, other.counts[new]])
        texts = pa.concat_arrays([self.texts, other.texts.take(pa.array(new))])
        cut = _cut(counts, self.most)
        kept = np.flatnonzero(counts > cut)
        kept = kept[np.argsort(hashes[kept])]
        texts = texts.take(pa.array(kept))
        return Frequent(hashes[kept], counts[kept] - cut, texts, error + cut, self.most)

    def texts_of(self, hashes: npt.NDArray[np.uint64]) -> list[str | None]:
        """The texts of values by their hashes; None for those that are not kept."""
        if not len(self.hashes):
            return [None] * len(hashes)
        place = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        known = self.hashes[place] == hashes
        found: list[str | None] = self.texts.take(pa.array(place)).to_pylist()
        return [text if here else None for text, here in zip(found, known.tolist(), strict=True)]

    def all(self) -> list[tuple[str, int]]:
        """Every value that is kept, and its count."""
        return list(zip(self.texts.to_pylist(), self.counts.tolist(), strict=True))

    def top(self, count: int) -> list[tuple[str, int]]:
        """The most frequent values that are sure to stand there twice, most frequent first."""
        often = np.flatnonzero(self.counts > 1)
        first = often[np.lexsort((self.hashes[often], -self.counts[often]))][: 4 * count]
        entries = zip(
            self.texts.take(pa.array(first)).to_pylist(), self.counts[first].tolist(), strict=True
        )
        return sorted(entries, key=lambda entry: (-entry[1], entry[0]))[:count]


def _cut(counts: npt.NDArray[np.int64], most: int) -> int:
    """What to take from every count so that no more than so many are left."""
    if len(counts) <= most:
        return 0
    few = np.bincount(np.minimum(counts, _FEW))
    left = len(counts) - np.cumsum(few)
    if left[-2] <= most:
        return int(np.argmax(left <= most))
    return int(np.partition(counts, len(counts) - most - 1)[len(counts) - most - 1])
