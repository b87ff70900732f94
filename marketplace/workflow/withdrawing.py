"""Withdrawing a version: it stays to be read of, its bytes are closed, and those it concerns know.

Its descendants are marked by their lineage: every page that shows one looks whether what it comes
from still stands.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.service import withdraw_version
from marketplace.catalogue.values import VersionFacts
from marketplace.catalogue.visibility import EVERYTHING
from marketplace.ledger.facts import ActorFacts
from marketplace.ledger.services import record_withdrawal
from marketplace.lineage import queries as lineage
from marketplace.lineage.receipts import receipt_holders
from marketplace.notices.kinds import NoticeKind
from marketplace.notices.services import Subject, notify
from marketplace.permissions.asking import require
from marketplace.permissions.permission import Permission
from marketplace.workflow.downloading import ledger_version, permission_facts
from verification.index import marking

_AT_ONCE = 500


def withdraw(
    session: Session, actor: Actor, dataset_id: UUID, number: int, *, reason: str, at: datetime
) -> VersionFacts:
    """Withdraw a version, take back its points, and tell everybody who relies on it.

    Raises `NotFound`, `PermissionRefused` and `AlreadyWithdrawn`.
    """
    version = catalogue.get_version(session, dataset_id, number, visibility_of(actor))
    require(actor, Permission.VERSION_WITHDRAW, permission_facts(version))
    withdraw_version(session, version.id, reason=reason, at=at)
    marking.withdraw(session, version.id)
    facts = ActorFacts(actor.id, actor.department_id, actor.is_official)
    record_withdrawal(session, facts, ledger_version(version), at=at)
    _tell(session, version, by=actor.id, at=at)
    return version


def _tell(session: Session, source: VersionFacts, *, by: UUID | None, at: datetime) -> None:
    """Tell the owners of all that was made of it, and whoever received it or any of that.

    One message a person: about their own work where there is any, else about what they received.
    """
    told: dict[UUID, VersionFacts] = {}
    made = tuple(_descendants(session, source.id))
    for version in made:
        told.setdefault(version.owner_id, version)
    for version in (source, *made):
        for account_id in receipt_holders(session, version.id):
            told.setdefault(account_id, version)
    for account_id, version in told.items():
        if account_id != by:
            notify(
                session,
                account_id,
                NoticeKind.SOURCE_WITHDRAWN,
                cause=f"withdrawn:{source.id}",
                at=at,
                about=Subject(
                    dataset=version.dataset_id, version=version.id, version_number=version.number
                ),
                facts={
                    "title": version.described.title.shown,
                    "source": source.described.title.shown,
                },
            )


def _descendants(session: Session, version_id: UUID) -> Iterator[VersionFacts]:
    """Yield all that was made of a version, at every depth, the nearest first."""
    page, more = 1, True
    while more:
        found = lineage.descendants(session, version_id, page=page, per_page=_AT_ONCE)
        ids = [node.version_id for node in found.nodes]
        versions = catalogue.versions_of_ids(session, ids, EVERYTHING)
        yield from (version for each in ids if (version := versions.get(each)) is not None)
        page, more = page + 1, found.more
