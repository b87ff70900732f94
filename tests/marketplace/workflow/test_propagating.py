from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

import pytest
from sqlalchemy import event, select

from marketplace.accounts.actor import Role
from marketplace.lineage.acts import Act
from marketplace.lineage.correction_models import Propagation, Reach
from marketplace.notices.models import Notice
from marketplace.services import Services
from marketplace.workflow import propagating
from marketplace.workflow.propagating import propagate
from tests.marketplace.workflow.shelf import Shelf


def chain(shelf: Shelf) -> None:
    """a1 → b1 → c1 → d1, and a1 → d1 as well; e1 stands aside."""
    shelf.put("a1")
    shelf.put("b1", "a1")
    shelf.put("c1", "b1")
    shelf.put("d1", "c1", "a1")
    shelf.put("e1")


def test_a_withdrawal_taints_every_descendant_at_its_nearest(shelf: Shelf) -> None:
    chain(shelf)

    shelf.act("a1", Act.WITHDRAW)

    assert shelf.marks() == {"b1": [("tainted", 1)], "c1": [("tainted", 2)], "d1": [("tainted", 1)]}


def test_undoing_a_withdrawal_clears_what_it_left_and_says_so(shelf: Shelf) -> None:
    chain(shelf)
    withdrawn = shelf.act("a1", Act.WITHDRAW)

    shelf.act("a1", Act.UNDO, undoes=withdrawn.id)

    assert shelf.marks() == {}
    assert shelf.marks(cleared=True)["c1"] == [("tainted undone", 2)]
    assert shelf.facts("a1").withdrawal is None
    assert shelf.told(shelf.owner("c")) == [
        ("source-withdrawn", "c1"),
        ("correction-undone", "c1"),
    ]


def test_a_correction_makes_what_was_built_on_the_wrong_version_stale(shelf: Shelf) -> None:
    shelf.put("a1")
    shelf.put("b1", "a1")
    shelf.put("c1", "b1")
    shelf.put("a2")

    shelf.act("a1", Act.CORRECT, number=2)

    assert shelf.marks() == {"b1": [("stale", 1)], "c1": [("stale", 2)]}


def test_a_new_version_built_on_the_corrected_one_clears_the_mark(shelf: Shelf) -> None:
    shelf.put("a1")
    shelf.put("b1", "a1")
    shelf.put("c1", "b1")
    shelf.put("a2")
    shelf.act("a1", Act.CORRECT, number=2)

    shelf.put("b2", "a2")

    assert shelf.marks() == {"c1": [("stale", 2)]}
    assert shelf.marks(cleared=True)["b1"] == [("stale new-version", 1)]
    shelf.put("c2", "b2")
    assert shelf.marks() == {}


def test_what_is_built_on_something_marked_bears_the_mark_from_the_start(shelf: Shelf) -> None:
    chain(shelf)
    shelf.put("a2")
    shelf.act("a1", Act.CORRECT, number=2)

    shelf.put("f1", "c1")
    shelf.put("b2", "a1")

    assert shelf.marks()["f1"] == [("stale", 3)]
    assert (shelf.marks()["b1"], shelf.marks()["b2"]) == ([("stale", 1)], [("stale", 1)])


def test_a_version_that_corrects_its_own_source_is_not_stale_nor_what_is_made_of_it(
    shelf: Shelf,
) -> None:
    shelf.put("a1")
    shelf.put("b1", "a1")
    shelf.put("a2", "b1")
    shelf.put("c1", "a2")

    shelf.act("a1", Act.CORRECT, number=2)
    shelf.put("d1", "c1")

    assert shelf.marks() == {"b1": [("stale", 1)]}


def test_a_replacement_is_named_and_a_new_version_on_it_clears_the_mark(shelf: Shelf) -> None:
    chain(shelf)

    shelf.act("a1", Act.REPLACE, dataset=shelf.facts("e1").dataset_id)
    assert shelf.marks()["b1"] == [("stale", 1)]
    shelf.put("b2", "e1")

    assert "b1" not in shelf.marks()
    assert "b2" not in shelf.marks()


def test_each_person_is_told_once_whatever_they_hold(shelf: Shelf) -> None:
    chain(shelf)
    reader = shelf.person()
    for name in ("a1", "b1", "d1"):
        shelf.receive(reader, name)
        shelf.receive(shelf.owner("c"), name)
    shelf.receive(shelf.person(), "e1")

    shelf.act("a1", Act.WITHDRAW)

    assert shelf.told(reader) == [("source-withdrawn", "a1")]
    assert shelf.told(shelf.owner("c")) == [("source-withdrawn", "c1")]
    assert shelf.told(shelf.owner("a")) == []
    assert shelf.told(shelf.owner("e")) == []


def test_an_owner_whose_version_an_administrator_withdrew_is_told(shelf: Shelf) -> None:
    chain(shelf)

    shelf.act("a1", Act.WITHDRAW, who=shelf.person(Role.ADMINISTRATOR))

    assert shelf.told(shelf.owner("a")) == [("source-withdrawn", "a1")]


def test_who_may_not_know_of_the_source_is_not_told_its_name(shelf: Shelf) -> None:
    shelf.put("a1", access="joint")
    shelf.put("b1", "a1")
    colleague = shelf.person(Role.OFFICIAL)
    shelf.receive(colleague, "a1")

    shelf.act("a1", Act.WITHDRAW)

    with shelf.session() as session:
        told = session.execute(select(Notice.account_id, Notice.facts)).all()
    sources = {row.account_id: row.facts["source"] for row in told}
    assert sources == {
        colleague.id: "데이터 a",
        shelf.owner("b").id: "제한된 데이터 (restricted)",
    }


class Killed(BaseException):
    """Ends a job wherever it is, as a kill would: nothing after it is done."""


@contextmanager
def killed_at(shelf: Shelf, statement: int) -> Iterator[None]:
    """Kill whatever runs before it sends so many statements to the database."""
    counter = count(1)

    def kill(*_: object) -> None:
        if next(counter) == statement:
            raise Killed

    event.listen(shelf.services.engine, "before_cursor_execute", kill)
    try:
        yield
    except Killed:
        return
    finally:
        event.remove(shelf.services.engine, "before_cursor_execute", kill)


@pytest.mark.parametrize("statement", range(2, 62, 6))
def test_killed_anywhere_and_run_again_it_neither_misses_nor_doubles(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, statement: int
) -> None:
    monkeypatch.setattr(propagating, "WALKED_AT_ONCE", 1)
    monkeypatch.setattr(propagating, "TOLD_AT_ONCE", 2)
    chain(shelf)
    readers = [shelf.person() for _ in range(4)]
    for reader in readers:
        shelf.receive(reader, "c1")
    done = shelf.act("a1", Act.WITHDRAW, carried=False)

    with killed_at(shelf, statement):
        propagate(shelf.services, done.id)
    propagate(shelf.services, done.id)

    assert shelf.marks() == {"b1": [("tainted", 1)], "c1": [("tainted", 2)], "d1": [("tainted", 1)]}
    everybody = [*readers, *(shelf.owner(each) for each in "bcd")]
    assert [len(shelf.told(each)) for each in everybody] == [1] * 7
    with shelf.session() as session:
        assert session.get_one(Propagation, done.id).done_at is not None
        assert len(session.execute(select(Reach)).all()) == 4


@dataclass(frozen=True)
class Between(Services):
    """The same parts; something happens when the time is asked for the third time."""

    do: Callable[[], object] = list
    moments: Iterator[int] = field(default_factory=lambda: count(1))

    def now(self) -> datetime:
        if next(self.moments) == 3:
            self.do()
        return super().now()


def interrupted(shelf: Shelf, do: Callable[[], object]) -> Services:
    """Return services with which something else happens after the second step of a job."""
    return Between(**vars(shelf.services), do=do)


def test_what_is_published_while_the_walk_goes_on_is_not_missed(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(propagating, "WALKED_AT_ONCE", 1)
    chain(shelf)
    done = shelf.act("a1", Act.WITHDRAW, carried=False)

    propagate(interrupted(shelf, lambda: shelf.put("f1", "b1")), done.id)

    assert shelf.marks()["f1"] == [("tainted", 2)]


def test_an_act_that_is_undone_half_way_leaves_no_mark(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(propagating, "WALKED_AT_ONCE", 1)
    chain(shelf)
    done = shelf.act("a1", Act.WITHDRAW, carried=False)

    def undo() -> None:
        shelf.act("a1", Act.UNDO, undoes=done.id, carried=False)

    propagate(interrupted(shelf, undo), done.id)
    with shelf.session() as session:
        left = session.execute(
            select(Propagation.correction_id).where(Propagation.done_at.is_(None))
        ).scalar_one()
    propagate(shelf.services, left)

    assert shelf.marks() == {}
