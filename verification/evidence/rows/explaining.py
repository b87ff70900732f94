"""Finds what a column was made of, in rows that are known to belong together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from verification.evidence.engine import Engine
from verification.evidence.forms import (
    MONTH_PARTS,
    SOURCE_PARTS,
    Beginning,
    DatePart,
    Form,
    Loose,
    MonthPart,
    Rounded,
    Same,
    Scaled,
)
from verification.evidence.matching import Pair
from verification.evidence.parts_of_days import parts_called
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation, RelationColumn
from verification.evidence.rounding import MOST_DECIMALS, usual_decimals
from verification.evidence.rows.disguises import disguised_as
from verification.evidence.scales import scale_of

_MOSTLY = 0.5


@dataclass(frozen=True)
class Explanations:
    """Pairs that explain columns; namesakes that are not equal; columns that nothing explains."""

    pairs: tuple[Pair, ...]
    changed: tuple[Pair, ...]
    alone: tuple[RelationColumn, ...]


def explained(
    engine: Engine,
    source: Relation,
    doubted: Sequence[Pair],
    alone: Sequence[RelationColumn],
    tied: Sequence[Pair],
    *,
    held: Mapping[str, Sequence[Pair]],
) -> Explanations:
    """Look for what the doubted pairs and the columns alone were made of, in the table `beside`.

    `held` are the columns of the source that hold nearly all values of a column, by its SQL.
    """
    pairs: list[Pair] = []
    changed: list[Pair] = []
    left: list[RelationColumn] = []
    for pair in doubted:
        found = _explanation(engine, pair.offered, [pair.origin], named=pair.named)
        (pairs.append(found) if found else changed.append(pair))
    used = {pair.origin.sql for pair in (*tied, *pairs, *changed)}
    origins = sorted(source.columns, key=lambda column: column.sql in used)
    for column in alone:
        found = _explanation(engine, column, origins, named=False)
        if found is not None:
            pairs.append(found)
            continue
        unused = [origin for origin in source.columns if origin.sql not in used]
        disguised = disguised_as(engine, column, unused, held.get(column.sql, ()))
        (changed.append(disguised) if disguised else left.append(column))
    return Explanations(tuple(pairs), tuple(changed), tuple(left))


def _explanation(
    engine: Engine, column: RelationColumn, origins: Sequence[RelationColumn], *, named: bool
) -> Pair | None:
    """The best of all ways to come from one of some columns, if it holds in most of the rows."""
    lengths = _lengths(engine, column)
    digits = _digits(engine, column)
    tried = [
        Pair(column, origin, form, named=named)
        for origin in origins
        for form in _forms(engine, column, origin, lengths, digits)
    ]
    if not tried:
        return None
    values = ", ".join(
        f"count(DISTINCT CASE WHEN {_here(pair.near)} AND {_here(pair.child)} IS NOT NULL "
        "THEN n END)"
        for pair in tried
    )
    filled = f"count(DISTINCT CASE WHEN {_here(column.read(Reading.TEXT))} IS NOT NULL THEN n END)"
    counts = engine.row(f"SELECT {filled}, {values} FROM beside")
    best = max(range(len(tried)), key=lambda place: counts[place + 1])
    if not counts[0] or counts[best + 1] < _MOSTLY * counts[0]:
        return None
    return tried[best]


def _forms(
    engine: Engine,
    column: RelationColumn,
    origin: RelationColumn,
    lengths: tuple[int, int] | None,
    digits: int | None,
) -> Iterator[Form]:
    """What may be tried, the plainest first."""
    for reading in (Reading.DATE, Reading.NUMBER, Reading.TEXT):
        if reading in column.readings and reading in origin.readings:
            yield Same(reading)
    if column.type == origin.type == "VARCHAR":
        yield Loose()
    if Reading.NUMBER in origin.readings:
        yield from _figures(column, origin, digits)
    if lengths is not None and lengths[0] == lengths[1] and origin.type in ("VARCHAR", "BIGINT"):
        theirs = _lengths(engine, origin)
        if theirs is not None and theirs[0] == theirs[1] > lengths[0] >= 2:
            yield Beginning(lengths[0])
    if Reading.DATE not in column.readings:
        yield from _parts_of_times(column, origin)


def _parts_of_times(column: RelationColumn, origin: RelationColumn) -> Iterator[Form]:
    if Reading.DATE in origin.readings:
        yield from (DatePart(part) for part in SOURCE_PARTS)
    elif origin.months and parts_called(column).intersection(MONTH_PARTS):
        yield from (MonthPart(part) for part in MONTH_PARTS)


def _figures(column: RelationColumn, origin: RelationColumn, digits: int | None) -> Iterator[Form]:
    """Fewer decimals, or another unit, if the names say so."""
    if digits is not None and origin.type in ("DOUBLE", "VARCHAR"):
        yield Rounded(digits)
    ratio = scale_of(column.name) / scale_of(origin.name)
    if ratio != 1 and Reading.NUMBER in column.readings:
        yield Scaled(ratio, MOST_DECIMALS if digits is None else digits)


def _lengths(engine: Engine, column: RelationColumn) -> tuple[int, int] | None:
    """The least and the greatest length of its texts, in the rows beside each other."""
    if column.type not in ("VARCHAR", "BIGINT"):
        return None
    text = _here(column.read(Reading.TEXT))
    least, greatest = engine.row(f"SELECT min(length({text})), max(length({text})) FROM beside")
    return None if least is None else (least, greatest)


def _digits(engine: Engine, column: RelationColumn) -> int | None:
    """How many decimals its numbers have; None where it holds none, or they are not rounded."""
    if column.type not in ("DOUBLE", "BIGINT"):
        return None
    most = usual_decimals(engine, _here(column.sql), "beside")
    return most if most is not None and most < MOST_DECIMALS else None


def _here(sql: str) -> str:
    return sql.replace("child.", "beside.").replace("source.", "beside.")
