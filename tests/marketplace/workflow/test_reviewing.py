import pytest

from marketplace.accounts.actor import ANONYMOUS, Actor, Role
from marketplace.catalogue.queries import get_version
from marketplace.catalogue.service import withdraw_version
from marketplace.catalogue.visibility import EVERYTHING
from marketplace.errors import NotFound, PermissionRefused
from marketplace.workflow import reviewing
from marketplace.workflow.nudges import PUBLISH, VERIFY
from submissions.errors import DecisionRefused, EvidenceChanged, TransitionRefused
from submissions.models import Submission
from submissions.review import Ballot
from submissions.tally import Decision
from tests.factories.files import csv, residents
from tests.factories.submissions import external_source, held_source
from tests.marketplace.workflow.house import SMALL, House

NUMBERS = {"a.csv": csv(("번호", "등록번호"), enumerate(residents().values()))}


@pytest.mark.parametrize(
    ("decision", "state", "told", "jobs"),
    [
        (Decision.ACCEPT, "accepted", "accepted", [PUBLISH]),
        (Decision.RETURN, "returned", "returned", []),
        (Decision.REJECT, "rejected", "rejected", []),
    ],
)
def test_a_decision_is_told_and_followed(
    house: House, decision: Decision, state: str, told: str, jobs: list[str]
) -> None:
    made = house.offer(house.official)

    house.decide(house.quality, made, decision)

    assert house.state(made) == state
    assert house.told(house.official) == [told]
    assert house.waiting_jobs() == [(job, made) for job in jobs]


def test_a_document_waits_for_the_second_reviewer_and_tells_nobody_before(house: House) -> None:
    made = house.offer(house.official, {"a.pdf": b"%PDF-1.7\n%%EOF\n"}, kind="document")

    house.decide(house.quality, made)
    after_one = (house.state(made), house.told(house.official))
    house.decide(house.privacy, made)

    assert after_one == ("in-review", [])
    assert (house.state(made), house.told(house.official)) == ("accepted", ["accepted"])


def test_what_is_not_there_is_not_decided(house: House) -> None:
    made = house.offer(house.official)

    for who in (house.citizen, ANONYMOUS):
        with pytest.raises(NotFound):
            house.decide(who, made)


def test_a_decision_is_on_the_report_that_stands(house: House) -> None:
    made = house.offer(house.official)
    stale = Ballot(Decision.ACCEPT, "네", "0" * 64)

    with house.session() as session, pytest.raises(EvidenceChanged):
        reviewing.decide(session, house.quality, made, Role.QUALITY, stale, at=house.services.now())


def test_a_withdrawn_source_sends_what_was_made_of_it_back(house: House) -> None:
    source = house.publish(house.official)
    assert source.dataset_id is not None
    made = house.offer(house.citizen, sources=[held_source(str(source.dataset_id))])
    at = house.services.now()
    with house.session() as session:
        unchanged = reviewing.void_if_stale(session, house.quality, made, Role.QUALITY, at=at)
        version = get_version(session, source.dataset_id, 1, EVERYTHING)
        withdraw_version(session, version.id, reason="시험", at=at)

    with house.session() as session:
        voided = reviewing.void_if_stale(session, house.quality, made, Role.QUALITY, at=at)

    assert (unchanged, voided, house.state(made)) == (False, True, "submitted")
    assert house.waiting_jobs() == [(VERIFY, made)]
    assert house.told(house.citizen) == ["evidence-changed"]


def test_only_who_may_decide_learns_that_it_is_stale(house: House) -> None:
    made = house.offer(house.official)

    with house.session() as session, pytest.raises(PermissionRefused) as refused:
        reviewing.void_if_stale(
            session, house.official, made, Role.QUALITY, at=house.services.now()
        )

    assert refused.value.reason.code == "own-submission"


def test_a_false_hit_is_released_and_a_quality_reviewer_is_asked(house: House) -> None:
    made = house.offer(house.official, NUMBERS)

    with house.session() as session:
        reviewing.release(
            session, house.privacy, made, reason="시험용 번호", at=house.services.now()
        )

    seen = house.submission(made)
    assert (seen.state, seen.awaits) == ("in-review", ["quality", "privacy"])
    assert house.told(house.official) == ["blocked", "privacy-released"]
    assert house.told(house.quality) == ["decision-due"]
    house.decide(house.quality, made)
    assert house.state(made) == "accepted"


def test_a_licence_that_forbids_is_no_false_hit(house: House) -> None:
    made = house.offer(house.citizen, licence="KOGL-1", sources=[external_source()])

    with house.session() as session, pytest.raises(DecisionRefused) as refused:
        reviewing.release(session, house.privacy, made, reason="괜찮다", at=house.services.now())

    assert refused.value.code == "not-a-false-hit"


def test_what_is_held_is_tried_again_by_an_administrator(house: House) -> None:
    made = house.hand_in(house.official)
    house.waiting_jobs()
    with house.session() as session:
        submission = session.get_one(Submission, made)
        submission.state, submission.tries = "held", 3

    with house.session() as session, pytest.raises(PermissionRefused):
        reviewing.retry(session, house.official, made, reason="다시", at=house.services.now())
    with house.session() as session:
        reviewing.retry(session, house.administrator, made, reason="다시", at=house.services.now())

    assert (house.state(made), house.submission(made).tries) == ("submitted", 0)
    house.run_jobs()
    assert house.state(made) == "in-review"


def test_a_desk_is_taken_and_left(house: House) -> None:
    made = house.offer(house.official)
    at = house.services.now()

    with house.session() as session:
        reviewing.take_to_desk(session, house.quality, made, Role.QUALITY, at=at)
    taken = house.submission(made).desk_holder_id
    with house.session() as session:
        reviewing.put_back(session, house.administrator, made)
    still = house.submission(made).desk_holder_id
    with house.session() as session:
        reviewing.put_back(session, house.quality, made)

    assert (taken, still) == (house.quality.id, house.quality.id)
    assert house.submission(made).desk_holder_id is None


def test_an_analysis_is_accepted_with_a_source_a_method_and_a_table(house: House) -> None:
    made = house.offer(
        house.citizen, SMALL, kind="analysis", method="평균", sources=[external_source()]
    )

    house.decide(house.quality, made)

    assert house.state(made) == "accepted"


def test_nobody_decides_before_it_is_in_review(house: House) -> None:
    made = house.hand_in(house.official)

    with pytest.raises(TransitionRefused):
        house.decide(house.quality, made)


def test_a_colleague_is_told_why_they_may_not(house: House) -> None:
    made = house.offer(house.official)
    colleague = Actor(
        house.quality.id, "동료", frozenset({Role.QUALITY}), house.official.department_id
    )

    with pytest.raises(PermissionRefused) as refused:
        house.decide(colleague, made)

    assert refused.value.reason.code == "own-department"
