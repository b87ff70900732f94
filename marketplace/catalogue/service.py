"""What changes the catalogue: a version is published, withdrawn, offered again, a use is counted.

All rewrite the dataset's row from its latest version, so the row can be made again at any time
from the versions alone.
"""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import SmallInteger, String, Uuid, func, literal, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from marketplace.catalogue.errors import AlreadyWithdrawn, DatasetMissing, NotWithdrawn
from marketplace.catalogue.models import Dataset, DatasetUse, Distribution, Version
from marketplace.catalogue.shown import shown_columns
from marketplace.catalogue.values import PublishedFile, PublishedVersion


def publish_version(session: Session, published: PublishedVersion, *, at: datetime) -> Version:
    """Begin a dataset or extend one, and return the new version.

    Publishing a submission again returns the version it became. Raises `DatasetMissing`.
    """
    present = find_published(session, published.submission_id)
    if present is not None:
        return present
    dataset_id = published.dataset_id
    dataset = _locked(session, dataset_id) if dataset_id else Dataset(id=uuid.uuid4())
    number = _next_number(session, dataset)
    version = _version(published, dataset_id=dataset.id, number=number, at=at)
    if dataset_id is None:
        dataset.owner_id = published.maker_id
        dataset.department_id = published.department_id
        dataset.first_published_at = at
        session.add(dataset)
    _show(dataset, version, published.files)
    # The rows point at each other by id alone, so their order is ours to keep.
    session.flush()
    if dataset_id is None:
        session.add(DatasetUse(dataset_id=dataset.id, downloads=0, people=0))
    session.add(version)
    session.flush()
    session.add_all(_distributions(version.id, published.files))
    session.flush()
    return version


def withdraw_version(session: Session, version_id: UUID, *, reason: str, at: datetime) -> Version:
    """Withdraw a version; its dataset then shows the one before, or leaves the search.

    Raises `AlreadyWithdrawn`, and `NoResultFound` for a version that never was.
    """
    version = session.execute(select(Version).where(Version.id == version_id)).scalar_one()
    dataset = _locked(session, version.dataset_id)
    session.refresh(version)
    if version.withdrawn_at is not None:
        raise AlreadyWithdrawn(version_id)
    version.withdrawn_at = at
    version.withdrawn_reason = reason
    _show_latest(session, dataset, at=at)
    return version


def offer_again(session: Session, version_id: UUID, *, at: datetime) -> Version:
    """Undo the withdrawal of a version; raise `NotWithdrawn`."""
    version = session.execute(select(Version).where(Version.id == version_id)).scalar_one()
    dataset = _locked(session, version.dataset_id)
    session.refresh(version)
    if version.withdrawn_at is None:
        raise NotWithdrawn(version_id)
    version.withdrawn_at = None
    version.withdrawn_reason = None
    dataset.withdrawn_at = None
    _show_latest(session, dataset, at=at)
    return version


def relicense_version(session: Session, version_id: UUID, licence: str, *, at: datetime) -> None:
    """Offer a version under another licence from now on. Twice is once."""
    version = session.execute(select(Version).where(Version.id == version_id)).scalar_one()
    dataset = _locked(session, version.dataset_id)
    session.refresh(version)
    version.licence = licence
    _show_latest(session, dataset, at=at)


def restand_versions(session: Session, standings: Mapping[UUID, tuple[int, str]]) -> None:
    """Write down where versions stand, generation and assurance, since their lineage changed."""
    given = (
        func.unnest(
            literal(list(standings), ARRAY(Uuid)),
            literal([generation for generation, _ in standings.values()], ARRAY(SmallInteger)),
            literal([str(assurance) for _, assurance in standings.values()], ARRAY(String)),
        )
        .table_valued("id", "generation", "assurance")
        .render_derived()
    )
    of_these = select(Version.dataset_id).join(given, Version.id == given.c.id)
    # The datasets first, and in one order: so does whoever withdraws a version.
    session.execute(
        select(Dataset.id).where(Dataset.id.in_(of_these)).order_by(Dataset.id).with_for_update()
    )
    written = {"generation": given.c.generation, "assurance": given.c.assurance}
    silently = {"synchronize_session": False}
    session.execute(
        update(Version)
        .where(Version.id == given.c.id)
        .values(written)
        .execution_options(**silently)
    )
    session.execute(
        update(Dataset)
        .where(
            Dataset.id == Version.dataset_id,
            Dataset.latest_number == Version.number,
            Version.id == given.c.id,
        )
        .values(written)
        .execution_options(**silently)
    )
    session.expire_all()


def find_published(session: Session, submission_id: UUID) -> Version | None:
    """Return the version a submission became, or None."""
    return session.execute(
        select(Version).where(Version.submission_id == submission_id)
    ).scalar_one_or_none()


def show_adoption(
    session: Session,
    dataset_id: UUID,
    *,
    department_id: UUID | None,
    refresh_cycle: str | None,
    is_curated: bool,
) -> None:
    """Make the dataset's row say how its adoption stands."""
    dataset = _locked(session, dataset_id)
    dataset.adopted_by, dataset.refresh_cycle = department_id, refresh_cycle
    dataset.is_curated = is_curated
    session.flush()


def count_use(session: Session, dataset_id: UUID, *, first: bool) -> None:
    """Count a download; `first` when a signed-in person took this version for the first time."""
    session.execute(
        update(DatasetUse)
        .where(DatasetUse.dataset_id == dataset_id)
        .values(downloads=DatasetUse.downloads + 1, people=DatasetUse.people + int(first))
    )


def _locked(session: Session, dataset_id: UUID) -> Dataset:
    """Return the dataset's row, which nobody else changes until we are done."""
    found = session.execute(
        select(Dataset)
        .where(Dataset.id == dataset_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()
    if found is None:
        raise DatasetMissing(dataset_id)
    return found


def _show_latest(session: Session, dataset: Dataset, *, at: datetime) -> None:
    session.flush()  # what is latest is asked of the database
    latest = _latest(session, dataset.id)
    if latest is None:
        dataset.latest_number = None
        dataset.withdrawn_at = dataset.withdrawn_at or at
    else:
        _show(dataset, latest, _files(session, latest.id))
    session.flush()


def _next_number(session: Session, dataset: Dataset) -> int:
    highest = select(func.max(Version.number)).where(Version.dataset_id == dataset.id)
    return (session.execute(highest).scalar_one() or 0) + 1


def _latest(session: Session, dataset_id: UUID) -> Version | None:
    return session.execute(
        select(Version)
        .where(Version.dataset_id == dataset_id, Version.withdrawn_at.is_(None))
        .order_by(Version.number.desc())
        .limit(1)
    ).scalar_one_or_none()


def _files(session: Session, version_id: UUID) -> Sequence[Distribution]:
    return (
        session.execute(select(Distribution).where(Distribution.version_id == version_id))
        .scalars()
        .all()
    )


def _version(
    published: PublishedVersion, *, dataset_id: UUID, number: int, at: datetime
) -> Version:
    described = published.described
    return Version(
        id=uuid.uuid4(),
        dataset_id=dataset_id,
        number=number,
        submission_id=published.submission_id,
        maker_id=published.maker_id,
        department_id=published.department_id,
        publisher=published.publisher,
        published_at=at,
        title=described.title.as_json(),
        description=described.description.as_json(),
        kind=described.kind,
        category=described.category,
        keywords=list(described.keywords),
        licence=described.licence,
        access=described.access,
        update_cycle=described.update_cycle,
        period_from=described.period_from,
        period_to=described.period_to,
        columns=[dict(column) for column in described.columns],
        method=described.method,
        deviations=described.deviations,
        licence_reason=described.licence_reason,
        terms=None if described.terms is None else dict(described.terms),
        sources=[dict(source) for source in described.sources],
        generation=published.generation,
        assurance=published.assurance,
        report_digest=published.report_digest,
        previews=[preview.as_json() for preview in published.previews],
    )


def _distributions(version_id: UUID, files: Sequence[PublishedFile]) -> list[Distribution]:
    return [
        Distribution(
            version_id=version_id,
            position=position,
            name=file.name,
            form=file.form.value,
            sheet=file.sheet,
            media_type=file.media_type,
            size=file.size,
            rows=file.rows,
            digest=file.digest,
            made_by=None if file.made_by is None else dict(file.made_by),
        )
        for position, file in enumerate(files)
    ]


def _show(
    dataset: Dataset, version: Version, files: Sequence[PublishedFile] | Sequence[Distribution]
) -> None:
    """Make the dataset say what a version says."""
    for name, value in shown_columns(version, files).items():
        setattr(dataset, name, value)
