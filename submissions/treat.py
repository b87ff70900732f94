"""The work of a treatment: fetch the file, treat its table, put the new file away."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from storage.digests import digest_of_file
from storage.objects import ObjectStore
from storage.transfers import Bucket
from submissions.errors import TreatmentRefused
from submissions.keys import new_key
from submissions.models import SubmissionFile
from submissions.opening import Bounds, fetched, table_of
from submissions.step_faults import faulty
from submissions.told_steps import rows_as_json, step_as_json
from submissions.treatments import CSV, Made, Order
from verification.areas.lists import area_lists
from verification.errors import StepRefused
from verification.faults import FileFault
from verification.treatment.applying import Asked, Treated, apply
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
            "log": [step_as_json(each, shown, samples) for each in treated.log],
            "alike": {
                "before": treated.alike_before and treated.alike_before.document(),
                "after": treated.alike_after and treated.alike_after.document(),
            },
        }

    def first_rows(self) -> dict[str, Any]:
        """The first rows before and after, masked."""
        return {
            "before": rows_as_json(self.treated.rows_before),
            "after": rows_as_json(self.treated.rows_after),
        }


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
    offered, target = fetched(file, store, folder), folder / "treated.csv"
    treatment = treatment_of({"steps": list(order.steps)})
    if asks_for_key(treatment.steps):
        treatment = Treatment(treatment.steps, key.id)
    asked = Asked(order.quasi, bounds.wanted)
    try:
        table = table_of(offered, order.sheet, bounds, folder)
        given = Given(key.secret, area_lists())
        treated = apply(table, treatment, given, asked, path=target, mark=order.mark)
    except StepRefused as refused:
        raise faulty(refused) from None
    except FileFault as fault:
        raise TreatmentRefused(fault.finding.code, fault.finding.message) from None
    return Worked(target, treatment, treated, offered.digest or "")


def refining_of(
    file: SubmissionFile, sheet: str | None, store: ObjectStore, *, bounds: Bounds, folder: Path
) -> tuple[Proposal, ...]:
    """Fetch a file and return the steps that would refine its table; raises `TreatmentRefused`."""
    try:
        table = table_of(fetched(file, store, folder), sheet, bounds, folder)
        layout = layout_of(table.head)
        facts = looked_at(frames_of(table), layout)
    except FileFault as fault:
        raise TreatmentRefused(fault.finding.code, fault.finding.message) from None
    return propose_refining(facts, layout, area_lists().keys())


def put_away(
    worked: Worked,
    store: ObjectStore,
    submission_id: UUID,
    declared: Sequence[Mapping[str, Any]],
) -> Made:
    """Put the new file into the quarantine; return what is to be written down of it."""
    key = new_key(submission_id)
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


def _touched(step: Mapping[str, Any]) -> Iterator[str]:
    yield from step.get("columns", ())
    if "column" in step:
        yield step["column"]


def _word(treatment: Treatment) -> str:
    hides = any(isinstance(step, DE_IDENTIFY) for step in treatment.steps)
    return "비식별" if hides else "정제"


def _outlined(change: CellChange) -> CellChange:
    return replace(change, before=covered(change.before), after=covered(change.after))
