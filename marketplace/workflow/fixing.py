"""Fixes of what is published: proposed against the bytes of a version, listed, withdrawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.access.copies import KeptCopies, table_of
from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor
from marketplace.accounts.queries import names_of, officials_of
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.values import DatasetFacts, PublishedFile, VersionFacts
from marketplace.catalogue.visibility import EVERYTHING
from marketplace.fixes import services as fixes
from marketplace.fixes.errors import FixFaulty, FixMissing, NotTheLatest
from marketplace.fixes.queries import find_fix, fixes_on
from marketplace.fixes.values import FixRow, TableNamed
from marketplace.notices.kinds import NoticeKind
from marketplace.permissions import facts as permission
from marketplace.permissions.asking import may, require
from marketplace.permissions.permission import Permission
from marketplace.workflow.downloading import permission_facts
from marketplace.workflow.subjects import owned_dataset, submitter_of
from marketplace.workflow.telling_of_versions import tell_of_version
from submissions.faults import Fault
from submissions.typed import MESSAGE, holds_resident_number
from verification.declaration import ColumnType
from verification.fixes.patch import FixedCell, Patch, PatchFault
from verification.history import find_report

TEXT = "csv"
"""What reports call the format of delimited text."""


@dataclass(frozen=True)
class CorrectedFile:
    """A table somebody corrected: CSV bytes, the key columns (none: they are found), and why."""

    content: bytes
    keys: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class FixSent:
    """A fix as it came: of which table (None: the first), as cells or as a corrected file."""

    cells: Patch | CorrectedFile
    file: str | None = None
    sheet: str | None = None


@dataclass(frozen=True)
class Fixes:
    """A page of the fixes of a dataset: all for whoever holds it, else one's own; with names."""

    dataset_id: UUID
    title: str
    may_answer: bool
    count: int
    fixes: tuple[FixRow, ...]
    names: Mapping[UUID, str]


@dataclass(frozen=True)
class FixSeen:
    """One fix, whose it is, and what the actor may do with it."""

    fix: FixRow
    title: str
    by: str
    may_answer: bool
    may_withdraw: bool


def propose(
    session: Session,
    actor: Actor,
    dataset_id: UUID,
    number: int | None,
    sent: FixSent,
    *,
    copies: KeptCopies,
    at: datetime,
) -> FixRow:
    """Propose a fix of the latest version, checked against its bytes, and tell who answers it.

    Raises `NotFound`, `PermissionRefused` where one may not have the bytes, `NotTheLatest`,
    `TableMissing`, `FixFaulty` with every fault, `FixesLimited` and `TooManyFixesOpen`.
    """
    require(actor, Permission.FIX_PROPOSE)
    version = catalogue.get_version(session, dataset_id, number, visibility_of(actor))
    # Else whoever may not have the values could ask for them one by one.
    require(actor, Permission.VERSION_READ_BYTES, permission_facts(version))
    if not version.is_latest:
        latest = catalogue.get_version(session, dataset_id, None, visibility_of(actor))
        raise NotTheLatest(version.number, latest.number)
    table = table_of(version, sent.file, sent.sheet)
    patch = _checked(session, version, table, sent.cells, copies.path(table.digest))
    proposer = submitter_of(actor).id
    named = TableNamed(table.name, table.sheet)
    kept = fixes.keep_fix(session, dataset_id, version.number, named, patch, by=proposer, at=at)
    for account_id in _who_answers(session, version) - {proposer}:
        tell_of_version(session, account_id, NoticeKind.FIX_PROPOSED, kept.id, version, at=at)
    return kept


def _who_answers(session: Session, version: VersionFacts) -> set[UUID]:
    """Return the owner, and who keeps the dataset for the department that adopted it."""
    dataset = catalogue.get_dataset(session, version.dataset_id, EVERYTHING)
    keepers = officials_of(session, dataset.adopted_by) if dataset.adopted_by else ()
    return {version.owner_id, *(each.id for each in keepers)}


def fixes_of(
    session: Session, actor: Actor, dataset_id: UUID, *, page: int, per_page: int
) -> Fixes:
    """Return a page of the fixes of a dataset that the actor may see; raise `NotFound`."""
    require(actor, Permission.FIX_PROPOSE)
    dataset = catalogue.get_dataset(session, dataset_id, visibility_of(actor))
    holder = permission.HolderFacts(dataset.owner_id, dataset.department_id)
    answers = may(actor, Permission.FIX_ANSWER, owned_dataset(dataset))
    sees_all = answers or may(actor, Permission.ERROR_ANSWER, holder) or actor.is_administrator
    mine = submitter_of(actor).id
    count, rows = fixes_on(
        session, dataset_id, by=None if sees_all else mine, page=page, per_page=per_page
    )
    return Fixes(
        dataset_id,
        dataset.shown.described.title.shown,
        answers,
        count,
        rows,
        names_of(session, {each.proposer_id for each in rows}),
    )


def fix_seen(session: Session, actor: Actor, dataset_id: UUID, fix_id: UUID) -> FixSeen:
    """Return a fix the actor may see; raise `NotFound`."""
    fix, dataset = permitted_fix(session, actor, dataset_id, fix_id, Permission.FIX_READ)
    facts = fix_facts(fix, dataset)
    return FixSeen(
        fix,
        dataset.shown.described.title.shown,
        names_of(session, {fix.proposer_id}).get(fix.proposer_id, ""),
        fix.outcome is None and may(actor, Permission.FIX_ANSWER, owned_dataset(dataset)),
        fix.outcome is None and may(actor, Permission.FIX_WITHDRAW, facts),
    )


def withdraw(
    session: Session, actor: Actor, dataset_id: UUID, fix_id: UUID, *, at: datetime
) -> FixRow:
    """Take a fix of one's own back; raise `NotFound`, `PermissionRefused` or `FixClosed`."""
    permitted_fix(session, actor, dataset_id, fix_id, Permission.FIX_WITHDRAW)
    return fixes.withdraw_fix(session, fix_id, at=at)


def permitted_fix(
    session: Session, actor: Actor, dataset_id: UUID, fix_id: UUID, asked: Permission
) -> tuple[FixRow, DatasetFacts]:
    """Return a fix and its dataset, which the actor may do this with; raise `NotFound`."""
    dataset = catalogue.get_dataset(session, dataset_id, visibility_of(actor))
    fix = find_fix(session, fix_id)
    if fix is None or fix.dataset_id != dataset_id:
        raise FixMissing(fix_id)
    require(actor, asked, fix_facts(fix, dataset))
    return fix, dataset


def fix_facts(fix: FixRow, dataset: DatasetFacts) -> permission.FixFacts:
    """Return what a rule may know of a fix."""
    holder = permission.HolderFacts(dataset.owner_id, dataset.department_id)
    return permission.FixFacts(fix.proposer_id, holder, dataset.adopted_by)


def located_in(told: Mapping[str, Any], patch: Patch, copy: Path) -> tuple[int, ...]:
    """Return in which rows of a table the cells of a patch are; raise `FixFaulty`.

    `told` is what the version's report says of the table (`told_of`).
    """
    # The engines come with it: whoever only asks for it stays small.
    from verification.fixes.locating import located

    with TemporaryDirectory() as folder:
        found = located(copy, patch, Path(folder), kinds=_kinds(told), encoding=_encoding(told))
    if found.faults:
        raise FixFaulty(tuple(map(_fault, found.faults)))
    return found.places


def _checked(
    session: Session,
    version: VersionFacts,
    table: PublishedFile,
    cells: Patch | CorrectedFile,
    copy: Path,
) -> Patch:
    patch = cells if isinstance(cells, Patch) else _patch_of(cells, copy)
    located_in(told_of(session, version, table), patch, copy)
    return patch


def _patch_of(sent: CorrectedFile, copy: Path) -> Patch:
    from verification.fixes.corrected import corrected_patch
    from verification.fixes.sent import table_sent

    rows = table_sent(sent.content)
    if isinstance(rows, PatchFault):
        raise FixFaulty((_fault(rows),))
    with TemporaryDirectory() as folder:
        made = corrected_patch(copy, rows, sent.keys, Path(folder), reason=sent.reason)
    faults = _personal(made.cells) if isinstance(made, Patch) else made
    if faults or not isinstance(made, Patch):
        raise FixFaulty(tuple(map(_fault, faults)))
    return made


def _personal(cells: Sequence[FixedCell]) -> tuple[PatchFault, ...]:
    return tuple(
        PatchFault(f"/cells/{place}/proposed", "personal-data", MESSAGE)
        for place, cell in enumerate(cells)
        if any(map(holds_resident_number, (cell.proposed, cell.now, *cell.key)))
    )


def _fault(each: PatchFault) -> Fault:
    return Fault(each.pointer, each.code, each.message)


def told_of(session: Session, version: VersionFacts, table: PublishedFile) -> Mapping[str, Any]:
    """Return what the report of a version says of one of its tables."""
    report = find_report(session, version.report_digest) or {}
    return next(
        (
            each
            for each in report.get("files", ())
            if (each["name"], each["sheet"]) == (table.name, table.sheet)
        ),
        {},
    )


def _kinds(facts: Mapping[str, Any]) -> dict[str, ColumnType]:
    return {
        each["name"]: ColumnType(each["evidence"]["type"])
        for each in facts.get("columns", ())
        if (each.get("evidence") or {}).get("type")
    }


def _encoding(facts: Mapping[str, Any]) -> str | None:
    return facts.get("encoding") if facts.get("format") == TEXT else None
