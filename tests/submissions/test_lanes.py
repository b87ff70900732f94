from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from submissions.lanes import (
    Lane,
    LaneFacts,
    drawn_for_audit,
    due_at,
    plan,
    plan_released,
)

CLEAN = LaneFacts(
    trusted=True,
    same_form=True,
    warnings=0,
    privacy=False,
    contradicted=False,
    licence_disputed=False,
    drawn=False,
)


@pytest.mark.parametrize(
    ("facts", "lane", "awaits"),
    [
        (CLEAN, "auto", []),
        (replace(CLEAN, drawn=True), "one", ["quality"]),
        (replace(CLEAN, trusted=False), "one", ["quality"]),
        (replace(CLEAN, same_form=False), "one", ["quality"]),
        (replace(CLEAN, warnings=1), "one", ["quality"]),
        (replace(CLEAN, privacy=True), "one", ["quality", "privacy"]),
        (replace(CLEAN, contradicted=True), "two", ["quality", "quality"]),
        (replace(CLEAN, licence_disputed=True), "two", ["quality", "quality"]),
        (
            replace(CLEAN, contradicted=True, privacy=True),
            "two",
            ["quality", "quality", "privacy"],
        ),
    ],
)
def test_who_has_to_look(facts: LaneFacts, lane: str, awaits: list[str]) -> None:
    planned = plan(facts)

    assert (planned.lane, list(planned.awaits)) == (lane, awaits)


facts = st.builds(
    LaneFacts,
    trusted=st.booleans(),
    same_form=st.booleans(),
    warnings=st.integers(0, 3),
    privacy=st.booleans(),
    contradicted=st.booleans(),
    licence_disputed=st.booleans(),
    drawn=st.booleans(),
)


@given(facts)
def test_quality_always_looks_but_at_what_nothing_speaks_against(known: LaneFacts) -> None:
    awaits = plan(known).awaits

    assert ("quality" in awaits) == (known != CLEAN)
    assert ("privacy" in awaits) == known.privacy


@given(facts)
def test_more_that_speaks_against_it_never_takes_fewer_people(known: LaneFacts) -> None:
    worse = replace(known, contradicted=True, privacy=True, drawn=True)

    assert len(plan(worse).awaits) >= len(plan(known).awaits)


def test_after_a_false_hit_quality_is_asked_beside_the_privacy_reviewer_who_released_it() -> None:
    assert plan_released().awaits == ("quality", "privacy")


def test_the_lot_falls_on_about_the_share_asked_for_and_stays_where_it_fell() -> None:
    ids = [uuid5(UUID(int=0), str(n)) for n in range(2000)]
    drawn = [drawn_for_audit(each, share=0.05) for each in ids]

    assert 60 < sum(drawn) < 140
    assert drawn == [drawn_for_audit(each, share=0.05) for each in ids]
    assert not any(drawn_for_audit(each, share=0) for each in ids)
    assert all(drawn_for_audit(each, share=1) for each in ids)


@pytest.mark.parametrize(
    ("lane", "day"),
    [(Lane.AUTO, 5), (Lane.ONE, 10), (Lane.TWO, 12)],
)
def test_a_decision_is_due_in_working_days(lane: Lane, day: int) -> None:
    thursday = datetime(2026, 11, 5, 1, tzinfo=UTC)

    assert due_at(lane, since=thursday) == datetime(2026, 11, day, 1, tzinfo=UTC)
