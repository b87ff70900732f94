"""The programme's improvement tasks that are found from what is published. Pure.

*Retire* (폐기): a version long stale that nobody uses. *Merge* (병합): datasets of one owner or
department whose tables have the same columns. The third, *renew* (인증키 갱신), is about access
tokens and lives with them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from marketplace.diagnoses.watch import WatchFacts, is_stale


@dataclass(frozen=True)
class RetireBounds:
    """When retiring is proposed: content older than so many cycles, and unused for so long."""

    cycles: float = 4.0
    unused_days: int = 365


@dataclass(frozen=True)
class UseFacts:
    """Whether a dataset is of use to anyone: when it was last taken, and what is built on it."""

    last_taken: date | None = None
    built_on: int = 0


@dataclass(frozen=True)
class Shelved:
    """A dataset as far as merging goes: whose it is, and a digest for each table's columns."""

    dataset_id: UUID
    owner_id: UUID
    department_id: UUID | None
    schemas: tuple[str, ...]


@dataclass(frozen=True)
class Alike:
    """Datasets of one holder (a department, or a person without) that share a table's form."""

    schema: str
    holder: UUID
    datasets: tuple[UUID, ...]


def may_retire(facts: WatchFacts, use: UseFacts, bounds: RetireBounds, *, today: date) -> bool:
    """Tell whether to propose that a version be retired.

    One that was never taken counts as unused once it has been there for as long.
    """
    since = use.last_taken or facts.registered
    unused = today - since > timedelta(days=bounds.unused_days)
    return unused and not use.built_on and is_stale(facts, bounds.cycles, today=today)


def alike(shelved: Iterable[Shelved]) -> tuple[Alike, ...]:
    """Return the groups of two and more, the largest first; a dataset may be in several."""
    groups: dict[tuple[str, UUID], list[UUID]] = {}
    for each in shelved:
        for schema in dict.fromkeys(each.schemas):
            holder = each.department_id or each.owner_id
            groups.setdefault((schema, holder), []).append(each.dataset_id)
    found = (
        Alike(schema, holder, tuple(sorted(set(datasets))))
        for (schema, holder), datasets in groups.items()
    )
    return tuple(
        sorted(
            _whole(group for group in found if len(group.datasets) > 1),
            key=lambda group: (-len(group.datasets), group.datasets, group.schema),
        )
    )


def _whole(groups: Iterable[Alike]) -> Iterable[Alike]:
    """Each set of datasets once: workbooks alike in several sheets are one group, not several."""
    seen: Mapping[tuple[UUID, tuple[UUID, ...]], Alike] = {
        (group.holder, group.datasets): group
        for group in sorted(groups, key=lambda group: group.schema, reverse=True)
    }
    return seen.values()
