from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from marketplace.accounts.actor import ANONYMOUS, Role
from marketplace.catalogue.errors import AlreadyWithdrawn, VersionMissing
from marketplace.catalogue.service import find_published
from marketplace.errors import PermissionRefused, SignInRequired
from marketplace.ledger.days import day_of
from marketplace.ledger.models import Posting
from marketplace.lineage.acts import CLEARS, MARKS, Act, ClearedBy, MarkKind, conflicting
from marketplace.lineage.corrections import corrections_of
from marketplace.lineage.errors import AlreadyUndone, CorrectionRefused
from marketplace.lineage.marks import marks_on
from marketplace.workflow.correcting import correct, corrections_on
from marketplace.workflow.correction_acts import Wish
from marketplace.workflow.propagating import propagate
from submissions.errors import ManifestFaulty
from tests.factories.submissions import held_source
from tests.marketplace.workflow.house import House, later
from tests.marketplace.workflow.shelf import Shelf
from verification.personal.mask import mask
from verification.rights.licences import LICENCES


def refused(shelf: Shelf, name: str, act: Act, **wish: Any) -> tuple[str, str]:
    with pytest.raises(CorrectionRefused) as refusal:
        shelf.act(name, act, **wish)
    return refusal.value.field, refusal.value.reason.code


def test_an_act_is_kept_with_its_reason_and_who_did_it(shelf: Shelf) -> None:
    shelf.put("a1")
    shelf.put("a2")

    done = shelf.act("a1", Act.CORRECT, number=2)

    with shelf.session() as session:
        (kept,) = corrections_of(session, [shelf.ids["a1"]])
    assert kept == done
    assert (kept.act, kept.reason, kept.by_id) == (
        Act.CORRECT,
        "값이 틀렸습니다.",
        shelf.owner("a").id,
    )
    assert kept.successor_id == shelf.ids["a2"]


def test_only_the_owner_or_an_administrator_corrects(shelf: Shelf) -> None:
    shelf.put("a1")

    with pytest.raises(PermissionRefused):
        shelf.act("a1", Act.WITHDRAW, who=shelf.person(Role.OFFICIAL))
    with pytest.raises(SignInRequired):
        shelf.act("a1", Act.WITHDRAW, who=ANONYMOUS)
    shelf.act("a1", Act.WITHDRAW, who=shelf.person(Role.ADMINISTRATOR))


def test_a_version_is_corrected_by_a_later_one_of_its_dataset(shelf: Shelf) -> None:
    for name in ("a1", "a2", "b1"):
        shelf.put(name)
    elsewhere = shelf.facts("b1").dataset_id

    assert refused(shelf, "a2", Act.CORRECT, number=1) == ("successor", "not-later")
    assert refused(shelf, "a1", Act.CORRECT, number=3) == ("successor", "no-successor")
    assert refused(shelf, "a1", Act.CORRECT) == ("successor", "no-successor")
    assert refused(shelf, "a1", Act.CORRECT, dataset=elsewhere) == (
        "successor",
        "of-another-dataset",
    )
    shelf.act("a1", Act.CORRECT, number=2)
    assert refused(shelf, "a1", Act.CORRECT, number=2) == ("successor", "succeeded-already")


def test_a_version_is_replaced_by_one_of_another_dataset_that_is_there(shelf: Shelf) -> None:
    for name in ("a1", "a2", "b1"):
        shelf.put(name)
    other, own = shelf.facts("b1").dataset_id, shelf.facts("a1").dataset_id

    assert refused(shelf, "a1", Act.REPLACE, dataset=own, number=2)[1] == "of-the-same-dataset"
    assert refused(shelf, "a1", Act.REPLACE, dataset=uuid4())[1] == "no-successor"
    shelf.act("b1", Act.WITHDRAW)
    assert refused(shelf, "a1", Act.REPLACE, dataset=other)[1] == "no-successor"


def test_a_licence_has_to_be_known_another_and_allowed_by_what_it_was_made_from(
    shelf: Shelf,
) -> None:
    shelf.put("a1", licence="CC-BY-NC-4.0")
    shelf.put("b1", "a1", licence="CC-BY-NC-4.0")
    today = day_of(shelf.services.now())

    assert refused(shelf, "b1", Act.RELICENSE, licence="WTFPL") == ("licence", "licence-unknown")
    assert refused(shelf, "b1", Act.RELICENSE, licence="CC-BY-NC-4.0")[1] == "same-licence"
    assert refused(shelf, "b1", Act.RELICENSE, licence="CC-BY-4.0")[1] == "licence-refused"
    # Only public bodies put this mark on a work.
    assert refused(shelf, "a1", Act.RELICENSE, licence="KOGL-1")[1] == "licence-refused"
    for day, code in ((today - timedelta(1), "before-today"), (today + timedelta(400), "too-far")):
        assert refused(shelf, "a1", Act.RELICENSE, licence="CC-BY-4.0", from_day=day) == (
            "from",
            code,
        )


def test_two_versions_do_not_stand_in_each_others_place(shelf: Shelf) -> None:
    for name in ("a1", "b1", "c1"):
        shelf.put(name)
    a, b, c = (shelf.facts(name).dataset_id for name in ("a1", "b1", "c1"))
    first = shelf.act("a1", Act.REPLACE, dataset=b)
    shelf.act("b1", Act.REPLACE, dataset=c)

    assert refused(shelf, "c1", Act.REPLACE, dataset=a) == ("successor", "leads-back")
    assert refused(shelf, "b1", Act.REPLACE, dataset=a) == ("successor", "leads-back")
    shelf.act("a1", Act.UNDO, undoes=first.id)
    shelf.act("c1", Act.REPLACE, dataset=a)


def test_a_contract_needs_its_terms(shelf: Shelf) -> None:
    shelf.owners["a"] = shelf.person(Role.OFFICIAL)
    shelf.put("a1")

    refusal = refused(shelf, "a1", Act.RELICENSE, licence="LicenseRef-contract")

    assert refusal == ("licence", "without-terms")


def test_a_licence_that_a_job_has_begun_to_offer_is_not_undone(shelf: Shelf) -> None:
    """Somebody asks before it holds, and is behind the job that makes it hold."""
    shelf.put("a1", licence="CC-BY-4.0")
    tomorrow = day_of(shelf.services.now()) + timedelta(days=1)
    waiting = shelf.act("a1", Act.RELICENSE, licence="CC-BY-NC-4.0", from_day=tomorrow)
    propagate(later(shelf.services, days=2), waiting.id)

    assert refused(shelf, "a1", Act.UNDO, undoes=waiting.id) == ("undoes", "not-undoable")


def test_a_reason_is_kept_without_the_numbers_of_people(shelf: Shelf) -> None:
    shelf.put("a1")
    version = shelf.facts("a1")
    with shelf.session() as session:
        wish = Wish(act=Act.WITHDRAW, reason="900101-1234568 님의 값입니다.")
        owner, at = shelf.owner("a"), shelf.tick()
        _, done = correct(session, owner, version.dataset_id, 1, wish, at=at)

    withdrawn = shelf.facts("a1").withdrawal
    assert withdrawn is not None
    assert withdrawn.reason == done.reason == mask(wish.reason) != wish.reason


def test_only_what_stands_is_undone_by_who_did_it_or_an_administrator(shelf: Shelf) -> None:
    shelf.put("a1", licence="CC-BY-4.0")
    shelf.put("b1")
    administrator = shelf.person(Role.ADMINISTRATOR)
    withdrawn = shelf.act("a1", Act.WITHDRAW, who=administrator)
    relicensed = shelf.act("b1", Act.RELICENSE, licence="CC-BY-NC-4.0")

    assert refused(shelf, "a1", Act.UNDO, undoes=withdrawn.id)[1] == "undone-by-others"
    assert refused(shelf, "a1", Act.UNDO, undoes=relicensed.id)[1] == "no-such-act"
    assert refused(shelf, "a1", Act.UNDO)[1] == "no-such-act"
    assert refused(shelf, "b1", Act.UNDO, undoes=relicensed.id)[1] == "not-undoable"
    shelf.act("a1", Act.UNDO, undoes=withdrawn.id, who=administrator)
    with pytest.raises(AlreadyUndone):
        shelf.act("a1", Act.UNDO, undoes=withdrawn.id, who=administrator)


def test_a_version_is_withdrawn_once_until_that_is_undone(shelf: Shelf) -> None:
    shelf.put("a1")
    first = shelf.act("a1", Act.WITHDRAW)

    with pytest.raises(AlreadyWithdrawn):
        shelf.act("a1", Act.WITHDRAW)
    shelf.act("a1", Act.UNDO, undoes=first.id)
    shelf.act("a1", Act.WITHDRAW)

    assert shelf.facts("a1").withdrawal is not None


def test_points_go_with_a_withdrawal_and_come_back_with_its_undo(house: House) -> None:
    made = house.publish(house.official)
    shelf = Shelf(house.services)
    shelf.owners["a"] = house.official
    with house.session() as session:
        found = find_published(session, made.id)
        assert found is not None
        shelf.ids["a1"] = found.id

    first = shelf.act("a1", Act.WITHDRAW)
    shelf.act("a1", Act.UNDO, undoes=first.id)
    shelf.act("a1", Act.WITHDRAW)

    with house.session() as session:
        amounts = session.execute(select(Posting.amount).order_by(Posting.amount)).scalars().all()
        total = session.execute(select(func.sum(Posting.amount))).scalar_one()
    assert (amounts, total) == ([-5, -5, 5, 5], 0)


def test_a_new_version_that_says_what_it_corrects_does_so_when_it_is_published(
    house: House,
) -> None:
    first = house.publish(house.official)
    named, said = str(first.dataset_id), {"version": 1, "reason": "2월이 빠졌습니다."}
    made = house.publish(house.citizen, sources=[held_source(named)])

    house.offer(house.official, dataset=named, corrects=said)

    with house.session() as session:
        marked = find_published(session, made.id)
        corrected = find_published(session, first.id)
        assert marked is not None
        assert corrected is not None
        (mark,) = marks_on(session, [marked.id])
        (act,) = corrections_of(session, [corrected.id])
    assert (mark.kind, act.reason, act.by_id) == (
        MarkKind.STALE,
        "2월이 빠졌습니다.",
        house.official.id,
    )
    assert house.told(house.citizen)[-1] == "source-corrected"


def test_what_it_corrects_has_to_be_there(house: House) -> None:
    named = str(house.publish(house.official).dataset_id)

    for dataset, number, code in ((named, 2, "version-unknown"), (None, 1, "corrects-nothing")):
        with pytest.raises(ManifestFaulty) as refusal:
            house.draft(
                house.official, dataset=dataset, corrects={"version": number, "reason": "x"}
            )
        assert [fault.code for fault in refusal.value.faults] == [code]


def test_whom_an_act_would_concern_is_counted_for_who_may_act(shelf: Shelf) -> None:
    shelf.put("a1")
    shelf.put("b1", "a1")
    shelf.put("c1", "b1")
    reader = shelf.person()
    for name in ("a1", "c1"):
        shelf.receive(reader, name)
    shelf.receive(shelf.owner("c"), "a1")
    version = shelf.facts("a1")

    with shelf.session() as session:
        own = corrections_on(session, shelf.owner("a"), version.dataset_id, 1)
        foreign = corrections_on(session, reader, version.dataset_id, 1)
        with pytest.raises(VersionMissing):
            corrections_on(session, reader, version.dataset_id, 2)

    assert own.concerns is not None
    assert (own.concerns.descendants, own.concerns.people, own.concerns.more) == (2, 3, False)
    assert foreign.concerns is None


def test_every_mark_is_left_by_some_act_and_cleared_by_something() -> None:
    assert set(MARKS.values()) == set(MarkKind)
    assert set(MARKS) == set(Act) - {Act.UNDO}
    assert set(CLEARS) == set(ClearedBy)
    assert frozenset().union(*CLEARS.values()) == set(MarkKind)


def test_free_works_conflict_with_nothing_that_stays_open() -> None:
    assert conflicting("CC0-1.0") == {
        licence.id for licence in LICENCES.values() if not licence.derivatives
    }
    assert "CC-BY-4.0" in conflicting("CC-BY-NC-4.0")
    assert "CC-BY-NC-4.0" not in conflicting("CC-BY-NC-4.0")
