"""Columns that were computed from others of their row: sums, differences, shares, products.

The columns they are made of are held to the source; they themselves are held to these.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verification.evidence.differences import Why
from verification.evidence.engine import Engine
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation, RelationColumn
from verification.evidence.rounding import tolerance
from verification.evidence.rows.ruled import Ruled, keep_unruled

_NEARLY_ALL = 0.8
_FEWEST = 3
_MOST_TERMS = 12


@dataclass(frozen=True)
class _Formula:
    """What a column is of others: SQL, in words, and what it is where one of them is empty."""

    sql: str
    words: str
    lacking: str = "NULL"


def computed(engine: Engine, child: Relation, alone: Sequence[RelationColumn]) -> tuple[Ruled, ...]:
    """Return which of the columns that nothing explains are computed from others of their row.

    From those that something explains, or that were found to be computed from these: of two that
    only add up to each other nothing is shown.
    """
    found: dict[RelationColumn, Ruled] = {}
    waiting = [
        column
        for column in alone
        if Reading.NUMBER in column.readings and Reading.DATE not in column.readings
    ]
    more = True
    while more:
        more = False
        for column in [each for each in waiting if each not in found]:
            terms = [each for each in child.columns if each not in alone or each in found]
            ruled = _computed(engine, terms, column)
            if ruled is not None:
                found[column] = ruled
                more = True
    return tuple(found.values())


def _computed(
    engine: Engine, columns: Sequence[RelationColumn], column: RelationColumn
) -> Ruled | None:
    formulas = list(_formulas(columns))
    if not formulas:
        return None
    number = column.read(Reading.NUMBER)
    allowed = tolerance(engine, column)
    agree = ", ".join(
        f"count(*) FILTER (WHERE abs({number} - {each.sql}) <= {allowed})" for each in formulas
    )
    # A column of one value agrees with much by chance.
    filled, different, *counts = engine.row(
        f"SELECT count({number}), count(DISTINCT {number}), {agree} FROM child"
    )
    best = max(range(len(formulas)), key=lambda place: counts[place])
    if counts[best] < max(_NEARLY_ALL * filled, _FEWEST) or different < _FEWEST:
        return None
    formula = formulas[best]
    whole = f"coalesce({formula.sql}, {formula.lacking})"
    wrong = keep_unruled(
        engine,
        column,
        f"SELECT n, {column.sql}::VARCHAR AS given, ({whole})::VARCHAR AS usual FROM child "
        f"WHERE {number} IS NOT NULL AND coalesce(abs({number} - {whole}) > {allowed}, true)",
    )
    return Ruled(
        column,
        "computed",
        formula.words,
        Why.VALUE,
        filled - wrong.broken - wrong.unfounded,
        wrong.breaking,
        wrong.broken,
        wrong.unfounded,
    )


def _formulas(columns: Sequence[RelationColumn]) -> Iterator[_Formula]:
    """The plainest first: what adds up everything, two columns, shares of both."""
    terms = [
        (each.read(Reading.NUMBER), each.name)
        for each in columns
        if Reading.NUMBER in each.readings and Reading.DATE not in each.readings
    ]
    if len(terms) > _MOST_TERMS:
        return
    if len(terms) > 2:
        total = " + ".join(f"coalesce({sql}, 0)" for sql, _ in terms)
        yield _Formula(f"({total})", " + ".join(name for _, name in terms))
    for place, (one, name) in enumerate(terms):
        for other, second in terms[place + 1 :]:
            either = f"(coalesce({one}, 0) + coalesce({other}, 0))"
            yield _Formula(f"({one} + {other})", f"{name} + {second}", either)
            yield _Formula(f"({one} * {other})", f"{name} × {second}")
        for other, second in terms[:place] + terms[place + 1 :]:
            yield _Formula(f"({one} - {other})", f"{name} - {second}")
            yield _Formula(f"({one} / nullif({other}, 0))", f"{name} / {second}")
            yield _Formula(f"(100 * {one} / nullif({other}, 0))", f"100 × {name} / {second}")
            both = f"nullif({one} + {other}, 0)"
            yield _Formula(f"({one} / {both})", f"{name} / ({name} + {second})")
            yield _Formula(f"(100 * {one} / {both})", f"100 × {name} / ({name} + {second})")
