from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from submissions.errors import DecisionRefused, EvidenceChanged, TransitionRefused
from submissions.queries import history_of, reviews_of
from submissions.review import decide, put_back, release, take_to_desk, votes_of
from submissions.states import State
from submissions.tally import Decision
from tests.factories.accounts import NOON
from tests.factories.submissions import external_source
from tests.submissions.offers import ballot, in_state, reviewer


@pytest.mark.parametrize(
    ("decision", "state"),
    [
        (Decision.ACCEPT, "accepted"),
        (Decision.RETURN, "returned"),
        (Decision.REJECT, "rejected"),
    ],
)
def test_one_who_is_awaited_decides(session: Session, decision: Decision, state: str) -> None:
    made = in_state(session, State.IN_REVIEW)

    reached = decide(session, made, reviewer(), ballot(decision), tables=1, at=NOON)

    assert (reached, made.state) == (decision, state)
    assert history_of(session, made.id)[-1].reason == "보았습니다"
    assert [(each.decision, each.current) for each in reviews_of(session, made)] == [
        (decision.value, True)
    ]


def test_two_who_are_awaited_both_decide(session: Session) -> None:
    made = in_state(session, State.IN_REVIEW, awaits=("quality", "quality"))

    first = decide(session, made, reviewer(), ballot(), tables=1, at=NOON)
    second = decide(session, made, reviewer(), ballot(), tables=1, at=NOON)

    assert (first, second) == (None, Decision.ACCEPT)


def test_one_return_ends_it_whoever_is_awaited_still(session: Session) -> None:
    made = in_state(session, State.IN_REVIEW, awaits=("quality", "privacy"))

    decide(session, made, reviewer("privacy"), ballot(Decision.RETURN), tables=1, at=NOON)

    assert made.state == "returned"


def test_nobody_decides_twice_in_whatever_role(session: Session) -> None:
    made = in_state(session, State.IN_REVIEW, awaits=("quality", "privacy"))
    one = reviewer()
    decide(session, made, one, ballot(), tables=1, at=NOON)

    with pytest.raises(DecisionRefused) as refused:
        decide(session, made, reviewer("privacy", id=one.id), ballot(), tables=1, at=NOON)

    assert refused.value.code == "decided-already"


def test_a_role_that_is_not_awaited_decides_nothing(session: Session) -> None:
    made = in_state(session, State.IN_REVIEW)

    with pytest.raises(DecisionRefused) as refused:
        decide(session, made, reviewer("privacy"), ballot(), tables=1, at=NOON)

    assert refused.value.code == "role-not-awaited"


def test_another_report_is_another_matter(session: Session) -> None:
    made = in_state(session, State.IN_REVIEW)

    with pytest.raises(EvidenceChanged) as refused:
        decide(session, made, reviewer(), ballot(digest="0" * 64), tables=1, at=NOON)

    assert (refused.value.current, refused.value.given) == (made.report_digest, "0" * 64)


def test_what_is_not_in_review_is_not_decided(session: Session) -> None:
    made = in_state(session, State.SUBMITTED)

    with pytest.raises(TransitionRefused):
        decide(session, made, reviewer(), ballot(), tables=1, at=NOON)


def test_votes_of_an_earlier_attempt_count_no_more(session: Session) -> None:
    made = in_state(session, State.IN_REVIEW, awaits=("quality", "privacy"))
    decide(session, made, reviewer(), ballot(), tables=1, at=NOON)
    made.attempt = 2

    assert votes_of(session, made) == ()
    assert [each.current for each in reviews_of(session, made)] == [False]


@pytest.mark.parametrize(
    ("manifest", "tables", "missing"),
    [
        ({"method": "평균", "sources": [external_source()]}, 0, "결과 표"),
        ({"method": "평균", "sources": []}, 1, "원천"),
        ({"sources": [external_source()]}, 1, "방법"),
        ({"sources": []}, 0, "원천, 방법, 결과 표"),
    ],
)
@pytest.mark.parametrize("kind", ["analysis", "visualisation"])
def test_an_analysis_shows_what_makes_it_one(
    session: Session, kind: str, manifest: dict[str, object], tables: int, missing: str
) -> None:
    made = in_state(session, State.IN_REVIEW, kind=kind, **manifest)

    with pytest.raises(DecisionRefused) as refused:
        decide(session, made, reviewer(), ballot(), tables=tables, at=NOON)

    assert refused.value.code == "kind-not-shown"
    assert missing in str(refused.value)
    # It can be returned all the same.
    decide(session, made, reviewer(), ballot(Decision.RETURN), tables=tables, at=NOON)


def test_a_release_counts_as_the_privacy_reviewers_vote(session: Session) -> None:
    made = in_state(session, State.BLOCKED, awaits=())

    release(session, made, reviewer("privacy"), reason="시험용", at=NOON)

    assert (made.state, made.lane, made.awaits) == ("in-review", "one", ["quality", "privacy"])
    assert [vote.role for vote in votes_of(session, made)] == ["privacy"]


def test_changed_bytes_are_not_released(session: Session) -> None:
    made = in_state(session, State.BLOCKED)
    made.report_digest = None

    with pytest.raises(DecisionRefused) as refused:
        release(session, made, reviewer("privacy"), reason="시험용", at=NOON)

    assert refused.value.code == "nothing-to-release"


def test_a_desk_is_one_persons_for_four_hours(session: Session) -> None:
    made = in_state(session, State.IN_REVIEW)
    one, other = reviewer().id, reviewer().id
    take_to_desk(made, one, at=NOON)

    take_to_desk(made, one, at=NOON + timedelta(hours=1))
    with pytest.raises(DecisionRefused) as refused:
        take_to_desk(made, other, at=NOON + timedelta(hours=4))
    take_to_desk(made, other, at=NOON + timedelta(hours=6))
    put_back(made, one)

    assert refused.value.code == "on-another-desk"
    assert made.desk_holder_id == other
    put_back(made, other)
    assert (made.desk_holder_id, made.desk_until) == (None, None)


def test_only_what_is_in_review_is_taken_to_a_desk(session: Session) -> None:
    with pytest.raises(TransitionRefused):
        take_to_desk(in_state(session, State.DRAFT), reviewer().id, at=NOON)
