"""What the rules need to know of the things they judge, and nothing else of them."""

from dataclasses import dataclass
from uuid import UUID

from marketplace.accounts.actor import Role
from submissions.states import State
from verification.rights.access import Access


@dataclass(frozen=True)
class SubmissionFacts:
    """What a rule may know of a submission.

    `awaits` and `decided_by` are about the round of review that is open now.
    """

    submitter_id: UUID
    department_id: UUID | None
    state: State
    awaits: frozenset[str] = frozenset()
    decided_by: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class DecisionFacts:
    """A decision someone wants to take on a submission, in one of the roles it awaits."""

    submission: SubmissionFacts
    role: Role


@dataclass(frozen=True)
class DatasetFacts:
    """What a rule may know of a dataset. One without a published version does not exist yet."""

    owner_id: UUID
    published: bool = True
    adopted_by: UUID | None = None


@dataclass(frozen=True)
class VersionFacts:
    """What a rule may know of a version of a dataset."""

    owner_id: UUID
    department_id: UUID | None
    access: Access
    published: bool = True
    withdrawn: bool = False


@dataclass(frozen=True)
class HolderFacts:
    """Whose a published dataset is: an account's, and their department's."""

    owner_id: UUID
    department_id: UUID | None


@dataclass(frozen=True)
class DisputeFacts:
    """Between whom a dispute is: who holds what was made, and who holds its source."""

    sides: tuple[HolderFacts, ...] = ()


@dataclass(frozen=True)
class FindingFacts:
    """A finding of a diagnosis: on whose dataset, and whether it is about personal data."""

    holder: HolderFacts
    is_private: bool


@dataclass(frozen=True)
class FixFacts:
    """What a rule may know of a fix: who proposed it, whose the dataset is, who adopted that."""

    proposer_id: UUID
    holder: HolderFacts
    adopted_by: UUID | None = None


@dataclass(frozen=True)
class CrossFacts:
    """Two versions to be held together: whose the asking side is, and whose the asked."""

    own: HolderFacts
    other: HolderFacts


@dataclass(frozen=True)
class AdoptionFacts:
    """A dataset that may be adopted: who made it, and which department has adopted it."""

    maker_id: UUID
    department_id: UUID | None


Subject = (
    SubmissionFacts
    | DecisionFacts
    | DatasetFacts
    | VersionFacts
    | HolderFacts
    | FindingFacts
    | FixFacts
    | CrossFacts
    | AdoptionFacts
    | DisputeFacts
    | None
)
"""What a permission is asked for; None where it is about no single thing."""
