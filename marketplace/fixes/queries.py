"""Fixes of a dataset, of a person, of a version; and those whose file nobody makes."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from marketplace.fixes.models import Fix
from marketplace.fixes.values import FixCredit, FixRow, Making, Outcome, TableNamed, cell_of
from verification.fixes.patch import Patch


def find_fix(session: Session, fix_id: UUID) -> FixRow | None:
    """Return a fix, or None."""
    kept = session.get(Fix, fix_id)
    return None if kept is None else row_of(kept)


def fixes_on(
    session: Session,
    dataset_id: UUID,
    *,
    by: UUID | None = None,
    page: int = 1,
    per_page: int = 20,
) -> tuple[int, tuple[FixRow, ...]]:
    """Return how many fixes there are of a dataset, and a page: open ones first, newest.

    `by` leaves those of one person.
    """
    wanted: tuple[ColumnElement[bool], ...] = (Fix.dataset_id == dataset_id,)
    if by is not None:
        wanted = (*wanted, Fix.proposer_id == by)
    count = session.execute(select(func.count()).where(*wanted)).scalar_one()
    listed = (
        select(Fix)
        .where(*wanted)
        .order_by(Fix.outcome.is_not(None), Fix.at.desc(), Fix.id)
        .offset((page - 1) * per_page)
        .limit(per_page)
    )
    return count, tuple(map(row_of, session.execute(listed).scalars()))


def fixes_in(session: Session, submission_ids: Sequence[UUID]) -> dict[UUID, FixRow]:
    """Return the accepted fixes that submissions were made from, by submission."""
    found = session.execute(
        select(Fix).where(
            Fix.submission_id.in_(submission_ids), Fix.outcome == Outcome.ACCEPTED.value
        )
    ).scalars()
    return {each.submission_id: row_of(each) for each in found if each.submission_id}


def credit_of(session: Session, submission_id: UUID) -> FixCredit | None:
    """Return whose fix the version of a submission holds, or None."""
    found = fixes_in(session, [submission_id]).get(submission_id)
    return None if found is None else FixCredit.of(found)


def unmade(session: Session, *, before: datetime, at: datetime) -> tuple[UUID, ...]:
    """Return the fixes accepted before a moment whose file nobody makes."""
    return tuple(
        session.execute(
            select(Fix.id).where(
                Fix.making == Making.ASKED.value,
                Fix.answered_at < before,
                or_(Fix.lease_until.is_(None), Fix.lease_until < at),
            )
        ).scalars()
    )


def row_of(kept: Fix) -> FixRow:
    """Return a kept fix as a value."""
    return FixRow(
        id=kept.id,
        dataset_id=kept.dataset_id,
        version_number=kept.version_number,
        table=TableNamed(kept.file, kept.sheet),
        patch=Patch(tuple(kept.keys), tuple(map(cell_of, kept.cells))),
        proposer_id=kept.proposer_id,
        at=kept.at,
        outcome=None if kept.outcome is None else Outcome(kept.outcome),
        accepted=tuple(kept.accepted),
        reason=kept.reason or "",
        answered_at=kept.answered_at,
        submission_id=kept.submission_id,
        based_on=kept.based_on,
        making=None if kept.making is None else Making(kept.making),
        told=kept.told,
    )
