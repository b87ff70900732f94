"""How long codes are."""

from verification.evidence.engine import Engine
from verification.evidence.readings import Reading
from verification.evidence.relations import RelationColumn

_MOST_LETTERS = 40


def one_length(engine: Engine, relation: str, column: RelationColumn) -> int | None:
    """Return the one length of a column's first texts; None where they differ, or are no codes."""
    text = column.read(Reading.TEXT)
    first = f"(SELECT length({text}) AS l FROM {relation} WHERE {text} IS NOT NULL LIMIT 10000)"
    least, greatest = engine.row(f"SELECT min(l), max(l) FROM {first}")
    return int(least) if least == greatest and least and least <= _MOST_LETTERS else None
