"""Lineage as nested lists: from a version back to its roots, and on to what became of it.

A version reached by several ways is shown at each, and what lies beyond it only at the first: the
page stays as long as the lineage is, however often its lines meet.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from marketplace.lineage.queries import DerivationRow
from marketplace.web.correction_page import kinds_of
from marketplace.workflow.marking import Marks
from marketplace.workflow.showing import Tree
from verification.sources import ExternalSource


@dataclass(frozen=True)
class Node:
    """One version, or an external source, and what is nested below it."""

    title: str = ""
    dataset: UUID | None = None
    number: int | None = None
    generation: int = 0
    assurance: str = "declared"
    licence: str = ""
    access: str = "public"
    how: str = ""
    publisher: str = ""
    url: str = ""
    is_here: bool = False
    is_withdrawn: bool = False
    is_restricted: bool = False
    marks: Sequence[str] = ()
    nearer: Sequence["Node"] = ()


NO_MARKS: Marks = {}
Steps = Mapping[UUID, Sequence[DerivationRow]]
Onward = Callable[[DerivationRow], UUID | None]


def ancestors_of(tree: Tree, here: UUID, marks: Marks = NO_MARKS) -> tuple[Node, ...]:
    """Return the version itself, and nested below it where it came from."""
    steps = _by(tree.ancestors.derivations, lambda row: row.version_id)
    return (
        _node(_Walk(tree, marks, steps, lambda row: row.source_version_id, {here}), here, how=""),
    )


def descendants_of(tree: Tree, here: UUID, marks: Marks = NO_MARKS) -> tuple[Node, ...]:
    """Return what was made of a version, each with what was made of that nested below it."""
    steps = _by(tree.descendants.derivations, lambda row: row.source_version_id)
    return _nearer(_Walk(tree, marks, steps, lambda row: row.version_id, {here}), here)


@dataclass(frozen=True)
class _Walk:
    tree: Tree
    marks: Marks
    steps: Steps
    onward: Onward
    expanded: set[UUID]


def _by(
    rows: Iterable[DerivationRow], end: Callable[[DerivationRow], UUID | None]
) -> dict[UUID, list[DerivationRow]]:
    found: dict[UUID, list[DerivationRow]] = {}
    for row in rows:
        version_id = end(row)
        if version_id is not None:
            found.setdefault(version_id, []).append(row)
    return found


def _nearer(walk: _Walk, version_id: UUID) -> tuple[Node, ...]:
    nodes = []
    for row in walk.steps.get(version_id, ()):
        onward = walk.onward(row)
        if row.external is not None:
            nodes.append(_external(row.external, row.how))
        elif onward is not None and onward in walk.tree.versions:
            first = onward not in walk.expanded
            walk.expanded.add(onward)
            nodes.append(_node(walk, onward, how=row.how, whole=first))
    return tuple(nodes)


def _node(walk: _Walk, version_id: UUID, *, how: str, whole: bool = True) -> Node:
    facts = walk.tree.versions[version_id]
    if facts is None:
        return Node(how=how, is_restricted=True)
    return Node(
        title=facts.described.title.shown,
        dataset=facts.dataset_id,
        number=facts.number,
        generation=facts.generation,
        assurance=facts.assurance,
        licence=facts.described.licence,
        access=facts.described.access,
        how=how,
        is_here=not how,
        is_withdrawn=facts.withdrawal is not None,
        marks=kinds_of(walk.marks.get(version_id, ())),
        nearer=_nearer(walk, version_id) if whole else (),
    )


def _external(source: ExternalSource, how: str) -> Node:
    return Node(
        title=source.title,
        licence=source.licence,
        how=how,
        publisher=source.publisher,
        url=source.url,
    )
