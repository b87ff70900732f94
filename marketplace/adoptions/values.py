"""What is kept of an adoption, and how it stands by its entries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from verification.findings import Text


class AdoptionEvent(StrEnum):
    """What is done about an adoption; each has its counterpart."""

    ADOPTED = "adopted"
    ADOPTION_UNDONE = "adoption-undone"
    CURATED = "curated"
    CURATION_UNDONE = "curation-undone"
    CASE_ADDED = "case-added"
    CASE_UNDONE = "case-undone"


class Criterion(StrEnum):
    """What a curator has to find before the mark is given: all of them."""

    VALUABLE = "valuable"
    PROVEN = "proven"
    KEPT = "kept"
    OPEN = "open"
    DESCRIBED = "described"


CRITERIA: Mapping[Criterion, Text] = {
    Criterion.VALUABLE: Text(
        "가공·결합으로 원천보다 쓸모가 커졌습니다.",
        "What was made of the sources is of more use than they are.",
    ),
    Criterion.PROVEN: Text(
        "원천과의 관계가 대조나 재현으로 확인되었습니다.",
        "That it comes from its sources was shown by comparison or replay.",
    ),
    Criterion.KEPT: Text(
        "맡은 부서와 갱신 주기가 정해져 지켜지고 있습니다.",
        "A department keeps it, in an update cycle that is observed.",
    ),
    Criterion.OPEN: Text(
        "시민이 무료로 쓸 수 있고 개인정보가 없습니다.",
        "Citizens may use it free of charge, and it holds no personal data.",
    ),
    Criterion.DESCRIBED: Text(
        "설명과 열의 뜻이 갖추어져 있습니다.",
        "It is described, and so is the meaning of its columns.",
    ),
}


@dataclass(frozen=True)
class PolicyCase:
    """What a dataset did for a policy: the four by which such cases are judged, and its title."""

    title: str
    effect: str
    importance: str
    novelty: str
    use: str


@dataclass(frozen=True)
class EntryRow:
    """One entry: what was done, by whom, when, why."""

    id: UUID
    event: AdoptionEvent
    version_number: int
    department_id: UUID | None
    facts: Mapping[str, Any]
    reason: str
    actor_id: UUID
    at: datetime


@dataclass(frozen=True)
class Standing:
    """How an adoption stands. `department_id` None: nobody has adopted the dataset (any more)."""

    department_id: UUID | None = None
    update_cycle: str | None = None
    since: datetime | None = None
    criteria: Mapping[str, str] | None = None
    cases: tuple[tuple[UUID, PolicyCase, datetime], ...] = ()

    @property
    def is_curated(self) -> bool:
        return self.criteria is not None


def standing_of(entries: Iterable[EntryRow]) -> Standing:
    """Return how entries, in their order, leave an adoption."""
    stands = Standing()
    for entry in entries:
        stands = _NEXT[entry.event](stands, entry)
    return stands


def _adopted(before: Standing, entry: EntryRow) -> Standing:
    cycle = entry.facts["update_cycle"]
    return replace(before, department_id=entry.department_id, update_cycle=cycle, since=entry.at)


def _undone(before: Standing, _: EntryRow) -> Standing:
    return Standing(cases=before.cases)


def _curated(before: Standing, entry: EntryRow) -> Standing:
    return replace(before, criteria=entry.facts["criteria"])


def _uncurated(before: Standing, _: EntryRow) -> Standing:
    return replace(before, criteria=None)


def _case_added(before: Standing, entry: EntryRow) -> Standing:
    case = (entry.id, PolicyCase(**entry.facts["case"]), entry.at)
    return replace(before, cases=(*before.cases, case))


def _case_undone(before: Standing, entry: EntryRow) -> Standing:
    undone = UUID(entry.facts["undoes"])
    return replace(before, cases=tuple(each for each in before.cases if each[0] != undone))


_NEXT = {
    AdoptionEvent.ADOPTED: _adopted,
    AdoptionEvent.ADOPTION_UNDONE: _undone,
    AdoptionEvent.CURATED: _curated,
    AdoptionEvent.CURATION_UNDONE: _uncurated,
    AdoptionEvent.CASE_ADDED: _case_added,
    AdoptionEvent.CASE_UNDONE: _case_undone,
}
