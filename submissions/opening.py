"""A submission's file, fetched from the quarantine, and its tables opened, within bounds."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from storage.errors import ObjectChanged, ObjectMissing
from storage.objects import ObjectStore
from storage.transfers import Bucket
from submissions.errors import TreatmentRefused
from submissions.models import SubmissionFile
from verification.limits import Deadline, Limits
from verification.reading import OfferedFile, read_file
from verification.tables import OpenTable


@dataclass(frozen=True)
class Bounds:
    """Within which a treatment has to keep, and the k that is wanted of its rows."""

    limits: Limits
    seconds: float
    wanted: int


def fetched(file: SubmissionFile, store: ObjectStore, folder: Path) -> OfferedFile:
    """The file as it was completed, in `folder`; raises `TreatmentRefused` where it changed."""
    source = folder / "source"
    try:
        digest = store.download(Bucket.QUARANTINE, file.key, source, etag=file.etag)
    except (ObjectChanged, ObjectMissing):
        raise TreatmentRefused("bytes-changed", "올린 뒤에 파일이 바뀌었습니다.") from None
    return OfferedFile(file.name, source, media_type=file.media_type, digest=digest)


def table_of(offered: OfferedFile, sheet: str | None, bounds: Bounds, folder: Path) -> OpenTable:
    """The table of a sheet, or the first that is not hidden; raises `TreatmentRefused`."""
    deadline = Deadline(bounds.seconds)
    tables = read_file(offered, folder=folder, limits=bounds.limits, deadline=deadline).tables
    if sheet is None:
        found = next((each for each in tables if not each.head.hidden), None)
    else:
        found = next((each for each in tables if each.head.sheet == sheet), None)
    if found is None:
        raise TreatmentRefused("no-table", "표로 읽을 수 있는 내용이 없습니다.")
    return within(found, deadline)


def within(table: OpenTable, deadline: Deadline) -> OpenTable:
    """The table, whose batches raise `TreatmentRefused` once the time is up: somebody waits."""

    def batches() -> Iterator[pa.RecordBatch]:
        for batch in table.batches():
            if deadline.passed:
                message = f"{deadline.seconds:,.0f}초 안에 처리하지 못했습니다. 나누어 올려 주세요."
                raise TreatmentRefused("took-too-long", message)
            yield batch

    return replace(table, batches=batches)
