"""Finds what an offered table's columns are of the groups of its source, and holds them to it.

What they are is looked for in a few groups; every cell of every group is compared with that.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from verification.evidence.engine import Engine
from verification.evidence.groups.few_groups import SHORT, FewGroups, few_groups
from verification.evidence.groups.grouped import group_source, usual_rows
from verification.evidence.groups.grouping import Grouping, is_ordered
from verification.evidence.groups.measures import Aggregate, Search, gathered_for
from verification.evidence.groups.measuring import (
    further_search,
    ordered_search,
    parted_search,
    plain_search,
)
from verification.evidence.groups.parting import Parted, parted_by
from verification.evidence.groups.seeking import Found, beside_group, explained_by, keep_values
from verification.evidence.groups.selecting import Selection, complete_rows, of_one_category
from verification.evidence.groups.suspecting import plausible, suspected_of
from verification.evidence.groups.thresholds import from_some_value_on
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation, RelationColumn, plain_name
from verification.evidence.rows.computing import computed
from verification.evidence.rows.ruled import Ruled

_USUAL, _NEARLY_ALL = 0.8, 0.98
_ALIKE = 1e-6
_EVERYTHING = Selection()


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
    selection: Selection = _EVERYTHING
    ruled: tuple[Ruled, ...] = ()


@dataclass(frozen=True)
class _Sought:
    """What the columns seem to be in a few groups, if those rows of the source are taken."""

    selection: Selection
    found: tuple[Found, ...]
    left: tuple[RelationColumn, ...]
    searches: tuple[Search, ...]
    parted: Parted | None = None

    @property
    def agree(self) -> int:
        return sum(each.agree for each in self.found)

    @property
    def unsure(self) -> list[RelationColumn]:
        """The columns that are nothing so, or not in every group."""
        return [each.column for each in self.found if each.agree < each.compared] + [*self.left]

    @property
    def agreeing(self) -> dict[RelationColumn, int]:
        """In how many groups each column agrees that is anything."""
        return {each.column: each.agree for each in self.found}

    @property
    def is_certain(self) -> bool:
        return not self.unsure

    @property
    def is_nearly_certain(self) -> bool:
        """Whether so few cells disagree that they are rather wrong than of other rows."""
        compared = sum(each.compared for each in self.found)
        return not self.left and self.agree >= _NEARLY_ALL * compared


def reconcile(engine: Engine, child: Relation, source: Relation, grouping: Grouping) -> Reconciled:
    """Aggregate the source as the offered table is grouped, and find what its columns are."""
    few = few_groups(engine, child, source, grouping)
    best: _Sought | None = None
    for sought in _ways(engine, few, grouping):
        if best is None or sought.agree > best.agree:
            best = sought
        if best.is_certain:
            break
    if best is None:
        raise AssertionError("all rows are always one way")
    ruled = computed(engine, child, best.left)
    by_rule = {each.column for each in ruled}
    rest = replace(best, left=tuple(each for each in best.left if each not in by_rule))
    rest = _with_limits(engine, few, grouping, rest)
    return replace(_held_to(engine, source, grouping, few, rest), ruled=ruled)


def _ways(engine: Engine, few: FewGroups, grouping: Grouping) -> Iterator[_Sought]:
    """The likeliest first: of all rows, of all by parts, of complete rows, of one category."""
    everything = _sought(engine, few, grouping, _EVERYTHING)
    yield everything
    named = _named_after_parts(engine, few, grouping, everything)
    parted = None if named is None else _by_parts(engine, few, grouping, everything, named)
    if parted is not None:
        yield parted
    complete = complete_rows(engine, few.source)
    if complete is not None:
        yield _sought(engine, few, grouping, complete)
    best = max([everything, *([] if parted is None else [parted])], key=lambda each: each.agree)
    if best.is_nearly_certain:
        return
    for selection in of_one_category(engine, few.source, few.offered, grouping, best.agreeing):
        selected = _sought(engine, few, grouping, selection)
        yield selected
        if named is not None:
            yield _by_parts(engine, few, grouping, selected, named)


def _sought(engine: Engine, few: FewGroups, grouping: Grouping, selection: Selection) -> _Sought:
    source = selection.of(engine, few.source)
    searches: list[Search] = []
    found: list[Found] = []
    left: Sequence[RelationColumn] = grouping.measures
    for make in (plain_search, further_search):
        if left:
            search = make(source)
            group_source(engine, source, grouping, search.aggregates, offered=few.offered)
            more, left = explained_by(engine, left, search.measures)
            found += more
            searches.append(search)
    return _Sought(selection, tuple(found), tuple(left), tuple(searches))


def _named_after_parts(
    engine: Engine, few: FewGroups, grouping: Grouping, whole: _Sought
) -> Parted | None:
    keys = {pair.origin.sql for pair in grouping.keys}
    return parted_by(engine, few.source, whole.unsure, keys) if len(whole.unsure) > 1 else None


def _by_parts(
    engine: Engine, few: FewGroups, grouping: Grouping, whole: _Sought, parted: Parted
) -> _Sought:
    """The same where columns are named after parts of the groups, and hold aggregates of these."""
    selected = whole.selection.of(engine, few.source)
    source = parted.of(engine, selected)
    searches = {column: parted_search(source, part) for column, part in parted.columns.items()}
    gathered = [each for search in searches.values() for each in search.aggregates]
    group_source(engine, source, grouping, gathered, offered=few.offered)
    found = [each for each in whole.found if each.column not in searches]
    left = [column for column in whole.left if column not in searches]
    for column, search in searches.items():
        more, not_found = explained_by(engine, [column], search.measures)
        found += more
        left += not_found
    made = (*whole.searches, *searches.values())
    return _Sought(whole.selection, tuple(found), tuple(left), made, parted)


def _with_limits(engine: Engine, few: FewGroups, grouping: Grouping, sought: _Sought) -> _Sought:
    """The same, with what is left taken of the rows above or below some value."""
    if not sought.left:
        return sought
    source = sought.selection.of(engine, few.source)
    found, search = from_some_value_on(engine, source, few.offered, grouping, sought.left)
    known = {each.column for each in found}
    return replace(
        sought,
        found=(*sought.found, *found),
        left=tuple(each for each in sought.left if each not in known),
        searches=(*sought.searches, search),
    )


def _held_to(
    engine: Engine, source: Relation, grouping: Grouping, few: FewGroups, sought: _Sought
) -> Reconciled:
    """Aggregate the whole source for what was found, and for all that the rest may be."""
    searches = _may_be(source, grouping, sought, sought.left)
    # Where nothing at all was found, the ends of every column are asked for afterwards.
    if searches and sought.found and not few.whole:
        searches = _likely(engine, few, grouping, sought, searches)
    selected = sought.selection.of(engine, source)
    if sought.parted is not None:
        selected = sought.parted.of(engine, selected)
    asked = [rival for each in sought.found for rival in each.rivals]
    needed = [each for search in sought.searches for each in gathered_for(search, asked)]
    group_source(engine, selected, grouping, _once(needed, searches))
    found: list[Found] = []
    lost: list[RelationColumn] = []
    for each in sought.found:
        again, not_again = explained_by(engine, [each.column], each.rivals)
        found += again
        lost += not_again
    if lost:
        searches |= _may_be(selected, grouping, sought, lost)
        group_source(engine, selected, grouping, _once(needed, searches))
    more, left = _found_or_suspected(engine, searches, {each.measure.value for each in found})
    found += more
    keep_values(engine, found)
    return Reconciled(grouping, tuple(found), tuple(left), usual_rows(engine), sought.selection)


def _likely(
    engine: Engine,
    few: FewGroups,
    grouping: Grouping,
    sought: _Sought,
    searches: Mapping[RelationColumn, Search],
) -> dict[RelationColumn, Search]:
    """Of what columns may be, what the few groups allow."""
    source = sought.selection.of(engine, few.source)
    if sought.parted is not None:
        source = sought.parted.of(engine, source)
    group_source(engine, source, grouping, _once((), searches), offered=few.offered)
    likely = {
        column: plausible(engine, column, search.measures) for column, search in searches.items()
    }
    return {
        column: Search(gathered_for(search, likely[column]), likely[column])
        for column, search in searches.items()
    }


def _may_be(
    source: Relation, grouping: Grouping, sought: _Sought, left: Sequence[RelationColumn]
) -> dict[RelationColumn, Search]:
    """What a column may be: an aggregate of its part, or of its group.

    Of a long source no median and the like, which would have to hold all its values.
    """
    made = [plain_search, further_search] if source.rows <= SHORT else [plain_search]
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
    engine: Engine, searches: Mapping[RelationColumn, Search], known: set[str]
) -> tuple[list[Found], list[RelationColumn]]:
    """What columns are in the whole, or in the order of its rows; or what they hide.

    Of an aggregate that another column has as it is (`known`) nobody hides anything: a figure of
    the month before, or in thousands, may stand beside it.
    """
    found: list[Found] = []
    left: list[RelationColumn] = []
    for column, search in searches.items():
        more, not_found = explained_by(engine, [column], search.measures)
        if not_found:
            unused = [each for each in search.measures if each.value not in known]
            more, not_found = suspected_of(engine, not_found, unused)
        found += more
        left += not_found
    return found, left


def _once(
    needed: Sequence[Aggregate], searches: Mapping[RelationColumn, Search]
) -> tuple[Aggregate, ...]:
    """Every aggregate one time, though several searches ask for it."""
    asked = (*needed, *(each for search in searches.values() for each in search.aggregates))
    return tuple({each.name: each for each in asked}.values())


def same_total(engine: Engine, column: RelationColumn, origin: RelationColumn | None) -> bool:
    """Whether a column adds up to what a column of the source does; None: to its number of rows."""
    of = "count(*)" if origin is None else f"fsum({origin.read(Reading.NUMBER)})"
    ours = engine.one(f"SELECT fsum({column.read(Reading.NUMBER)}) FROM child")
    theirs = engine.one(f"SELECT {of} FROM source")
    return bool(ours) and theirs is not None and math.isclose(ours, theirs, rel_tol=_ALIKE)


def impossible_measures(
    engine: Engine, source: Relation, columns: Sequence[RelationColumn]
) -> list[str]:
    """Return the number columns that can be nothing of any rows of their groups.

    A mean, however weighted, lies between the least and the greatest value of its group; a sum of
    some of its rows between those of what is below and above nought, a count within the number.
    What is called like a column of the source is no sum or count of rows that nothing tells.
    """
    numeric = [k for k, each in enumerate(source.columns) if Reading.NUMBER in each.readings]
    found = []
    for column in columns:
        number = beside_group(column.read(Reading.NUMBER))
        possible = [f"{number} BETWEEN min_{k} AND max_{k}" for k in numeric]
        if not any(
            plain_name(column.name) in map(plain_name, each.names) for each in source.columns
        ):
            possible += [
                f"{number} BETWEEN least(0, min_{k} * count_{k}) "
                f"AND sum_{k} - least(min_{k}, 0) * count_{k}"
                for k in numeric
            ]
            possible.append(f"{number} BETWEEN 0 AND group_rows")
        within = (
            engine.one(f"SELECT avg(({each})::INT) FROM grouped WHERE {number} IS NOT NULL")
            for each in possible
        )
        if Reading.NUMBER in column.readings and not any((each or 0) >= _USUAL for each in within):
            found.append(column.name)
    return found
