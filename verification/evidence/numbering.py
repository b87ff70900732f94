"""Columns that merely count the rows of a table."""

import re

from verification.evidence.engine import Engine
from verification.evidence.parts_of_days import parts_called
from verification.evidence.relations import Relation, RelationColumn, plain_name

_NUMBERING = re.compile(r"column[0-9]+|unnamed:?[0-9]*|index|번호|순번|연번|일련번호|no|id|행번호")


def numbers_rows(engine: Engine, child: Relation, column: RelationColumn, *, known: bool) -> bool:
    """Whether a column merely counts the rows, as many a tool writes it beside them.

    One whose name says so may have gaps, where rows were taken out afterwards; one that is called
    as a part of a day is, or is `known` to the source by its name, is no such column.
    """
    if column.type != "BIGINT" or child.rows < 2:
        return False
    called = _NUMBERING.fullmatch(plain_name(column.name)) is not None
    if not called and (known or parts_called(column)):
        return False
    least, steady, rising = engine.row(
        f"SELECT min(v), bool_and(step = 1), bool_and(step > 0) FROM (SELECT {column.sql} AS v, "
        f"{column.sql} - lag({column.sql}) OVER (ORDER BY n) AS step FROM child)"
    )
    return least in (0, 1) and bool(steady or (rising and called))
