"""Verifies an offer: reads its files, runs every check, makes the report and the copies."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from verification.checks.declared import match_of
from verification.codes import CODES
from verification.copies import TableCopy, write_copy
from verification.declaration import Declaration
from verification.errors import CodeUnknown, FileGone
from verification.findings import Finding, Severity
from verification.guard import guarded
from verification.limits import Deadline, Limits
from verification.profile import TableProfile, profile_of
from verification.reading import OfferedFile, Read, read_file, unread
from verification.report import CheckRun, FileReport, Outcome, Report
from verification.scoring import quality_of, verdict_of
from verification.showing import shown
from verification.sources import SourceLibrary
from verification.states import source_states
from verification.subject import Check, Scope, Subject, subjects_of, table_of
from verification.suite import SUITE

_NAME_SHOWN = 200


class Stage(StrEnum):
    """How far a verification has come."""

    READING = "reading"
    CHECKING = "checking"
    COPYING = "copying"


Progress = Callable[[Stage, int, int], None]
"""Told the stage, how many of its files, checks or tables are done, and of how many."""


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
    progress: Progress = lambda _stage, _done, _of: None,
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
    reads, reading = _read(files, bench)
    offer = Subject(
        declaration,
        sources,
        files=tuple(read.facts for read in reads),
        tables=tuple(table for read in reads for table in read.tables),
    )
    checks = tuple(_run(suite, offer, bench))
    profiles, copies, copying = _copy(offer, bench)
    runs = (reading, *checks, copying)
    report = Report(
        verdict=verdict_of(runs),
        files=tuple(_file_reports(offer, profiles)),
        checks=runs,
        quality=quality_of(offer, suite, runs, at=at),
        sources=states,
    )
    return Verification(report, copies)


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


def _presentable(finding: Finding) -> Finding:
    """The finding as people may see it: names and samples from the file masked."""
    if finding.code not in CODES:
        raise CodeUnknown(finding.code)
    at = finding.at
    return replace(
        finding,
        at=replace(at, file=_name(at.file), sheet=_name(at.sheet), column=_name(at.column)),
        samples=tuple(shown(sample) for sample in finding.samples),
    )


def _name(name: str | None) -> str | None:
    return None if name is None else shown(name, at_most=_NAME_SHOWN)


def _read(files: Sequence[OfferedFile], bench: Bench) -> tuple[tuple[Read, ...], CheckRun]:
    reads = []
    outcome = Outcome.PASSED
    for place, file in enumerate(files):
        bench.progress(Stage.READING, place, len(files))
        folder = bench.workdir / f"file-{place}"
        folder.mkdir()
        read = guarded("reading", _ReadingOf(file, folder, bench))
        if read is None:
            read, outcome = unread(file), Outcome.CRASHED
        reads.append(read)
    return tuple(reads), CheckRun("reading", 1, outcome)


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


def _copy(
    offer: Subject, bench: Bench
) -> tuple[tuple[TableProfile, ...], tuple[TableCopy, ...], CheckRun]:
    profiles: list[TableProfile] = []
    copies: list[TableCopy] = []
    outcome = Outcome.PASSED
    for place, subject in enumerate(subjects_of(Scope.TABLE, offer)):
        bench.progress(Stage.COPYING, place, len(offer.tables))
        path = bench.workdir / f"table-{place}.parquet"
        made = guarded("copying", _CopyOf(subject, path))
        if made is None:
            outcome = Outcome.CRASHED
        else:
            profiles.append(made[0])
            copies.append(made[1])
    return tuple(profiles), tuple(copies), CheckRun("copying", 1, outcome)


@dataclass(frozen=True)
class _CopyOf:
    subject: Subject
    path: Path

    def __call__(self) -> tuple[TableProfile, TableCopy]:
        table = table_of(self.subject)
        declared = {column.name: kind for kind, column in match_of(self.subject).typed}
        profile = profile_of(table, declared)
        return profile, write_copy(profile, self.path)


def _file_reports(offer: Subject, profiles: Sequence[TableProfile]) -> Iterator[FileReport]:
    by_table = {id(profile.table): profile.columns for profile in profiles}
    for file in offer.files:
        whole = FileReport(
            name=_name(file.name) or "",
            size=file.size,
            format=file.format.value,
            encoding=file.encoding,
        )
        tables = [table for table in offer.tables if table.file == file.name]
        if not tables:
            yield whole
        for table in tables:
            yield replace(
                whole,
                sheet=_name(table.sheet),
                rows=table.rows,
                unread_rows=len(table.unread),
                columns=by_table.get(id(table), ()),
            )
