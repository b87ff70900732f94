"""The watch-list (중점 관리 대상): which published versions fall behind, and why. Pure.

One table of rules over what is known of a version; each gives the figure that makes it apply. The
order of the reasons is that of their gravity, and so that of the list.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from verification.quality import CYCLE_DAYS


class WatchReason(StrEnum):
    """Why a version is watched, gravest first."""

    PERSONAL_DATA = "personal-data"
    LOST = "lost"
    CRASHED = "crashed"
    ERRORS = "errors"
    ERROR_REPORTS = "error-reports"
    DISPUTED = "disputed"
    DRIFTING = "drifting"
    SCHEMA_CHANGED = "schema-changed"
    STALE = "stale"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class WatchBounds:
    """From where on a version is watched.

    `stale_cycles`: the update cycles its content may be old. `overdue_days`: how long the next
    registration may be late. `fall_points`: by how many points an indicator may fall.
    """

    stale_cycles: float = 2.0
    overdue_days: int = 14
    fall_points: float = 5.0


@dataclass(frozen=True, kw_only=True)
class WatchFacts:
    """What the rules know of a version: its days, its last diagnosis, and what is held against it.

    `errors` and `private` leave out what was set aside; `error_reports` are those still open.
    `outcome` is None before the first diagnosis. `reaches_to` is the end of the period it covers.
    """

    registered: date
    reaches_to: date | None = None
    update_cycle: str | None = None
    outcome: str | None = None
    errors: int = 0
    private: int = 0
    fall: float = 0.0
    columns_changed: int = 0
    open_disputes: int = 0
    error_reports: int = 0

    @property
    def cycle_days(self) -> int | None:
        """The days of the update cycle; None for one that is not judged."""
        return CYCLE_DAYS.get(self.update_cycle or "")

    def cycles_old(self, today: date) -> float | None:
        """How many update cycles old the content is; of no period, since its registration."""
        if self.cycle_days is None:
            return None
        return (today - (self.reaches_to or self.registered)).days / self.cycle_days

    @property
    def next_due(self) -> date | None:
        """The day the next version is to be registered by: one cycle after this one."""
        cycle = self.cycle_days
        return None if cycle is None else self.registered + timedelta(days=cycle)


@dataclass(frozen=True)
class Watched:
    """A reason, and the figure that makes it apply: cycles, days, points, or how many."""

    reason: WatchReason
    figure: float


Rule = Callable[[WatchFacts, WatchBounds, date], float | None]


def watched(facts: WatchFacts, bounds: WatchBounds, *, today: date) -> tuple[Watched, ...]:
    """Return why a version is watched, gravest first; nothing for one that is not."""
    figures = ((reason, rule(facts, bounds, today)) for reason, rule in RULES.items())
    return tuple(Watched(reason, figure) for reason, figure in figures if figure is not None)


def gravity(reasons: tuple[Watched, ...]) -> tuple[int, int]:
    """Return by what the list is ordered: the gravest reason, then how many there are."""
    order = list(WatchReason)
    return min(order.index(each.reason) for each in reasons), -len(reasons)


def is_stale(facts: WatchFacts, cycles: float, *, today: date) -> bool:
    """Tell whether a version is older than so many of its update cycles."""
    old = facts.cycles_old(today)
    return old is not None and old > cycles


def _personal_data(facts: WatchFacts, _bounds: WatchBounds, _today: date) -> float | None:
    return float(facts.private) if facts.private else None


def _lost(facts: WatchFacts, _bounds: WatchBounds, _today: date) -> float | None:
    return 1.0 if facts.outcome == WatchReason.LOST else None


def _crashed(facts: WatchFacts, _bounds: WatchBounds, _today: date) -> float | None:
    return 1.0 if facts.outcome == WatchReason.CRASHED else None


def _errors(facts: WatchFacts, _bounds: WatchBounds, _today: date) -> float | None:
    return float(facts.errors) if facts.errors else None


def _error_reports(facts: WatchFacts, _bounds: WatchBounds, _today: date) -> float | None:
    return float(facts.error_reports) if facts.error_reports else None


def _disputed(facts: WatchFacts, _bounds: WatchBounds, _today: date) -> float | None:
    return float(facts.open_disputes) if facts.open_disputes else None


def _drifting(facts: WatchFacts, bounds: WatchBounds, _today: date) -> float | None:
    return round(facts.fall, 2) if facts.fall >= bounds.fall_points else None


def _schema_changed(facts: WatchFacts, _bounds: WatchBounds, _today: date) -> float | None:
    return float(facts.columns_changed) if facts.columns_changed else None


def _stale(facts: WatchFacts, bounds: WatchBounds, today: date) -> float | None:
    old = facts.cycles_old(today)
    return round(old, 1) if old is not None and old > bounds.stale_cycles else None


def _overdue(facts: WatchFacts, bounds: WatchBounds, today: date) -> float | None:
    if facts.next_due is None:
        return None
    late = (today - facts.next_due).days
    return float(late) if late > bounds.overdue_days else None


RULES: Mapping[WatchReason, Rule] = MappingProxyType(
    {
        WatchReason.PERSONAL_DATA: _personal_data,
        WatchReason.LOST: _lost,
        WatchReason.CRASHED: _crashed,
        WatchReason.ERRORS: _errors,
        WatchReason.ERROR_REPORTS: _error_reports,
        WatchReason.DISPUTED: _disputed,
        WatchReason.DRIFTING: _drifting,
        WatchReason.SCHEMA_CHANGED: _schema_changed,
        WatchReason.STALE: _stale,
        WatchReason.OVERDUE: _overdue,
    }
)
"""Every reason with the rule that says whether it applies."""
