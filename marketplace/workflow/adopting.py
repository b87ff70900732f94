"""Adoption: a department takes a proven derivative as its own, keeps it, and says what it did."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor
from marketplace.accounts.queries import department_names_of
from marketplace.adoptions.errors import (
    AdoptedAlready,
    CurationUnchanged,
    NotAdopted,
    NotProven,
    PolicyCaseMissing,
    TooManyCases,
)
from marketplace.adoptions.services import entries_of, lock_adoption, standing, write_entry
from marketplace.adoptions.values import (
    AdoptionEvent,
    Criterion,
    EntryRow,
    PolicyCase,
    Standing,
    standing_of,
)
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.service import show_adoption
from marketplace.catalogue.values import DatasetFacts
from marketplace.notices.kinds import NoticeKind
from marketplace.notices.services import Subject, notify
from marketplace.permissions.asking import may, require
from marketplace.permissions.facts import AdoptionFacts
from marketplace.permissions.permission import Permission
from marketplace.workflow.subjects import submitter_of
from verification.evidence.assurance import Assurance

MOST_CASES = 100
"""So many policy cases of a dataset stand at a time."""
MOST_SHOWN = 200
PROVEN = frozenset({Assurance.CONSISTENT, Assurance.REPRODUCED})


@dataclass(frozen=True)
class AdoptionSeen:
    """How an adoption stands, by whom, what was done; and what the actor may do.

    `entries` are the last ones, in their order: `MOST_SHOWN` at the most.
    """

    standing: Standing
    department: str
    entries: tuple[EntryRow, ...]
    may_adopt: bool
    may_keep: bool
    may_curate: bool


def adoption_of(session: Session, actor: Actor, dataset_id: UUID) -> AdoptionSeen:
    """Return the adoption of a dataset the actor may see; raise `DatasetMissing`."""
    dataset = catalogue.get_dataset(session, dataset_id, visibility_of(actor))
    entries = entries_of(session, dataset_id)
    stands = standing_of(entries)
    facts = _facts(dataset, stands)
    is_adopted = stands.department_id is not None
    names = department_names_of(session, {stands.department_id} - {None})  # type: ignore[arg-type]
    return AdoptionSeen(
        stands,
        names.get(stands.department_id, "") if stands.department_id else "",
        entries[-MOST_SHOWN:],
        may_adopt=not is_adopted
        and _is_proven(dataset)
        and may(actor, Permission.ADOPTION_ADOPT, facts),
        may_keep=is_adopted and may(actor, Permission.ADOPTION_KEEP, facts),
        may_curate=is_adopted and may(actor, Permission.ADOPTION_CURATE, facts),
    )


def adopt(
    session: Session, actor: Actor, dataset_id: UUID, *, update_cycle: str, at: datetime
) -> None:
    """Adopt a dataset for the actor's department, which is to keep it in this cycle.

    Raises `NotFound`, `PermissionRefused`, `NotProven` and `AdoptedAlready`.
    """
    entering = _Entering.begin(session, actor, dataset_id, Permission.ADOPTION_ADOPT, at=at)
    if entering.stands.department_id is not None:
        raise AdoptedAlready(dataset_id)
    entering.require_proven()
    facts = {"update_cycle": update_cycle}
    entering.write(AdoptionEvent.ADOPTED, facts=facts, department_id=actor.department_id)
    entering.tell(NoticeKind.ADOPTED)


def undo_adoption(
    session: Session, actor: Actor, dataset_id: UUID, *, reason: str, at: datetime
) -> None:
    """Take an adoption back; the mark goes with it. Raises `NotAdopted`."""
    entering = _Entering.begin(session, actor, dataset_id, Permission.ADOPTION_KEEP, at=at)
    entering.require_adopted()
    if entering.stands.is_curated:
        entering.write(AdoptionEvent.CURATION_UNDONE, reason=reason)
    entering.write(AdoptionEvent.ADOPTION_UNDONE, reason=reason)
    entering.tell(NoticeKind.ADOPTION_UNDONE)


def curate(
    session: Session,
    actor: Actor,
    dataset_id: UUID,
    criteria: Mapping[Criterion, str],
    *,
    at: datetime,
) -> None:
    """Give the mark, each criterion found with a note.

    Raises `NotAdopted`, `CurationUnchanged`, and `NotProven` where what was proven is so no more.
    """
    entering = _Entering.begin(session, actor, dataset_id, Permission.ADOPTION_CURATE, at=at)
    entering.require_adopted()
    if entering.stands.is_curated:
        raise CurationUnchanged(dataset_id)
    entering.require_proven()
    notes = {each.value: criteria[each] for each in Criterion}
    entering.write(AdoptionEvent.CURATED, facts={"criteria": notes})
    entering.tell(NoticeKind.CURATED)


def undo_curation(
    session: Session, actor: Actor, dataset_id: UUID, *, reason: str, at: datetime
) -> None:
    """Take the mark away; raise `CurationUnchanged` where there is none."""
    entering = _Entering.begin(session, actor, dataset_id, Permission.ADOPTION_CURATE, at=at)
    if not entering.stands.is_curated:
        raise CurationUnchanged(dataset_id)
    entering.write(AdoptionEvent.CURATION_UNDONE, reason=reason)
    entering.tell(NoticeKind.CURATION_UNDONE)


def add_case(
    session: Session, actor: Actor, dataset_id: UUID, case: PolicyCase, *, at: datetime
) -> None:
    """Say what the dataset did for a policy of the department.

    Raises `NotAdopted`, and `TooManyCases` beyond a number.
    """
    entering = _Entering.begin(session, actor, dataset_id, Permission.ADOPTION_KEEP, at=at)
    entering.require_adopted()
    if len(entering.stands.cases) >= MOST_CASES:
        raise TooManyCases(MOST_CASES)
    entering.write(AdoptionEvent.CASE_ADDED, facts={"case": asdict(case)})


def undo_case(
    session: Session, actor: Actor, dataset_id: UUID, case_id: UUID, *, reason: str, at: datetime
) -> None:
    """Take a policy case back; raise `PolicyCaseMissing`."""
    entering = _Entering.begin(session, actor, dataset_id, Permission.ADOPTION_KEEP, at=at)
    if case_id not in {each[0] for each in entering.stands.cases}:
        raise PolicyCaseMissing(case_id)
    entering.write(AdoptionEvent.CASE_UNDONE, facts={"undoes": str(case_id)}, reason=reason)


@dataclass(frozen=True)
class _Entering:
    """Somebody does something about an adoption, and nobody else does meanwhile."""

    session: Session
    actor: Actor
    dataset: DatasetFacts
    stands: Standing
    at: datetime

    @classmethod
    def begin(
        cls, session: Session, actor: Actor, dataset_id: UUID, asked: Permission, *, at: datetime
    ) -> "_Entering":
        dataset = catalogue.get_dataset(session, dataset_id, visibility_of(actor))
        lock_adoption(session, dataset_id)
        stands = standing(session, dataset_id)
        require(actor, asked, _facts(dataset, stands))
        return cls(session, actor, dataset, stands, at)

    def require_adopted(self) -> None:
        if self.stands.department_id is None:
            raise NotAdopted(self.dataset.id)

    def require_proven(self) -> None:
        if not _is_proven(self.dataset):
            raise NotProven(self.dataset.id, self.dataset.shown.assurance)

    def write(
        self,
        event: AdoptionEvent,
        *,
        facts: Mapping[str, Any] | None = None,
        department_id: UUID | None = None,
        reason: str = "",
    ) -> None:
        write_entry(
            self.session,
            self.dataset.id,
            event,
            version_number=self.dataset.shown.number,
            department_id=department_id or self.stands.department_id,
            by=submitter_of(self.actor).id,
            at=self.at,
            facts=facts,
            reason=reason,
        )
        now = standing(self.session, self.dataset.id)
        show_adoption(
            self.session,
            self.dataset.id,
            department_id=now.department_id,
            refresh_cycle=now.update_cycle,
            is_curated=now.is_curated,
        )

    def tell(self, kind: NoticeKind) -> None:
        """Tell the maker, once each time."""
        shown = self.dataset.shown
        if self.dataset.owner_id == self.actor.id:
            return
        about = Subject(dataset=self.dataset.id, version=shown.id, version_number=shown.number)
        notify(
            self.session,
            self.dataset.owner_id,
            kind,
            cause=f"{kind.value}:{self.dataset.id}:{self.at.isoformat()}",
            at=self.at,
            about=about,
            facts={"title": shown.described.title.shown},
        )


def _facts(dataset: DatasetFacts, stands: Standing) -> AdoptionFacts:
    return AdoptionFacts(dataset.owner_id, stands.department_id)


def _is_proven(dataset: DatasetFacts) -> bool:
    shown = dataset.shown
    proven = Assurance(shown.assurance) in PROVEN and shown.generation > 0
    return proven and shown.withdrawal is None
