"""Columns that follow a rule in their rows, though no column of the source holds their values."""

from dataclasses import dataclass

from verification.evidence.differences import CellClass, ColumnEvidence, Why
from verification.evidence.relations import Relation, RelationColumn


@dataclass(frozen=True)
class Ruled:
    """A column by a rule: of which columns, in how many rows it holds, and which rows break it.

    `form` is what a report calls the rule, `why` what it calls a break. `of` None: of the table
    that a row stands in. `breaking` are (place, offered, what the rule gives).
    """

    column: RelationColumn
    form: str
    of: str | None
    why: Why
    confirmed: int
    breaking: tuple[tuple[int, str | None, str | None], ...]


def ruled_evidence(child: Relation, each: Ruled) -> ColumnEvidence:
    """Return what a report says of such a column; a name that comes up once confirms nothing."""
    breaking = len(each.breaking)
    counts = {
        CellClass.EQUAL: each.confirmed,
        CellClass.DIFFERS: breaking,
        CellClass.NOT_COMPARED: child.rows - each.confirmed - breaking,
    }
    return ColumnEvidence(each.column.name, each.of, each.form, counts)
