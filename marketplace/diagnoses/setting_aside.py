"""What was set aside of a version's diagnoses: the log of it, and the counts that follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.diagnoses import turns
from marketplace.diagnoses.aside import Place, counted
from marketplace.diagnoses.models import AsideEntry


@dataclass(frozen=True)
class Word:
    """What somebody said of a place: that it is set aside, or counts again, and why."""

    place: Place
    occurrences: int
    is_aside: bool
    reason: str
    by: UUID
    at: datetime


def words_on(session: Session, version_id: UUID) -> Mapping[Place, Word]:
    """Return the last word on each place of a version that anything was said of."""
    entries = session.execute(
        select(AsideEntry).where(AsideEntry.version_id == version_id).order_by(AsideEntry.position)
    ).scalars()
    words = map(_word, entries)
    return {word.place: word for word in words}


def log_of(session: Session, version_id: UUID) -> tuple[Word, ...]:
    """Return all that was said of a version's findings, the newest first."""
    entries = session.execute(
        select(AsideEntry)
        .where(AsideEntry.version_id == version_id)
        .order_by(AsideEntry.position.desc())
    ).scalars()
    return tuple(map(_word, entries))


def aside_of(session: Session, version_id: UUID) -> Mapping[Place, int]:
    """Return how many occurrences are set aside in which place of a version."""
    words = words_on(session, version_id)
    return {place: word.occurrences for place, word in words.items() if word.is_aside}


def say(session: Session, version_id: UUID, word: Word, *, report_digest: str) -> None:
    """Write down a word on a place; `report_digest` is of the report that was looked at."""
    session.add(
        AsideEntry(
            version_id=version_id,
            report_digest=report_digest,
            code=word.place.code,
            file=word.place.file,
            sheet=word.place.sheet,
            column_name=word.place.column,
            occurrences=word.occurrences,
            is_aside=word.is_aside,
            reason=word.reason,
            actor_id=word.by,
            at=word.at,
        )
    )
    session.flush()


def recount(
    session: Session,
    version_id: UUID,
    report: Mapping[str, Any],
    accepted: Mapping[str, Any] | None,
) -> None:
    """Note what counts of a version's last report, now that something was said of it."""
    turns.count(session, version_id, counted(report, accepted, aside_of(session, version_id)))


def _word(entry: AsideEntry) -> Word:
    return Word(
        Place(entry.code, entry.file, entry.sheet, entry.column_name),
        entry.occurrences,
        entry.is_aside,
        entry.reason,
        entry.actor_id,
        entry.at,
    )
