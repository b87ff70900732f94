"""Downloads: a signed address for the bytes, the event, and the receipt."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.access.downloads import Grant, grant_download
from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.service import count_use
from marketplace.catalogue.values import VersionFacts
from marketplace.ledger.facts import ActorFacts
from marketplace.ledger.facts import VersionFacts as LedgerVersion
from marketplace.ledger.services import record_download
from marketplace.lineage.receipts import give_receipt
from marketplace.permissions.asking import require
from marketplace.permissions.facts import VersionFacts as PermissionVersion
from marketplace.permissions.permission import Permission
from storage.objects import ObjectStore
from verification.rights.access import Access


@dataclass(frozen=True)
class Wanted:
    """Which file: of a dataset's version (None: the latest), by name, in a form.

    `sheet`: which of its tables, where it has several; None for the first.
    """

    dataset_id: UUID
    number: int | None
    name: str
    form: str | None = None
    sheet: str | None = None


def look_up(session: Session, actor: Actor, wanted: Wanted) -> tuple[VersionFacts, Grant]:
    """Return what would be given; nothing is counted.

    Raises `NotFound` where it does not exist for the actor, `PermissionRefused` otherwise.
    """
    version = catalogue.get_version(session, wanted.dataset_id, wanted.number, visibility_of(actor))
    require(actor, Permission.VERSION_READ_BYTES, permission_facts(version))
    return version, grant_download(version, wanted.name, wanted.form, sheet=wanted.sheet)


def download(
    session: Session,
    store: ObjectStore,
    actor: Actor,
    wanted: Wanted,
    *,
    expires: timedelta,
    at: datetime,
) -> tuple[VersionFacts, str]:
    """Return the version and the signed address of a file, having recorded that it was given."""
    version, grant = look_up(session, actor, wanted)
    recorded = record_download(
        session,
        ActorFacts(actor.id, actor.department_id, actor.is_official),
        ledger_version(version),
        at=at,
        facts={"file": grant.name, "form": grant.form},
    )
    if actor.id is not None:
        give_receipt(session, actor.id, version.id, digest=grant.digest, at=at)
    count_use(
        session, version.dataset_id, first=bool(recorded.posting and recorded.posting.recognised)
    )
    address = store.sign_download(
        grant.digest, filename=grant.name, media_type=grant.media_type, expires=expires
    )
    return version, address


def permission_facts(version: VersionFacts) -> PermissionVersion:
    """Return what a rule may know of a version."""
    return PermissionVersion(
        owner_id=version.owner_id,
        department_id=version.department_id,
        access=Access(version.described.access),
        withdrawn=version.withdrawal is not None,
    )


def ledger_version(version: VersionFacts) -> LedgerVersion:
    """Return what the ledger knows of a version."""
    return LedgerVersion(
        dataset=version.dataset_id,
        version=version.id,
        number=version.number,
        owner=version.owner_id,
        owner_department=version.department_id,
    )
