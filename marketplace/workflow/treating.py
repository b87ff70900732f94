"""Treating a file on the platform: looked at first, then applied, by whoever submitted it."""

import hmac
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.accounts.actor import Actor
from marketplace.permissions.permission import Permission
from marketplace.services import Services
from marketplace.workflow.limits import limits_of
from marketplace.workflow.subjects import permitted_submission, submitter_of
from submissions import intake, treatments
from submissions.models import Submission, SubmissionFile
from submissions.treatments import Order, TreatmentLine

if TYPE_CHECKING:
    from submissions.opening import Bounds
    from submissions.treat import Worked

SECONDS = 120.0
"""How long somebody waits for an answer; a file that takes longer is treated before it is sent."""
_WANTED: Mapping[str, int] = {"public": 5, "joint": 3}
"""The k that is wanted by access. No law names a number: the guideline of 2016 takes 5 for its
example, and officials among themselves are given 3."""


@dataclass(frozen=True)
class Answer:
    """What is told of a treatment: all of it, with the first rows; `made` where it was applied."""

    told: Mapping[str, Any]
    made: SubmissionFile | None
    submission: Submission


def preview(
    session: Session,
    actor: Actor,
    submission_id: UUID,
    file_id: UUID,
    order: Order,
    *,
    services: Services,
) -> Answer:
    """Return what a treatment would make of a file; nothing is changed.

    Raises `NotEditable`, `TreatmentFaulty`, `TreatmentRefused`.
    """
    submission = permitted_submission(session, actor, submission_id, Permission.SUBMISSION_EDIT)
    file = intake.file_of(submission, file_id)
    with _worked(services, submission, file, order) as worked:
        return Answer(_told(worked), None, submission)


def apply(
    session: Session,
    actor: Actor,
    submission_id: UUID,
    file_id: UUID,
    order: Order,
    *,
    services: Services,
    at: datetime,
) -> Answer:
    """Offer the treated file instead of the other; what was blocked becomes a draft.

    The submission is locked meanwhile: who submits it or sends files waits. Raises as `preview`.
    """
    from submissions.treat import put_away

    submission = permitted_submission(
        session, actor, submission_id, Permission.SUBMISSION_EDIT, lock=True
    )
    file = intake.file_of(submission, file_id)
    with _worked(services, submission, file, order) as worked:
        declared = submission.manifest["columns"]
        made = put_away(worked, services.objects, submission.id, declared)
        told = _told(worked)
    treated = treatments.replace_by_treated(
        session, submission, file, made, actor_id=submitter_of(actor).id, at=at
    )
    return Answer(told, treated, submission)


def made_before(
    session: Session, actor: Actor, submission_id: UUID, file_id: UUID
) -> list[TreatmentLine]:
    """Return the treatments that made a file or replaced it, oldest first.

    A file that is offered no longer is still asked for by its id.
    """
    found = permitted_submission(session, actor, submission_id, Permission.SUBMISSION_READ)
    lines = treatments.treatments_of(session, found.id, file_id)
    if not lines:
        intake.file_of(found, file_id)
    return lines


def key_of(services: Services, submission_id: UUID) -> tuple[bytes, str]:
    """Return the secret of a submission's pseudonyms, and a name that tells it from others.

    Made from the platform's own secret, so it is kept nowhere; another secret has another name.
    """
    platform = services.settings.secret_key.encode()
    secret = hmac.digest(platform, b"pseudonyms:" + submission_id.bytes, "sha256")
    return secret, hmac.digest(secret, b"name", "sha256").hex()[:16]


@contextmanager
def _worked(
    services: Services, submission: Submission, file: SubmissionFile, order: Order
) -> Iterator["Worked"]:
    """What the work came to, as long as its folder is there."""
    treatments.check_steps(order)
    treatments.treatable(submission, file)
    # The engines come with the first treatment: the web tier starts without them.
    from submissions.treat import Key, work

    with bounded_work(services, submission) as (bounds, folder):
        key = Key(*key_of(services, submission.id))
        yield work(file, order, services.objects, key=key, bounds=bounds, folder=folder)


@contextmanager
def bounded_work(services: Services, submission: Submission) -> Iterator[tuple["Bounds", Path]]:
    """The bounds of work on a submission's file, and a folder that goes with the block."""
    from submissions.opening import Bounds

    wanted = _WANTED.get(str(submission.manifest["access"]), min(_WANTED.values()))
    with TemporaryDirectory() as folder:
        limits = replace(limits_of(services), seconds=SECONDS)
        yield Bounds(limits, SECONDS, wanted), Path(folder)


def _told(worked: "Worked") -> dict[str, Any]:
    return {**worked.told(), **worked.first_rows()}
