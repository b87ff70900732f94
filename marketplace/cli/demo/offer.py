"""Steps of the demonstration: fetching what was published, making something of it, handing it in.

Every step looks first whether it was done before, so that a load cut short goes on.
"""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from marketplace.accounts.actor import Actor
from marketplace.cli.demo.derived import Derived
from marketplace.cli.demo.original import MARK
from marketplace.cli.demo.reshaping import read_csv
from marketplace.cli.demo.stage import Stage
from marketplace.cli.demo.tables import Form, written
from marketplace.ledger.kinds import Menu
from marketplace.lineage.receipts import holds_receipt
from marketplace.workflow import offering, reading, scoring
from marketplace.workflow.downloading import Wanted, download, look_up
from storage.digests import digest_of
from storage.transfers import UploadedPart
from submissions.intake import Announcement
from submissions.queries import SubmissionSeen
from submissions.states import State

ADDRESS_LASTS = timedelta(minutes=5)


def visit(stage: Stage, word: str, published: SubmissionSeen) -> bytes:
    """Download a dataset's file as one of the cast, once; return its bytes."""
    actor = stage.actors[word]
    wanted = Wanted(_dataset(published), published.version_number, published.files[0].name)
    with stage.transaction() as session:
        version, grant = look_up(session, actor, wanted)
        if actor.id is not None and holds_receipt(session, actor.id, version.id, before=stage.now):
            url = stage.services.objects.sign_download(
                grant.digest,
                filename=grant.name,
                media_type=grant.media_type,
                expires=ADDRESS_LASTS,
            )
        else:
            _, url = download(
                session,
                stage.services.objects,
                actor,
                wanted,
                expires=ADDRESS_LASTS,
                at=stage.now,
            )
    return stage.client.get(url)


def offer(stage: Stage, derived: Derived) -> None:
    """Hand in something made of what is published."""
    before = stage.submissions_of(derived.maker).get(derived.title)
    if before is not None and before.state is not State.DRAFT:
        stage.handed_in.add(before.id)
        return
    shelf = stage.shelf()
    sources = [shelf[f"{named.name}{MARK}"] for named in derived.sources]
    records = [read_csv(visit(stage, derived.maker, source)) for source in sources]
    content = written(derived.table(*records), Form.UTF8)
    submission_id = _draft(stage, derived, sources) if before is None else before.id
    _send(stage, stage.actors[derived.maker], submission_id, derived.file_name, content)
    stage.handed_in.add(submission_id)
    stage.pace.follow(submission_id)


def _draft(stage: Stage, derived: Derived, sources: list[SubmissionSeen]) -> UUID:
    actor = stage.actors[derived.maker]
    manifest = derived.manifest((_dataset(each), each.version_number or 1) for each in sources)
    with stage.transaction() as session:
        if sources:
            scoring.note_menu_use(session, actor, Menu.BUILD, at=stage.now)
        return offering.create_submission(session, actor, manifest, at=stage.now).id


def _send(stage: Stage, actor: Actor, submission_id: UUID, name: str, content: bytes) -> None:
    """Announce, send and complete the file, and hand the submission in."""
    counter = stage.counter
    announced = Announcement(name, len(content), "text/csv", digest_of(content))
    with stage.transaction() as session:
        submission = reading.submission(session, actor, submission_id)
        for file in tuple(submission.files):
            offering.remove_file(
                session, actor, submission_id, file.id, counter=counter, at=stage.now
            )
        session.flush()
        upload = offering.announce_file(
            session, actor, submission_id, announced, counter=counter, at=stage.now
        )
    parts: tuple[UploadedPart, ...] = ()
    if upload.how is not None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "file"
            path.write_bytes(content)
            parts = stage.client.send(upload.how, path)
    with stage.transaction() as session:
        offering.complete_file(
            session,
            actor,
            submission_id,
            upload.file.id,
            parts=parts,
            counter=counter,
            at=stage.now,
        )
        offering.submit(session, actor, submission_id, at=stage.now)


def _dataset(published: SubmissionSeen) -> UUID:
    if published.dataset_id is None:
        raise AssertionError("what is published has a dataset")
    return published.dataset_id
