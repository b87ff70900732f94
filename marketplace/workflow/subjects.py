"""From rows to what the rules judge, and the one way to a submission: found, then permitted."""

from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.accounts.actor import Actor
from marketplace.catalogue.values import DatasetFacts as CatalogueFacts
from marketplace.errors import NotFound
from marketplace.permissions.asking import require
from marketplace.permissions.facts import DatasetFacts, SubmissionFacts
from marketplace.permissions.permission import Permission
from submissions.intake import Submitter, find_submission
from submissions.models import Submission
from submissions.review import votes_of
from submissions.states import State
from submissions.tally import still_awaited


def submission_facts(session: Session, submission: Submission) -> SubmissionFacts:
    """Return what a rule may know of a submission."""
    votes = votes_of(session, submission) if submission.state == State.IN_REVIEW else ()
    return SubmissionFacts(
        submitter_id=submission.submitter_id,
        department_id=submission.department_id,
        state=State(submission.state),
        awaits=frozenset(still_awaited(submission.awaits, votes)),
        decided_by=frozenset(vote.reviewer_id for vote in votes),
    )


def permitted_submission(
    session: Session,
    actor: Actor,
    submission_id: UUID,
    permission: Permission,
    *,
    lock: bool = False,
) -> Submission:
    """Return a submission the actor may do this with.

    Raises `NotFound` where it does not exist for them, `PermissionRefused` with the reason where
    it does. With `lock` nobody else changes it until the transaction ends.
    """
    submission = find_submission(session, submission_id, lock=lock)
    if submission is None:
        raise NotFound("submission", submission_id)
    require(actor, permission, submission_facts(session, submission))
    return submission


def owned_dataset(dataset: CatalogueFacts) -> DatasetFacts:
    """Return what a rule may know of a dataset."""
    return DatasetFacts(dataset.owner_id, adopted_by=dataset.adopted_by)


def submitter_of(actor: Actor) -> Submitter:
    """Return the actor as somebody who offers; the caller has asked that they are signed in."""
    if actor.id is None:
        raise NotFound("account")
    return Submitter(
        id=actor.id, department_id=actor.department_id, public_body=actor.may_offer_originals
    )
