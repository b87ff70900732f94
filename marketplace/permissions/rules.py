"""The rules: pure, one a permission. They do not ask about states: that a submission is past
editing is a transition refused, the same for everyone, and not a matter of who asks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from marketplace.accounts.actor import REVIEWER_ROLES, Actor, Role
from marketplace.permissions import ruling
from marketplace.permissions.collaboration_rules import (
    may_add_version,
    may_adopt,
    may_answer_comparison,
    may_ask_to_compare,
    may_curate,
    may_keep_adopted,
    may_read_fix,
    may_withdraw_fix,
)
from marketplace.permissions.facts import (
    AdoptionFacts,
    CrossFacts,
    DatasetFacts,
    DecisionFacts,
    DisputeFacts,
    FindingFacts,
    FixFacts,
    HolderFacts,
    SubmissionFacts,
    VersionFacts,
)
from marketplace.permissions.judging import after_sign_in, holds
from marketplace.permissions.permission import Permission
from marketplace.permissions.ruling import HIDDEN, YES, Ruling, no
from submissions.states import State
from verification.rights.access import Access

UNOFFERED = frozenset({State.DRAFT, State.CANCELLED})
"""States in which a submission is not before the reviewers: not yet, or no longer."""


def is_signed_in(actor: Actor, _: None) -> Ruling:
    return YES if actor.is_signed_in else no(ruling.SIGN_IN_REQUIRED)


def is_administrator(actor: Actor, _: None) -> Ruling:
    return after_sign_in(actor, actor.is_administrator, ruling.ADMINISTRATORS_ONLY)


def may_run_import(actor: Actor, _: None) -> Ruling:
    return after_sign_in(actor, actor.may_offer_originals, ruling.OFFICIALS_ONLY)


def may_read_quality(actor: Actor, _: None) -> Ruling:
    may = actor.is_administrator or actor.is_official
    return after_sign_in(actor, may, ruling.OFFICIALS_ONLY)


def may_read_diagnoses(actor: Actor, holder: HolderFacts) -> Ruling:
    """Rule on diagnoses: they may tell of personal data in what all can download."""
    sees = holds(actor, holder) or actor.is_administrator or _reviews_privacy(actor)
    return YES if sees else HIDDEN


def may_set_aside(actor: Actor, finding: FindingFacts) -> Ruling:
    """Rule on setting a false hit aside: who holds the dataset; of personal data, others."""
    if not may_read_diagnoses(actor, finding.holder).allowed:
        return HIDDEN
    if not finding.is_private:
        return YES if holds(actor, finding.holder) else no(ruling.HOLDERS_ONLY)
    if holds(actor, finding.holder):
        return no(ruling.OWN_DATASET)
    return YES if _reviews_privacy(actor) else no(ruling.ROLE_NOT_HELD)


def may_answer_error(actor: Actor, holder: HolderFacts) -> Ruling:
    return after_sign_in(actor, holds(actor, holder), ruling.HOLDERS_ONLY)


def may_see_review_queue(actor: Actor, _: None) -> Ruling:
    may = actor.is_administrator or _is_reviewer(actor)
    return after_sign_in(actor, may, ruling.REVIEWERS_ONLY)


def may_read_dataset(_: Actor, dataset: DatasetFacts) -> Ruling:
    return YES if dataset.published else HIDDEN


def owns_dataset(actor: Actor, dataset: DatasetFacts) -> Ruling:
    if not dataset.published:
        return HIDDEN
    return after_sign_in(actor, actor.id == dataset.owner_id, ruling.OWNERS_ONLY)


def may_resolve_dispute(actor: Actor, dispute: DisputeFacts) -> Ruling:
    """Rule on resolving a dispute: a quality reviewer of neither side."""
    if not (_is_reviewer(actor) and Role.QUALITY in actor.roles):
        return no(ruling.ROLE_NOT_HELD if actor.is_signed_in else ruling.SIGN_IN_REQUIRED)
    if any(holds(actor, side) for side in dispute.sides):
        return no(ruling.PARTY_TO_IT)
    return YES


def may_read_dispute(actor: Actor, dispute: DisputeFacts) -> Ruling:
    """Rule on what was said in a dispute: both sides, and whoever may have to resolve it."""
    party = any(holds(actor, side) for side in dispute.sides)
    reviews = _is_reviewer(actor) and Role.QUALITY in actor.roles
    return YES if party or reviews or actor.is_administrator else HIDDEN


def may_correct_version(actor: Actor, version: VersionFacts) -> Ruling:
    if not version.published:
        return HIDDEN
    may = actor.is_administrator or actor.id == version.owner_id
    return after_sign_in(actor, may, ruling.OWNERS_ONLY)


def may_read_bytes(actor: Actor, version: VersionFacts) -> Ruling:
    if not version.published:
        return HIDDEN
    if version.withdrawn:
        return no(ruling.VERSION_WITHDRAWN)
    return _BYTES[version.access](actor, version)


def may_read_submission(actor: Actor, submission: SubmissionFacts) -> Ruling:
    sees = (
        _submitted_it(actor, submission) or actor.is_administrator or _reviews_it(actor, submission)
    )
    return YES if sees else HIDDEN


def submitted_it(actor: Actor, submission: SubmissionFacts) -> Ruling:
    if _submitted_it(actor, submission):
        return YES
    seen = may_read_submission(actor, submission)
    return no(ruling.SUBMITTERS_ONLY) if seen.allowed else HIDDEN


def may_retry(actor: Actor, submission: SubmissionFacts) -> Ruling:
    seen = may_read_submission(actor, submission)
    if not seen.allowed:
        return HIDDEN
    return YES if actor.is_administrator else no(ruling.ADMINISTRATORS_ONLY)


def may_decide(actor: Actor, decision: DecisionFacts) -> Ruling:
    """Rule on a decision: never the submitter nor their department, and each person once."""
    submission, role = decision.submission, decision.role
    refused = _refused_as_reviewer(actor, submission, role)
    if refused is not None:
        return refused
    if submission.state is not State.IN_REVIEW:
        return YES
    if actor.id in submission.decided_by:
        return no(ruling.ALREADY_DECIDED)
    return YES if role in submission.awaits else no(ruling.ROLE_NOT_AWAITED)


def may_release(actor: Actor, submission: SubmissionFacts) -> Ruling:
    """Rule on the release of a false hit: whoever could decide on personal data may."""
    return _refused_as_reviewer(actor, submission, Role.PRIVACY) or YES


def _refused_as_reviewer(actor: Actor, submission: SubmissionFacts, role: Role) -> Ruling | None:
    if _submitted_it(actor, submission):
        return no(ruling.OWN_SUBMISSION)
    # A reviewer of the same department is told why; to everyone else it is simply not there.
    if _is_reviewer(actor) and _same_department(actor, submission):
        return no(ruling.OWN_DEPARTMENT)
    if not may_read_submission(actor, submission).allowed:
        return HIDDEN
    held = _is_reviewer(actor) and role in actor.roles & REVIEWER_ROLES
    return None if held else no(ruling.ROLE_NOT_HELD)


def _submitted_it(actor: Actor, submission: SubmissionFacts) -> bool:
    return actor.id == submission.submitter_id


def _same_department(actor: Actor, submission: SubmissionFacts) -> bool:
    return actor.department_id is not None and actor.department_id == submission.department_id


def _reviews_it(actor: Actor, submission: SubmissionFacts) -> bool:
    eligible = _is_reviewer(actor) and not _same_department(actor, submission)
    return eligible and submission.state not in UNOFFERED


def _reviews_privacy(actor: Actor) -> bool:
    return _is_reviewer(actor) and Role.PRIVACY in actor.roles


def _is_reviewer(actor: Actor) -> bool:
    # Without a department nobody could tell whether a submission comes from their own.
    return actor.department_id is not None and not actor.roles.isdisjoint(REVIEWER_ROLES)


def _anyone(_actor: Actor, _version: VersionFacts) -> Ruling:
    return YES


def _officials(actor: Actor, _version: VersionFacts) -> Ruling:
    return after_sign_in(actor, actor.is_official, ruling.JOINT_ONLY)


def _owning_department(actor: Actor, version: VersionFacts) -> Ruling:
    return after_sign_in(actor, _of_its_department(actor, version), ruling.CLOSED_TO_OTHERS)


def _buying_department(actor: Actor, version: VersionFacts) -> Ruling:
    return after_sign_in(actor, _of_its_department(actor, version), ruling.BUYERS_ONLY)


def _of_its_department(actor: Actor, version: VersionFacts) -> bool:
    return actor.department_id is not None and actor.department_id == version.department_id


def _nobody(_actor: Actor, _version: VersionFacts) -> Ruling:
    return no(ruling.NO_DOOR_YET)


_BYTES: Mapping[Access, Callable[[Actor, VersionFacts], Ruling]] = {
    Access.PUBLIC: _anyone,
    Access.JOINT: _officials,
    Access.REQUEST: _nobody,
    Access.CONTRACT: _buying_department,
    Access.SAFEZONE: _nobody,
    Access.CLOSED: _owning_department,
}


@dataclass(frozen=True)
class Rule:
    """A rule and the kind of thing it judges."""

    judge: Callable[[Actor, Any], Ruling]
    about: type


_NOTHING = type(None)

RULES: Mapping[Permission, Rule] = {
    Permission.ACCOUNT_ADMINISTER: Rule(is_administrator, _NOTHING),
    Permission.ACCOUNT_OWN: Rule(is_signed_in, _NOTHING),
    Permission.ADOPTION_ADOPT: Rule(may_adopt, AdoptionFacts),
    Permission.ADOPTION_CURATE: Rule(may_curate, AdoptionFacts),
    Permission.ADOPTION_KEEP: Rule(may_keep_adopted, AdoptionFacts),
    Permission.CROSS_ANSWER: Rule(may_answer_comparison, HolderFacts),
    Permission.CROSS_ASK: Rule(may_ask_to_compare, CrossFacts),
    Permission.DATASET_ADD_VERSION: Rule(may_add_version, DatasetFacts),
    Permission.DATASET_READ: Rule(may_read_dataset, DatasetFacts),
    Permission.DEPARTMENT_ADMINISTER: Rule(is_administrator, _NOTHING),
    Permission.DERIVATION_DISPUTE: Rule(owns_dataset, DatasetFacts),
    Permission.DIAGNOSIS_READ: Rule(may_read_diagnoses, HolderFacts),
    Permission.DISPUTE_READ: Rule(may_read_dispute, DisputeFacts),
    Permission.DISPUTE_RESOLVE: Rule(may_resolve_dispute, DisputeFacts),
    Permission.ERROR_ANSWER: Rule(may_answer_error, HolderFacts),
    Permission.ERROR_REPORT: Rule(is_signed_in, _NOTHING),
    Permission.FINDING_SET_ASIDE: Rule(may_set_aside, FindingFacts),
    Permission.FIX_ANSWER: Rule(may_add_version, DatasetFacts),
    Permission.FIX_PROPOSE: Rule(is_signed_in, _NOTHING),
    Permission.FIX_READ: Rule(may_read_fix, FixFacts),
    Permission.FIX_WITHDRAW: Rule(may_withdraw_fix, FixFacts),
    Permission.IMPORT_RUN: Rule(may_run_import, _NOTHING),
    Permission.NOTICE_READ: Rule(is_signed_in, _NOTHING),
    Permission.POINTS_READ: Rule(is_signed_in, _NOTHING),
    Permission.POINTS_READ_DEPARTMENTS: Rule(is_signed_in, _NOTHING),
    Permission.QUALITY_READ: Rule(may_read_quality, _NOTHING),
    Permission.QUALITY_READ_ALL: Rule(is_administrator, _NOTHING),
    Permission.RECEIPT_READ_OWN: Rule(is_signed_in, _NOTHING),
    Permission.REVIEW_QUEUE: Rule(may_see_review_queue, _NOTHING),
    Permission.SUBMISSION_CANCEL: Rule(submitted_it, SubmissionFacts),
    Permission.SUBMISSION_CREATE: Rule(is_signed_in, _NOTHING),
    Permission.SUBMISSION_DECIDE: Rule(may_decide, DecisionFacts),
    Permission.SUBMISSION_EDIT: Rule(submitted_it, SubmissionFacts),
    Permission.SUBMISSION_LIST_OWN: Rule(is_signed_in, _NOTHING),
    Permission.SUBMISSION_READ: Rule(may_read_submission, SubmissionFacts),
    Permission.SUBMISSION_RELEASE: Rule(may_release, SubmissionFacts),
    Permission.SUBMISSION_RETRY: Rule(may_retry, SubmissionFacts),
    Permission.SUBMISSION_SUBMIT: Rule(submitted_it, SubmissionFacts),
    Permission.TOKEN_OWN: Rule(is_signed_in, _NOTHING),
    Permission.VERSION_CORRECT: Rule(may_correct_version, VersionFacts),
    Permission.VERSION_READ_BYTES: Rule(may_read_bytes, VersionFacts),
}
