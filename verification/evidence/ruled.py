"""Columns that follow a rule in their rows, though no column of the source holds their values."""

from dataclasses import dataclass

from verification.evidence.differences import Why
from verification.evidence.relations import RelationColumn


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
