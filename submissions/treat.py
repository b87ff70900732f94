"""The work of a treatment: fetch the file, treat its table, put the new file away."""

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import UUID

import pyarrow as pa

from storage.digests import digest_of_file
from storage.errors import ObjectChanged, ObjectMissing
from storage.objects import ObjectStore
from storage.transfers import Bucket
from submissions.errors import TreatmentRefused
from submissions.models import SubmissionFile
from submissions.treatments import CSV, Made, Order, fault_of_step
from verification.errors import StepRefused
from verification.faults import FileFault
from verification.limits import Deadline, Limits
from verification.personal.mask import mask
from verification.reading import OfferedFile, read_file
from verification.tables import OpenTable
from verification.treatment.applying import Asked, Rows, Treated, apply
from verification.treatment.document import (
    DE_IDENTIFY,
    STEPS,
    Treatment,
    asks_for_key,
    treatment_of,
)
from verification.treatment.frames import frames_of
from verification.treatment.log import LOCATED_AT_MOST, CellChange, StepLog, covered
from verification.treatment.looking import layout_of, looked_at
from verification.treatment.proposing import Proposal
from verification.treatment.refining import propose_refining
from verification.treatment.step import Given

_SAMPLES = 5
"""How many changed cells of a step are kept in the history."""


@dataclass(frozen=True)
class Key:
    """The secret of a submission's pseudonyms, and what it is called where they are told of."""

    secret: bytes
    id: str


@dataclass(frozen=True)
class Bounds:
    """Within which a treatment has to keep, and the k that is wanted of its rows."""

    limits: Limits
    seconds: float
    wanted: int


@dataclass(frozen=True)
class Worked:
    """What came of the work: the new file, and all that is told of it."""

    path: Path
    treatment: Treatment
    treated: Treated
    digest_before: str

    def told(self) -> dict[str, Any]:
        """The treatment and its log as JSON, for its submitter."""
        return self._told(lambda change: change, samples=LOCATED_AT_MOST)

    def kept(self) -> dict[str, Any]:
        """The treatment and its log as JSON, for good: a few changed cells a step, in outline.

        What is kept is never taken out again, so no cell of the file is in it.
        """
        return self._told(_outlined, samples=_SAMPLES)

    def _told(self, shown: Callable[[CellChange], CellChange], *, samples: int) -> dict[str, Any]:
        treated = self.treated
        return {
            **self.treatment.document(),
            "columns": list(treated.columns),
            "rows": treated.rows,
            "log": [_step(each, shown, samples) for each in treated.log],
            "alike": {
                "before": treated.alike_before and treated.alike_before.document(),
                "after": treated.alike_after and treated.alike_after.document(),
            },
        }

    def first_rows(self) -> dict[str, Any]:
        """The first rows before and after, masked."""
        return {"before": _rows(self.treated.rows_before), "after": _rows(self.treated.rows_after)}


def work(
    file: SubmissionFile,
    order: Order,
    store: ObjectStore,
    *,
    key: Key,
    bounds: Bounds,
    folder: Path,
) -> Worked:
    """Fetch a file and treat it, in `folder`.

    Raises `TreatmentFaulty` for a step that does not apply, `TreatmentRefused` for a file that
    holds no such table, and what the store raises when it does not answer.
    """
    offered, target = _fetched(file, store, folder), folder / "treated.csv"
    treatment = treatment_of({"steps": list(order.steps)})
    if asks_for_key(treatment.steps):
        treatment = Treatment(treatment.steps, key.id)
    asked = Asked(order.quasi, bounds.wanted)
    try:
        table = _table(offered, order.sheet, bounds, folder)
        treated = apply(table, treatment, Given(key.secret), asked, path=target, mark=order.mark)
    except StepRefused as refused:
        message = _REFUSALS[refused.code].format(about=mask(refused.about))
        raise fault_of_step(refused.place, refused.code, message) from None
    except FileFault as fault:
        raise TreatmentRefused(fault.finding.code, fault.finding.message) from None
    return Worked(target, treatment, treated, offered.digest or "")


def refining_of(
    file: SubmissionFile, sheet: str | None, store: ObjectStore, *, bounds: Bounds, folder: Path
) -> tuple[Proposal, ...]:
    """Fetch a file and return the steps that would refine its table; raises `TreatmentRefused`."""
    try:
        table = _table(_fetched(file, store, folder), sheet, bounds, folder)
        layout = layout_of(table.head)
        facts = looked_at(frames_of(table), layout)
    except FileFault as fault:
        raise TreatmentRefused(fault.finding.code, fault.finding.message) from None
    return propose_refining(facts, layout, frozenset())


def put_away(
    worked: Worked,
    store: ObjectStore,
    submission_id: UUID,
    declared: Sequence[Mapping[str, Any]],
) -> Made:
    """Put the new file into the quarantine; return what is to be written down of it."""
    key = f"uploads/{submission_id}/{uuid.uuid4()}"
    facts = store.put_file(Bucket.QUARANTINE, key, worked.path, media_type=CSV)
    return Made(
        key=key,
        etag=facts.etag,
        size=facts.size,
        digest=digest_of_file(worked.path),
        columns=tuple(declared_after(declared, worked.treated.log)),
        facts={
            **worked.kept(),
            "digest": worked.digest_before,
            "word": _word(worked.treatment),
        },
    )


def declared_after(
    declared: Sequence[Mapping[str, Any]], log: Sequence[StepLog]
) -> list[dict[str, Any]]:
    """What a manifest declares of columns, as the steps left them.

    Columns that are gone are declared no more; of one that was de-identified neither type nor
    codes hold; a unit out of a header becomes that of its column.
    """
    columns = {str(each["name"]): dict(each) for each in declared}
    for entry in log:
        for name in entry.columns_dropped:
            columns.pop(name, None)
        renamed = dict(entry.renamed)
        columns = {renamed.get(n, n): {**c, "name": renamed.get(n, n)} for n, c in columns.items()}
        kind = entry.step["step"]
        if kind == "header-unit" and entry.step["name"] in columns:
            columns[entry.step["name"]]["unit"] = entry.step["unit"]
        if STEPS[kind].covers:
            for name in _touched(entry.step):
                if name in columns:
                    columns[name] |= {"type": None, "codes": None}
    return list(columns.values())


def _fetched(file: SubmissionFile, store: ObjectStore, folder: Path) -> OfferedFile:
    source = folder / "source"
    try:
        digest = store.download(Bucket.QUARANTINE, file.key, source, etag=file.etag)
    except (ObjectChanged, ObjectMissing):
        raise TreatmentRefused("bytes-changed", "올린 뒤에 파일이 바뀌었습니다.") from None
    return OfferedFile(file.name, source, media_type=file.media_type, digest=digest)


def _touched(step: Mapping[str, Any]) -> Iterator[str]:
    yield from step.get("columns", ())
    if "column" in step:
        yield step["column"]


def _table(offered: OfferedFile, sheet: str | None, bounds: Bounds, folder: Path) -> OpenTable:
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


def _word(treatment: Treatment) -> str:
    hides = any(isinstance(step, DE_IDENTIFY) for step in treatment.steps)
    return "비식별" if hides else "정제"


def _step(
    entry: StepLog, shown: Callable[[CellChange], CellChange], samples: int
) -> dict[str, Any]:
    return {
        "step": entry.step,
        "cells_changed": entry.cells_changed,
        "changes": [_change(shown(each)) for each in islice(entry.changes, samples)],
        "unread": entry.unread,
        "unread_at": [_change(shown(each)) for each in islice(entry.unread_at, samples)],
        "rows_before": entry.rows_before,
        "rows_after": entry.rows_after,
        "rows_dropped": list(entry.rows_dropped[:samples]),
        "columns_added": list(entry.columns_added),
        "columns_dropped": list(entry.columns_dropped),
        "renamed": dict(entry.renamed),
        "figures": dict(entry.figures),
    }


def _outlined(change: CellChange) -> CellChange:
    return replace(change, before=covered(change.before), after=covered(change.after))


def _change(change: CellChange) -> dict[str, Any]:
    return {
        "record": change.record,
        "column": change.column,
        "before": change.before,
        "after": change.after,
    }


def _rows(rows: Rows) -> dict[str, Any]:
    return {"columns": list(rows.columns), "rows": [list(row) for row in rows.rows]}


_REFUSALS: Mapping[str, str] = MappingProxyType(
    {
        "column-unknown": "'{about}' 열이 없습니다.",
        "column-taken": "'{about}' 열이 이미 있습니다. 다른 이름을 쓰세요.",
        "columns-needed": "세로로 세울 열을 둘 이상 고르세요.",
        "no-column-left": "모든 열을 지울 수는 없습니다.",
        "number-needed": "비교할 숫자를 적어 주세요.",
        "edges-unsorted": "구간의 경계는 작은 수부터 서로 다르게 적어 주세요.",
        "key-needed": "가명을 만들 열쇠가 없습니다.",
        "areas-needed": "'{about}' 코드 목록이 없어 이름을 붙일 수 없습니다.",
        "aggregate-too-fine": "묶음이 너무 잘게 나뉩니다. 열을 줄이거나 더 넓은 구간으로 묶으세요.",
        "aggregate-open": (
            "합계로 작은 값을 알아낼 수 있는 묶음이 남습니다. 열을 줄이거나 더 넓은 구간으로 "
            "묶으세요."
        ),
    }
)
"""Why a step does not apply, in words for people."""
