"""Publication: an accepted submission becomes a version, with its edges, points and news."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.accounts.actor import Actor
from marketplace.catalogue.manifests import described_by
from marketplace.catalogue.models import Form, Version
from marketplace.catalogue.service import publish_version
from marketplace.catalogue.values import Description, Preview, PublishedFile, PublishedVersion
from marketplace.ledger.facts import ActorFacts, Upload
from marketplace.ledger.facts import VersionFacts as LedgerVersion
from marketplace.ledger.services import record_upload
from marketplace.lineage.derivations import record_derivations
from marketplace.lineage.graph import DerivationFacts, standing
from storage import stored
from storage.digests import digest_of
from submissions.models import Submission
from submissions.publish import Publication


def publish(
    session: Session,
    submission: Submission,
    publication: Publication,
    derivations: Sequence[DerivationFacts],
    maker: Actor,
    *,
    publisher: str | None,
    at: datetime,
) -> Version:
    """Publish an accepted submission whose bytes are in the published bucket; twice is once."""
    for each in publication.objects:
        stored.record(session, each.digest, size=each.size, media_type=each.media_type, at=at)
    session.flush()
    reached = standing(derivations)
    version = publish_version(
        session,
        PublishedVersion(
            submission_id=submission.id,
            maker_id=submission.submitter_id,
            department_id=submission.department_id,
            publisher=publisher,
            dataset_id=_named_dataset(submission.manifest),
            described=_described(submission.manifest, publication),
            files=_files(publication),
            previews=_previews(publication),
            generation=reached.generation,
            assurance=reached.assurance,
            report_digest=submission.report_digest or "",
        ),
        at=at,
    )
    record_derivations(session, version.id, derivations, at=at)
    record_upload(
        session,
        ActorFacts(maker.id, submission.department_id, maker.is_official),
        Upload(
            version=LedgerVersion(
                dataset=version.dataset_id,
                version=version.id,
                number=version.number,
                owner=version.maker_id,
                owner_department=version.department_id,
            ),
            submission_kind=submission.manifest["kind"],
            content=_content(publication),
            submission=submission.id,
            imported=submission.imported,
        ),
        at=at,
    )
    return version


def _described(manifest: dict[str, Any], publication: Publication) -> Description:
    """Return what the manifest says, with the columns that nobody declared and that are there."""
    said = described_by(manifest)
    declared = {column["name"] for column in said.columns}
    there = dict.fromkeys(
        str(name)
        for table in publication.tables
        for name in table.preview["columns"]  # type: ignore[attr-defined]
    )
    found = tuple({"name": name, "declared": False} for name in there if name not in declared)
    return replace(said, columns=(*said.columns, *found))


def _named_dataset(manifest: dict[str, Any]) -> UUID | None:
    named = manifest.get("dataset")
    return UUID(named) if named else None


def _files(publication: Publication) -> tuple[PublishedFile, ...]:
    originals = (
        PublishedFile(each.name, each.media_type, each.size, each.digest)
        for each in publication.originals
    )
    tables = (
        PublishedFile(
            table.copied.name,
            table.copied.media_type,
            table.copied.size,
            table.copied.digest,
            form=Form.TABLE,
            sheet=table.sheet,
            rows=table.rows,
        )
        for table in publication.tables
    )
    refined = (
        PublishedFile(
            each.copied.name,
            each.copied.media_type,
            each.copied.size,
            each.copied.digest,
            form=Form.REFINED,
            sheet=each.sheet,
            rows=each.rows,
            made_by=each.made_by,
        )
        for each in publication.refined
    )
    return (*originals, *tables, *refined)


def _previews(publication: Publication) -> tuple[Preview, ...]:
    return tuple(
        Preview(
            file=table.copied.name,
            sheet=table.sheet,
            columns=tuple(table.preview["columns"]),  # type: ignore[arg-type]
            rows=tuple(tuple(row) for row in table.preview["rows"]),  # type: ignore[attr-defined]
        )
        for table in publication.tables
    )


def _content(publication: Publication) -> str:
    """Return one digest for all the files, whatever their order and names."""
    digests = sorted(each.digest for each in publication.originals)
    return digest_of("\n".join(digests).encode())
