from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from submissions.tally import Decision, Vote, outcome, still_awaited


def votes(*said: tuple[str, str]) -> list[Vote]:
    return [
        Vote(UUID(int=number), role, Decision(decision))
        for number, (role, decision) in enumerate(said)
    ]


QUALITY, PRIVACY = ("quality", "accept"), ("privacy", "accept")


@pytest.mark.parametrize(
    ("awaits", "said", "left", "reached"),
    [
        (["quality"], [], ["quality"], None),
        (["quality"], [QUALITY], [], "accept"),
        (["quality"], [("quality", "return")], ["quality"], "return"),
        (["quality", "privacy"], [QUALITY], ["privacy"], None),
        (["quality", "privacy"], [QUALITY, PRIVACY], [], "accept"),
        (["quality", "privacy"], [QUALITY, ("privacy", "reject")], ["privacy"], "reject"),
        (["quality", "quality"], [QUALITY], ["quality"], None),
        (["quality", "quality"], [QUALITY, QUALITY], [], "accept"),
        (["quality"], [PRIVACY], ["quality"], None),
        ([], [], [], "accept"),
    ],
)
def test_what_reviews_come_to(
    awaits: list[str], said: list[tuple[str, str]], left: list[str], reached: str | None
) -> None:
    given_votes = votes(*said)

    assert list(still_awaited(awaits, given_votes)) == left
    assert outcome(awaits, given_votes) == reached


@given(
    st.lists(st.sampled_from(["quality", "privacy"]), max_size=4),
    st.lists(
        st.tuples(st.sampled_from(["quality", "privacy"]), st.sampled_from(list(Decision))),
        max_size=6,
    ),
)
def test_one_return_or_rejection_ends_it_and_acceptance_takes_everybody(
    awaits: list[str], said: list[tuple[str, Decision]]
) -> None:
    given_votes = [Vote(UUID(int=n), role, each) for n, (role, each) in enumerate(said)]
    against = [each for _, each in said if each is not Decision.ACCEPT]

    reached = outcome(awaits, given_votes)

    if against:
        assert reached is against[0]
    else:
        assert (reached is Decision.ACCEPT) == (not still_awaited(awaits, given_votes))
