"""Killed by force at any stage, the house mends itself: all comes to its end, and once.

A run of the suite kills each part where it hurts most; `make kill` kills every part at every stage.
"""

from collections.abc import Iterator

import pytest

from tests.journeys.killing import FORK, PARTS, STAGES, Journey, effects
from tests.journeys.town import Town, running_town

WHERE_IT_HURTS = {
    "worker-verify": "verifying",
    FORK: "verifying",
    "worker-short": "accepted",
    "web": "submitted",
    "valkey": "submitted",
    "store": "uploading",
    "postgres": "verifying",
}


@pytest.fixture(scope="module")
def lasting_town() -> Iterator[Town]:
    """A town with the leases that people get."""
    with running_town() as running:
        yield running


def comes_to_its_end_once(town: Town, part: str, stage: str) -> None:
    journey = Journey(town, part, stage)

    assert journey.go()["state"] == "published"
    assert effects(town, journey.submission) == {
        "versions": 1,
        "points": [5],
        "told twice": [],
        "kinds told": ["accepted", "decision-due", "published"],
    }
    history = town.official.get(f"/submissions/{journey.submission}/history")["items"]
    events = [each["event"] for each in history]
    assert [events.count(each) for each in ("submit", "admit", "accept", "publish")] == [1] * 4


@pytest.mark.parametrize(("part", "stage"), WHERE_IT_HURTS.items())
def test_a_part_is_killed_where_it_hurts_most(town: Town, part: str, stage: str) -> None:
    comes_to_its_end_once(town, part, stage)


@pytest.mark.kill
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_killed_at_every_stage(lasting_town: Town, part: str, stage: str) -> None:
    comes_to_its_end_once(lasting_town, part, stage)
