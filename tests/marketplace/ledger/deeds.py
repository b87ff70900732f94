"""Random lives of a small marketplace, for property tests."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from hypothesis import strategies as st

from marketplace.ledger.facts import (
    NOBODY,
    ActorFacts,
    Deed,
    Download,
    MenuUse,
    OfferedAgain,
    Upload,
    VersionFacts,
    Withdrawal,
)
from tests.marketplace.ledger.examples import MORNING

Happening = tuple[ActorFacts, Deed, datetime]

DEPARTMENTS = [UUID(int=1), UUID(int=2)]
PEOPLE = [
    ActorFacts(UUID(int=11), DEPARTMENTS[0], official=True),
    ActorFacts(UUID(int=12), DEPARTMENTS[0], official=True),
    ActorFacts(UUID(int=13), DEPARTMENTS[1], official=True),
    ActorFacts(UUID(int=14)),
]
VERSIONS = [
    VersionFacts(
        UUID(int=100 + place // 2),
        UUID(int=200 + place),
        place % 2 + 1,
        PEOPLE[place // 2].id,
        PEOPLE[place // 2].department,
    )
    for place in range(6)
]

people = st.sampled_from(PEOPLE)
versions = st.sampled_from(VERSIONS)
menus = st.sampled_from(["rows-selection", "build-on-this", "citation", "lineage"])
kinds = st.sampled_from(["data", "document", "analysis", "visualisation"])
contents = st.sampled_from(["a" * 64, "b" * 64, "c" * 64])
moments = st.integers(0, 3 * 24).map(lambda hours: MORNING + timedelta(hours=hours))


def _deeds() -> st.SearchStrategy[Deed]:
    made: list[Callable[[], st.SearchStrategy[Deed]]] = [
        lambda: st.builds(Download, versions),
        lambda: st.builds(MenuUse, menus, st.none() | versions),
        lambda: st.builds(Upload, versions, kinds, contents, st.none(), st.booleans()),
        lambda: st.builds(Withdrawal, versions),
        lambda: st.builds(OfferedAgain, versions, contents, st.booleans()),
    ]
    return st.one_of([make() for make in made])


lives = st.lists(st.tuples(people | st.just(NOBODY), _deeds(), moments), max_size=25)
