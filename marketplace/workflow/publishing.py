"""The publication job: copy the accepted bytes, then publish them in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.accounts.actor import ANONYMOUS
from marketplace.accounts.queries import department_names_of, find_actor
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.models import Version
from marketplace.catalogue.values import VersionFacts
from marketplace.catalogue.visibility import EVERYTHING
from marketplace.lineage.graph import DerivationFacts, HeldSource, Standing
from marketplace.lineage.reaching import hold_lineage
from marketplace.lineage.receipts import holds_receipt
from marketplace.notices.kinds import NoticeKind
from marketplace.notices.services import Subject, notify
from marketplace.publication import publish
from marketplace.services import Services
from marketplace.workflow.correcting import correct_by_publication
from marketplace.workflow.diagnosing import note_published
from marketplace.workflow.marking import mark_published
from marketplace.workflow.nudges import ask_for_sketches
from marketplace.workflow.proposing import propose_to_merge
from marketplace.workflow.telling import tell_submitter
from marketplace.workflow.telling_of_versions import tell_fixed
from storage.database import transaction
from storage.errors import ObjectChanged, ObjectMissing
from submissions import publish as publishing
from submissions.manifest import Manifest
from submissions.models import Submission
from submissions.publish import Publication
from verification.evidence.assurance import Assurance, shown_by
from verification.history import find_report
from verification.index import turns
from verification.sources import SourceDeclaration


def publish_submission(services: Services, submission_id: UUID) -> None:
    """Publish an accepted submission. Safe to run twice: only one gets the claim.

    What the store raises when it does not answer goes on: the lease runs out, the sweep asks again.
    """
    lease = timedelta(seconds=services.settings.lease_seconds)
    with transaction(services.make_session) as session:
        publication = publishing.claim(session, submission_id, lease=lease, at=services.now())
    if publication is None:
        return
    changed = False
    try:
        publishing.copy_objects(publication, services.objects)
    except (ObjectChanged, ObjectMissing):
        changed = True
    with transaction(services.make_session) as session:
        submission = publishing.still_accepted(session, publication)
        if submission is None:
            return
        if changed:
            publishing.refuse_changed(session, submission, at=services.now())
            tell_submitter(session, submission, NoticeKind.BLOCKED, at=services.now())
        else:
            _publish(session, submission, publication, at=services.now())


def _publish(
    session: Session, submission: Submission, publication: Publication, *, at: datetime
) -> None:
    # Whoever walks or changes the lineage waits for us, or we for them.
    hold_lineage(session)
    sources = Manifest(submission.manifest).sources
    report = find_report(session, submission.report_digest) if submission.report_digest else None
    seen = Seen((report or {}).get("evidence", ()), (report or {}).get("sources", ()))
    derivations = [_derivation(session, submission, declared, seen) for declared in sources]
    version = publish(
        session,
        submission,
        publication,
        derivations,
        find_actor(session, submission.submitter_id) or ANONYMOUS,
        publisher=_publisher(session, submission.department_id),
        at=at,
    )
    mark_published(session, version, at=at)
    if corrected := Manifest(submission.manifest).corrects:
        correct_by_publication(session, version, corrected, at=at)
    note_published(session, version, at=at)
    turns.begin(session, version.id, at=at)
    ask_for_sketches(session, version.id, at=at)
    propose_to_merge(session, version, at=at)
    tell_fixed(session, submission, version, at=at)
    publishing.conclude(
        session, submission, dataset_id=version.dataset_id, number=version.number, at=at
    )
    tell_submitter(session, submission, NoticeKind.PUBLISHED, at=at)
    for declared in sources:
        _tell_source(session, submission, declared, version, at=at)


@dataclass(frozen=True)
class Seen:
    """What the report that was accepted says of the sources: the evidence, and their states."""

    evidence: Sequence[Mapping[str, Any]]
    states: Sequence[Mapping[str, Any]]

    def licence(self, source: VersionFacts) -> str:
        """Return the licence under which a source was judged; what it is now where none was."""
        named = (str(source.dataset_id), source.number)
        judged = (
            str(state["licence"])
            for state in self.states
            if (state.get("dataset"), state.get("version")) == named and state.get("known")
        )
        return next(judged, source.described.licence)


def _derivation(
    session: Session, submission: Submission, declared: SourceDeclaration, seen: Seen
) -> DerivationFacts:
    """Return one step as it is now. Verification has shown that the source is there."""
    if declared.external is not None:
        return DerivationFacts(
            declared.external,
            declared.how,
            group=declared.group,
            alias=declared.alias,
            note=declared.note,
        )
    if declared.dataset is None:
        raise AssertionError("a source is held or external: the schema sees to it")
    found = catalogue.get_version(session, declared.dataset, declared.version, EVERYTHING)
    handed_in = submission.submitted_at or submission.created_at
    obtained = found.owner_id == submission.submitter_id or holds_receipt(
        session, submission.submitter_id, found.id, before=handed_in
    )
    shown = shown_by(seen.evidence, found.dataset_id, found.number)
    held = Assurance.OBTAINED if obtained else Assurance.DECLARED
    return DerivationFacts(
        HeldSource(
            version=found.id,
            published_at=found.published_at,
            licence=seen.licence(found),
            standing=Standing(found.generation, Assurance(found.assurance)),
        ),
        declared.how,
        assurance=shown or held,
        group=declared.group,
        alias=declared.alias,
        note=declared.note,
    )


def _tell_source(
    session: Session,
    submission: Submission,
    declared: SourceDeclaration,
    version: Version,
    *,
    at: datetime,
) -> None:
    """Tell the owner of a source that something was built on it; not whoever built it."""
    if declared.dataset is None:
        return
    source = catalogue.get_version(session, declared.dataset, declared.version, EVERYTHING)
    if source.owner_id == submission.submitter_id:
        return
    title = Manifest(submission.manifest).title
    notify(
        session,
        source.owner_id,
        NoticeKind.BUILT_ON_YOURS,
        cause=f"built:{version.id}:{source.id}",
        at=at,
        about=Subject(
            dataset=version.dataset_id, version=version.id, version_number=version.number
        ),
        facts={"title": title, "source": source.described.title.shown},
    )


def _publisher(session: Session, department_id: UUID | None) -> str | None:
    if department_id is None:
        return None
    return department_names_of(session, {department_id}).get(department_id)
