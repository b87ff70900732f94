from collections.abc import Iterator
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.catalogue.models import Dataset, Version
from marketplace.lineage.changes import change_derivation
from marketplace.lineage.derivations import record_derivations
from marketplace.lineage.graph import DerivationFacts, HeldSource, Standing, standing
from marketplace.lineage.models import Derivation
from marketplace.lineage.queries import derivations_of
from marketplace.lineage.restandings import is_restanding_left
from marketplace.workflow import standings, sweeping
from marketplace.workflow.nudges import RESTAND
from marketplace.workflow.standings import restand
from storage import outbox
from tests.factories.accounts import NOON
from tests.factories.catalogue import publish
from tests.marketplace.lineage.examples import moment
from tests.marketplace.workflow.house import later
from tests.marketplace.workflow.shelf import Shelf
from verification.evidence.assurance import Assurance, weakest

SURE = Assurance.REPRODUCED
DECLARED = Assurance.DECLARED


def stands(shelf: Shelf) -> dict[str, str]:
    return {name: shelf.facts(name).assurance for name in shelf.ids}


def weaken(shelf: Shelf, version: str, source: str) -> None:
    """Have one step shown as declared only, and work out what follows."""
    with shelf.session() as session:
        edge = session.execute(
            select(Derivation.id).where(
                Derivation.version_id == shelf.ids[version],
                Derivation.source_version_id == shelf.ids[source],
            )
        ).scalar_one()
        change_derivation(session, edge, DECLARED, cause=f"test:{edge}", at=shelf.tick())
        restand(session, [shelf.ids[version]], at=shelf.tick())


def test_a_weakened_step_weakens_all_that_was_made_of_it(shelf: Shelf) -> None:
    """A diamond: b and c come from a, d from both; only what lies behind the step falls."""
    shelf.put("a1")
    shelf.put("b1", "a1", shown={"a1": SURE})
    shelf.put("c1", "a1", shown={"a1": SURE})
    shelf.put("d1", "b1", "c1", shown={"b1": SURE, "c1": SURE})
    shelf.put("e1", "d1", shown={"d1": SURE})
    assert set(stands(shelf).values()) == {"original", "reproduced"}

    weaken(shelf, "b1", "a1")

    assert stands(shelf) == {
        "a1": "original",
        "b1": "declared",
        "c1": "reproduced",
        "d1": "declared",
        "e1": "declared",
    }


def test_working_it_out_again_changes_nothing(shelf: Shelf) -> None:
    shelf.put("a1")
    shelf.put("b1", "a1", shown={"a1": SURE})
    shelf.put("c1", "b1", shown={"b1": SURE})
    weaken(shelf, "b1", "a1")

    with shelf.session() as session:
        again = restand(session, list(shelf.ids.values()), at=shelf.tick())

    assert again == frozenset()


def test_what_a_dataset_shows_follows_its_latest_version(shelf: Shelf) -> None:
    shelf.put("a1")
    shelf.put("b1", "a1", shown={"a1": SURE})
    shelf.put("b2", "a1", shown={"a1": SURE})

    weaken(shelf, "b1", "a1")
    with shelf.session() as session:
        before = session.get_one(Dataset, shelf.facts("b1").dataset_id).assurance
    weaken(shelf, "b2", "a1")
    with shelf.session() as session:
        after = session.get_one(Dataset, shelf.facts("b1").dataset_id).assurance

    assert (before, after) == ("reproduced", "declared")


def test_a_step_tells_what_is_shown_now_and_what_was_at_first(shelf: Shelf) -> None:
    shelf.put("a1")
    shelf.put("b1", "a1", shown={"a1": SURE})

    weaken(shelf, "b1", "a1")

    with shelf.session() as session:
        (row,) = derivations_of(session, shelf.ids["b1"])
    assert (row.assurance, row.assurance_at_first) == (DECLARED, SURE)


Life = list[dict[int, Assurance]]


@st.composite
def lives(draw: st.DrawFn) -> tuple[Life, list[tuple[int, int, Assurance]]]:
    life: Life = []
    for place in range(draw(st.integers(2, 7))):
        older = st.sampled_from(range(place)) if place else st.nothing()
        assurances = st.sampled_from(Assurance)
        life.append(draw(st.dictionaries(older, assurances, max_size=min(place, 3))))
    edges = [(version, source) for version, steps in enumerate(life) for source in steps]
    if not edges:
        return life, []
    changed = st.tuples(st.sampled_from(edges), st.sampled_from(Assurance))
    changes = draw(st.lists(changed, max_size=4))
    return life, [(*edge, shown) for edge, shown in changes]


def paths(life: Life, version: int) -> Iterator[list[Assurance]]:
    if not life[version]:
        yield []
    for source, shown in life[version].items():
        for rest in paths(life, source):
            yield [shown, *rest]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lives())
def test_what_is_worked_out_is_the_weakest_on_any_path(
    session: Session, drawn: tuple[Life, list[tuple[int, int, Assurance]]]
) -> None:
    life, changes = drawn
    savepoint = session.begin_nested()
    versions: list[Version] = []
    edges: dict[tuple[int, int], UUID] = {}
    for place, steps in enumerate(life):
        facts = [_step(versions[source], shown) for source, shown in steps.items()]
        reached = standing(facts)
        version = publish(
            session,
            at=moment(place),
            generation=reached.generation,
            assurance=reached.assurance,
        )
        rows = record_derivations(session, version.id, facts, at=moment(place))
        edges |= {(place, source): row.id for source, row in zip(steps, rows, strict=True)}
        versions.append(version)

    for number, (version_at, source, shown) in enumerate(changes):
        life[version_at][source] = shown
        edge = edges[version_at, source]
        change_derivation(session, edge, shown, cause=str(number), at=NOON)
        restand(session, [versions[version_at].id], at=NOON)

    for place, version in enumerate(versions):
        session.refresh(version)
        ways = list(paths(life, place))
        assert version.assurance == weakest(shown for way in ways for shown in way)
        assert version.generation == max(len(way) for way in ways)
    savepoint.rollback()


def _step(source: Version, shown: Assurance) -> DerivationFacts:
    stands = Standing(source.generation, Assurance(source.assurance))
    held = HeldSource(source.id, source.published_at, source.licence, stands)
    return DerivationFacts(held, "join", shown)


def test_what_is_too_much_for_a_request_is_left_to_a_job_that_may_be_killed(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standings, "RESTOOD_AT_ONCE", 2)
    names = ["a1", "b1", "c1", "d1", "e1"]
    shelf.put("a1")
    for source, name in pairwise(names):
        shelf.put(name, source, shown={source: SURE})

    weaken(shelf, "b1", "a1")

    assert set(list(stands(shelf).values())[3:]) == {"reproduced"}
    assert jobs_asked(shelf) == [RESTAND]
    standings.go_on_restanding(shelf.services)
    assert set(list(stands(shelf).values())[1:]) == {"declared"}
    with shelf.session() as session:
        assert not is_restanding_left(session)


def test_a_dataset_published_meanwhile_falls_with_its_source(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standings, "RESTOOD_AT_ONCE", 1)
    shelf.put("a1")
    shelf.put("b1", "a1", shown={"a1": SURE})
    shelf.put("c1", "b1", shown={"b1": SURE})
    weaken(shelf, "b1", "a1")

    shelf.put("d1", "c1", shown={"c1": SURE})
    standings.go_on_restanding(shelf.services)

    assert stands(shelf)["d1"] == "declared"


def test_the_sweep_asks_again_for_standings_nobody_works_out(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standings, "RESTOOD_AT_ONCE", 1)
    shelf.put("a1")
    shelf.put("b1", "a1", shown={"a1": SURE})
    shelf.put("c1", "b1", shown={"b1": SURE})
    weaken(shelf, "b1", "a1")
    jobs_asked(shelf)

    sweeping.carry_on(later(shelf.services, seconds=60))

    assert RESTAND in jobs_asked(shelf)


def jobs_asked(shelf: Shelf) -> list[str]:
    """Take what the outbox holds, and return the jobs."""
    asked: list[str] = []

    def take(_queue: str, job: str, _args: list[str], _job_id: str) -> None:
        asked.append(job)

    with shelf.session() as session:
        while outbox.relay_one(session, take, at=shelf.tick()):
            pass
    return asked
