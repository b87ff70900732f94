"""Changes of a step: how much of it is shown from now on. What was recorded at first stays."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from marketplace.lineage.correction_models import DerivationChange
from verification.evidence.assurance import Assurance


def change_derivation(
    session: Session, derivation_id: UUID, assurance: Assurance, *, cause: str, at: datetime
) -> bool:
    """Note how much of a step is shown from now on; return False if this cause was noted before.

    What follows for the version and its descendants is for the caller to see to
    (`workflow.standings`).
    """
    row = {
        "id": uuid4(),
        "derivation_id": derivation_id,
        "assurance": assurance.value,
        "cause": cause,
        "at": at,
    }
    noted = insert(DerivationChange).values(row).on_conflict_do_nothing()
    return session.execute(noted.returning(DerivationChange.id)).first() is not None
