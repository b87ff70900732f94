"""What a contract demands of aggregates of bought data: enough rows of it behind each group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from verification.evidence.engine import Engine
from verification.evidence.groups.beside import beside_group
from verification.evidence.groups.grouped import group_source
from verification.evidence.groups.grouping import grouping_of
from verification.evidence.groups.measures import Aggregate
from verification.evidence.matching import candidates_of
from verification.evidence.relations import Relation
from verification.evidence.unions import Union
from verification.gathered import Table
from verification.showing import shown
from verification.sources import SourceLibrary
from verification.terms import ROW_LEVEL, Terms

MOST_NAMED = 1_000
"""So many groups are named one by one; all are counted."""


@dataclass(frozen=True)
class SmallGroup:
    """A row of the offered table (its place, from 0) with too few rows of the source behind it."""

    place: int
    rows: int
    key: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True)
class Bound:
    """A contract that lets out aggregates alone, and the groups that are too small for it.

    `count` is of all of them; None: what the offered table is grouped by was not found.
    """

    terms: Terms
    keys: tuple[str, ...] = ()
    count: int | None = None
    small: tuple[SmallGroup, ...] = ()


Bought = Mapping[int, Terms]
"""Which source of a union was bought, by its place, and under which terms."""


def bought_in(union: Union, library: SourceLibrary) -> Bought:
    """Return the terms that aggregates of a union have to keep; none of what is refused anyway.

    Raises what the library raises.
    """
    found: dict[int, Terms] = {}
    for place, source in enumerate(union.sources):
        if source.dataset is None or source.version is None or union.how in ROW_LEVEL:
            continue
        facts = library.facts(source.dataset, source.version)
        if facts is not None and facts.terms is not None and not facts.terms.rows:
            found[place] = facts.terms
    return found


def unshown(bought: Bought) -> tuple[Bound, ...]:
    """Return the contracts of a table of which nothing could be shown."""
    return tuple(map(Bound, bought.values()))


def bounds_of(
    engine: Engine, child: Relation, source: Relation, bought: Bought, owners: Sequence[int]
) -> tuple[Bound, ...]:
    """Count the bought rows behind each offered one; `owners` are those of the source's tables.

    The tables `groups` and `grouped` are made anew.
    """
    candidates = candidates_of(engine, child, source, keys=True)
    grouping = grouping_of(engine, child, source, candidates)
    if grouping is None:
        return unshown(bought)
    held = {place: [t for t, owner in enumerate(owners) if owner == place] for place in bought}
    counts = [
        Aggregate(f"held_{place}", f"count(*) FILTER (WHERE t IN ({', '.join(map(str, tables))}))")
        for place, tables in held.items()
        if tables
    ]
    group_source(engine, source, grouping, counts)
    keys = tuple(pair.offered for pair in grouping.keys)
    named = "".join(f", ({beside_group(key.sql)})::VARCHAR" for key in keys)
    names = tuple(key.name for key in keys)
    return tuple(
        _bound(engine, terms, names, f"held_{place}", named)
        for place, terms in bought.items()
        if held[place]
    )


def _bound(engine: Engine, terms: Terms, keys: tuple[str, ...], held: str, named: str) -> Bound:
    few = f"FROM grouped WHERE {held} BETWEEN 1 AND {terms.behind - 1}"
    rows = engine.rows(f"SELECT n, {held}{named} {few} ORDER BY n LIMIT {MOST_NAMED}")
    return Bound(
        terms,
        keys,
        int(engine.one(f"SELECT count(*) {few}")),
        tuple(
            SmallGroup(int(place), int(count), tuple(zip(keys, cells, strict=True)))
            for place, count, *cells in rows
        ),
    )


def bound_json(bound: Bound, table: Table | None) -> dict[str, Any]:
    """Return what a report says of a contract's groups. Cells are masked; rows are record numbers.

    `small` None: the groups were not found.
    """
    said = {"contract": bound.terms.contract, "least": bound.terms.behind}
    if table is None or bound.count is None:
        return {**said, "keys": [], "small": None, "rows": []}
    records = table.records([each.place for each in bound.small])
    return {
        **said,
        "keys": [shown(name) for name in bound.keys],
        "small": bound.count,
        "rows": [
            {
                "row": record,
                "source_rows": each.rows,
                "key": {
                    shown(name): None if cell is None else table.shown(name, cell)
                    for name, cell in each.key
                },
            }
            for record, each in zip(records, bound.small, strict=True)
        ],
    }
