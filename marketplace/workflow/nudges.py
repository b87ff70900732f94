"""The jobs that follow a committed change, by their dotted paths."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from storage import outbox

VERIFY = "marketplace.jobs.verify_submission"
PUBLISH = "marketplace.jobs.publish_submission"
RESTATE = "marketplace.jobs.make_restatement"
FIX = "marketplace.jobs.make_fix"
CROSS = "marketplace.jobs.compare_cross"
REDIAGNOSE = "marketplace.jobs.rediagnose_version"
SKETCH = "marketplace.jobs.sketch_version"
PROPAGATE = "marketplace.jobs.propagate_correction"
RESTAND = "marketplace.jobs.restand_versions"
SEND_MAILS = "marketplace.jobs.send_mails"

VERIFY_QUEUE = "verify"
SHORT_QUEUE = "short"


def ask_for_verification(session: Session, submission_id: UUID, *, at: datetime) -> None:
    """Have a submission verified once this transaction has committed."""
    outbox.put(session, VERIFY, submission_id, at=at, queue=VERIFY_QUEUE)


def ask_for_publication(session: Session, submission_id: UUID, *, at: datetime) -> None:
    """Have an accepted submission published once this transaction has committed."""
    outbox.put(session, PUBLISH, submission_id, at=at, queue=SHORT_QUEUE)


def ask_for_diagnosis(session: Session, version_id: UUID, *, at: datetime) -> None:
    """Have a published version verified once more, once this transaction has committed."""
    outbox.put(session, REDIAGNOSE, version_id, at=at, queue=VERIFY_QUEUE)


def ask_for_restatement(session: Session, submission_id: UUID, *, at: datetime) -> None:
    """Have the file of a draft made by its recipe, once this transaction has committed."""
    outbox.put(session, RESTATE, submission_id, at=at, queue=VERIFY_QUEUE)


def ask_for_fix(session: Session, fix_id: UUID, *, at: datetime) -> None:
    """Have the file of an accepted fix made, once this transaction has committed."""
    outbox.put(session, FIX, fix_id, at=at, queue=VERIFY_QUEUE)


def ask_to_cross_verify(session: Session, cross_id: UUID, *, at: datetime) -> None:
    """Have the tables of a cross-verification compared, once this transaction has committed."""
    outbox.put(session, CROSS, cross_id, at=at, queue=VERIFY_QUEUE)


def ask_for_sketches(session: Session, version_id: UUID, *, at: datetime) -> None:
    """Have a published version sketched, once this transaction has committed."""
    outbox.put(session, SKETCH, version_id, at=at, queue=VERIFY_QUEUE)


def ask_for_propagation(
    session: Session, correction_id: UUID, *, at: datetime, not_before: datetime | None = None
) -> None:
    """Have an act carried to all it reaches, once this transaction has committed and it is due."""
    outbox.put(session, PROPAGATE, correction_id, at=at, queue=SHORT_QUEUE, not_before=not_before)


def ask_for_restanding(session: Session, *, at: datetime) -> None:
    """Have standings that are left worked out, once this transaction has committed."""
    outbox.put(session, RESTAND, at=at, queue=SHORT_QUEUE)


def ask_for_mailing(session: Session, *, at: datetime) -> None:
    """Have the mails that wait sent, once this transaction has committed."""
    outbox.put(session, SEND_MAILS, at=at, queue=SHORT_QUEUE)
