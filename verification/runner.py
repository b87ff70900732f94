"""Verifies an offer: opens its files, goes through their tables once, runs every check."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from verification.codes import CODES
from verification.comparison import comparison_json
from verification.copies import TableCopy, copy_of
from verification.declaration import Declaration
from verification.errors import CodeUnknown, FileGone, TellingBroke
from verification.faults import FileFault
from verification.findings import Finding, Severity
from verification.gathered import Table, table_of_run
from verification.gathering.gather import Bench as TableBench
from verification.gathering.gather import Told, gather
from verification.gathering.plan import AnyWatch, plan_of
from verification.guard import guarded
from verification.limits import Deadline, Limits
from verification.matching import Match
from verification.origins import Offered, origins_of
from verification.personal.anonymity import WANTED
from verification.placing import placed
from verification.progress import Progress, ReadingProgress, Stage, nobody
from verification.reading import OfferedFile, Read, read_file, unread
from verification.report import CheckRun, Outcome, Report
from verification.rules.names import rule_scores
from verification.scoring import quality_of, verdict_of
from verification.showing import shown
from verification.sources import SourceLibrary
from verification.states import source_states
from verification.subject import Check, FileFacts, Subject, subjects_of
from verification.suite import SUITE
from verification.tables import OpenTable
from verification.telling import comparisons_of, displayed, file_reports, profiles_of
from verification.undeclared import overlap_json, overlaps_of


@dataclass(frozen=True)
class Verification:
    """The report on an offer, and a copy of each of its tables."""

    report: Report
    tables: tuple[TableCopy, ...]


@dataclass(frozen=True)
class Bench:
    """Where one verification works, and within which bounds."""

    workdir: Path
    limits: Limits
    deadline: Deadline
    progress: Progress


def verify(
    files: Sequence[OfferedFile],
    declaration: Declaration,
    sources: SourceLibrary,
    *,
    workdir: Path,
    at: datetime,
    limits: Limits | None = None,
    progress: Progress = nobody,
    suite: Sequence[Check] = SUITE,
) -> Verification:
    """Verify an offer. Copies and all that is unpacked land in `workdir`, which the caller removes.

    Raises `FileGone` if a file is not there, and what `sources` and `progress` raise. What is wrong
    with the files stands in the report; a check that breaks is crashed.
    """
    for file in files:
        if not file.path.is_file():
            raise FileGone(file.path)
    limits = limits or Limits()
    bench = Bench(workdir, limits, Deadline(limits.seconds), progress)
    states = source_states(declaration.sources, sources)
    try:
        reading, (facts, tables, gathering) = _through(files, declaration, suite, bench)
    except TellingBroke as broke:
        raise broke.error from broke.error.__cause__
    profiles, profiling = profiles_of(tables)
    offer = Subject(
        declaration,
        sources,
        files=facts,
        tables=tables,
        comparisons=tuple(comparisons_of(declaration, sources, tables, profiles)),
        overlaps=overlaps_of(declaration, sources, tables, bench.deadline),
    )
    checks = tuple(_run(suite, offer, bench))
    if declaration.sources:
        progress(Stage.TRACING, 0, None)
    offered = Offered(declaration, tables, sources, workdir, limits, bench.deadline)
    origins = origins_of(offered)
    shown_runs = tuple(map(_presentable_run, origins.runs))
    runs = (_joined(reading, gathering), *checks, profiling, *shown_runs)
    report = Report(
        verdict=verdict_of(runs),
        files=tuple(file_reports(offer, profiles)),
        checks=runs,
        quality=quality_of(offer, suite, runs, at=at),
        by_rule=tuple(rule_scores(offer, suite, runs)),
        against_previous=tuple(map(comparison_json, offer.comparisons)),
        sources=states,
        evidence=origins.evidence,
        overlaps=tuple(map(overlap_json, offer.overlaps or ())),
    )
    return Verification(report, tuple(filter(None, map(copy_of, tables))))


def run_check(check: Check, subjects: Sequence[Subject], deadline: Deadline) -> CheckRun:
    """Run one check on all it has a say in; a crash is an outcome of its own, never a pass.

    A check that there is no time left for is crashed too.
    """
    findings: list[Finding] = []
    for subject in subjects:
        found = None if deadline.passed else guarded(check.name, _FindingsOf(check, subject))
        if found is None:
            return CheckRun(check.name, check.version, Outcome.CRASHED, tuple(findings))
        findings.extend(found)
    failed = any(finding.severity is Severity.ERROR for finding in findings)
    outcome = Outcome.FAILED if failed else Outcome.PASSED
    return CheckRun(check.name, check.version, outcome, tuple(findings))


@dataclass(frozen=True)
class _FindingsOf:
    check: Check
    subject: Subject

    def __call__(self) -> tuple[Finding, ...]:
        return tuple(_presentable(finding) for finding in self.check.find(self.subject))


def _presentable_run(run: CheckRun) -> CheckRun:
    return replace(run, findings=tuple(map(_presentable, run.findings)))


def _presentable(finding: Finding) -> Finding:
    """The finding as people may see it: names and samples from the file masked."""
    if finding.code not in CODES:
        raise CodeUnknown(finding.code)
    at = finding.at
    return replace(
        finding,
        at=replace(
            at, file=displayed(at.file), sheet=displayed(at.sheet), column=displayed(at.column)
        ),
        samples=tuple(shown(sample) for sample in finding.samples),
    )


Passed = tuple[tuple[FileFacts, ...], tuple[Table, ...], Outcome]


def _through(
    files: Sequence[OfferedFile], declaration: Declaration, suite: Sequence[Check], bench: Bench
) -> tuple[CheckRun, Passed]:
    telling = ReadingProgress(bench.progress)
    reads, reading = _read(files, bench, telling)
    telling.all_opened()
    return reading, _gathered(reads, declaration, suite, bench, telling)


def _read(
    files: Sequence[OfferedFile], bench: Bench, telling: ReadingProgress
) -> tuple[tuple[Read, ...], CheckRun]:
    reads = []
    outcome = Outcome.PASSED
    for place, file in enumerate(files):
        folder = bench.workdir / f"file-{place}"
        folder.mkdir()
        read = guarded("reading", _ReadingOf(file, folder, bench))
        if read is None:
            read, outcome = unread(file), Outcome.CRASHED
        reads.append(read)
        telling.opened(read.tables)
    return tuple(reads), CheckRun("reading", 2, outcome)


@dataclass(frozen=True)
class _ReadingOf:
    file: OfferedFile
    folder: Path
    bench: Bench

    def __call__(self) -> Read:
        limits, deadline = self.bench.limits, self.bench.deadline
        return read_file(self.file, folder=self.folder, limits=limits, deadline=deadline)


def _run(suite: Sequence[Check], offer: Subject, bench: Bench) -> Iterator[CheckRun]:
    for done, check in enumerate(suite):
        bench.progress(Stage.CHECKING, done, len(suite))
        yield run_check(check, subjects_of(check.scope, offer), bench.deadline)


def _gathered(
    reads: Sequence[Read],
    declaration: Declaration,
    suite: Sequence[Check],
    bench: Bench,
    telling: ReadingProgress,
) -> Passed:
    """Go through every table once; what breaks off is a fault of its file."""
    opened = [(place, table) for place, read in enumerate(reads) for table in read.tables]
    matches = placed(declaration, [table.head for _, table in opened])
    facts = [read.facts for read in reads]
    tables: list[Table] = []
    outcome = Outcome.PASSED
    for number, ((place, table), match) in enumerate(zip(opened, matches, strict=True)):
        passing = _PassOf(
            table,
            match,
            tuple(_watches(suite, match)),
            number,
            bench,
            told=partial(telling.rows, number),
            people=declaration.access in WANTED,
        )
        passed = guarded("reading", passing)
        telling.done(number)
        if passed is None:
            outcome = Outcome.CRASHED
        elif isinstance(passed, Finding):
            facts[place] = replace(facts[place], faults=(*facts[place].faults, passed))
        else:
            tables.append(passed)
    return tuple(facts), tuple(tables), outcome


def _watches(suite: Sequence[Check], match: Match) -> Iterator[AnyWatch]:
    for check in suite:
        # A check whose wishes cannot be read is crashed when it asks for what it did not name.
        yield from guarded(check.name, _WatchesOf(check, match)) or ()


@dataclass(frozen=True)
class _WatchesOf:
    check: Check
    match: Match

    def __call__(self) -> tuple[AnyWatch, ...]:
        return tuple(self.check.watches(self.match))


@dataclass(frozen=True)
class _PassOf:
    table: OpenTable
    match: Match
    watches: tuple[AnyWatch, ...]
    number: int
    bench: Bench
    told: Told
    people: bool

    def __call__(self) -> Table | Finding:
        head, bench = self.table.head, self.bench
        copy = bench.workdir / f"table-{self.number}.parquet"
        room = TableBench(bench.workdir, bench.limits, bench.deadline, self.told)
        plan = plan_of(head, self.match, self.watches, people=self.people)
        try:
            gathered = gather(self.table, plan, copy, room)
        except FileFault as fault:
            return fault.finding
        return table_of_run(head, self.match, self.table.unread(), gathered, copy)


def _joined(reading: CheckRun, gathering: Outcome) -> CheckRun:
    return reading if gathering is Outcome.PASSED else replace(reading, outcome=gathering)
