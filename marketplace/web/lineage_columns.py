"""Which boxes of a lineage are drawn as a graph, and in which column and order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from uuid import UUID

from marketplace.lineage.queries import DerivationRow
from marketplace.workflow.showing import Tree

MOST_A_COLUMN = 6
MOST_COLUMNS_EACH_WAY = 3


@dataclass(frozen=True)
class Shelf:
    """A lineage as boxes by key: versions by their id, external sources by that of their step.

    `generations` holds each box's, of what is restricted as its steps tell it.
    """

    tree: Tree
    here: UUID
    steps: tuple[DerivationRow, ...]
    generations: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.generations[str(self.here)] = self._known(self.here)
        for row in sorted(self.steps, key=lambda row: row.at):
            source, made = self.source(row), self.made(row)
            self.generations.setdefault(source, self._source_generation(row))
            known = self.tree.versions.get(row.version_id)
            after = known.generation if known else self.generations[source] + 1
            self.generations[made] = max(after, self.generations.get(made, 0))

    def _known(self, version_id: UUID) -> int:
        facts = self.tree.versions[version_id]
        return facts.generation if facts else 0

    def _source_generation(self, row: DerivationRow) -> int:
        if row.source_version_id is None:
            return 0
        known = self.tree.versions.get(row.source_version_id)
        return known.generation if known else row.generation_then

    def source(self, row: DerivationRow) -> str:
        """Return the box a step begins at."""
        return f"x{row.id}" if row.source_version_id is None else str(row.source_version_id)

    def made(self, row: DerivationRow) -> str:
        """Return the box a step leads to."""
        return str(row.version_id)


def chosen_boxes(shelf: Shelf) -> tuple[list[str], Mapping[int, int]]:
    """Return what is drawn, nearest first, and how many of each generation are not.

    Of those equally near, what may be named comes before what may not.
    """
    near = sorted(
        (*shelf.tree.ancestors.nodes, *shelf.tree.descendants.nodes),
        key=lambda node: (node.depth, shelf.tree.versions.get(node.version_id) is None),
    )
    keys = [str(shelf.here), *(str(node.version_id) for node in near)]
    keys += [shelf.source(row) for row in shelf.steps if row.external is not None]
    known = [key for key in dict.fromkeys(keys) if key in shelf.generations]
    own = shelf.generations[str(shelf.here)]
    within = sorted({shelf.generations[key] for key in known})
    place = within.index(own)
    first = max(0, place - MOST_COLUMNS_EACH_WAY)
    shown = set(within[first : place + MOST_COLUMNS_EACH_WAY + 1])
    chosen: list[str] = []
    counts: dict[int, int] = {}
    hidden: dict[int, int] = {}
    for key in known:
        generation = shelf.generations[key]
        if generation not in shown or counts.get(generation, 0) >= MOST_A_COLUMN:
            hidden[generation] = hidden.get(generation, 0) + 1
            continue
        counts[generation] = counts.get(generation, 0) + 1
        chosen.append(key)
    return chosen, {generation: hidden[generation] for generation in hidden if generation in shown}


def columns_of(shelf: Shelf, chosen: Sequence[str]) -> dict[int, list[str]]:
    """Return the boxes by generation, each column ordered by what its boxes are joined to."""
    columns: dict[int, list[str]] = {}
    for key in chosen:
        columns.setdefault(shelf.generations[key], []).append(key)
    ordered = dict(sorted(columns.items()))
    near: dict[str, list[str]] = {}
    for row in shelf.steps:
        near.setdefault(shelf.made(row), []).append(shelf.source(row))
        near.setdefault(shelf.source(row), []).append(shelf.made(row))
    generations = list(ordered)
    for before, after in (*pairwise(generations), *pairwise(reversed(generations))):
        heights = {key: place for place, key in enumerate(ordered[before])}
        ordered[after].sort(key=lambda key: _middle(near.get(key, ()), heights))
    return ordered


def _middle(near: Iterable[str], heights: Mapping[str, int]) -> float:
    found = [heights[key] for key in near if key in heights]
    return sum(found) / len(found) if found else len(heights) / 2
