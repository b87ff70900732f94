"""Finds what an offered table's columns are of the groups of its source, and holds them to it.

What they are is looked for in a few groups; every cell of every group is compared with that.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from verification.evidence.engine import Engine
from verification.evidence.groups.beside import beside_group
from verification.evidence.groups.exchanged import exchanged
from verification.evidence.groups.few_groups import SHORT, FewGroups, few_groups
from verification.evidence.groups.grouped import group_source, usual_rows
from verification.evidence.groups.grouping import Grouping, is_ordered
from verification.evidence.groups.measures import Aggregate, Measure, Search, gathered_for
from verification.evidence.groups.measuring import (
    further_search,
    ordered_search,
    parted_search,
    plain_search,
    stepwise_search,
)
from verification.evidence.groups.seeking import Found, explained_by, keep_values
from verification.evidence.groups.selecting import Selection
from verification.evidence.groups.suspecting import plausible, suspected_of
from verification.evidence.groups.ways import EVERYTHING, Sought, of_some_rows, ways
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation, RelationColumn
from verification.evidence.rows.computing import computed
from verification.evidence.rows.ruled import Ruled, forget_unruled


@dataclass(frozen=True)
class Reconciled:
    """Which aggregate each column was found to be, and the columns that no aggregate explains.

    `selection` are the rows of the source that were aggregated, `ruled` the columns computed from
    others of their row. `usual` is how many rows a group has, where most have as many. The tables
    `groups` (a row for each of the source) and `grouped` (each offered row beside its group) stay,
    in which the value of what was found k-th is `v<k>`.
    """

    grouping: Grouping
    found: tuple[Found, ...]
    unexplained: tuple[RelationColumn, ...]
    usual: int | None
    selection: Selection = EVERYTHING
    ruled: tuple[Ruled, ...] = ()


def reconcile(engine: Engine, child: Relation, source: Relation, grouping: Grouping) -> Reconciled:
    """Aggregate the source as the offered table is grouped, and find what its columns are."""
    few = few_groups(engine, child, source, grouping)
    best: Sought | None = None
    for sought in ways(engine, few, grouping):
        if best is None or sought.agree > best.agree:
            best = sought
        if best.is_certain:
            break
    if best is None:
        raise AssertionError("all rows are always one way")
    forget_unruled(engine)
    ruled = computed(engine, child, best.left)
    by_rule = {each.column for each in ruled}
    rest = replace(best, left=tuple(each for each in best.left if each not in by_rule))
    rest = of_some_rows(engine, few, grouping, rest)
    return replace(_held_to(engine, source, grouping, few, rest), ruled=ruled)


def _held_to(
    engine: Engine, source: Relation, grouping: Grouping, few: FewGroups, sought: Sought
) -> Reconciled:
    """Aggregate the whole source for what was found, and for all that the rest may be."""
    searches = _may_be(source, grouping, sought, sought.left)
    # Where nothing at all was found, the ends of every column are asked for afterwards.
    if searches and sought.found and not few.whole:
        searches = _likely(engine, few, grouping, sought, searches)
    selected = sought.selection.of(engine, source)
    if sought.parted is not None:
        selected = sought.parted.of(engine, selected)
    asked = [measure for each in sought.found for measure in (each.measure, *each.rivals)]
    needed = [each for search in sought.searches for each in gathered_for(search, asked)]
    group_source(engine, selected, grouping, _once(needed, searches))
    found: list[Found] = []
    lost: list[RelationColumn] = []
    found += [each for each in sought.found if each.suspected is not None]
    for each in sought.found:
        if each.suspected is None:
            again, not_again = explained_by(engine, [each.column], each.rivals)
            found += again
            lost += not_again
    if lost:
        searches |= _may_be(selected, grouping, sought, lost)
        group_source(engine, selected, grouping, _once(needed, searches))
    known = {each.measure.value for each in found}
    parts = _of_parts(sought, searches)
    more, left = _found_or_suspected(engine, selected, searches, parts, known)
    found += more
    keep_values(engine, found)
    return Reconciled(grouping, tuple(found), tuple(left), usual_rows(engine), sought.selection)


def _likely(
    engine: Engine,
    few: FewGroups,
    grouping: Grouping,
    sought: Sought,
    searches: Mapping[RelationColumn, Search],
) -> dict[RelationColumn, Search]:
    """Of what columns may be, what the few groups allow."""
    source = sought.selection.of(engine, few.source)
    if sought.parted is not None:
        source = sought.parted.of(engine, source)
    group_source(engine, source, grouping, _once((), searches), offered=few.offered)
    likely: dict[RelationColumn, tuple[Measure, ...]] = {}
    for search, columns in _shared(searches):
        likely |= plausible(engine, columns, search.measures)
    return {
        column: Search(gathered_for(search, likely[column]), likely[column])
        for column, search in searches.items()
    }


def _may_be(
    source: Relation, grouping: Grouping, sought: Sought, left: Sequence[RelationColumn]
) -> dict[RelationColumn, Search]:
    """What a column may be: an aggregate of its part, or of its group.

    Of a long source no median and the like, which would have to hold all its values.
    """
    made = [plain_search]
    if source.rows <= SHORT:
        made += [further_search, stepwise_search]
    searches = [make(source) for make in made] + list(_in_order(source, grouping))
    whole = Search(
        tuple(each for search in searches for each in search.aggregates),
        tuple(each for search in searches for each in search.measures),
    )
    parts = {} if sought.parted is None else sought.parted.columns
    return {
        column: parted_search(source, parts[column]) if column in parts else whole
        for column in left
    }


def _of_parts(
    sought: Sought, searches: Mapping[RelationColumn, Search]
) -> dict[RelationColumn, Search]:
    """The searches for columns that are called after a part."""
    named = {} if sought.parted is None else sought.parted.columns
    return {column: search for column, search in searches.items() if column in named}


def _in_order(source: Relation, grouping: Grouping) -> Iterator[Search]:
    """What a row is among those of its names, where days follow each other; or among all others."""
    names = [
        pair
        for pair in grouping.keys
        if not is_ordered(pair) and Reading.NUMBER not in pair.offered.readings
    ]
    if 0 < len(names) < len(grouping.keys):
        yield ordered_search(source, ", ".join(beside_group(pair.child) for pair in names))
    yield ordered_search(source)


def _found_or_suspected(
    engine: Engine,
    source: Relation,
    searches: Mapping[RelationColumn, Search],
    parts: Mapping[RelationColumn, Search],
    known: set[str],
) -> tuple[list[Found], list[RelationColumn]]:
    """What columns are in the whole, or in the order of its rows; or what they hide.

    Of an aggregate that another column has as it is (`known`) nobody hides anything: a figure of
    the month before, or in thousands, may stand beside it.
    """
    found: list[Found] = []
    left: list[RelationColumn] = []
    for search, columns in _shared(searches):
        more, not_found = explained_by(engine, columns, search.measures)
        if not_found:
            swapped, not_found = exchanged(engine, not_found, parts)
            more += swapped
        if not_found:
            unused = [each for each in search.measures if each.value not in known]
            more, not_found = suspected_of(engine, source, not_found, unused)
        found += more
        left += not_found
    return found, left


def _shared(
    searches: Mapping[RelationColumn, Search],
) -> Iterator[tuple[Search, list[RelationColumn]]]:
    """Every search one time, with the columns that are looked for in it."""
    for search in dict.fromkeys(searches.values()):
        yield search, [column for column, its in searches.items() if its == search]


def _once(
    needed: Sequence[Aggregate], searches: Mapping[RelationColumn, Search]
) -> tuple[Aggregate, ...]:
    """Every aggregate one time, though several searches ask for it."""
    asked = (*needed, *(each for search in searches.values() for each in search.aggregates))
    return tuple({each.name: each for each in asked}.values())
