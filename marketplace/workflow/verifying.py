"""The verification job: claim, work, conclude; and what the lane makes of the report."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.catalogue import queries as catalogue
from marketplace.services import Services
from marketplace.workflow.following import follow
from marketplace.workflow.heartbeat import beating
from marketplace.workflow.library import Library
from marketplace.workflow.limits import limits_of
from marketplace.workflow.refining import keep_what_was_accepted
from marketplace.workflow.table_copies import copies_of
from storage.database import transaction
from storage.errors import StorageError
from submissions import attempts, verify
from submissions.attempts import Claim, Worked
from submissions.lanes import LaneFacts, drawn_for_audit
from submissions.models import Submission
from submissions.states import State
from verification.codes import CODES
from verification.evidence.reproduced import contradicted, reproduced_openly
from verification.findings import Severity
from verification.report import Report

logger = logging.getLogger(__name__)

_SERIOUS = frozenset({Severity.WARNING, Severity.ERROR})


def verify_submission(services: Services, submission_id: UUID) -> None:
    """Verify a submission that waits for it. Safe to run twice: only one gets the claim."""
    if not services.objects.ready():
        # Nothing is lost by waiting: the sweep asks again, and no try is spent.
        return
    lease = timedelta(seconds=services.settings.lease_seconds)
    started_at = services.now()
    with transaction(services.make_session) as session:
        claimed = attempts.claim(session, submission_id, lease=lease, at=started_at)
    if claimed is None:
        return
    library = Library(
        services.make_session,
        claimed.submitter_id,
        before=claimed.submitted_at,
        copies=copies_of(services),
    )
    try:
        with _heartbeat(services, claimed, lease) as heart, TemporaryDirectory() as folder:
            worked = verify.work(
                claimed,
                services.objects,
                library,
                limits=limits_of(services),
                progress=heart.tell,
                folder=Path(folder),
                at=started_at,
            )
    except StorageError as fault:
        logger.warning("verification of %s failed: %s", submission_id, type(fault).__name__)
        with transaction(services.make_session) as session:
            failed = attempts.give_up(session, claimed, started_at=started_at, at=services.now())
            # Asked for at once it would spend its tries before the store is back: the sweep asks.
            if failed is not None and failed.state != State.SUBMITTED:
                follow(session, failed.id, at=services.now())
        return
    with transaction(services.make_session) as session:
        facts = _lane_facts(session, claimed, worked, services)
        concluded = attempts.conclude(
            session, claimed, worked, facts, started_at=started_at, at=services.now()
        )
        if concluded is not None:
            if concluded.state == State.ACCEPTED:
                keep_what_was_accepted(session, concluded)
            follow(session, concluded.id, at=services.now())


def _lane_facts(session: Session, claimed: Claim, worked: Worked, services: Services) -> LaneFacts:
    report = worked.report
    findings = report.findings if report else ()
    submission = session.get_one(Submission, claimed.submission_id)
    codes = {finding.code for finding in findings}
    private = any(CODES[code].privacy for code in codes)
    return LaneFacts(
        trusted=submission.imported
        or _extends_own(session, submission)
        or (report is not None and reproduced_openly(report)),
        same_form="form-changed" not in codes,
        warnings=sum(finding.severity in _SERIOUS for finding in findings),
        privacy=private or _has_unread(report),
        contradicted=report is not None and contradicted(report.evidence),
        licence_disputed="licence-needs-check" in codes,
        drawn=drawn_for_audit(claimed.submission_id, share=services.settings.audit_share),
    )


def _extends_own(session: Session, submission: Submission) -> bool:
    if submission.dataset_id is None:
        return False
    owner = catalogue.owner_of(session, submission.dataset_id)
    return owner == submission.submitter_id


def _has_unread(report: Report | None) -> bool:
    """Tell whether there is a file no check could look into: a document, or a damaged one."""
    return report is not None and any(file.rows is None for file in report.files)


@dataclass
class _Heart:
    """Says how far the work is; beaten by a thread while the work runs."""

    progress: dict[str, object] = field(
        default_factory=lambda: {"stage": "fetching", "rows": 0, "of": None}
    )

    def tell(self, stage: str, done: int, of: int | None, *, files: int | None = None) -> None:
        """Say what is done of a stage, and of how much: `of` is None while nobody knows.

        `files`: how many files are done with, where the stage itself counts something else.
        """
        through = {} if files is None else {"files": files}
        self.progress = {"stage": str(stage), "rows": done, "of": of, **through}


@contextmanager
def _heartbeat(services: Services, claimed: Claim, lease: timedelta) -> Iterator[_Heart]:
    """Renew the lease until the block ends, and write how far the work is when that has changed."""
    heart = _Heart()

    def beat() -> bool:
        with transaction(services.make_session) as session:
            return attempts.renew(
                session, claimed, progress=heart.progress, lease=lease, at=services.now()
            )

    with beating(lease, beat, changing=lambda: heart.progress):
        yield heart
