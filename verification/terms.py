"""The terms of a contract under which data was bought: how long, and what may leave it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

ROW_LEVEL = frozenset({"subset", "filter", "join", "clean"})
"""The kinds of derivation that give rows of their source on."""


@dataclass(frozen=True)
class Terms:
    """A contract as far as works made from its data are concerned.

    `rows`: row-level data may leave it; else aggregates alone, each over at least `least` rows of
    the data. `access` is the widest class of what leaves it. `begin` and `end` are days
    in Seoul, both within the term.
    """

    contract: str
    vendor: str
    begin: date
    end: date
    rows: bool = False
    least: int = 1
    access: str = "contract"
    purposes: tuple[str, ...] = ()

    @property
    def behind(self) -> int:
        """The rows of the data that stand behind each group: two at least, for one is a row."""
        return max(self.least, 2)

    def runs_on(self, day: date) -> bool:
        """Tell whether the contract holds on a day."""
        return self.begin <= day <= self.end


def read_terms(body: Mapping[str, Any] | None) -> Terms | None:
    """Return the terms in a manifest without faults; None where it has none."""
    if body is None:
        return None
    outputs = body["outputs"]
    return Terms(
        contract=body["contract"],
        vendor=body["vendor"],
        begin=date.fromisoformat(body["from"]),
        end=date.fromisoformat(body["to"]),
        rows=outputs["rows"],
        least=outputs.get("least") or 1,
        access=outputs.get("access") or "contract",
        purposes=tuple(outputs.get("purposes") or ()),
    )
