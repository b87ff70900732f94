"""The job that compares the two tables of a cross-verification: claim, compare, conclude."""

import logging
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.access.copies import KeptCopies, table_of
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.visibility import EVERYTHING
from marketplace.cross_verifications.services import Side, claim_cross, conclude_cross
from marketplace.services import Services
from marketplace.workflow.cross_verifying import tell_compared
from marketplace.workflow.table_copies import copies_of
from storage.database import transaction
from storage.digests import Digest
from storage.errors import StorageError
from verification.errors import ComparisonBroke, ComparisonTooSlow
from verification.guard import guarded

if TYPE_CHECKING:
    from verification.evidence.agreement import Agreed

logger = logging.getLogger(__name__)

_LEASE = timedelta(minutes=10)
_UNDECIDABLE = "undecidable"


def compare_cross(services: Services, cross_id: UUID) -> None:
    """Compare the tables of a cross-verification. Safe to run twice: only one gets the claim.

    A store that does not answer is waited for: the lease runs out, the sweep asks again.
    """
    if not services.objects.ready():
        return
    with transaction(services.make_session) as session:
        claimed = claim_cross(session, cross_id, lease=_LEASE, at=services.now())
        if claimed is None:
            return
        tables = [_digest(session, side) for side in (claimed.own, claimed.other)]
    try:
        verdict, evidence = _compared(services, tables)
    except StorageError as fault:
        logger.warning("comparing %s failed: %s", cross_id, type(fault).__name__)
        return
    with transaction(services.make_session) as session:
        row = conclude_cross(session, cross_id, verdict, evidence, at=services.now())
        if row is not None:
            tell_compared(session, row, at=services.now())


def _digest(session: Session, side: Side) -> Digest:
    version = catalogue.get_version(session, side.dataset_id, side.number, EVERYTHING)
    return table_of(version, side.file, side.sheet).digest


def _compared(services: Services, tables: list[Digest]) -> tuple[str, dict[str, Any]]:
    copies, away = copies_of(services), list[StorageError]()

    def work() -> "Agreed | str":
        try:
            return _agreed(copies, tables)
        except StorageError as fault:
            away.append(fault)
            return ""
        except ComparisonTooSlow:
            return "too-slow"
        except ComparisonBroke:
            return "not-comparable"

    found = guarded("comparing", work) or "crashed"
    if away:
        raise away[0]
    if isinstance(found, str):
        return _UNDECIDABLE, {"why": found}
    evidence = asdict(found)
    return evidence.pop("verdict").value, evidence


def _agreed(copies: KeptCopies, tables: list[Digest]) -> "Agreed":
    # The engines come with it: whoever only asks for it stays small.
    from verification.evidence.agreement import compare
    from verification.evidence.engine import Bounds

    own, other = (copies.path(each) for each in tables)
    with TemporaryDirectory() as folder:
        return compare(own, other, Path(folder), Bounds())
