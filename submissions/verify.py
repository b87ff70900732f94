"""The work of verifying a submission: fetch its files, have them verified, put copies away.

It runs in no transaction; `attempts` says whose it is and what came of it.
"""

import uuid
from datetime import datetime
from pathlib import Path
from uuid import UUID

from storage.digests import Digest, digest_of_file
from storage.errors import ObjectChanged, ObjectMissing
from storage.objects import ObjectStore
from storage.transfers import Bucket
from submissions.attempts import PARQUET, Claim, KeptTable, Worked
from submissions.keys import copies_of
from submissions.refine import Room, refine_verified
from submissions.refinements import Choice, MadeRefinement
from verification.copies import TableCopy, preview
from verification.limits import Limits
from verification.progress import Progress, Stage
from verification.reading import OfferedFile
from verification.report import Verdict
from verification.runner import Verification, verify
from verification.sources import SourceLibrary

_GOES_ON = frozenset(Verdict) - {Verdict.BLOCKED, Verdict.CRASHED}


def work(
    claimed: Claim,
    store: ObjectStore,
    sources: SourceLibrary,
    *,
    limits: Limits,
    progress: Progress,
    folder: Path,
    at: datetime,
) -> Worked:
    """Fetch the files, verify them, and put copies of their tables away.

    Raises what the store raises when it does not answer; what is wrong with a file is a finding.
    """
    fetched, digests, lost = _fetched(claimed, store, folder)
    if lost:
        return Worked(report=None, tables=(), digests={}, lost=lost)
    workdir = folder / "tables"
    workdir.mkdir()
    verified = verify(
        fetched,
        claimed.declaration,
        sources,
        limits=limits,
        progress=progress,
        workdir=workdir,
        at=at,
    )
    progress(Stage.KEEPING, 0, None)
    room = Room(store, claimed.submission_id, claimed.attempt, folder)
    return Worked(
        report=verified.report,
        tables=tuple(_kept(claimed, store, copy) for copy in verified.tables),
        digests=digests,
        refined=_refined(verified, fetched, claimed.choices, room, limits),
    )


def _refined(
    verified: Verification,
    files: list[OfferedFile],
    choices: tuple[Choice, ...],
    room: Room,
    limits: Limits,
) -> tuple[MadeRefinement, ...]:
    """The tables in refined form; none of what goes no further as it is."""
    if verified.report.verdict not in _GOES_ON:
        return ()
    return refine_verified(files, verified.tables, choices, room, limits=limits)


def _fetched(
    claimed: Claim, store: ObjectStore, folder: Path
) -> tuple[list[OfferedFile], dict[UUID, Digest], tuple[str, ...]]:
    fetched, digests, lost = [], {}, []
    for number, file in enumerate(claimed.files):
        path = folder / str(number)
        try:
            digest = store.download(Bucket.QUARANTINE, file.key, path, etag=file.etag)
        except (ObjectChanged, ObjectMissing):
            lost.append(file.name)
            continue
        digests[file.id] = digest
        fetched.append(
            OfferedFile(
                name=file.name,
                path=path,
                media_type=file.media_type,
                digest=digest,
                claimed_digest=file.claimed_digest,
            )
        )
    return fetched, digests, tuple(lost)


def _kept(claimed: Claim, store: ObjectStore, copy: TableCopy) -> KeptTable:
    digest = digest_of_file(copy.path)
    key = f"{copies_of(claimed.submission_id)}{claimed.attempt}/{uuid.uuid4()}"
    facts = store.put_file(Bucket.QUARANTINE, key, copy.path, media_type=PARQUET)
    return KeptTable(
        file=copy.file,
        sheet=copy.sheet,
        rows=copy.rows,
        key=key,
        etag=facts.etag,
        digest=digest,
        size=facts.size,
        preview=_preview(copy),
        told=tuple(sorted(copy.told)),
    )


def _preview(copy: TableCopy) -> dict[str, object]:
    first = preview(copy.path, told=copy.told)
    return {"columns": list(first.columns), "rows": [list(row) for row in first.rows]}
