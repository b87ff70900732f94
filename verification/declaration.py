"""What an offer declares about itself, as far as checks need to know."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from verification.declared_rules import ANY_TABLE, DeclaredRule, TableName
from verification.sources import SourceDeclaration
from verification.terms import Terms


class ColumnType(StrEnum):
    """The types a column may be declared to have."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    TIME = "time"
    YEAR = "year"
    YEARMONTH = "yearmonth"


@dataclass(frozen=True)
class DeclaredColumn:
    """A column as the manifest describes it. `type` and `nullable` None: nothing was said of it."""

    name: str
    type: ColumnType | None = None
    key: bool = False
    nullable: bool | None = None
    codes: tuple[str, ...] | None = None
    meaning: str | None = None
    unit: str | None = None


@dataclass(frozen=True)
class DeclaredRows:
    """A declared number of rows: of a file, of a sheet of it, or (neither) of the whole offer."""

    rows: int
    of: TableName = ANY_TABLE


@dataclass(frozen=True)
class Recipe:
    """One SQL query over the named sources, and the file of the offer that holds its rows."""

    sql: str
    output: str


@dataclass(frozen=True)
class Declaration:
    """What the manifest declares. `public_body`: the offerer may use a mark of the state (KOGL).

    `description` is its prose, in every language there is; `rows` what it says of the number of
    rows, in all or table by table; `deviations` where it says that it differs from its sources.
    `terms`: of the contract it was bought under. `licence_reason`: why commercial use is barred.
    """

    kind: str
    licence: str
    access: str
    columns: tuple[DeclaredColumn, ...] = ()
    sources: tuple[SourceDeclaration, ...] = ()
    dataset: UUID | None = None
    update_cycle: str | None = None
    period_from: date | None = None
    period_to: date | None = None
    public_body: bool = False
    description: str = ""
    rules: tuple[DeclaredRule, ...] = ()
    rows: tuple[DeclaredRows, ...] = ()
    deviations: str | None = None
    recipe: Recipe | None = None
    terms: Terms | None = None
    licence_reason: str | None = None
