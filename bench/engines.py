"""What is measured over the same file: ours, and those it is held against. Each says what it read.

An engine is given a file's path and returns facts about the run, `rows` among them, so that one
which read less than all of it cannot look fast.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from bench.transactions import DECLARATION
from verification.declaration import Declaration
from verification.reading import OfferedFile
from verification.report import as_json
from verification.runner import verify
from verification.sketches import Candidate, TableSketch
from verification.sources import EarlierTable, SourceDeclaration, SourceFacts, SourceTable

AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)

Facts = dict[str, Any]
Engine = Callable[[Path], Facts]


@dataclass(frozen=True)
class NoSources:
    """A catalogue that holds nothing."""

    def facts(self, _dataset: UUID, _version: int) -> SourceFacts | None:
        return None

    def previous(self, _dataset: UUID) -> tuple[EarlierTable, ...] | None:
        return None

    def tables(self, _dataset: UUID, _version: int) -> tuple[SourceTable, ...] | None:
        return None

    def overlaps(
        self,
        sketch: TableSketch,
        *,
        dataset: UUID | None,
        declared: Sequence[SourceDeclaration],
    ) -> tuple[Candidate, ...]:
        return ()


def report_on(path: Path, *, name: str, declaration: Declaration) -> Facts:
    """Verify one file, copies written and gone, and return the report as JSON."""
    with TemporaryDirectory(prefix="hw-bench-") as folder:
        made = verify(
            [OfferedFile(name, path)], declaration, NoSources(), workdir=Path(folder), at=AT
        )
    return as_json(made.report)


def verification(path: Path) -> Facts:
    """Verify the file as a worker would; return what was read and found."""
    report = report_on(path, name="transactions.csv", declaration=DECLARATION)
    found: dict[str, int] = {}
    for check in report["checks"]:
        for finding in check["findings"]:
            found[finding["code"]] = found.get(finding["code"], 0) + finding["count"]
    return {
        "rows": sum(file["rows"] or 0 for file in report["files"]),
        "verdict": report["verdict"],
        "crashed": crashed_in(report),
        "found": found,
    }


def crashed_in(report: Facts) -> list[str]:
    """The names of the checks that crashed."""
    return [check["check"] for check in report["checks"] if check["outcome"] == "crashed"]


def frictionless(path: Path) -> Facts:
    """Validate the file by frictionless. It refuses absolute paths, so it is told the folder."""
    import frictionless as engine

    report = engine.Resource(path=path.name, basepath=str(path.parent)).validate()
    (task,) = report.tasks
    return {"rows": task.stats.get("rows", 0), "errors": task.stats["errors"]}


def duckdb_count(path: Path) -> Facts:
    """Count the rows by DuckDB, every cell parsed as text."""
    import duckdb

    with duckdb.connect() as engine:
        counted = engine.execute(
            "SELECT count(*) FROM read_csv(?, all_varchar=true, header=true,"
            " delim=',', quote='\"', escape='\"')",
            [str(path)],
        ).fetchone()
    assert counted is not None
    return {"rows": counted[0]}


def sha256(path: Path) -> Facts:
    """Digest the file's bytes. No rows are read, and none are told."""
    with path.open("rb") as file:
        return {"sha256": hashlib.file_digest(file, "sha256").hexdigest()}


ENGINES: Mapping[str, Engine] = {
    "verification": verification,
    "frictionless": frictionless,
    "duckdb-count": duckdb_count,
    "sha256": sha256,
}
