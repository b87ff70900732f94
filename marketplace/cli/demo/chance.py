"""Made-up values that are the same every time: a seed for each dataset, and what is drawn."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

SEED = "hwanryu-demo-1"

T = TypeVar("T")


class Chance:
    """Draws values for one dataset; the same name draws the same values."""

    def __init__(self, name: str) -> None:
        self._random = Random(f"{SEED}:{name}")  # noqa: S311 -- makes believe, guards nothing

    def around(self, middle: float, spread: float = 0.2) -> int:
        """Return a whole number near the middle, never below none."""
        return max(0, round(middle * self._random.uniform(1 - spread, 1 + spread)))

    def near(self, middle: float, width: float, digits: int = 1) -> float:
        """Return a number at most `width` away from the middle."""
        return round(middle + self._random.uniform(-width, width), digits)

    def between(self, least: int, most: int) -> int:
        """Return a whole number from least to most."""
        return self._random.randint(least, most)

    def one(self, choices: Sequence[T]) -> T:
        """Return one of the choices."""
        return self._random.choice(choices)

    def yes(self, share: float) -> str:
        """Return Y in that share of the cases, else N."""
        return "Y" if self._random.random() < share else "N"

    def day(self, first: date, last: date) -> date:
        """Return a day in a span."""
        return first + timedelta(days=self._random.randint(0, (last - first).days))
