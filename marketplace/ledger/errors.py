"""What the ledger raises: one class a reason, the facts as attributes."""

from datetime import date
from uuid import UUID

from marketplace.errors import MarketplaceError


class LedgerError(MarketplaceError):
    """Base of all that the ledger raises."""


class PeriodRefused(LedgerError):
    """The text names no period."""

    def __init__(self, text: str, why: str) -> None:
        super().__init__(f"{text!r} is no period: {why}")
        self.text = text
        self.why = why


class RulesRefused(LedgerError):
    """A rule version cannot be used or published."""

    def __init__(self, number: int, why: str) -> None:
        super().__init__(f"rule version {number} is refused: {why}")
        self.number = number
        self.why = why


class NoRulesInForce(LedgerError):
    """No rule version was in force on that day."""

    def __init__(self, day: date) -> None:
        super().__init__(f"no recognition rules were in force on {day}")
        self.day = day


class EventUnreadable(LedgerError):
    """The row of an event lacks what an event of its kind has."""

    def __init__(self, event_id: UUID, column: str) -> None:
        super().__init__(f"event {event_id} has no {column}")
        self.event_id = event_id
        self.column = column
