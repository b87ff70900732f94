"""Sources of one kind and group, as the one table they are together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from verification.evidence.engine import borrowed
from verification.evidence.relations import Held, alike
from verification.sources import SourceDeclaration, SourceLibrary

JOIN = "join"
_MOST_APART = 4
"""So many sides a join has at most whose sources look like parts of one table."""


@dataclass(frozen=True)
class Union:
    """Sources of one `how` and group: their declarations, and which table is of which of them.

    `refined` says of each table whether it is another one in refined form.
    """

    how: str
    group: str | None
    sources: tuple[SourceDeclaration, ...]
    tables: tuple[Held, ...] = ()
    owners: tuple[int, ...] = ()
    undecided: str | None = None
    refined: tuple[bool, ...] = ()


def sides_of(union: Union, *, of_one_source: bool = False) -> list[list[int]]:
    """Return the places of its tables, those of one form and group together.

    A refined table stands apart from the one it was made of: together they would be its rows twice.
    `of_one_source`: so do those of two sources, unless all their columns have the same names.
    """
    sides: list[list[int]] = []
    groups = [
        (union.sources[owner].group, refined)
        for owner, refined in zip(union.owners, union.refined, strict=True)
    ]
    for place, table in enumerate(union.tables):
        alike_ones = (
            side
            for side in sides
            if groups[side[0]] == groups[place]
            and alike(
                union.tables[side[0]],
                table,
                wholly=of_one_source and union.owners[side[0]] != union.owners[place],
            )
        )
        like = next(alike_ones, None)
        if like is None:
            sides.append([place])
        else:
            like.append(place)
    return sides


def choices_of(union: Union) -> Iterator[list[list[int]]]:
    """Yield the sides that a join may be of: as their tables came, or refined where they are.

    A row has something of each side, and never of a table both as it came and refined. Tables of
    two sources that have half their names in common may be one side, or the two that were joined.
    """
    sides = sides_of(union)
    yield from _as_they_came_or_refined(union, sides)
    apart = sides_of(union, of_one_source=True)
    if len(sides) < len(apart) <= _MOST_APART:
        yield from _as_they_came_or_refined(union, apart)


def _as_they_came_or_refined(union: Union, sides: Sequence[list[int]]) -> Iterator[list[list[int]]]:
    plain = [side for side in sides if not union.refined[side[0]]]
    refined = [side for side in sides if union.refined[side[0]]]
    yield plain
    if refined:
        owners = {union.owners[place] for side in refined for place in side}
        others = [side for side in plain if not owners.issuperset(union.owners[p] for p in side)]
        yield [*others, *refined]


def unions_of(
    sources: Sequence[SourceDeclaration], library: SourceLibrary, folder: Path
) -> Iterator[Union]:
    """Yield the unions that the sources make; their copies are linked into `folder`.

    Raises what the library raises.
    """
    grouped: dict[tuple[str, str | None], list[SourceDeclaration]] = {}
    for source in sources:
        if source.external is not None:
            yield Union(source.how, source.group, (source,), undecided="source-external")
        else:
            # The sides of one join are looked at together: a row has something of each.
            group = None if source.how == JOIN else source.group
            grouped.setdefault((source.how, group), []).append(source)
    for number, ((how, group), members) in enumerate(grouped.items()):
        yield _union(how, group, members, library, _Shelf(folder, number))


@dataclass(frozen=True)
class _Shelf:
    folder: Path
    union: int

    def hold(self, path: Path, place: int) -> Held:
        return Held.of(borrowed(path, self.folder, f"source-{self.union}-{place}.parquet"))


def _union(
    how: str,
    group: str | None,
    members: Sequence[SourceDeclaration],
    library: SourceLibrary,
    shelf: _Shelf,
) -> Union:
    sources = tuple(members)
    tables: list[Held] = []
    owners: list[int] = []
    refined: list[bool] = []
    for owner, source in enumerate(members):
        if source.dataset is None or source.version is None:
            raise AssertionError("a source is held or external: the schema sees to it")
        found = library.tables(source.dataset, source.version)
        if found is None:
            return Union(how, group, sources, undecided="source-not-readable")
        for table in found:
            if table.rows:
                tables.append(shelf.hold(table.path, len(tables)))
                owners.append(owner)
                refined.append(table.refined)
    if not tables:
        return Union(how, group, sources, undecided="source-without-tables")
    return Union(how, group, sources, tuple(tables), tuple(owners), refined=tuple(refined))
