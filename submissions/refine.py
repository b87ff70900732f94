"""The work of refining: propose steps for a table, take them, put the refined file away."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from storage.digests import digest_of_file
from storage.objects import ObjectStore
from storage.transfers import Bucket
from submissions.errors import TreatmentRefused
from submissions.keys import copies_of
from submissions.models import SubmissionFile
from submissions.opening import Bounds, fetched, table_of, within
from submissions.refinements import Choice, MadeRefinement, Steps
from submissions.step_faults import faulty
from submissions.told_steps import rows_as_json, step_as_json
from submissions.treatments import CSV
from verification.areas.lists import area_lists
from verification.copies import TableCopy
from verification.errors import StepRefused
from verification.faults import FileFault
from verification.findings import Text
from verification.guard import guarded
from verification.limits import Deadline, Limits
from verification.reading import OfferedFile, read_file
from verification.tables import OpenTable
from verification.telling import displayed
from verification.treatment.applying import Asked, Rows, Treated, apply
from verification.treatment.document import REFINE, Treatment, treatment_of
from verification.treatment.frames import frames_of
from verification.treatment.log import CellChange, StepLog, covered
from verification.treatment.looking import layout_of, looked_at
from verification.treatment.proposing import Proposal
from verification.treatment.refining import propose_refining
from verification.treatment.step import Given

AT_ONCE = 500_000
"""Up to so many cells the tables of a file are refined while it is verified: a second or two.
Larger ones are when somebody asks, for nobody is to wait for what they may not want."""

SECONDS = 20.0
"""How long the tables of one file may take while they are verified; then they go unrefined."""

_SAMPLES = 100
"""How many changed cells of a step are shown; of the rest there is the count."""

_KINDS = frozenset(each.step for each in REFINE)


@dataclass(frozen=True)
class Room:
    """Where refined files are put: the store, whose they are, and a folder to work in."""

    store: ObjectStore
    submission_id: UUID
    attempt: int
    folder: Path


def refine_verified(
    files: Sequence[OfferedFile],
    tables: Sequence[TableCopy],
    choices: Sequence[Choice],
    room: Room,
    *,
    limits: Limits,
) -> tuple[MadeRefinement, ...]:
    """Refine the tables of verified files, those of no more than `AT_ONCE` cells a file.

    As somebody chose before, or else as is proposed; a table nothing is proposed for has no refined
    form. What breaks or takes too long is left out: the report stands without it. Raises what the
    store raises when it does not answer.
    """
    made: list[MadeRefinement] = []
    for place, file in enumerate(files):
        mine = {each.sheet: each for each in tables if each.file == file.name}
        cells = sum(each.rows * len(each.columns) for each in mine.values())
        if mine and cells <= AT_ONCE:
            folder = room.folder / f"refining-{place}"
            folder.mkdir()
            found = guarded("refining", _RefiningOf(file, mine, choices, limits, folder))
            made.extend(_put(each, replace(room, folder=folder)) for each in found or ())
    return tuple(made)


def refine_asked(
    file: SubmissionFile,
    sheet: str | None,
    steps: Steps | None,
    told: Mapping[str | None, frozenset[str]],
    room: Room,
    *,
    bounds: Bounds,
) -> MadeRefinement:
    """Refine a table as somebody asks, or as is proposed where no steps are named.

    `told`: for each sheet, the columns that people see nothing of. Raises `TreatmentFaulty` for a
    step that does not apply or does not refine, `TreatmentRefused` for a file that holds no such
    table, for one that nothing is proposed for, and for work that takes too long.
    """
    offered = fetched(file, room.store, room.folder)
    try:
        table = table_of(offered, sheet, bounds, room.folder)
        proposals = _proposed(table)
        asked = treatment_of({"steps": _refining(steps)}).steps if steps is not None else None
        treatment = Treatment(asked or tuple(each.step for each in proposals))
        if not treatment.steps:
            raise TreatmentRefused("nothing-to-refine", "다듬을 것이 없는 표입니다.")
        path, hidden = room.folder / "refined.csv", told.get(table.head.sheet, frozenset())
        refined = _refined(table, treatment, proposals, hidden, path)
    except StepRefused as refused:
        raise faulty(refused) from None
    except FileFault as fault:
        raise TreatmentRefused(fault.finding.code, fault.finding.message) from None
    return _put(replace(refined, file=file.name), room)


@dataclass(frozen=True)
class _Refined:
    """A refined file, where it lies now."""

    file: str
    sheet: str | None
    treatment: Treatment
    treated: Treated
    told: Mapping[str, Any]
    path: Path
    choice: Choice | None = None


@dataclass(frozen=True)
class _RefiningOf:
    file: OfferedFile
    tables: Mapping[str | None, TableCopy]
    choices: Sequence[Choice]
    limits: Limits
    folder: Path

    def __call__(self) -> tuple[_Refined, ...]:
        deadline = Deadline(SECONDS)
        read = read_file(self.file, folder=self.folder, limits=self.limits, deadline=deadline)
        tables = [each for each in read.tables if each.head.sheet in self.tables]
        try:
            return tuple(self._each([within(t, deadline) for t in tables if not t.head.hidden]))
        except (TreatmentRefused, FileFault):
            return ()

    def _each(self, tables: Sequence[OpenTable]) -> Iterator[_Refined]:
        for number, table in enumerate(tables):
            proposals, choice = _proposed(table), self._choice(table)
            told = self.tables[table.head.sheet].told
            path = self.folder / f"refined-{number}.csv"
            if choice is not None:
                chosen = treatment_of({"steps": choice.steps})
                try:
                    refined = _refined(table, chosen, proposals, told, path)
                    yield replace(refined, choice=choice)
                    continue
                except StepRefused:
                    # The file is another by now: what is proposed for it stands.
                    pass
            if proposals:
                treatment = Treatment(tuple(each.step for each in proposals))
                with suppress(StepRefused):  # too large, say: the other tables are not
                    yield _refined(table, treatment, proposals, told, path)

    def _choice(self, table: OpenTable) -> Choice | None:
        named = (self.file.name, table.head.sheet)
        return next((each for each in self.choices if (each.file, each.sheet) == named), None)


def _proposed(table: OpenTable) -> tuple[Proposal, ...]:
    layout = layout_of(table.head)
    return propose_refining(looked_at(frames_of(table), layout), layout, area_lists().keys())


def _refining(steps: Steps) -> list[Mapping[str, Any]]:
    for place, step in enumerate(steps):
        if step["step"] not in _KINDS:
            raise StepRefused("not-refining", str(step["step"]), place=place)
    return list(steps)


def _refined(
    table: OpenTable,
    treatment: Treatment,
    proposals: Sequence[Proposal],
    told: frozenset[str],
    path: Path,
) -> _Refined:
    treated = apply(table, treatment, Given(areas=area_lists()), Asked(), path=path, mark=True)
    reasons = {repr(each.step): each.reason for each in proposals}
    hidden = _hidden_after(told, treated.log)
    log = [
        {
            **step_as_json(entry, _Shown(hidden), _SAMPLES),
            "reason": _both(reasons.get(repr(step))),
        }
        for entry, step in zip(treated.log, treatment.steps, strict=True)
    ]
    before, after = (_covered(rows, hidden) for rows in (treated.rows_before, treated.rows_after))
    about = _visible(
        {
            "columns": list(treated.columns),
            "log": log,
            "before": rows_as_json(before),
            "after": rows_as_json(after),
        }
    )
    return _Refined(table.head.file, table.head.sheet, treatment, treated, about, path)


def _put(refined: _Refined, room: Room) -> MadeRefinement:
    key = f"{copies_of(room.submission_id)}{room.attempt}/{uuid.uuid4()}"
    facts = room.store.put_file(Bucket.QUARANTINE, key, refined.path, media_type=CSV)
    choice = refined.choice
    return MadeRefinement(
        file=refined.file,
        sheet=refined.sheet,
        steps=tuple(step.document() for step in refined.treatment.steps),
        told=refined.told,
        rows=refined.treated.rows,
        size=facts.size,
        digest=digest_of_file(refined.path),
        key=key,
        etag=facts.etag,
        wanted=choice is None or choice.wanted,
        chosen_by=None if choice is None else choice.chosen_by,
    )


def _hidden_after(told: frozenset[str], log: Sequence[StepLog]) -> frozenset[str]:
    """The columns people see nothing of, and what they are called or turned into later."""
    hidden = set(told)
    for entry in log:
        hidden |= {new for old, new in entry.renamed if old in hidden}
        if hidden.intersection(entry.columns_dropped):
            hidden |= set(entry.columns_added)
    return frozenset(hidden)


@dataclass(frozen=True)
class _Shown:
    hidden: frozenset[str]

    def __call__(self, change: CellChange) -> CellChange:
        if change.column not in self.hidden:
            return change
        return replace(change, before=covered(change.before), after=covered(change.after))


def _visible(told: Any) -> Any:
    """What is told as people may see it: headers may hold numbers of persons too."""
    match told:
        case str():
            return displayed(told)
        case Mapping():
            return {_visible(name): _visible(value) for name, value in told.items()}
        case list() | tuple():
            return [_visible(each) for each in told]
        case _:
            return told


def _covered(rows: Rows, hidden: frozenset[str]) -> Rows:
    places = {place for place, name in enumerate(rows.columns) if name in hidden}
    return Rows(
        rows.columns,
        tuple(
            tuple(covered(cell) if place in places else cell for place, cell in enumerate(row))
            for row in rows.rows
        ),
    )


def _both(reason: Text | None) -> dict[str, str] | None:
    return None if reason is None else {"ko": reason.ko, "en": reason.en}
