"""Proposing, withdrawing and answering fixes, and who makes the file of an accepted one."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.fixes.errors import FixClosed, FixesLimited, FixMissing, TooManyFixesOpen
from marketplace.fixes.models import Fix
from marketplace.fixes.queries import row_of
from marketplace.fixes.values import (
    Draft,
    FixAnswer,
    FixRow,
    Making,
    Outcome,
    TableNamed,
    cell_as_json,
)
from marketplace.quota import seconds_to_wait
from storage.holds import hold
from verification.fixes.patch import Patch
from verification.personal.mask import mask

MOST_A_DAY = 20
MOST_OPEN = 5


def keep_fix(
    session: Session,
    dataset_id: UUID,
    version_number: int,
    table: TableNamed,
    patch: Patch,
    *,
    by: UUID,
    at: datetime,
) -> FixRow:
    """Keep a fix that was checked against its version.

    Raises `FixesLimited` beyond a number a day, `TooManyFixesOpen` beyond one about a dataset.
    """
    _keep_limits(session, dataset_id, by=by, at=at)
    kept = Fix(
        id=uuid4(),
        dataset_id=dataset_id,
        version_number=version_number,
        file=table.file,
        sheet=table.sheet,
        keys=list(patch.keys),
        cells=[{**cell_as_json(cell), "reason": mask(cell.reason)} for cell in patch.cells],
        proposer_id=by,
        at=at,
        accepted=[],
        told={},
    )
    session.add(kept)
    session.flush()
    return row_of(kept)


def withdraw_fix(session: Session, fix_id: UUID, *, at: datetime) -> FixRow:
    """Take a fix back; raise `FixMissing` or `FixClosed`."""
    kept = _open(session, fix_id)
    kept.outcome, kept.answered_at = Outcome.WITHDRAWN, at
    return row_of(kept)


def answer_fix(
    session: Session,
    fix_id: UUID,
    answer: FixAnswer,
    *,
    draft: Draft | None,
    by: UUID,
    at: datetime,
) -> FixRow:
    """Close a fix with its answer; `draft` is to become the version with the cells accepted.

    Raises `FixMissing` or `FixClosed`.
    """
    kept = _open(session, fix_id)
    kept.outcome = Outcome.ACCEPTED if answer.accepted else Outcome.REFUSED
    kept.accepted = sorted(set(answer.accepted))
    kept.reason = mask(answer.reason)
    kept.answered_by, kept.answered_at = by, at
    if draft is not None:
        kept.submission_id, kept.based_on = draft.submission_id, draft.based_on
        kept.making = Making.ASKED
    return row_of(kept)


def claim_fix(session: Session, fix_id: UUID, *, lease: timedelta, at: datetime) -> FixRow | None:
    """Take a fix whose file is to be made; None if it is made, or another has it."""
    kept = session.get(Fix, fix_id, with_for_update=True, populate_existing=True)
    if kept is None or kept.making != Making.ASKED:
        return None
    if kept.lease_until is not None and kept.lease_until > at:
        return None
    kept.lease_until = at + lease
    return row_of(kept)


def conclude_fix(session: Session, fix_id: UUID, making: Making, told: Mapping[str, Any]) -> bool:
    """Write down what came of making the file; False if that was done before."""
    kept = session.get(Fix, fix_id, with_for_update=True, populate_existing=True)
    if kept is None or kept.making != Making.ASKED:
        return False
    kept.making, kept.told, kept.lease_until = making, dict(told), None
    return True


def _open(session: Session, fix_id: UUID) -> Fix:
    kept = session.get(Fix, fix_id, with_for_update=True, populate_existing=True)
    if kept is None:
        raise FixMissing(fix_id)
    if kept.outcome is not None:
        raise FixClosed(fix_id)
    return kept


def _keep_limits(session: Session, dataset_id: UUID, *, by: UUID, at: datetime) -> None:
    # Two requests at once are counted one after the other.
    hold(session, "fixes-of", by)
    mine = Fix.proposer_id == by
    wait = seconds_to_wait(session, Fix.at, mine, most=MOST_A_DAY, at=at)
    if wait is not None:
        raise FixesLimited(MOST_A_DAY, retry_after=wait)
    waiting = session.execute(
        select(func.count()).where(mine, Fix.dataset_id == dataset_id, Fix.outcome.is_(None))
    ).scalar_one()
    if waiting >= MOST_OPEN:
        raise TooManyFixesOpen(MOST_OPEN)
