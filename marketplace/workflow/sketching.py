"""The sketching job: the tables of a published version are made findable. Claim, work, conclude."""

import logging
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.values import VersionFacts
from marketplace.catalogue.visibility import EVERYTHING
from marketplace.services import Services
from marketplace.workflow.table_copies import copies_of, copy_of
from storage.database import transaction
from storage.errors import StorageError
from verification.guard import guarded
from verification.index import filling, marking, turns
from verification.overlap.sketch import sketch_of
from verification.sketches import TableSketch

logger = logging.getLogger(__name__)


def sketch_version(services: Services, version_id: UUID) -> None:
    """Sketch the tables of a version that waits for it. Safe to run twice: it is kept once.

    A table that cannot be read is left out, for good; where the store does not answer, the sweep
    asks again.
    """
    with transaction(services.make_session) as session:
        version = _claimed(session, version_id)
    if version is None:
        return
    try:
        sketches = list(_sketches(services, version))
    except StorageError as fault:
        logger.warning("sketching of %s failed: %s", version_id, type(fault).__name__)
        return
    with transaction(services.make_session) as session:
        _conclude(session, version, sketches, at=services.now())


def _sketches(services: Services, version: VersionFacts) -> Iterator[tuple[TableSketch, str]]:
    """Yield the sketch of each table, as it came and refined, with the digest it is known by."""
    copies = copies_of(services)
    for table in version.tables:
        if (path := copy_of(copies, table)) is not None:
            sketch = guarded("sketching", partial(sketch_of, path, table.name, table.sheet))
            if sketch is not None:
                yield sketch, table.digest


def _claimed(session: Session, version_id: UUID) -> VersionFacts | None:
    if not turns.take(session, version_id):
        return None
    return catalogue.versions_of_ids(session, [version_id], EVERYTHING).get(version_id)


def _conclude(
    session: Session,
    version: VersionFacts,
    sketches: list[tuple[TableSketch, str]],
    *,
    at: datetime,
) -> None:
    if not turns.finish(session, version.id, at=at):
        return
    sketched = filling.SketchedVersion(version.dataset_id, version.id, version.published_at)
    filling.put(session, sketched, sketches)
    now = catalogue.versions_of_ids(session, [version.id], EVERYTHING)[version.id]
    if now is None or now.withdrawal is not None:
        marking.withdraw(session, version.id)
