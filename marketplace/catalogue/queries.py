"""Datasets and versions as pages and programs see them: frozen, and only what one may see."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.catalogue.errors import DatasetMissing, VersionMissing
from marketplace.catalogue.models import Dataset, DatasetUse, Distribution, Form, Version
from marketplace.catalogue.values import (
    DatasetFacts,
    Description,
    Preview,
    PublishedFile,
    Texts,
    VersionFacts,
    VersionLine,
    Withdrawal,
)
from marketplace.catalogue.visibility import Visibility
from storage.digests import Digest


def find_version(
    session: Session, dataset_id: UUID, number: int | None, visibility: Visibility
) -> VersionFacts | None:
    """Return a version, or the latest where no number is given; None if it is not there for them.

    The latest is the last one not withdrawn, or the last of all where every one is.
    """
    dataset = session.get(Dataset, dataset_id)
    if dataset is None:
        return None
    versions = _versions(session, dataset_id)
    row = _shown(versions) if number is None else _numbered(versions, number)
    if row is None or not _sees(visibility, row, dataset.owner_id):
        return None
    return _facts(session, dataset, row, latest=_shown(versions))


def get_version(
    session: Session, dataset_id: UUID, number: int | None, visibility: Visibility
) -> VersionFacts:
    """Return a version as `find_version` does; raise `VersionMissing`."""
    found = find_version(session, dataset_id, number, visibility)
    if found is None:
        raise VersionMissing(dataset_id, number)
    return found


def find_dataset(session: Session, dataset_id: UUID, visibility: Visibility) -> DatasetFacts | None:
    """Return a dataset with the version it shows and the list of all that are seen."""
    dataset = session.get(Dataset, dataset_id)
    if dataset is None:
        return None
    versions = [
        row for row in _versions(session, dataset_id) if _sees(visibility, row, dataset.owner_id)
    ]
    shown = _shown(versions)
    if shown is None:
        return None
    use = session.get_one(DatasetUse, dataset_id)
    return DatasetFacts(
        id=dataset.id,
        owner_id=dataset.owner_id,
        department_id=dataset.department_id,
        first_published_at=dataset.first_published_at,
        withdrawn_at=dataset.withdrawn_at,
        downloads=use.downloads,
        people=use.people,
        shown=_facts(session, dataset, shown, latest=shown),
        versions=tuple(_line(row) for row in versions),
    )


def get_dataset(session: Session, dataset_id: UUID, visibility: Visibility) -> DatasetFacts:
    """Return a dataset as `find_dataset` does; raise `DatasetMissing`."""
    found = find_dataset(session, dataset_id, visibility)
    if found is None:
        raise DatasetMissing(dataset_id)
    return found


def owner_of(session: Session, dataset_id: UUID) -> UUID | None:
    """Return the account that owns a dataset, or None if there is no such dataset."""
    return session.execute(
        select(Dataset.owner_id).where(Dataset.id == dataset_id)
    ).scalar_one_or_none()


def versions_of_ids(
    session: Session, version_ids: Collection[UUID], visibility: Visibility
) -> Mapping[UUID, VersionFacts | None]:
    """Return some versions by their ids; None for one that is there but not for whoever asks."""
    rows = session.execute(
        select(Version, Dataset)
        .join(Dataset, Dataset.id == Version.dataset_id)
        .where(Version.id.in_(version_ids))
    ).all()
    files = _files(session, [version.id for version, _ in rows])
    return {
        version.id: _value(
            dataset, version, files.get(version.id, ()), is_latest=_is_latest(dataset, version)
        )
        if _sees(visibility, version, dataset.owner_id)
        else None
        for version, dataset in rows
    }


def _versions(session: Session, dataset_id: UUID) -> Sequence[Version]:
    return (
        session.execute(
            select(Version).where(Version.dataset_id == dataset_id).order_by(Version.number.desc())
        )
        .scalars()
        .all()
    )


def _shown(versions: Sequence[Version]) -> Version | None:
    standing = (row for row in versions if row.withdrawn_at is None)
    return next(standing, versions[0] if versions else None)


def _numbered(versions: Sequence[Version], number: int) -> Version | None:
    return next((row for row in versions if row.number == number), None)


def _sees(visibility: Visibility, row: Version, owner_id: UUID) -> bool:
    return visibility.sees(row.access, department_id=row.department_id, owner_id=owner_id)


def _is_latest(dataset: Dataset, version: Version) -> bool:
    return dataset.latest_number == version.number


def _facts(
    session: Session, dataset: Dataset, row: Version, *, latest: Version | None
) -> VersionFacts:
    files = _files(session, [row.id]).get(row.id, ())
    return _value(dataset, row, files, is_latest=row is latest)


def _files(
    session: Session, version_ids: Collection[UUID]
) -> Mapping[UUID, tuple[PublishedFile, ...]]:
    rows = session.execute(
        select(Distribution)
        .where(Distribution.version_id.in_(version_ids))
        .order_by(Distribution.version_id, Distribution.position)
    ).scalars()
    found: dict[UUID, tuple[PublishedFile, ...]] = {}
    for row in rows:
        found[row.version_id] = (*found.get(row.version_id, ()), _file(row))
    return found


def _file(row: Distribution) -> PublishedFile:
    return PublishedFile(
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        digest=Digest(row.digest),
        form=Form(row.form),
        sheet=row.sheet,
        rows=row.rows,
    )


def _value(
    dataset: Dataset, row: Version, files: tuple[PublishedFile, ...], *, is_latest: bool
) -> VersionFacts:
    return VersionFacts(
        id=row.id,
        dataset_id=row.dataset_id,
        number=row.number,
        is_latest=is_latest,
        submission_id=row.submission_id,
        maker_id=row.maker_id,
        owner_id=dataset.owner_id,
        department_id=row.department_id,
        publisher=row.publisher,
        published_at=row.published_at,
        described=_described(row),
        generation=row.generation,
        assurance=row.assurance,
        report_digest=row.report_digest,
        files=files,
        previews=tuple(_preview(body) for body in row.previews),
        withdrawal=_withdrawal(row),
    )


def _described(row: Version) -> Description:
    return Description(
        title=Texts(row.title.get("ko"), row.title.get("en")),
        description=Texts(row.description.get("ko"), row.description.get("en")),
        kind=row.kind,
        category=row.category,
        licence=row.licence,
        access=row.access,
        keywords=tuple(row.keywords),
        update_cycle=row.update_cycle,
        period_from=row.period_from,
        period_to=row.period_to,
        columns=tuple(row.columns),
        sources=tuple(row.sources),
        method=row.method,
        deviations=row.deviations,
    )


def _line(row: Version) -> VersionLine:
    return VersionLine(
        id=row.id,
        number=row.number,
        published_at=row.published_at,
        generation=row.generation,
        assurance=row.assurance,
        licence=row.licence,
        access=row.access,
        withdrawal=_withdrawal(row),
    )


def _withdrawal(row: Version) -> Withdrawal | None:
    if row.withdrawn_at is None:
        return None
    return Withdrawal(row.withdrawn_at, row.withdrawn_reason or "")


def _preview(body: Mapping[str, Any]) -> Preview:
    return Preview(
        file=body["file"],
        sheet=body["sheet"],
        columns=tuple(body["columns"]),
        rows=tuple(tuple(row) for row in body["rows"]),
    )
