"""What the tables of the sources are called in a recipe."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from verification.sources import SourceDeclaration, SourceLibrary


@dataclass(frozen=True)
class NamedTable:
    """A table that a recipe may read, by its name, and the version it is of."""

    name: str
    dataset: UUID
    version: int
    path: Path


def alias_of(source: SourceDeclaration, place: int) -> str:
    """The name of a source: the one it was given, else `s1` for the first, `s2` and so on."""
    return source.alias or f"s{place + 1}"


def named_twice(sources: Sequence[SourceDeclaration]) -> Iterator[int]:
    """Yield the places of sources whose name an earlier one has, in capitals or not."""
    seen: set[str] = set()
    for place, source in enumerate(sources):
        name = alias_of(source, place).casefold()
        if name in seen:
            yield place
        seen.add(name)


def named_tables(
    sources: Sequence[SourceDeclaration], library: SourceLibrary
) -> tuple[NamedTable, ...]:
    """The tables of the sources that are held here and may be read.

    The first of a source bears its name, the next ones that name and `_2`, `_3` …; a name that is
    taken stays with whom it was given to. Raises what the library raises.
    """
    own = {alias_of(source, place).casefold() for place, source in enumerate(sources)}
    found: dict[str, NamedTable] = {}
    for place, source in enumerate(sources):
        if source.dataset is None or source.version is None:
            continue
        alias = alias_of(source, place)
        for number, table in enumerate(library.tables(source.dataset, source.version) or (), 1):
            name = alias if number == 1 else f"{alias}_{number}"
            if number == 1 or name.casefold() not in own:
                each = NamedTable(name, source.dataset, source.version, table.path)
                found.setdefault(name.casefold(), each)
    return tuple(found.values())
