import pytest

from marketplace.catalogue.cycles import REPETITIONS, find_cycle
from submissions.manifest import schema


def test_the_cycles_are_those_a_manifest_may_name() -> None:
    named = schema()["properties"]["update_cycle"]["enum"]

    assert list(REPETITIONS) == [cycle for cycle in named if cycle is not None]


@pytest.mark.parametrize(
    ("name", "cycle"),
    [
        ("연간", "yearly"),
        ("Half-Yearly", "half-yearly"),
        ("1회성 데이터", None),
        ("1회성", "once"),
        ("", None),
    ],
)
def test_a_cycle_is_known_by_the_names_it_goes_by(name: str, cycle: str | None) -> None:
    assert find_cycle(name) == cycle
