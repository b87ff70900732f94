"""Makers of what the catalogue holds. `publish` goes through the service, as publication does."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from marketplace.catalogue.models import Form, Version
from marketplace.catalogue.service import publish_version
from marketplace.catalogue.values import (
    Description,
    PublishedFile,
    PublishedVersion,
    Texts,
    VersionFacts,
)
from storage import stored
from storage.digests import digest_of

NOON = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
"""Noon in Seoul, on a Monday."""

BOARDINGS = Description(
    title=Texts("세종시 정류장별 승차 집계", "Boardings by stop"),
    description=Texts("시내버스 교통카드 이력을 정류장별로 모은 것입니다."),
    kind="data",
    category="교통물류",
    licence="CC-BY-4.0",
    access="public",
    keywords=("버스", "승하차"),
    update_cycle="monthly",
    period_from=date(2024, 1, 1),
    period_to=date(2024, 12, 31),
    columns=({"name": "정류장", "type": "string"}, {"name": "boarding_count", "type": "integer"}),
)


def make_file(name: str = "승차.csv", **facts: Any) -> PublishedFile:
    """Return a file whose bytes are its own name and form."""
    file = PublishedFile(name, "text/csv", len(name), digest_of(name.encode()), **facts)
    return replace(file, digest=digest_of(f"{name} {file.form} {file.sheet}".encode()))


def make_description(**facts: Any) -> Description:
    """Return the boardings by stop, in Korean under another title if one is given."""
    title = facts.pop("title", None)
    described = replace(BOARDINGS, **facts)
    return replace(described, title=Texts(title)) if title else described


def make_published(
    *,
    dataset_id: UUID | None = None,
    maker_id: UUID | None = None,
    department_id: UUID | None = None,
    generation: int = 0,
    assurance: str = "original",
    files: Sequence[PublishedFile] | None = None,
    **described: Any,
) -> PublishedVersion:
    """Return what publishing needs; what is not named goes into the description."""
    table = make_file(form=Form.TABLE, rows=3)
    return PublishedVersion(
        submission_id=uuid4(),
        maker_id=maker_id or uuid4(),
        department_id=department_id,
        publisher="세종특별자치시 대중교통과",
        dataset_id=dataset_id,
        described=make_description(**described),
        files=tuple(files) if files is not None else (make_file(rows=3), table),
        generation=generation,
        assurance=assurance,
        report_digest=digest_of(b"report"),
    )


def publish(session: Session, *, at: datetime = NOON, **facts: Any) -> Version:
    """Publish a version, its bytes noted as stored."""
    published = make_published(**facts)
    for file in published.files:
        stored.record(session, file.digest, size=file.size, media_type=file.media_type, at=at)
    session.flush()
    return publish_version(session, published, at=at)


def make_facts(**described: Any) -> VersionFacts:
    """Return a published version as a page sees it, without a database."""
    published = make_published(**described)
    return VersionFacts(
        id=uuid4(),
        dataset_id=uuid4(),
        number=2,
        is_latest=True,
        submission_id=published.submission_id,
        maker_id=published.maker_id,
        owner_id=published.maker_id,
        department_id=published.department_id,
        publisher=published.publisher,
        published_at=NOON,
        described=published.described,
        generation=published.generation,
        assurance=published.assurance,
        report_digest=published.report_digest,
        files=published.files,
        previews=(),
        withdrawal=None,
    )
