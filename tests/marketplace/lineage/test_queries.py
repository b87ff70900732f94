from uuid import UUID, uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from marketplace.lineage.derivations import record_derivations
from marketplace.lineage.graph import DerivationFacts
from marketplace.lineage.queries import (
    Lineage,
    Node,
    ancestors,
    derivations_by_id,
    derivations_of,
    descendants,
    used_by,
)
from tests.marketplace.lineage.examples import WEATHER, moment, name, publish

Life = list[set[int]]


def reached(lineage: Lineage) -> list[tuple[int, int]]:
    return [(node.version_id.int, node.depth) for node in lineage.nodes]


def steps(lineage: Lineage) -> list[tuple[int, int | None]]:
    return [
        (row.version_id.int, row.source_version_id.int if row.source_version_id else None)
        for row in lineage.derivations
    ]


def test_a_dataset_may_be_made_anew_from_what_was_made_of_it(session: Session) -> None:
    a1, b1, a2 = 1, 2, 3
    publish(session, b1, [a1])
    publish(session, a2, [b1])

    assert reached(ancestors(session, name(a2))) == [(b1, 1), (a1, 2)]
    assert reached(descendants(session, name(a1))) == [(b1, 1), (a2, 2)]
    assert steps(ancestors(session, name(a2))) == [(b1, a1), (a2, b1)]
    assert steps(descendants(session, name(a1))) == [(b1, a1), (a2, b1)]


def test_a_version_reached_on_two_ways_is_there_once_at_its_nearest(session: Session) -> None:
    publish(session, 2, [1])
    publish(session, 3, [2, 1])

    assert reached(ancestors(session, name(3))) == [(1, 1), (2, 1)]
    assert steps(ancestors(session, name(3))) == [(2, 1), (3, 2), (3, 1)]


def test_a_walk_ends_at_the_depth_asked_for(session: Session) -> None:
    publish(session, 2, [1])
    publish(session, 3, [2])
    publish(session, 4, [3])

    assert reached(ancestors(session, name(4), depth=2)) == [(3, 1), (2, 2)]
    assert steps(ancestors(session, name(4), depth=2)) == [(3, 2), (4, 3)]
    assert reached(descendants(session, name(1), depth=2)) == [(2, 1), (3, 2)]


def test_external_sources_are_steps_and_no_nodes(session: Session) -> None:
    record_derivations(session, name(2), [DerivationFacts(WEATHER, "join")], at=moment(2))

    lineage = ancestors(session, name(2))

    assert lineage.nodes == ()
    assert [row.external for row in lineage.derivations] == [WEATHER]


def test_another_source_of_a_descendant_is_left_out(session: Session) -> None:
    publish(session, 3, [1, 2])

    assert steps(descendants(session, name(1))) == [(3, 1)]


def test_a_long_lineage_comes_in_pages(session: Session) -> None:
    publish(session, 2, [1])
    publish(session, 3, [1])
    publish(session, 4, [3])

    first = descendants(session, name(1), page=1, per_page=2)
    second = descendants(session, name(1), page=2, per_page=2)

    assert (reached(first), first.more) == ([(2, 1), (3, 1)], True)
    assert (reached(second), second.more) == ([(4, 2)], False)
    assert steps(second) == [(4, 3)]
    assert steps(ancestors(session, name(4), page=1, per_page=1)) == [(4, 3)]
    assert steps(ancestors(session, name(4), page=2, per_page=1)) == [(3, 1)]


def test_used_by_names_the_direct_ones_newest_first(session: Session) -> None:
    publish(session, 3, [1])
    publish(session, 4, [2])
    publish(session, 5, [4])

    uses = used_by(session, [name(1), name(2)], page=1, per_page=1)

    assert (uses.count, [row.version_id for row in uses.derivations]) == (2, [name(4)])
    assert used_by(session, [name(5)]).count == 0


def test_a_derivation_is_found_by_its_id(session: Session) -> None:
    publish(session, 2, [1])
    (row,) = derivations_of(session, name(2))

    assert derivations_by_id(session, [row.id]) == {row.id: row}
    assert derivations_by_id(session, [uuid4()]) == {}


@st.composite
def lives(draw: st.DrawFn) -> Life:
    life: Life = []
    for place in range(draw(st.integers(2, 9))):
        older = st.sampled_from(range(place)) if place else st.nothing()
        life.append(draw(st.sets(older, max_size=min(place, 3))))
    return life


def closure(life: Life, version: int) -> dict[UUID, int]:
    """Every ancestor with the fewest steps to it, found by walking level by level."""
    found: dict[int, int] = {}
    level, steps = set(life[version]), 1
    while level:
        found |= {source: steps for source in level if source not in found}
        level, steps = {source for at in level for source in life[at]}, steps + 1
    return {name(source + 1): depth for source, depth in found.items()}


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lives())
def test_the_walk_finds_the_whole_closure_both_ways(session: Session, life: Life) -> None:
    savepoint = session.begin_nested()
    for version, sources in enumerate(life):
        publish(session, version + 1, [source + 1 for source in sorted(sources)])
    expected = {name(version + 1): closure(life, version) for version in range(len(life))}

    for start, above in expected.items():
        below = {other: far[start] for other, far in expected.items() if start in far}

        assert set(ancestors(session, start).nodes) == nodes(above)
        assert set(descendants(session, start).nodes) == nodes(below)

    savepoint.rollback()


def nodes(depths: dict[UUID, int]) -> set[Node]:
    return {Node(version, depth) for version, depth in depths.items()}
