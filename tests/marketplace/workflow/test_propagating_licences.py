from datetime import timedelta

from marketplace.ledger.days import day_of
from marketplace.lineage.acts import Act
from tests.marketplace.workflow.shelf import Shelf


def test_a_stricter_licence_conflicts_only_where_it_does_not_allow_what_is_offered(
    shelf: Shelf,
) -> None:
    shelf.put("a1", licence="CC-BY-4.0")
    shelf.put("b1", "a1", licence="CC-BY-4.0")
    shelf.put("c1", "b1", licence="CC-BY-NC-4.0")
    shelf.put("d1", "c1", licence="CC-BY-4.0")

    shelf.act("a1", Act.RELICENSE, licence="CC-BY-NC-4.0")

    conflict = [("licence-conflict", 1)]
    assert shelf.marks() == {"b1": conflict, "d1": [("licence-conflict", 3)]}
    assert shelf.facts("a1").described.licence == "CC-BY-NC-4.0"
    # Everybody's terms concern them, conflict or not.
    assert shelf.told(shelf.owner("c")) == [("source-relicensed", "c1")]


def test_a_licence_changed_back_clears_the_conflict(shelf: Shelf) -> None:
    shelf.put("a1", licence="CC-BY-4.0")
    shelf.put("b1", "a1", licence="CC-BY-4.0")
    shelf.act("a1", Act.RELICENSE, licence="CC-BY-NC-4.0")

    shelf.act("a1", Act.RELICENSE, licence="CC-BY-4.0")

    assert shelf.marks() == {}
    assert shelf.marks(cleared=True) == {"b1": [("licence-conflict relicensed", 1)]}


def test_a_descendant_that_takes_a_licence_that_goes_with_it_is_clear(shelf: Shelf) -> None:
    shelf.put("a1", licence="CC-BY-4.0")
    shelf.put("b1", "a1", licence="CC-BY-4.0")
    shelf.act("a1", Act.RELICENSE, licence="CC-BY-NC-4.0")

    shelf.act("b1", Act.RELICENSE, licence="CC-BY-NC-4.0")

    assert shelf.marks() == {}


def test_a_licence_from_a_later_day_waits_for_it_and_can_be_undone_until_then(
    shelf: Shelf,
) -> None:
    shelf.put("a1", licence="CC-BY-4.0")
    shelf.put("b1", "a1", licence="CC-BY-4.0")
    tomorrow = day_of(shelf.services.now()) + timedelta(days=1)

    waiting = shelf.act("a1", Act.RELICENSE, licence="CC-BY-NC-4.0", from_day=tomorrow)

    assert (shelf.marks(), shelf.facts("a1").described.licence) == ({}, "CC-BY-4.0")
    shelf.act("a1", Act.UNDO, undoes=waiting.id)
    assert shelf.told(shelf.owner("b")) == []
