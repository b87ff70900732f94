"""The ways in which rows may have been aggregated, and what a table's columns seem to be so."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from verification.evidence.engine import Engine
from verification.evidence.groups.dividing import may_be_divided
from verification.evidence.groups.few_groups import FewGroups
from verification.evidence.groups.grouped import group_source
from verification.evidence.groups.grouping import Grouping
from verification.evidence.groups.measures import Measure, Search
from verification.evidence.groups.measuring import (
    further_search,
    parted_search,
    plain_search,
    stepwise_search,
)
from verification.evidence.groups.parting import Parted, parted_by
from verification.evidence.groups.seeking import Found, explained_by
from verification.evidence.groups.selecting import Selection, complete_rows, of_one_category
from verification.evidence.groups.thresholds import Limit, Limits
from verification.evidence.groups.within import OfCategories, Within
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation, RelationColumn

EVERYTHING = Selection()
_NEARLY_ALL = 0.98


@dataclass(frozen=True)
class Sought:
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


def ways(engine: Engine, few: FewGroups, grouping: Grouping) -> Iterator[Sought]:
    """The likeliest first: of all rows, of all by parts, of complete rows, of one category."""
    everything = _sought(engine, few, grouping, EVERYTHING)
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


def _sought(engine: Engine, few: FewGroups, grouping: Grouping, selection: Selection) -> Sought:
    source = selection.of(engine, few.source)
    searches: list[Search] = []
    found: list[Found] = []
    left: Sequence[RelationColumn] = grouping.measures
    for make in (plain_search, further_search, stepwise_search):
        if left:
            search = make(source)
            group_source(engine, source, grouping, search.aggregates, offered=few.offered)
            of_some = selection is not EVERYTHING
            more, left = explained_by(engine, left, search.measures, selected=of_some)
            found += more
            searches.append(search)
    return Sought(selection, tuple(found), tuple(left), tuple(searches))


def _named_after_parts(
    engine: Engine, few: FewGroups, grouping: Grouping, whole: Sought
) -> Parted | None:
    keys = {pair.origin.sql for pair in grouping.keys}
    return parted_by(engine, few.source, whole.unsure, keys) if len(whole.unsure) > 1 else None


def _by_parts(
    engine: Engine, few: FewGroups, grouping: Grouping, whole: Sought, parted: Parted
) -> Sought:
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
    return Sought(whole.selection, tuple(found), tuple(left), made, parted)


def of_some_rows(engine: Engine, few: FewGroups, grouping: Grouping, sought: Sought) -> Sought:
    """The same, with what is left taken of the rows above or below some value, or of categories.

    But for what is named after a part of its group: it should be of that. Whatever is so as it is
    offered comes before what is so under a factor, or in other rows.
    """
    named = {} if sought.parted is None else sought.parted.columns
    left = [each for each in sought.left if Reading.NUMBER in each.readings and each not in named]
    if not left:
        return sought
    source = sought.selection.of(engine, few.source)
    said = _some_rows(engine, source, few.offered, grouping, left)
    made = {column: each.measured(engine, k) for k, (column, each) in enumerate(said.items())}
    found = [
        _found(column, said[column], measure)
        for column, (measure, _) in made.items()
        if not _may_be_divided(engine, source, column, measure, said[column].suspected)
    ]
    known = {each.column for each in found}
    search = Search(
        tuple(aggregate for _, aggregate in made.values()),
        tuple(measure for measure, _ in made.values()),
    )
    return replace(
        sought,
        found=(*sought.found, *found),
        left=tuple(each for each in sought.left if each not in known),
        searches=(*sought.searches, search),
    )


_SomeRows = Limit | OfCategories


def _some_rows(
    engine: Engine,
    source: Relation,
    offered: str,
    grouping: Grouping,
    columns: Sequence[RelationColumn],
) -> dict[RelationColumn, _SomeRows]:
    """Of which rows of their groups columns are, the plainest first; or what they hide of these."""
    said: dict[RelationColumn, _SomeRows] = {}
    limits = Limits.of(engine, source, offered, grouping, columns)
    _fill(said, columns, limits.found)
    if len(said) < len(columns):
        within = Within.of(engine, source, offered, grouping, columns)
        for look in (within.found, limits.suspected, within.suspected):
            _fill(said, columns, look)
    return said


def _found(column: RelationColumn, said: _SomeRows, measure: Measure) -> Found:
    return Found(column, measure, said.agree, said.agree, (measure,), suspected=said.suspected)


def _may_be_divided(
    engine: Engine,
    source: Relation,
    column: RelationColumn,
    measure: Measure,
    suspected: str | None,
) -> bool:
    return suspected is not None and may_be_divided(engine, source, column, measure, suspected)


def _fill(
    said: dict[RelationColumn, _SomeRows],
    columns: Sequence[RelationColumn],
    look: Callable[[RelationColumn], _SomeRows | None],
) -> None:
    """Look for the columns that are not found yet."""
    for column in columns:
        found = None if column in said else look(column)
        if found is not None:
            said[column] = found
