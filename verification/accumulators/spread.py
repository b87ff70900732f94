"""How the values of a column lie: their ends, their sum, how long they are. All of it exact."""

from dataclasses import dataclass

INFINITE = float("inf")
LATEST = 2**63 - 1


@dataclass(frozen=True)
class Numbers:
    """The ends and the sum of the numbers of a column. `lost` is what rounding took of the sum."""

    count: int = 0
    least: float = INFINITE
    greatest: float = -INFINITE
    total: float = 0.0
    lost: float = 0.0

    def merge(self, other: "Numbers") -> "Numbers":
        """Both together."""
        total = self.total + other.total
        larger, smaller = sorted((self.total, other.total), key=abs, reverse=True)
        lost = (larger - total) + smaller
        return Numbers(
            self.count + other.count,
            min(self.least, other.least),
            max(self.greatest, other.greatest),
            total,
            self.lost + other.lost + lost,
        )

    @property
    def mean(self) -> float | None:
        return (self.total + self.lost) / self.count if self.count else None


@dataclass(frozen=True)
class Moments:
    """The first and the last moment of a column, in µs since 1970; and of whole numbers alike."""

    least: int = LATEST
    greatest: int = -LATEST

    def merge(self, other: "Moments") -> "Moments":
        """Both together."""
        return Moments(min(self.least, other.least), max(self.greatest, other.greatest))


@dataclass(frozen=True)
class Lengths:
    """How many characters the filled cells of a column have."""

    count: int = 0
    least: int = LATEST
    greatest: int = 0
    total: int = 0

    def merge(self, other: "Lengths") -> "Lengths":
        """Both together."""
        return Lengths(
            self.count + other.count,
            min(self.least, other.least),
            max(self.greatest, other.greatest),
            self.total + other.total,
        )

    @property
    def mean(self) -> float | None:
        return self.total / self.count if self.count else None


NO_NUMBERS = Numbers()
NO_MOMENTS = Moments()
NO_LENGTHS = Lengths()
