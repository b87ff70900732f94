"""What an offer says it was made from, and the port through which verification asks about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from uuid import UUID

from verification.report import ColumnFacts
from verification.sketches import Candidate, TableSketch
from verification.terms import Terms


@dataclass(frozen=True)
class ExternalSource:
    """A source outside the marketplace: counted as generation 0, its licence taken at its word."""

    title: str
    url: str
    publisher: str
    licence: str


@dataclass(frozen=True)
class SourceDeclaration:
    """One source a manifest names: a version held here, or an external one."""

    how: str
    dataset: UUID | None = None
    version: int | None = None
    external: ExternalSource | None = None
    alias: str | None = None
    group: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class SourceFacts:
    """What the marketplace knows of a version now, towards whoever offers the submission.

    `obtained`: the submitter held a receipt for this very version. `owned`: its dataset is theirs.
    `terms`: of the contract it was bought under; `in_term`: that held when this was handed in.
    """

    dataset: UUID
    version: int
    title: str
    licence: str
    access: str
    generation: int
    assurance: str
    department: UUID | None
    published: bool
    withdrawn: bool
    obtained: bool
    owned: bool
    terms: Terms | None = None
    in_term: bool = True


@dataclass(frozen=True)
class EarlierTable:
    """A table of the version before: its file, its sheet, and (name, type) of each column.

    `rows` and `facts` are what its report says of it; None and nothing where there is none.
    """

    file: str
    sheet: str | None
    columns: tuple[tuple[str, str], ...]
    rows: int | None = None
    facts: tuple[ColumnFacts, ...] = ()


@dataclass(frozen=True)
class SourceTable:
    """A table of a version: its file, its sheet, and where its Parquet copy lies here.

    The copy may be taken away at any time: whoever needs it for longer links it to a place of
    their own. `refined`: it is another one in refined form, and no further rows.
    """

    file: str
    sheet: str | None
    rows: int
    path: Path
    refined: bool = False


class SourceLibrary(Protocol):
    """What verification may ask of the catalogue. It never raises for what is not there."""

    def facts(self, dataset: UUID, version: int) -> SourceFacts | None:
        """The facts of a version, or None if it is unknown or hidden from the submitter."""

    def previous(self, dataset: UUID) -> tuple[EarlierTable, ...] | None:
        """The tables of the dataset's latest version, or None if there is no such dataset."""

    def tables(self, dataset: UUID, version: int) -> tuple[SourceTable, ...] | None:
        """The tables of a version, refined ones last; None if the submitter may not have its bytes.

        Raises what the store raises when it does not answer.
        """

    def overlaps(
        self,
        sketch: TableSketch,
        *,
        dataset: UUID | None,
        declared: Sequence[SourceDeclaration],
    ) -> tuple[Candidate, ...]:
        """The published tables that seem to share content with one, the likest first.

        None of `dataset`, which the offer is a version of; of those `declared` all the tables.
        """
