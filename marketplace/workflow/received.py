"""What somebody was given: the versions they hold a receipt for."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.values import VersionFacts
from marketplace.lineage.receipts import receipts_of
from marketplace.permissions.asking import require
from marketplace.permissions.permission import Permission
from marketplace.workflow.subjects import submitter_of


@dataclass(frozen=True)
class Received:
    """A version somebody was given, and when for the first time."""

    version: VersionFacts
    at: datetime


def received(
    session: Session, actor: Actor, *, page: int, per_page: int
) -> tuple[tuple[Received, ...], int]:
    """Return a page of what the actor was given, newest first, and how many receipts there are.

    What they may not see any more is left out of the page.
    """
    require(actor, Permission.RECEIPT_READ_OWN)
    rows, count = receipts_of(session, submitter_of(actor).id, page=page, per_page=per_page)
    ids = [row.version_id for row in rows]
    found = catalogue.versions_of_ids(session, ids, visibility_of(actor))
    seen = ((found.get(row.version_id), row.at) for row in rows)
    return tuple(Received(version, at) for version, at in seen if version is not None), count
