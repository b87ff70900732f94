"""Datasets and versions as pages and programs see them: frozen, and only what one may see."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session, defer

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
    dataset = _dataset(session, dataset_id)
    if dataset is None:
        return None
    row = _row(session, dataset, number)
    if row is None or not _sees(visibility, row, dataset.owner_id):
        return None
    return _facts(session, dataset, row, visibility)


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
    dataset = _dataset(session, dataset_id)
    if dataset is None:
        return None
    lines = [row for row in _lines(session, dataset_id) if _sees(visibility, row, dataset.owner_id)]
    if not lines:
        return None
    shown = next((row for row in lines if row.withdrawn_at is None), lines[0])
    use = session.get_one(DatasetUse, dataset_id)
    return DatasetFacts(
        id=dataset.id,
        owner_id=dataset.owner_id,
        department_id=dataset.department_id,
        first_published_at=dataset.first_published_at,
        withdrawn_at=dataset.withdrawn_at,
        downloads=use.downloads,
        people=use.people,
        adopted_by=dataset.adopted_by,
        is_curated=dataset.is_curated,
        shown=_facts(session, dataset, session.get_one(Version, shown.id), visibility),
        versions=tuple(_line(row) for row in lines),
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
    session: Session,
    version_ids: Collection[UUID],
    visibility: Visibility,
    *,
    in_short: bool = False,
) -> Mapping[UUID, VersionFacts | None]:
    """Return some versions by their ids; None for one that is there but not for whoever asks.

    `in_short` leaves out files, previews and all that is long in the description, for where many
    are named and none is opened.
    """
    found = (
        select(Version, Dataset)
        .join(Dataset, Dataset.id == Version.dataset_id)
        .where(Version.id.in_(version_ids))
        .options(*UNREAD)
    )
    rows = session.execute(found.options(*LONG) if in_short else found).all()
    files = {} if in_short else _files(session, [version.id for version, _ in rows])
    return {
        version.id: _value(
            dataset, version, files.get(version.id, ()), visibility, in_short=in_short
        )
        if _sees(visibility, version, dataset.owner_id)
        else None
        for version, dataset in rows
    }


UNREAD = (defer(Dataset.head_text), defer(Dataset.body_text), defer(Dataset.grams))
"""What only search reads of a dataset's row: long, and kept out of line."""

LONG = (
    *(defer(column) for column in (Version.previews, Version.description, Version.columns)),
    *(defer(column) for column in (Version.sources, Version.method, Version.deviations)),
    *(defer(column) for column in (Version.licence_reason, Version.terms)),
)
"""What is long of a version, or seldom there."""

LINE = (
    Version.id,
    Version.number,
    Version.published_at,
    Version.generation,
    Version.assurance,
    Version.licence,
    Version.access,
    Version.department_id,
    Version.withdrawn_at,
    Version.withdrawn_reason,
)
"""What a list of versions shows: a dataset may have hundreds, each with a page of previews."""


def _dataset(session: Session, dataset_id: UUID) -> Dataset | None:
    """Return a dataset's row without what only search reads."""
    return session.get(Dataset, dataset_id, options=UNREAD)


def _row(session: Session, dataset: Dataset, number: int | None) -> Version | None:
    wanted = select(Version).where(Version.dataset_id == dataset.id)
    named = dataset.latest_number if number is None else number
    if named is not None:
        wanted = wanted.where(Version.number == named)
    last = wanted.order_by(Version.number.desc()).limit(1)
    return session.execute(last).scalar_one_or_none()


def _lines(session: Session, dataset_id: UUID) -> Sequence[Any]:
    newest_first = (
        select(*LINE).where(Version.dataset_id == dataset_id).order_by(Version.number.desc())
    )
    return session.execute(newest_first).all()


def _sees(visibility: Visibility, row: Version | Row[Any], owner_id: UUID) -> bool:
    return visibility.sees(row.access, department_id=row.department_id, owner_id=owner_id)


def _facts(
    session: Session, dataset: Dataset, row: Version, visibility: Visibility
) -> VersionFacts:
    return _value(dataset, row, _files(session, [row.id]).get(row.id, ()), visibility)


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
        made_by=row.made_by,
    )


def _value(
    dataset: Dataset,
    row: Version,
    files: tuple[PublishedFile, ...],
    visibility: Visibility,
    in_short: bool = False,
) -> VersionFacts:
    shows_cells = visibility.sees_cells(
        row.access, department_id=row.department_id, owner_id=dataset.owner_id
    )
    return VersionFacts(
        id=row.id,
        dataset_id=row.dataset_id,
        number=row.number,
        is_latest=dataset.latest_number == row.number,
        submission_id=row.submission_id,
        maker_id=row.maker_id,
        owner_id=dataset.owner_id,
        department_id=row.department_id,
        publisher=row.publisher,
        published_at=row.published_at,
        described=_in_short(row) if in_short else _described(row),
        generation=row.generation,
        assurance=row.assurance,
        report_digest=row.report_digest,
        files=files if shows_cells else tuple(replace(file, made_by=None) for file in files),
        previews=tuple(map(_preview, row.previews)) if shows_cells and not in_short else (),
        withdrawal=_withdrawal(row),
        shows_cells=shows_cells,
    )


def _in_short(row: Version) -> Description:
    return Description(
        title=Texts(row.title.get("ko"), row.title.get("en")),
        description=Texts(),
        kind=row.kind,
        category=row.category,
        licence=row.licence,
        access=row.access,
        keywords=tuple(row.keywords),
        update_cycle=row.update_cycle,
        period_from=row.period_from,
        period_to=row.period_to,
    )


def _described(row: Version) -> Description:
    return replace(
        _in_short(row),
        description=Texts(row.description.get("ko"), row.description.get("en")),
        columns=tuple(row.columns),
        sources=tuple(row.sources),
        method=row.method,
        deviations=row.deviations,
        licence_reason=row.licence_reason,
        terms=row.terms,
    )


def _line(row: Row[Any]) -> VersionLine:
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


def _withdrawal(row: Version | Row[Any]) -> Withdrawal | None:
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
