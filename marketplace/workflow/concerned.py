"""Whom an act concerns: who owns what was built on the version, and who was given any of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    any_,
    case,
    func,
    literal,
    or_,
    select,
    true,
    union,
    union_all,
)
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from marketplace.access.visibility import visibility_of
from marketplace.accounts.queries import actors_of
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.many import named_versions
from marketplace.catalogue.models import Dataset, Version
from marketplace.catalogue.values import VersionFacts
from marketplace.catalogue.visibility import EVERYTHING
from marketplace.lineage.acts import Act
from marketplace.lineage.correction_models import Reach
from marketplace.lineage.corrections import CorrectionRow
from marketplace.lineage.models import Receipt
from marketplace.lineage.queries import ids_array
from marketplace.lineage.reaching import all_descendants
from marketplace.notices.kinds import NoticeKind
from marketplace.notices.mails import ask_for_mails
from marketplace.notices.models import Notice
from marketplace.notices.services import Subject, Told, notify_all
from verification.rights.access import Access

KINDS: Mapping[Act, NoticeKind] = {
    Act.WITHDRAW: NoticeKind.SOURCE_WITHDRAWN,
    Act.CORRECT: NoticeKind.SOURCE_CORRECTED,
    Act.REPLACE: NoticeKind.SOURCE_REPLACED,
    Act.RELICENSE: NoticeKind.SOURCE_RELICENSED,
    Act.UNDO: NoticeKind.CORRECTION_UNDONE,
}
"""What those concerned are told of each act."""

_MADE_OF_IT, _RECEIVED, _OWN = range(3)
"""What a notice is about, first what concerns somebody most."""

RESTRICTED = "제한된 데이터 (restricted)"
"""Stands for the title of what somebody may not know of."""


@dataclass(frozen=True)
class Concerned:
    """How many an act would reach: versions built on it and people; `more` where uncounted."""

    descendants: int
    people: int
    more: bool


@dataclass(frozen=True)
class ToldSoFar:
    """The last account that was told, by their order; None where nobody was left."""

    last: UUID | None
    mails: int


def concerned(session: Session, version: VersionFacts, *, by: UUID | None) -> Concerned:
    """Return how many an act of `by` on a version would reach."""
    made = all_descendants(session, version.id)
    reached = ids_array([version.id, *made.version_ids])
    owners = (
        select(Dataset.owner_id.label("account_id"))
        .join(Version, Version.dataset_id == Dataset.id)
        .where(Version.id == any_(reached))
    )
    holders = select(Receipt.account_id).where(Receipt.version_id == any_(reached))
    people = union(owners, holders).subquery()
    count = select(func.count()).select_from(people).where(_not(people.c.account_id, by))
    return Concerned(len(made.version_ids), session.execute(count).scalar_one(), made.more)


def tell_next(
    session: Session,
    correction: CorrectionRow,
    *,
    after: UUID | None,
    most: int,
    by_mail: bool,
    at: datetime,
) -> ToldSoFar:
    """Tell those an act concerns who come `after` an account in order, `most` of them at most.

    One notice a person: about their own work where there is any, else about what they received.
    """
    people = session.execute(_next(correction, after).limit(most)).all()
    if not people:
        return ToldSoFar(None, 0)
    source = catalogue.versions_of_ids(session, [correction.version_id], EVERYTHING)
    versions = named_versions(session, {row.version_id for row in people})
    ids = [row.account_id for row in people]
    knowing = _who_may_know(session, source[correction.version_id], ids)
    told = [
        Told(
            row.account_id,
            Subject(
                dataset=(about := versions[row.version_id]).dataset_id,
                version=about.id,
                version_number=about.number,
            ),
            {"title": about.title.shown, "source": knowing.get(row.account_id, RESTRICTED)},
        )
        for row in people
    ]
    new = notify_all(session, KINDS[correction.act], told, cause=_cause(correction.id), at=at)
    if by_mail:
        ask_for_mails(session, new, at=at)
    return ToldSoFar(ids[-1], len(new) if by_mail else 0)


def _next(correction: CorrectionRow, after: UUID | None) -> Select[UUID, UUID]:
    """Return each account once, in order, with the version its notice is about.

    An undo concerns those who were told of what it undid, and whoever owns the version.
    """
    of_act = Reach.correction_id == (correction.undoes_id or correction.id)
    owners = (
        select(
            Dataset.owner_id.label("account_id"),
            Reach.version_id.label("version_id"),
            Reach.depth.label("depth"),
            case((Reach.depth > 0, _MADE_OF_IT), else_=_OWN).label("place"),
        )
        .join(Version, Version.id == Reach.version_id)
        .join(Dataset, Dataset.id == Version.dataset_id)
        .where(of_act)
    )
    holders = (
        select(Receipt.account_id, Reach.version_id, Reach.depth, literal(_RECEIVED))
        .join(Reach, Reach.version_id == Receipt.version_id)
        .where(of_act)
    )
    everybody = union_all(owners, holders).subquery()
    each = everybody.c
    if correction.undoes_id is not None:
        of_undone = select(Notice.id).where(
            Notice.account_id == each.account_id, Notice.cause == _cause(correction.undoes_id)
        )
        told = or_(of_undone.exists(), each.place == _OWN)
    else:
        told = true()
    people = (
        select(each.account_id, each.version_id)
        .ext(distinct_on(each.account_id))
        .where(told, _not(each.account_id, correction.by_id))
        .order_by(each.account_id, each.place, each.depth, each.version_id)
    )
    return people if after is None else people.where(each.account_id > after)


def _cause(correction_id: UUID) -> str:
    return f"correction:{correction_id}"


def _not(account_id: ColumnElement[UUID], by: UUID | None) -> ColumnElement[bool]:
    return true() if by is None else account_id != by


def _who_may_know(
    session: Session, source: VersionFacts | None, account_ids: Collection[UUID]
) -> Mapping[UUID, str]:
    """Return the source's title for those who may know of it."""
    if source is None:
        return {}
    title, said = source.described.title.shown, source.described
    if said.access == Access.PUBLIC:
        return dict.fromkeys(account_ids, title)
    return {
        account_id: title
        for account_id, actor in actors_of(session, account_ids).items()
        if visibility_of(actor).sees(
            said.access, department_id=source.department_id, owner_id=source.owner_id
        )
    }
