from dataclasses import replace
from itertools import pairwise
from uuid import UUID

from marketplace.catalogue.values import VersionFacts
from marketplace.lineage.queries import DerivationRow, Lineage
from marketplace.lineage.walking import Node
from marketplace.web.lineage_columns import MOST_A_COLUMN
from marketplace.web.lineage_graph import BOX_HIGH, Box, Graph, graph_of
from marketplace.workflow.showing import Tree
from tests.factories.catalogue import make_facts
from tests.marketplace.lineage.examples import WEATHER
from tests.marketplace.web.test_lineage_tree import step

NONE = Lineage((), (), more=False)


def made(title: str, generation: int) -> VersionFacts:
    return replace(make_facts(title=title), generation=generation)


def back_from(
    here: VersionFacts,
    steps: tuple[DerivationRow, ...],
    *others: VersionFacts,
    hidden: tuple[UUID, ...] = (),
) -> Tree:
    """Return the tree of a version whose ancestors are some others, and some nobody may know."""
    versions: dict[UUID, VersionFacts | None] = {each.id: each for each in (here, *others)}
    versions |= dict.fromkeys(hidden)
    nodes = tuple(Node(each, 1) for each in versions if each != here.id)
    return Tree(Lineage(nodes, steps, more=False), NONE, versions)


def drawn(tree: Tree, here: VersionFacts) -> Graph:
    found = graph_of(tree, here.id, {})
    assert found is not None
    return found


def box(graph: Graph, title: str) -> Box:
    (found,) = (each for each in graph.boxes if each.title == title)
    return found


def test_a_version_alone_is_no_graph() -> None:
    here = made("가", 0)

    assert graph_of(Tree(NONE, NONE, {here.id: here}), here.id, {}) is None


def test_each_generation_is_a_column_and_arrows_lead_along_the_lines() -> None:
    """A diamond: 라 comes from 나 and 다, both come from 가."""
    root, left, right, here = made("가", 0), made("나", 1), made("다", 1), made("라", 2)
    steps = (
        step(left.id, root.id),
        step(right.id, root.id),
        step(here.id, left.id),
        step(here.id, right.id),
    )

    graph = drawn(back_from(here, steps, root, left, right), here)

    assert [column.generation for column in graph.columns] == [0, 1, 2]
    assert box(graph, "가").x < box(graph, "나").x == box(graph, "다").x < box(graph, "라").x
    assert set(box(graph, "라").back.split()) == {str(left.id), str(right.id)}
    assert set(box(graph, "가").on.split()) == {str(left.id), str(right.id)}
    assert (box(graph, "라").is_here, len(graph.lines)) == (True, 4)


def test_boxes_of_a_column_do_not_overlap_and_stand_within_the_picture() -> None:
    here, sources = made("가", 1), [made(f"원천 {number}", 0) for number in range(5)]
    steps = tuple(step(here.id, each.id) for each in sources)

    graph = drawn(back_from(here, steps, *sources), here)

    heights = sorted(each.y for each in graph.boxes if not each.is_here)
    assert all(low + BOX_HIGH < high for low, high in pairwise(heights))
    assert heights[-1] + BOX_HIGH < graph.height


def test_more_than_one_reads_at_once_is_counted() -> None:
    here, sources = made("가", 1), [made(f"원천 {number}", 0) for number in range(20)]
    steps = tuple(step(here.id, each.id) for each in sources)

    graph = drawn(back_from(here, steps, *sources), here)

    assert len(graph.boxes) == MOST_A_COLUMN + 1
    assert [column.hidden for column in graph.columns] == [20 - MOST_A_COLUMN, 0]
    assert len(graph.lines) == MOST_A_COLUMN


def test_of_what_one_may_not_know_only_its_place_is_drawn() -> None:
    here, hidden, root = made("가", 2), made("비밀", 1), made("나", 0)
    steps = (replace(step(here.id, hidden.id), generation_then=1), step(hidden.id, root.id))

    graph = drawn(back_from(here, steps, root, hidden=(hidden.id,)), here)

    (restricted,) = (each for each in graph.boxes if each.is_restricted)
    assert (restricted.title, restricted.dataset, restricted.licence) == ("", None, "")
    assert box(graph, "나").x < restricted.x < box(graph, "가").x


def test_an_external_source_stands_among_the_originals() -> None:
    here = made("가", 1)
    outside = replace(step(here.id, here.id), source_version_id=None, external=WEATHER)

    graph = drawn(back_from(here, (outside,)), here)

    assert box(graph, WEATHER.title).url == WEATHER.url
    assert [column.generation for column in graph.columns] == [0, 1]


def test_the_words_of_lines_that_would_cross_are_left_for_the_list() -> None:
    here, sources = made("가", 1), [made(f"원천 {number}", 0) for number in range(6)]
    steps = tuple(step(here.id, each.id) for each in sources)

    graph = drawn(back_from(here, steps, *sources), here)

    worded = sorted(line.y for line in graph.lines if line.is_worded)
    assert len(worded) >= 3
    assert all(high - low >= 30 for low, high in pairwise(worded))


def test_a_step_that_passes_a_generation_by_runs_below_all_boxes() -> None:
    root, between, here = made("가", 0), made("나", 1), made("다", 2)
    steps = (step(between.id, root.id), step(here.id, between.id), step(here.id, root.id))

    graph = drawn(back_from(here, steps, root, between), here)

    (around,) = (line for line in graph.lines if line.is_long)
    assert around.ends == f"{root.id} {here.id}"
    assert max(each.y + BOX_HIGH for each in graph.boxes) < around.y < graph.height
