"""What takes marks away: also where the version that mends is there before, or is withdrawn."""

from threading import Thread, current_thread
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event

from marketplace.accounts.actor import Role
from marketplace.lineage.acts import Act
from marketplace.workflow import propagating
from marketplace.workflow.propagating import propagate
from tests.marketplace.workflow.shelf import Shelf


def mended(shelf: Shelf) -> None:
    """b1 is made of a1, which a2 corrects; b2 is made of a2, and c1 of b1."""
    shelf.put("a1")
    shelf.put("b1", "a1")
    shelf.put("c1", "b1")
    shelf.put("a2")
    shelf.put("b2", "a2")


def test_what_a_later_version_mended_before_the_act_bears_no_mark(shelf: Shelf) -> None:
    mended(shelf)

    shelf.act("a1", Act.CORRECT, number=2)

    assert shelf.marks() == {"c1": [("stale", 2)]}
    assert shelf.marks(cleared=True)["b1"] == [("stale new-version", 1)]


def test_a_later_version_that_is_withdrawn_or_marked_itself_mends_nothing(shelf: Shelf) -> None:
    mended(shelf)
    shelf.act("b2", Act.WITHDRAW)
    shelf.put("d1", "a1")
    shelf.put("d2", "a1")

    shelf.act("a1", Act.CORRECT, number=2)

    assert set(shelf.marks()) == {"b1", "c1", "d1", "d2"}


def test_a_mark_stands_anew_while_the_version_that_mended_it_is_withdrawn(shelf: Shelf) -> None:
    mended(shelf)
    shelf.act("a1", Act.CORRECT, number=2)

    withdrawn = shelf.act("b2", Act.WITHDRAW)
    assert shelf.marks()["b1"] == [("stale", 1)]

    shelf.act("b2", Act.UNDO, undoes=withdrawn.id)
    assert "b1" not in shelf.marks()


def test_a_mark_that_stands_anew_is_cleared_by_the_next_version(shelf: Shelf) -> None:
    mended(shelf)
    shelf.act("a1", Act.CORRECT, number=2)
    withdrawn = shelf.act("b2", Act.WITHDRAW)

    shelf.put("b3", "a2")
    assert "b1" not in shelf.marks()

    # Cleared twice, and told once.
    shelf.act("b2", Act.UNDO, undoes=withdrawn.id)
    assert shelf.marks(cleared=True)["b1"] == [("stale new-version", 1)]


def test_of_an_undo_those_are_told_who_were_told_of_what_it_undid(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed half-way through the telling, undone, and then taken up again."""
    monkeypatch.setattr(propagating, "TOLD_AT_ONCE", 1)
    shelf.put("a1")
    readers = sorted((shelf.person() for _ in range(3)), key=lambda each: each.id or UUID(int=0))
    for reader in readers:
        shelf.receive(reader, "a1")
    administrator = shelf.person(Role.ADMINISTRATOR)
    withdrawn = shelf.act("a1", Act.WITHDRAW, who=administrator, carried=False)
    for _ in range(5):  # begun, walked, to the end of the walk, and two people told
        propagating._go_on(shelf.services, withdrawn.id)

    shelf.act("a1", Act.UNDO, undoes=withdrawn.id, who=administrator)
    propagate(shelf.services, withdrawn.id)

    told = [[kind for kind, _ in shelf.told(each)] for each in (*readers, shelf.owner("a"))]
    both = ["source-withdrawn", "correction-undone"]
    assert sorted(told[:3], key=len, reverse=True) in ([both, both, []], [both, [], []])
    assert told[3] in (both, ["correction-undone"])


def test_what_is_undone_before_it_was_carried_anywhere_nobody_hears_of(shelf: Shelf) -> None:
    shelf.put("a1")
    shelf.put("b1", "a1")
    withdrawn = shelf.act("a1", Act.WITHDRAW, carried=False)
    shelf.act("a1", Act.UNDO, undoes=withdrawn.id)
    propagate(shelf.services, withdrawn.id)

    assert (shelf.told(shelf.owner("b")), shelf.marks()) == ([], {})


def test_an_act_that_is_undone_while_a_step_waits_leaves_no_mark(shelf: Shelf) -> None:
    """The step has read the act; before it holds the lineage, the undo runs to its end."""
    shelf.put("a1")
    shelf.put("b1", "a1")
    withdrawn = shelf.act("a1", Act.WITHDRAW, carried=False)
    mine, begun = current_thread(), []

    def undo() -> None:
        shelf.act("a1", Act.UNDO, undoes=withdrawn.id)

    def before(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if current_thread() is mine and "pg_advisory_xact_lock(" in statement:
            begun.append(thread := Thread(target=undo))
            thread.start()
            thread.join(timeout=2)

    # The first step begins, the second marks b1.
    step_by_step(shelf, withdrawn.id, before)
    begun[0].join(timeout=30)

    assert (len(begun), shelf.marks()) == (1, {})


def step_by_step(shelf: Shelf, correction_id: Any, before: Any) -> None:
    """Carry an act on; from its second step on something happens before each statement."""
    locks = []

    def second(*said: Any) -> None:
        if current_thread() is main and "pg_advisory_xact_lock(" in said[2]:
            locks.append(1)
            if len(locks) == 2:
                before(*said)

    main = current_thread()
    event.listen(shelf.services.engine, "before_cursor_execute", second)
    try:
        propagate(shelf.services, correction_id)
    finally:
        event.remove(shelf.services.engine, "before_cursor_execute", second)
