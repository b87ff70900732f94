"""Disputes between the owner of a source and whoever says they used it; who may resolve them."""

import pytest
from sqlalchemy import select

from marketplace.accounts.actor import Actor, Role
from marketplace.errors import PermissionRefused
from marketplace.lineage.disputes import Outcome
from marketplace.lineage.errors import AlreadyDisputed, AlreadyResolved
from marketplace.notices.models import Notice
from marketplace.workflow import disputing
from marketplace.workflow.disputing import Disputed
from tests.marketplace.workflow.shelf import Shelf
from tests.marketplace.workflow.test_standings import SURE, stands


def disputed(shelf: Shelf, reviewer: Actor) -> Disputed:
    """Have the owner of a1 dispute that b1 was made from it."""
    shelf.put("a1")
    shelf.put("b1", "a1", shown={"a1": SURE})
    shelf.put("c1", "b1", shown={"b1": SURE})
    version = shelf.facts("b1")
    with shelf.session() as session:
        disputing.dispute(
            session, shelf.owner("a"), version.dataset_id, 1, reason="아닙니다.", at=shelf.tick()
        )
        _, (waiting,) = disputing.waiting(session, reviewer, page=1, per_page=20)
    return waiting


def resolve(shelf: Shelf, who: Actor, waiting: Disputed, outcome: Outcome) -> Disputed:
    with shelf.session() as session:
        return disputing.resolve(
            session, who, waiting.dispute.id, outcome, resolution="봤습니다.", at=shelf.tick()
        )


def test_a_dispute_that_is_upheld_weakens_the_step_and_what_follows(shelf: Shelf) -> None:
    reviewer = shelf.person(Role.QUALITY)
    waiting = disputed(shelf, reviewer)

    resolved = resolve(shelf, reviewer, waiting, Outcome.UPHELD)

    assert resolved.dispute.outcome is Outcome.UPHELD
    assert stands(shelf) == {"a1": "original", "b1": "declared", "c1": "declared"}
    for owner in (shelf.owner("a"), shelf.owner("b")):
        assert "dispute-resolved" in [kind for kind, _ in shelf.told(owner)]
    with pytest.raises(AlreadyResolved):
        resolve(shelf, reviewer, waiting, Outcome.UPHELD)


def test_a_dispute_that_is_dismissed_changes_nothing(shelf: Shelf) -> None:
    reviewer = shelf.person(Role.QUALITY)
    waiting = disputed(shelf, reviewer)

    resolve(shelf, reviewer, waiting, Outcome.DISMISSED)

    assert stands(shelf) == {"a1": "original", "b1": "reproduced", "c1": "reproduced"}


def test_nobody_resolves_a_dispute_of_their_own_or_without_the_role(shelf: Shelf) -> None:
    reviewer = shelf.owners["b"] = shelf.person(Role.QUALITY)
    other = shelf.person(Role.QUALITY)
    waiting = disputed(shelf, other)

    for who, code in ((reviewer, "party-to-it"), (shelf.owner("a"), "role-not-held")):
        with pytest.raises(PermissionRefused) as refused:
            resolve(shelf, who, waiting, Outcome.UPHELD)
        assert refused.value.reason.code == code
    with shelf.session() as session:
        assert (
            session.execute(select(Notice.id).where(Notice.kind == "dispute-resolved")).all() == []
        )


def test_of_two_sources_the_one_that_is_not_disputed_yet_can_be(shelf: Shelf) -> None:
    shelf.put("a1")
    owner = shelf.owners["c"] = shelf.owner("a")
    shelf.put("b1", "a1")
    shelf.put("c1")
    shelf.put("d1", "a1", "c1")
    version, reviewer = shelf.facts("d1"), shelf.person(Role.QUALITY)

    def raise_one() -> list[Disputed]:
        with shelf.session() as session:
            about = version.dataset_id
            disputing.dispute(session, owner, about, 1, reason="아닙니다.", at=shelf.tick())
        with shelf.session() as session:
            return list(disputing.waiting(session, reviewer, page=1, per_page=20)[1])

    first = raise_one()
    resolve(shelf, reviewer, first[0], Outcome.DISMISSED)
    again = raise_one()

    assert len(first) == len(again) == 2
    with pytest.raises(AlreadyDisputed):
        raise_one()
