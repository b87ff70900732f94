"""Cross-verifications: asked for, claimed, concluded, answered, listed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from marketplace.cross_verifications.errors import (
    CrossAnsweredAlready,
    CrossVerificationMissing,
    CrossVerifiedAlready,
    NotComparedYet,
    TooManyCompared,
)
from marketplace.cross_verifications.models import CrossVerification
from storage.holds import hold
from verification.personal.mask import mask

MOST_WAITING = 5
LONGEST_COMMENT = 1_000


class CrossAnswer(StrEnum):
    """What the asked department says of what was found: that it is so, or something about it."""

    CONFIRMED = "confirmed"
    COMMENTED = "commented"


@dataclass(frozen=True)
class Side:
    """A table of a version, and the department whose it is."""

    department_id: UUID
    dataset_id: UUID
    version_id: UUID
    number: int
    file: str
    sheet: str | None


@dataclass(frozen=True)
class CrossRow:
    """A cross-verification: `own` is the side that asks, `other` the one asked."""

    id: UUID
    asked_by: UUID
    own: Side
    other: Side
    at: datetime
    verdict: str | None
    evidence: Mapping[str, Any]
    compared_at: datetime | None
    answer: CrossAnswer | None
    comment: str
    answered_at: datetime | None


def ask_to_compare(session: Session, own: Side, other: Side, *, by: UUID, at: datetime) -> CrossRow:
    """Note that two tables are to be compared.

    Raises `CrossVerifiedAlready` where they are or were, `TooManyCompared` beyond a few at a time.
    """
    # Two requests at once are counted one after the other; so are two about the same tables.
    hold(session, "cross-verifications-of", by)
    hold(session, "cross-verified", *sorted((own.version_id, other.version_id)))
    waiting = session.execute(
        select(func.count()).where(
            CrossVerification.asked_by == by, CrossVerification.verdict.is_(None)
        )
    ).scalar_one()
    if waiting >= MOST_WAITING:
        raise TooManyCompared(MOST_WAITING)
    before = _same(session, own, other)
    if before is not None:
        raise CrossVerifiedAlready(before)
    kept = CrossVerification(
        id=uuid4(),
        asked_by=by,
        department_id=own.department_id,
        other_department_id=other.department_id,
        dataset_id=own.dataset_id,
        version_id=own.version_id,
        version_number=own.number,
        file=own.file,
        sheet=own.sheet,
        other_dataset_id=other.dataset_id,
        other_version_id=other.version_id,
        other_version_number=other.number,
        other_file=other.file,
        other_sheet=other.sheet,
        at=at,
    )
    session.add(kept)
    session.flush()
    return _row(kept)


def claim_cross(
    session: Session, cross_id: UUID, *, lease: timedelta, at: datetime
) -> CrossRow | None:
    """Take one that is to be compared; None if it is, or another has it."""
    kept = _locked(session, cross_id)
    if kept.verdict is not None or (kept.lease_until is not None and kept.lease_until > at):
        return None
    kept.lease_until = at + lease
    return _row(kept)


def conclude_cross(
    session: Session, cross_id: UUID, verdict: str, evidence: Mapping[str, Any], *, at: datetime
) -> CrossRow | None:
    """Write down what was found; None if that was done before."""
    kept = _locked(session, cross_id)
    if kept.verdict is not None:
        return None
    kept.verdict, kept.evidence = verdict, dict(evidence)
    kept.compared_at, kept.lease_until = at, None
    return _row(kept)


def answer_cross(
    session: Session, cross_id: UUID, answer: CrossAnswer, comment: str, *, by: UUID, at: datetime
) -> CrossRow:
    """Keep what the asked department says, once.

    Raises `CrossVerificationMissing`, `NotComparedYet` and `CrossAnsweredAlready`.
    """
    kept = _locked(session, cross_id)
    if kept.verdict is None:
        raise NotComparedYet(cross_id)
    if kept.answer is not None:
        raise CrossAnsweredAlready(cross_id)
    kept.answer, kept.comment = answer, mask(comment)
    kept.answered_by, kept.answered_at = by, at
    return _row(kept)


def find_cross(session: Session, cross_id: UUID) -> CrossRow | None:
    """Return a cross-verification, or None."""
    kept = session.get(CrossVerification, cross_id)
    return None if kept is None else _row(kept)


def partners_of(session: Session, dataset_id: UUID) -> frozenset[UUID]:
    """Return the datasets that one was or is compared with."""
    own, other = CrossVerification.dataset_id, CrossVerification.other_dataset_id
    found = select(other).where(own == dataset_id).union(select(own).where(other == dataset_id))
    return frozenset(session.execute(found).scalars())


def crosses_of(
    session: Session,
    dataset_id: UUID,
    partners: Collection[UUID],
    *,
    page: int = 1,
    per_page: int = 50,
) -> tuple[int, tuple[CrossRow, ...]]:
    """Return how many cross-verifications a dataset has with some others, and a page, newest first.

    Whichever side it is on.
    """
    own, other = CrossVerification.dataset_id, CrossVerification.other_dataset_id
    wanted = or_(
        and_(own == dataset_id, other.in_(partners)),
        and_(other == dataset_id, own.in_(partners)),
    )
    count = session.execute(select(func.count()).where(wanted)).scalar_one()
    found = session.execute(
        select(CrossVerification)
        .where(wanted)
        .order_by(CrossVerification.at.desc(), CrossVerification.id)
        .offset((page - 1) * per_page)
        .limit(per_page)
    ).scalars()
    return count, tuple(map(_row, found))


def uncompared(session: Session, *, before: datetime, at: datetime) -> tuple[UUID, ...]:
    """Return those asked for before a moment that nobody compares."""
    return tuple(
        session.execute(
            select(CrossVerification.id).where(
                CrossVerification.verdict.is_(None),
                CrossVerification.at < before,
                or_(CrossVerification.lease_until.is_(None), CrossVerification.lease_until < at),
            )
        ).scalars()
    )


def _same(session: Session, own: Side, other: Side) -> UUID | None:
    """Return the comparison of the same two tables, whoever asked for it."""
    for one, two in ((own, other), (other, own)):
        found = session.execute(
            select(CrossVerification.id).where(
                CrossVerification.version_id == one.version_id,
                CrossVerification.file == one.file,
                CrossVerification.sheet.is_not_distinct_from(one.sheet),
                CrossVerification.other_version_id == two.version_id,
                CrossVerification.other_file == two.file,
                CrossVerification.other_sheet.is_not_distinct_from(two.sheet),
            )
        ).scalar_one_or_none()
        if found is not None:
            return found
    return None


def _locked(session: Session, cross_id: UUID) -> CrossVerification:
    kept = session.get(CrossVerification, cross_id, with_for_update=True, populate_existing=True)
    if kept is None:
        raise CrossVerificationMissing(cross_id)
    return kept


def _row(kept: CrossVerification) -> CrossRow:
    return CrossRow(
        id=kept.id,
        asked_by=kept.asked_by,
        own=Side(
            kept.department_id,
            kept.dataset_id,
            kept.version_id,
            kept.version_number,
            kept.file,
            kept.sheet,
        ),
        other=Side(
            kept.other_department_id,
            kept.other_dataset_id,
            kept.other_version_id,
            kept.other_version_number,
            kept.other_file,
            kept.other_sheet,
        ),
        at=kept.at,
        verdict=kept.verdict,
        evidence=kept.evidence or {},
        compared_at=kept.compared_at,
        answer=None if kept.answer is None else CrossAnswer(kept.answer),
        comment=kept.comment or "",
        answered_at=kept.answered_at,
    )
