from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.lineage.graph import (
    ORIGINAL,
    DerivationFacts,
    HeldSource,
    Standing,
    generation,
    standing,
)
from tests.marketplace.lineage.examples import WEATHER, held, moment, name, step
from verification.evidence.assurance import Assurance, weakest

# A life: for each version its sources among the older ones, each with what the step showed.
Life = list[dict[int, Assurance]]


@pytest.mark.parametrize(("sources", "expected"), [([], 0), ([0], 1), ([0, 3, 1], 4)])
def test_a_generation_is_one_more_than_the_highest_source(
    sources: list[int], expected: int
) -> None:
    assert generation(sources) == expected


def test_a_version_without_sources_is_an_original() -> None:
    assert standing([]) == ORIGINAL


def test_an_external_source_counts_as_an_original_that_is_only_declared() -> None:
    outside = DerivationFacts(WEATHER, "join", Assurance.REPRODUCED)

    assert standing([outside]) == Standing(1, Assurance.DECLARED)
    assert standing([outside, step(1)]) == Standing(1, Assurance.DECLARED)


@pytest.mark.parametrize(
    ("shown", "source", "expected"),
    [
        (Assurance.OBTAINED, Assurance.ORIGINAL, Assurance.OBTAINED),
        (Assurance.REPRODUCED, Assurance.DECLARED, Assurance.DECLARED),
        (Assurance.DECLARED, Assurance.REPRODUCED, Assurance.DECLARED),
    ],
)
def test_the_weaker_of_the_step_and_its_source_counts(
    shown: Assurance, source: Assurance, expected: Assurance
) -> None:
    made = DerivationFacts(held(1, Standing(2, source)), "join", shown)

    assert standing([made]) == Standing(3, expected)


@st.composite
def lives(draw: st.DrawFn) -> Life:
    life: Life = []
    for place in range(draw(st.integers(1, 8))):
        older = st.sampled_from(range(place)) if place else st.nothing()
        life.append(
            draw(st.dictionaries(older, st.sampled_from(Assurance), max_size=min(place, 3)))
        )
    return life


def standings(life: Life) -> list[Standing]:
    """Each version's standing, computed when it is published, one step from its sources'."""
    found: list[Standing] = []
    for sources in life:
        steps = [
            DerivationFacts(
                HeldSource(name(source), moment(source), "CC0-1.0", found[source]), "join", shown
            )
            for source, shown in sources.items()
        ]
        found.append(standing(steps))
    return found


def paths(life: Life, version: int) -> Iterator[list[Assurance]]:
    """What was shown on each step of each path from a version to its roots."""
    if not life[version]:
        yield []
    for source, shown in life[version].items():
        for rest in paths(life, source):
            yield [shown, *rest]


@given(lives())
def test_one_step_at_a_time_finds_what_all_paths_show(life: Life) -> None:
    for version, found in enumerate(standings(life)):
        ways = list(paths(life, version))

        assert found == Standing(
            max(len(way) for way in ways), weakest(shown for way in ways for shown in way)
        )


@given(lives())
def test_nothing_is_surer_than_what_it_was_made_from(life: Life) -> None:
    found = standings(life)

    for version, sources in enumerate(life):
        for source in sources:
            assert found[version].generation > found[source].generation
            assert found[version].assurance.rank <= found[source].assurance.rank
