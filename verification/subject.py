"""What a check may look at, and the shape of a check."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from verification.comparison import TableComparison
from verification.declaration import Declaration
from verification.document_facts import DocumentFacts, EnclosedDocument
from verification.findings import Finding, Location
from verification.gathered import Table
from verification.gathering.plan import AnyWatch
from verification.matching import Match
from verification.overlap.judging import Overlap
from verification.quality import Indicator
from verification.sources import SourceLibrary


class FileFormat(StrEnum):
    """What a file is by its content. Everything that is not read as tables is a document.

    A web page (HTML) is a table only where its name says that it is a workbook.
    """

    CSV = "csv"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    HTML = "html"
    XML_WORKBOOK = "xml"
    JSON = "json"
    JSON_LINES = "jsonl"
    GEOJSON = "geojson"
    PARQUET = "parquet"
    DBF = "dbf"
    ZIP = "zip"
    DOCUMENT = "document"


class Scope(StrEnum):
    """What a check is run for: the whole offer once, each file, or each table."""

    OFFER = "offer"
    FILE = "file"
    TABLE = "table"


@dataclass(frozen=True)
class FileFacts:
    """What is known of a file before its tables are looked at.

    `digest` is of the bytes that were fetched, `claimed_digest` what the submitter said.
    `lost_characters` counts what meant nothing in the encoding; `document` is set for what is not
    read as tables; `enclosed` are the documents within an archive; `noticed` is what its readers
    said of its tables; `faults` are why it could not be read.
    """

    name: str
    size: int
    format: FileFormat
    expected_format: FileFormat | None = None
    media_type: str | None = None
    digest: str | None = None
    claimed_digest: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    lost_characters: int = 0
    nul_bytes: int = 0
    open_quote: bool = False
    macros: bool = False
    document: DocumentFacts | None = None
    enclosed: tuple[EnclosedDocument, ...] = ()
    noticed: tuple[Finding, ...] = ()
    faults: tuple[Finding, ...] = ()

    @property
    def here(self) -> Location:
        return Location(self.name)


@dataclass(frozen=True)
class Subject:
    """What a check may look at, and nothing else.

    `file` is set for a check of a file or a table, `table` for a check of a table, `tables` always
    holds every table of the offer, `files` every file. `comparisons` sets tables beside those of
    the version before, `overlaps` beside published ones that hold the same (None: looking broke).
    """

    declaration: Declaration
    sources: SourceLibrary
    files: tuple[FileFacts, ...] = ()
    tables: tuple[Table, ...] = ()
    file: FileFacts | None = None
    table: Table | None = None
    comparisons: tuple[TableComparison, ...] = ()
    overlaps: tuple[Overlap, ...] | None = ()


def subjects_of(scope: Scope, offer: Subject) -> tuple[Subject, ...]:
    """The offer as checks of a scope see it: whole, file by file, or table by table."""
    if scope is Scope.OFFER:
        return (offer,)
    if scope is Scope.FILE:
        return tuple(replace(offer, file=file) for file in offer.files)
    files = {file.name: file for file in offer.files}
    return tuple(replace(offer, file=files[t.file], table=t) for t in offer.tables)


def table_of(subject: Subject) -> Table:
    """The table a check of tables is run on."""
    if subject.table is None:
        raise TypeError("a check of tables is run on a table")
    return subject.table


def file_of(subject: Subject) -> FileFacts:
    """The file a check of files is run on."""
    if subject.file is None:
        raise TypeError("a check of files is run on a file")
    return subject.file


@dataclass(frozen=True)
class Check:
    """A named, versioned question about an offer.

    `find` yields findings and never raises for what a file holds. `checked` says how many things
    were looked at, for the quality `indicator` that the check counts towards. `watches` says which
    cells or rows it wants located, given what was declared of a table: they are looked for in the
    one pass.
    """

    name: str
    version: int
    scope: Scope
    find: Callable[[Subject], Iterator[Finding]]
    indicator: Indicator | None = None
    checked: Callable[[Subject], int] = field(default=lambda _subject: 0)
    watches: Callable[[Match], Iterable[AnyWatch]] = field(default=lambda _match: ())
