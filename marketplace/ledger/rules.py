"""Recognition rules: numbered, in force from a day on, the same for everyone, never changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from marketplace.ledger.errors import NoRulesInForce, RulesRefused
from marketplace.ledger.kinds import Reason

REFUSALS = frozenset(
    {
        Reason.OWN_DATASET,
        Reason.OWN_DEPARTMENT,
        Reason.REPEATED_DOWNLOAD,
        Reason.MENU_NOT_LISTED,
        Reason.REPEATED_MENU,
        Reason.MENU_LIMIT,
        Reason.SAME_CONTENT,
        Reason.REPEATED_IMPORT,
    }
)
"""The reasons for which a rule version may leave an event unrecognised."""


@dataclass(frozen=True)
class Rules:
    """A rule version: what each event weighs, and for which reasons it does not count.

    Attributes:
        uploads: the weight of an upload by the kind of its submission.
        menus: the menus whose use counts.
        menus_per_day: how many menu uses of one person count on one day.
        refuse: the reasons in force.
    """

    number: int
    valid_from: date
    download: int
    menu: int
    uploads: Mapping[str, int]
    menus: frozenset[str]
    menus_per_day: int
    refuse: frozenset[Reason]

    def upload(self, kind: str) -> int:
        """Return the weight of an upload; raise `RulesRefused` for a kind without one."""
        try:
            return self.uploads[kind]
        except KeyError:
            raise RulesRefused(self.number, f"it gives {kind!r} no weight") from None

    def body(self) -> dict[str, Any]:
        """Return the rules as JSON, as they are stored and published."""
        return {
            "weights": {"download": self.download, "menu": self.menu, "upload": dict(self.uploads)},
            "menus": sorted(self.menus),
            "menus_per_day": self.menus_per_day,
            "refuse": sorted(self.refuse),
        }


def read_rules(number: int, valid_from: date, body: Mapping[str, Any]) -> Rules:
    """Return the rules a stored body holds; raise `RulesRefused` if it cannot be used."""
    try:
        weights = body["weights"]
        rules = Rules(
            number=number,
            valid_from=valid_from,
            download=int(weights["download"]),
            menu=int(weights["menu"]),
            uploads={str(kind): int(weight) for kind, weight in weights["upload"].items()},
            menus=frozenset(body["menus"]),
            menus_per_day=int(body["menus_per_day"]),
            refuse=frozenset(Reason(reason) for reason in body["refuse"]),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        raise RulesRefused(number, f"its body cannot be read ({fault})") from None
    _require_sense(rules)
    return rules


def _require_sense(rules: Rules) -> None:
    if min(rules.download, rules.menu, rules.menus_per_day, *rules.uploads.values()) < 0:
        raise RulesRefused(rules.number, "a weight or a limit is negative")
    if not rules.refuse <= REFUSALS:
        strange = ", ".join(sorted(rules.refuse - REFUSALS))
        raise RulesRefused(rules.number, f"these are no reasons to refuse: {strange}")


def in_force(versions: Iterable[Rules], day: date) -> Rules:
    """Return the newest rules that were valid on a day; raise `NoRulesInForce` if none were."""
    valid = [rules for rules in versions if rules.valid_from <= day]
    if not valid:
        raise NoRulesInForce(day)
    return max(valid, key=lambda rules: rules.number)


def pending_points(kinds: Iterable[str], rules: Rules) -> int:
    """Return what submissions of these kinds would be posted if all were approved today."""
    return sum(rules.upload(kind) for kind in kinds)
