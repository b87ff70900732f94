"""Restatements: that a draft is to be made from newer sources, who makes it, what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from marketplace.lineage.models import Restatement


class Outcome(StrEnum):
    """What came of it: the file was made, the recipe gave none, or there is no recipe."""

    MADE = "made"
    FAILED = "failed"
    NO_RECIPE = "no-recipe"


@dataclass(frozen=True)
class NewerSource:
    """A source of which there is a newer version."""

    dataset: UUID
    before: int
    now: int

    def as_json(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {"dataset": str(self.dataset), "before": self.before, "now": self.now}


@dataclass(frozen=True)
class Asked:
    """Which draft is to be made, and of which dataset it is, after which version."""

    submission_id: UUID
    dataset_id: UUID
    version_number: int


@dataclass(frozen=True)
class RestatementRow:
    """A restatement as pages show it; without an outcome it is being made."""

    submission_id: UUID
    dataset_id: UUID
    version_number: int
    newer: tuple[NewerSource, ...]
    outcome: Outcome | None
    told: Mapping[str, Any]


def ask(
    session: Session, asked: Asked, newer: Sequence[NewerSource], *, recipe: bool, at: datetime
) -> None:
    """Note that a draft is to be made; without a recipe there is nothing to make."""
    session.add(
        Restatement(
            submission_id=asked.submission_id,
            dataset_id=asked.dataset_id,
            version_number=asked.version_number,
            newer=[each.as_json() for each in newer],
            outcome=None if recipe else Outcome.NO_RECIPE.value,
            told={},
            asked_at=at,
            done_at=None if recipe else at,
        )
    )


def claim(session: Session, submission_id: UUID, *, lease: timedelta, at: datetime) -> Asked | None:
    """Take one that is to be made; None if it is made, or another has it."""
    row = session.get(Restatement, submission_id, with_for_update=True)
    if row is None or row.outcome is not None:
        return None
    if row.lease_until is not None and row.lease_until > at:
        return None
    row.lease_until = at + lease
    return Asked(row.submission_id, row.dataset_id, row.version_number)


def conclude(
    session: Session,
    submission_id: UUID,
    outcome: Outcome,
    told: Mapping[str, Any],
    *,
    at: datetime,
) -> bool:
    """Write down what came of it; False if that was done before."""
    row = session.get(Restatement, submission_id, with_for_update=True)
    if row is None or row.outcome is not None:
        return False
    row.outcome, row.told, row.done_at, row.lease_until = outcome.value, dict(told), at, None
    return True


def restatement_of(session: Session, submission_id: UUID) -> RestatementRow | None:
    """Return the restatement that a submission is, or None."""
    row = session.get(Restatement, submission_id)
    return None if row is None else _row(row)


def restatements_of(
    session: Session, dataset_id: UUID, *, after: int
) -> tuple[RestatementRow, ...]:
    """Return the restatements of a dataset that come after one of its versions, newest first."""
    rows = session.execute(
        select(Restatement)
        .where(Restatement.dataset_id == dataset_id, Restatement.version_number == after)
        .order_by(Restatement.asked_at.desc())
    ).scalars()
    return tuple(map(_row, rows))


def waiting(session: Session, *, before: datetime, at: datetime) -> tuple[UUID, ...]:
    """Return the drafts that were asked for before a moment and that nobody makes."""
    return tuple(
        session.execute(
            select(Restatement.submission_id).where(
                Restatement.outcome.is_(None),
                Restatement.asked_at < before,
                or_(Restatement.lease_until.is_(None), Restatement.lease_until < at),
            )
        ).scalars()
    )


def _row(row: Restatement) -> RestatementRow:
    return RestatementRow(
        row.submission_id,
        row.dataset_id,
        row.version_number,
        tuple(
            NewerSource(UUID(each["dataset"]), each["before"], each["now"]) for each in row.newer
        ),
        None if row.outcome is None else Outcome(row.outcome),
        row.told,
    )
