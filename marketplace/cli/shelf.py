"""The sources somebody names to `check`: fetched from a server, or read from files here."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid5

from marketplace.cli.drafting import AskedSource, FoundSource
from marketplace.cli.errors import AskedWrongly
from marketplace.cli.finding_sources import found_source
from marketplace.cli.server import Server
from verification.declaration import Declaration
from verification.reading import OfferedFile
from verification.runner import verify
from verification.sketches import Candidate, TableSketch
from verification.sources import EarlierTable, SourceDeclaration, SourceFacts, SourceTable

_HERE = UUID("5b1d2f0e-7c39-4f3b-9a64-2f4f7e1c8d11")
"""The space of names in which files here get ids, so that a manifest can name them."""
_HERE_SAYS = {"version": 1, "licence": "KOGL-0", "access": "public", "title": {"ko": ""}}


class Shelf:
    """The sources named on the command line, fetched or read: a library of nothing else."""

    def __init__(self, reached: Callable[[], Server], folder: Path) -> None:
        """`reached` gives the server where a source lies there; nobody else asks for one."""
        self._reached, self._folder = reached, folder
        self._facts: dict[tuple[UUID, int], SourceFacts] = {}
        self._tables: dict[tuple[UUID, int], tuple[SourceTable, ...]] = {}

    def take(self, asked: AskedSource) -> FoundSource:
        """Return a source with its tables at hand."""
        if asked.path is not None:
            if not asked.path.is_file():
                raise AskedWrongly(f"{asked.path}: no such file")
            dataset = uuid5(_HERE, str(asked.path.resolve()))
            source = FoundSource(asked, {**_HERE_SAYS, "dataset": str(dataset)})
            tables = tuple(self._read(asked.path))
        else:
            source = found_source(self._reached(), asked)
            tables = tuple(self._fetched(source))
        key = UUID(source.dataset), source.version
        self._facts[key], self._tables[key] = _facts(source), tables
        return source

    def facts(self, dataset: UUID, version: int) -> SourceFacts | None:
        """Return what is known of a source."""
        return self._facts.get((dataset, version))

    def previous(self, _dataset: UUID) -> tuple[EarlierTable, ...] | None:
        """None: what was published before is compared there."""
        return None

    def tables(self, dataset: UUID, version: int) -> tuple[SourceTable, ...] | None:
        """Return the tables of a source."""
        return self._tables.get((dataset, version))

    def overlaps(
        self,
        sketch: TableSketch,
        *,
        dataset: UUID | None,
        declared: Sequence[SourceDeclaration],
    ) -> tuple[Candidate, ...]:
        """Nothing: what is published is searched where it is published."""
        return ()

    def _fetched(self, source: FoundSource) -> Iterator[SourceTable]:
        for place, (name, sheet, rows) in enumerate(_tables_of(source)):
            path = self._folder / f"source-{len(self._facts)}-{place}.parquet"
            self._reached().fetch_table(source.said, name, sheet, path)
            yield SourceTable(name, sheet, rows, path)

    def _read(self, path: Path) -> Iterator[SourceTable]:
        """The tables of a file here, as a verification would copy them."""
        workdir = self._folder / f"read-{len(self._facts)}"
        workdir.mkdir()
        read = verify(
            [OfferedFile(path.name, path.resolve())],
            Declaration("data", "CC-BY-4.0", "public"),
            self,
            workdir=workdir,
            at=datetime.now(UTC),
            suite=(),
        )
        if not read.tables:
            raise AskedWrongly(f"{path}: it holds no table that can be read")
        for copy in read.tables:
            yield SourceTable(copy.file, copy.sheet, copy.rows, copy.path)


def _tables_of(source: FoundSource) -> Sequence[tuple[str, str | None, int]]:
    return [
        (str(file["name"]), table["sheet"], int(table["rows"] or 0))
        for file in source.said["files"]
        for table in file["tables"]
    ]


def _facts(source: FoundSource) -> SourceFacts:
    said = source.said
    return SourceFacts(
        dataset=UUID(source.dataset),
        version=source.version,
        title=str(said["title"].get("ko") or said["title"].get("en")),
        licence=str(said["licence"]),
        access=str(said["access"]),
        generation=int(said.get("generation", 0)),
        assurance=str(said.get("assurance", "declared")),
        department=None,
        published=True,
        withdrawn=bool(said.get("withdrawn")),
        obtained=True,
        owned=False,
    )
