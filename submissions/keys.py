"""Under which keys the bytes of submissions lie in the quarantine."""

import uuid
from uuid import UUID


def files_of(submission_id: UUID) -> str:
    """Return what the keys of a submission's files begin with."""
    return f"uploads/{submission_id}/"


def copies_of(submission_id: UUID) -> str:
    """Return what the keys of copies and refined tables of a submission begin with."""
    return f"tables/{submission_id}/"


def new_key(submission_id: UUID) -> str:
    """Return a key for a file of a submission that no other has."""
    return f"{files_of(submission_id)}{uuid.uuid4()}"
