"""What was left behind is taken up again: by leases and states, never by the queue's memory."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts import tokens
from marketplace.cross_verifications.services import uncompared
from marketplace.fixes.queries import unmade
from marketplace.ledger.days import day_of
from marketplace.lineage import restatements
from marketplace.lineage.correction_models import Propagation
from marketplace.lineage.restandings import is_restanding_left
from marketplace.notices.kinds import NoticeKind
from marketplace.notices.mails import is_mail_waiting
from marketplace.notices.services import notify
from marketplace.services import Services
from marketplace.workflow.diagnosing import ask_next
from marketplace.workflow.following import follow
from marketplace.workflow.nudges import (
    SHORT_QUEUE,
    VERIFY_QUEUE,
    ask_for_fix,
    ask_for_mailing,
    ask_for_propagation,
    ask_for_publication,
    ask_for_restanding,
    ask_for_restatement,
    ask_for_sketches,
    ask_for_verification,
    ask_to_cross_verify,
)
from marketplace.workflow.telling import tell_administrators, tell_reviewers
from storage import outbox
from storage.database import transaction
from storage.errors import QueueUnavailable
from storage.transfers import Bucket
from submissions import attempts, keys
from submissions.models import Refinement, SetAsideFile, Submission, SubmissionFile, SubmissionTable
from submissions.states import PURGED, State
from verification.index import turns

_SKETCHED_AT_ONCE = 20
UNHEARD = timedelta(seconds=5)
"""How long a submission may wait with nothing in the queue before it is asked for again."""


def take_back(services: Services) -> None:
    """Send what a dead worker held on its way again."""
    with transaction(services.make_session) as session:
        for submission in attempts.take_back(session, at=services.now()):
            follow(session, submission.id, at=services.now())


def ask_again(services: Services) -> None:
    """Ask again for what waits although the queue is empty: the queue was lost, or a job was."""
    at = services.now()
    idle = _is_idle(services)
    if idle is None:
        return
    with transaction(services.make_session) as session:
        if idle:
            for submission_id in session.execute(
                select(Submission.id).where(
                    Submission.state == State.SUBMITTED, Submission.updated_at < at - UNHEARD
                )
            ).scalars():
                ask_for_verification(session, submission_id, at=at)
        accepted = (
            select(Submission)
            .where(Submission.state == State.ACCEPTED, Submission.updated_at < at - UNHEARD)
            .with_for_update(skip_locked=True, of=Submission)
        )
        for submission in session.execute(accepted).scalars():
            if submission.lease_until is None or submission.lease_until < at:
                ask_for_publication(session, submission.id, at=at)


def restate_again(services: Services) -> None:
    """Ask again for drafts that were to be made and that nobody makes."""
    at = services.now()
    if not _is_idle(services):
        return
    with transaction(services.make_session) as session:
        for submission_id in restatements.waiting(session, before=at - UNHEARD, at=at):
            ask_for_restatement(session, submission_id, at=at)


def fix_again(services: Services) -> None:
    """Ask again for the files of accepted fixes that nobody makes."""
    at = services.now()
    if not _is_idle(services):
        return
    with transaction(services.make_session) as session:
        for fix_id in unmade(session, before=at - UNHEARD, at=at):
            ask_for_fix(session, fix_id, at=at)


def compare_again(services: Services) -> None:
    """Ask again for cross-verifications that nobody compares."""
    at = services.now()
    if not _is_idle(services):
        return
    with transaction(services.make_session) as session:
        for cross_id in uncompared(session, before=at - UNHEARD, at=at):
            ask_to_cross_verify(session, cross_id, at=at)


def sketch(services: Services) -> None:
    """Have versions sketched that still wait for it, while nobody's submission waits."""
    at = services.now()
    if _is_idle(services):
        with transaction(services.make_session) as session:
            for version_id in turns.due(session, most=_SKETCHED_AT_ONCE, at=at):
                ask_for_sketches(session, version_id, at=at)


def carry_on(services: Services) -> None:
    """Ask again for acts nobody carried to their end, standings left, and mails nobody sent."""
    at = services.now()
    if _is_idle(services, SHORT_QUEUE) is not True:
        return
    with transaction(services.make_session) as session:
        left = select(Propagation.correction_id).where(
            Propagation.done_at.is_(None), Propagation.due_at < at - UNHEARD
        )
        for correction_id in session.execute(left).scalars():
            ask_for_propagation(session, correction_id, at=at)
        if is_restanding_left(session, before=at - UNHEARD):
            ask_for_restanding(session, at=at)
        if services.settings.smtp_host and is_mail_waiting(session, at=at - UNHEARD):
            ask_for_mailing(session, at=at)


def rediagnose(services: Services) -> None:
    """Have a published version verified once more, while nobody's submission waits for it."""
    settings, at = services.settings, services.now()
    if settings.rediagnose_per_day > 0 and _is_idle(services):
        with transaction(services.make_session) as session:
            ask_next(
                session, days=settings.rediagnose_days, per_day=settings.rediagnose_per_day, at=at
            )


def remind_of_tokens(services: Services) -> None:
    """Tell the owners of access tokens that these are about to expire, once each."""
    at = services.now()
    with transaction(services.make_session) as session:
        for token in tokens.take_expiring(session, at=at):
            notify(
                session,
                token.account_id,
                NoticeKind.TOKEN_EXPIRES,
                cause=f"token-expires:{token.id}:{day_of(token.expires_at)}",
                at=at,
                facts={"title": token.name, "due": day_of(token.expires_at).isoformat()},
            )


def remind(services: Services) -> None:
    """Tell reviewers and administrators of decisions that are overdue, once each."""
    at = services.now()
    with transaction(services.make_session) as session:
        overdue = (
            select(Submission)
            .where(
                Submission.state == State.IN_REVIEW,
                Submission.due_at < at,
                Submission.escalated_at.is_(None),
            )
            .with_for_update(skip_locked=True, of=Submission)
        )
        for submission in session.execute(overdue).scalars():
            submission.escalated_at = at
            tell_reviewers(session, submission, NoticeKind.DECISION_ESCALATED, at=at)
            tell_administrators(session, submission, NoticeKind.DECISION_ESCALATED, at=at)


def purge(services: Services) -> None:
    """Delete the bytes of what was blocked, rejected, cancelled or treated long enough ago.

    Of what was published: the copies of its tables that were not, by attempts before the last.
    """
    at = services.now()
    long_ago = at - timedelta(days=services.settings.purge_days)
    with transaction(services.make_session) as session:
        settled = (
            select(Submission)
            .where(
                Submission.state.in_((*PURGED, State.PUBLISHED)),
                Submission.settled_at < long_ago,
                Submission.purged_at.is_(None),
            )
            .limit(20)
            .with_for_update(skip_locked=True, of=Submission)
        )
        for submission in session.execute(settled).scalars():
            for key in _keys(session, services, submission):
                services.objects.remove(Bucket.QUARANTINE, key)
            submission.purged_at = at
        aside = (
            select(SetAsideFile)
            .where(SetAsideFile.at < long_ago, SetAsideFile.purged_at.is_(None))
            .limit(100)
            .with_for_update(skip_locked=True)
        )
        for file in session.execute(aside).scalars():
            services.objects.remove(Bucket.QUARANTINE, file.key)
            file.purged_at = at


def tidy(services: Services) -> None:
    """Forget what is no longer needed: sent outbox rows, uploads nobody finished."""
    at = services.now()
    with transaction(services.make_session) as session:
        outbox.forget_sent(session, at=at)
    services.objects.abort_stale_uploads(
        older_than=timedelta(hours=services.settings.stale_upload_hours), at=at
    )


def _is_idle(services: Services, queue: str = VERIFY_QUEUE) -> bool | None:
    """Tell whether nothing waits in a queue; None while it does not say."""
    try:
        return services.queue.waiting(queue) == 0
    except QueueUnavailable:
        return None


def _keys(session: Session, services: Services, submission: Submission) -> tuple[str, ...]:
    """The keys in the quarantine that are to go.

    They are looked for in the store: an attempt at verifying a file, or at making one, that broke
    off wrote down none of its own.
    """
    files = select(SubmissionFile.key).where(SubmissionFile.submission_id == submission.id)
    aside = select(SetAsideFile.key).where(SetAsideFile.submission_id == submission.id)
    own = tuple(session.execute(files).scalars())
    known = {*own, *session.execute(aside).scalars()}
    lying = services.objects.keys(Bucket.QUARANTINE, keys.files_of(submission.id))
    strays = tuple(key for key in lying if key not in known)
    copies = tuple(services.objects.keys(Bucket.QUARANTINE, keys.copies_of(submission.id)))
    if submission.state != State.PUBLISHED:
        return (*own, *strays, *copies)
    accepted = select(SubmissionTable.key).where(
        SubmissionTable.submission_id == submission.id,
        SubmissionTable.attempt == submission.attempt,
    )
    refined = select(Refinement.key).where(
        Refinement.submission_id == submission.id, Refinement.attempt == submission.attempt
    )
    kept = set(session.execute(accepted.union_all(refined)).scalars())
    return (*strays, *(key for key in copies if key not in kept))
