"""Published versions are verified once more: in turn, once, and without deciding anything."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, update

from marketplace.catalogue.models import Version
from marketplace.diagnoses import turns
from marketplace.diagnoses.models import DiagnosisTurn
from marketplace.lineage.acts import Act
from marketplace.lineage.models import Derivation
from marketplace.workflow import diagnosing
from marketplace.workflow.correcting import correct
from marketplace.workflow.correction_acts import Wish
from marketplace.workflow.membering import close
from marketplace.workflow.nudges import VERIFY_QUEUE
from marketplace.workflow.rediagnosing import rediagnose_version
from tests.factories.submissions import held_source
from tests.marketplace.workflow.diagnosed import (
    asked,
    diagnosed,
    diagnoses,
    submission_of,
    version_from,
    version_of,
)
from tests.marketplace.workflow.house import House, ReadyAndGone
from verification.history import latest_report

LEASE = timedelta(seconds=12)


def test_after_ninety_days_it_is_verified_once_more_with_the_same_report(house: House) -> None:
    version = version_of(house)
    state = house.state(submission_of(house, version))

    too_soon = asked(house, house.later(days=89))
    again = diagnosed(house, version)

    first = diagnoses(house, version)[0]
    assert (too_soon, again.attempt, again.outcome) == ([], 1, "clean")
    assert again.report_digest == first.report_digest
    assert again.changes["scores"] == {}
    assert again.changes["columns_gone"] == again.changes["codes_new"] == []
    assert house.state(submission_of(house, version)) == state == "published"
    with house.session() as session:
        assert latest_report(session, version)["digest"] == again.report_digest


def test_it_is_not_due_again_until_ninety_days_after_that(house: House) -> None:
    version = version_of(house)
    diagnosed(house, version)

    assert asked(house, house.later(days=180)) == []
    assert asked(house, house.later(days=182)) == [version]


def test_the_longest_undiagnosed_comes_first_and_one_at_a_time(house: House) -> None:
    first, second = version_of(house), version_of(house, title="다른 것")
    later = house.later(days=91)

    assert asked(house, later) == [first]
    assert asked(house, later) == []
    rediagnose_version(later, first)
    assert asked(house, later) == [second]


def test_a_day_takes_no_more_than_its_bound(house: House) -> None:
    first, second = version_of(house), version_of(house, title="다른 것")
    at = house.later(days=91).now()
    with house.session() as session:
        assert diagnosing.ask_next(session, days=90, per_day=1, at=at) == first
    rediagnose_version(house.later(days=91), first)

    with house.session() as session:
        same_day = diagnosing.ask_next(session, days=90, per_day=1, at=at + timedelta(hours=23))
        next_day = diagnosing.ask_next(session, days=90, per_day=1, at=at + timedelta(hours=25))

    assert (same_day, next_day) == (None, second)


def test_submissions_come_first(house: House) -> None:
    version_of(house)
    house.services.queue.enqueue(VERIFY_QUEUE, "nothing", [], "a-job")

    assert asked(house, house.later(days=91)) == []


def test_only_what_a_dataset_shows_is_diagnosed(house: House) -> None:
    first = house.publish(house.official)
    second = version_from(house, house.offer(house.official, dataset=str(first.dataset_id)))
    later = house.later(days=91)

    assert asked(house, later) == [second]
    with house.session() as session:
        wish = Wish(act=Act.WITHDRAW, reason="잘못")
        correct(session, house.official, UUID(str(first.dataset_id)), 2, wish, at=later.now())
    rediagnose_version(later, second)

    assert [each.attempt for each in diagnoses(house, second)] == [0]
    assert asked(house, later) == [version_from(house, first.id)]


def test_a_job_that_comes_twice_is_done_once(house: House) -> None:
    version = version_of(house)
    diagnosed(house, version)

    rediagnose_version(house.later(days=91), version)

    assert [each.attempt for each in diagnoses(house, version)] == [0, 1]


def test_a_turn_that_was_taken_is_not_to_be_had_while_its_lease_lasts(house: House) -> None:
    version = version_of(house)
    later = house.later(days=91)
    asked(house, later)
    with house.session() as session:
        turn = turns.take(session, version, lease=LEASE, at=later.now())
        assert turn is not None

    rediagnose_version(later, version)
    rediagnose_version(house.later(days=91, seconds=13), version)

    assert [each.attempt for each in diagnoses(house, version)] == [0, 2]
    with house.session() as session:
        # Whoever was given up for dead and comes back writes nothing.
        assert not turns.renew(session, turn, lease=LEASE, at=later.now())
        assert not turns.finish(session, turn, at=later.now())


def test_a_version_at_which_the_worker_dies_three_times_is_crashed_and_not_tried_for_ever(
    house: House,
) -> None:
    version = version_of(house)
    for attempt in range(4):
        later = house.later(days=91, minutes=2 * attempt)
        assert asked(house, later) == [version]
        if attempt < 3:
            with house.session() as session:
                assert turns.take(session, version, lease=LEASE, at=later.now()) is not None
        else:
            rediagnose_version(later, version)

    last = diagnoses(house, version)[-1]
    assert (last.attempt, last.outcome, last.report_digest) == (4, "crashed", None)
    assert asked(house, house.later(days=91, minutes=30)) == []


def test_nothing_is_lost_while_the_store_is_away(house: House) -> None:
    version = version_of(house)
    asked(house, house.later(days=91))

    rediagnose_version(house.without_store(), version)

    with house.session() as session:
        assert session.get_one(DiagnosisTurn, version).tries == 0
    assert asked(house, house.later(days=91, minutes=2)) == [version]


def test_a_store_that_goes_away_in_the_middle_costs_a_try_and_is_asked_again_in_a_while(
    house: House,
) -> None:
    version = version_of(house)
    later = house.later(days=91)
    assert asked(house, later) == [version]

    rediagnose_version(replace(later, objects=ReadyAndGone()), version)

    with house.session() as session:
        turn = session.get_one(DiagnosisTurn, version)
        assert (turn.tries, turn.lease_until, len(diagnoses(house, version))) == (1, None, 1)
    assert asked(house, house.later(days=91, seconds=30)) == []
    assert asked(house, house.later(days=91, minutes=2)) == [version]


def test_what_was_derived_is_diagnosed_alike_although_its_maker_has_left(house: House) -> None:
    source = house.publish(house.official)
    made = house.publish(house.citizen, sources=[held_source(str(source.dataset_id))])
    version = version_from(house, made.id)
    with house.session() as session:
        close(session, house.citizen, at=house.services.now())
    later = house.later(days=91)
    for each in (version_from(house, source.id), version):
        assert asked(house, later) == [each]
        rediagnose_version(later, each)

    first, again = diagnoses(house, version)
    assert again.report_digest == first.report_digest


def test_a_new_version_is_set_beside_the_report_of_the_one_before_then_and_later(
    house: House,
) -> None:
    first = house.publish(house.official)
    again = house.offer(house.official, dataset=str(first.dataset_id))
    with house.session() as session:
        (table,) = latest_report(session, again)["against_previous"]
    version = version_from(house, again)

    assert table["rows"]["before"] == table["rows"]["now"] > 0
    assert table["columns"] == []
    assert diagnosed(house, version).report_digest == diagnoses(house, version)[0].report_digest


def test_a_source_that_is_licensed_anew_later_changes_nothing_of_what_was_made(
    house: House,
) -> None:
    source = house.publish(house.official)
    made = house.publish(house.official, sources=[held_source(str(source.dataset_id))])
    source_version, version = version_from(house, source.id), version_from(house, made.id)
    with house.session() as session:
        session.execute(
            update(Version).where(Version.id == source_version).values(licence="CC-BY-ND-4.0")
        )
    later = house.later(days=91)
    for each in (source_version, version):
        assert asked(house, later) == [each]
        rediagnose_version(later, each)

    first, again = diagnoses(house, version)
    assert again.report_digest == first.report_digest


def test_the_licence_that_was_judged_is_the_one_that_is_kept(house: House) -> None:
    source = house.publish(house.official, licence="KOGL-1")
    submission = house.offer(house.official, sources=[held_source(str(source.dataset_id))])
    house.decide(house.quality, submission)
    with house.session() as session:
        session.execute(
            update(Version)
            .where(Version.dataset_id == source.dataset_id)
            .values(licence="CC-BY-4.0")
        )
    house.run_jobs()

    with house.session() as session:
        assert list(session.execute(select(Derivation.licence_then)).scalars()) == ["KOGL-1"]
