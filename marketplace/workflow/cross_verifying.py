"""Cross-verification: asked for by a department, compared by a job, answered by the other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.access.copies import table_of
from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor
from marketplace.accounts.queries import department_names_of, find_actor, officials_of
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.many import visible_among
from marketplace.catalogue.values import VersionFacts
from marketplace.catalogue.visibility import EVERYTHING
from marketplace.cross_verifications import services as crosses
from marketplace.cross_verifications.errors import CrossVerificationMissing
from marketplace.cross_verifications.services import CrossAnswer, CrossRow, Side
from marketplace.errors import NotFound
from marketplace.notices.kinds import NoticeKind
from marketplace.permissions.asking import may, require
from marketplace.permissions.facts import CrossFacts, HolderFacts
from marketplace.permissions.permission import Permission
from marketplace.workflow.downloading import permission_facts
from marketplace.workflow.nudges import ask_to_cross_verify
from marketplace.workflow.subjects import submitter_of
from marketplace.workflow.telling_of_versions import tell_of_version


@dataclass(frozen=True)
class TableAsked:
    """A table somebody names: of a version (None: the latest), the first where no file is."""

    dataset_id: UUID
    number: int | None = None
    file: str | None = None
    sheet: str | None = None


@dataclass(frozen=True)
class SideSeen:
    """One side as pages name it."""

    side: Side
    title: str
    department: str


@dataclass(frozen=True)
class CrossSeen:
    """A cross-verification as an actor may see it: cells only of what they may have."""

    row: CrossRow
    own: SideSeen
    other: SideSeen
    evidence: Mapping[str, Any]
    may_answer: bool


def ask(
    session: Session, actor: Actor, own: TableAsked, other: TableAsked, *, at: datetime
) -> CrossRow:
    """Ask another department to compare one of their tables with one of the actor's.

    Raises `NotFound`, `PermissionRefused`, `TableMissing`, `CrossVerifiedAlready` and
    `TooManyCompared`.
    """
    mine, theirs = (_version(session, actor, each) for each in (own, other))
    require(actor, Permission.CROSS_ASK, CrossFacts(_holder(mine), _holder(theirs)))
    for version in (mine, theirs):
        require(actor, Permission.VERSION_READ_BYTES, permission_facts(version))
    row = crosses.ask_to_compare(
        session, _side(mine, own), _side(theirs, other), by=submitter_of(actor).id, at=at
    )
    ask_to_cross_verify(session, row.id, at=at)
    for account_id in _who_answers(session, theirs):
        tell_of_version(session, account_id, NoticeKind.CROSS_ASKED, row.id, theirs, at=at)
    return row


def crosses_on(
    session: Session, actor: Actor, dataset_id: UUID, *, page: int = 1, per_page: int = 50
) -> tuple[int, tuple[CrossSeen, ...]]:
    """Return how many cross-verifications a dataset has whose other side the actor may see, too.

    And a page of them, the newest first.
    """
    visibility = visibility_of(actor)
    catalogue.get_dataset(session, dataset_id, visibility)
    partners = visible_among(session, crosses.partners_of(session, dataset_id), visibility)
    count, rows = crosses.crosses_of(session, dataset_id, partners, page=page, per_page=per_page)
    return count, tuple(_seen(session, actor, rows))


def seen(session: Session, actor: Actor, row: CrossRow) -> CrossSeen:
    """Return a cross-verification as whoever asked for it sees it."""
    return next(_seen(session, actor, (row,)))


def answer(
    session: Session,
    actor: Actor,
    dataset_id: UUID,
    cross_id: UUID,
    said: tuple[CrossAnswer, str],
    *,
    at: datetime,
) -> CrossSeen:
    """Say as the asked department what is to be said of the verdict; tell whoever asked.

    Raises `NotFound`, `PermissionRefused`, `NotComparedYet` and `CrossAnsweredAlready`.
    """
    catalogue.get_dataset(session, dataset_id, visibility_of(actor))
    found = crosses.find_cross(session, cross_id)
    if found is None or dataset_id not in (found.own.dataset_id, found.other.dataset_id):
        raise CrossVerificationMissing(cross_id)
    theirs = _version(session, actor, TableAsked(found.other.dataset_id, found.other.number))
    require(actor, Permission.CROSS_ANSWER, _asked(found, theirs))
    row = crosses.answer_cross(session, cross_id, *said, by=submitter_of(actor).id, at=at)
    tell_of_version(session, row.asked_by, NoticeKind.CROSS_ANSWERED, row.id, theirs, at=at)
    return seen(session, actor, row)


def tell_compared(session: Session, row: CrossRow, *, at: datetime) -> None:
    """Tell both departments that their tables were compared."""
    for side, account_id in ((row.own, row.asked_by), (row.other, None)):
        version = catalogue.get_version(session, side.dataset_id, side.number, EVERYTHING)
        people = (account_id,) if account_id else _who_answers(session, version)
        for who in people:
            tell_of_version(session, who, NoticeKind.CROSS_COMPARED, row.id, version, at=at)


def _who_answers(session: Session, version: VersionFacts) -> tuple[UUID, ...]:
    """Return the owner, or who works in the department where the owner does so no more."""
    owner = find_actor(session, version.owner_id)
    moved = owner is None or owner.department_id != version.department_id
    if not moved or version.department_id is None:
        return (version.owner_id,)
    return tuple(each.id for each in officials_of(session, version.department_id))


def _version(session: Session, actor: Actor, asked: TableAsked) -> VersionFacts:
    return catalogue.get_version(session, asked.dataset_id, asked.number, visibility_of(actor))


def _holder(version: VersionFacts) -> HolderFacts:
    return HolderFacts(version.owner_id, version.department_id)


def _asked(row: CrossRow, theirs: VersionFacts) -> HolderFacts:
    return HolderFacts(theirs.owner_id, row.other.department_id)


def _side(version: VersionFacts, asked: TableAsked) -> Side:
    table = table_of(version, asked.file, asked.sheet)
    if version.department_id is None:
        raise NotFound("department")
    return Side(
        version.department_id,
        version.dataset_id,
        version.id,
        version.number,
        table.name,
        table.sheet,
    )


def _seen(session: Session, actor: Actor, rows: tuple[CrossRow, ...]) -> Iterator[CrossSeen]:
    ids = {side.version_id for row in rows for side in (row.own, row.other)}
    versions = catalogue.versions_of_ids(session, ids, visibility_of(actor)) if ids else {}
    departments = {side.department_id for row in rows for side in (row.own, row.other)}
    names = department_names_of(session, departments)
    for row in rows:
        mine, theirs = versions.get(row.own.version_id), versions.get(row.other.version_id)
        if mine is None or theirs is None:
            continue
        answers = may(actor, Permission.CROSS_ANSWER, _asked(row, theirs))
        waits = row.verdict is not None and row.answer is None
        yield CrossSeen(
            row,
            _side_seen(row.own, mine, names),
            _side_seen(row.other, theirs, names),
            _evidence(actor, row, (mine, theirs)),
            waits and answers,
        )


def _side_seen(side: Side, version: VersionFacts, names: Mapping[UUID, str]) -> SideSeen:
    return SideSeen(side, version.described.title.shown, names.get(side.department_id, ""))


def _evidence(actor: Actor, row: CrossRow, versions: tuple[VersionFacts, ...]) -> Mapping[str, Any]:
    """The figures for everyone; cells for whoever may have the bytes of both."""
    reads = all(
        may(actor, Permission.VERSION_READ_BYTES, permission_facts(each)) for each in versions
    )
    return row.evidence if reads else {**row.evidence, "examples": []}
