"""The city's five quality indicators: four counted in errors over what was checked, one in days."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

SEOUL = ZoneInfo("Asia/Seoul")

CYCLE_DAYS = MappingProxyType(
    {
        "realtime": 1,
        "hourly": 1,
        "daily": 1,
        "weekly": 7,
        "monthly": 31,
        "quarterly": 92,
        "half-yearly": 184,
        "yearly": 366,
    }
)
"""The days an update cycle may take. A cycle that is not here (none, irregular) is not judged."""


class Indicator(StrEnum):
    """The four indicators that are counted in errors over what was checked."""

    COMPLETENESS = "completeness"
    CONSISTENCY = "consistency"
    ACCURACY = "accuracy"
    SECURITY = "security"


@dataclass(frozen=True)
class Score:
    """Errors over what was checked. Nothing checked gives no score, never a full one."""

    errors: int = 0
    checked: int = 0

    @property
    def score(self) -> float | None:
        if not self.checked:
            return None
        return round(100 * (1 - min(self.errors, self.checked) / self.checked), 2)

    def __add__(self, other: "Score") -> "Score":
        return Score(self.errors + other.errors, self.checked + other.checked)


@dataclass(frozen=True)
class Timeliness:
    """How old the data is, in days, against the days its update cycle allows."""

    elapsed_days: int | None = None
    cycle_days: int | None = None

    @property
    def score(self) -> float | None:
        """100 within one cycle, falling evenly to 0 at three; None where either is unknown."""
        if self.elapsed_days is None or self.cycle_days is None:
            return None
        cycles = self.elapsed_days / self.cycle_days
        return round(100 * min(1.0, max(0.0, (3 - cycles) / 2)), 2)


@dataclass(frozen=True)
class Quality:
    """The five indicators of one offer."""

    completeness: Score = Score()
    consistency: Score = Score()
    accuracy: Score = Score()
    security: Score = Score()
    timeliness: Timeliness = Timeliness()


def timeliness(update_cycle: str | None, period_to: date | None, *, at: datetime) -> Timeliness:
    """The timeliness of data that reaches to `period_to`, on the day it is at `at` in Seoul."""
    elapsed = None
    if period_to is not None:
        elapsed = max(0, (at.astimezone(SEOUL).date() - period_to).days)
    return Timeliness(elapsed, CYCLE_DAYS.get(update_cycle or ""))
