from dataclasses import replace

from marketplace.accounts.actor import ANONYMOUS
from marketplace.workflow.assuring import Ground, grounds_of
from tests.marketplace.workflow.shelf import Shelf
from verification.evidence.assurance import Assurance


def test_an_assurance_rests_on_its_steps_the_weakest_first(shelf: Shelf) -> None:
    shelf.put("a1")
    shelf.put("b1", "a1", shown={"a1": Assurance.OBTAINED})
    shelf.put("c1", "a1", "b1", shown={"a1": Assurance.REPRODUCED, "b1": Assurance.CONSISTENT})

    with shelf.session() as session:
        found = grounds_of(session, ANONYMOUS, [shelf.ids[name] for name in ("a1", "b1", "c1")])

    assert shelf.ids["a1"] not in found
    assert [
        (each.source and each.source.id, each.step.assurance, each.origin)
        for each in found[shelf.ids["c1"]]
    ] == [
        (shelf.ids["b1"], Assurance.CONSISTENT, Assurance.OBTAINED),
        (shelf.ids["a1"], Assurance.REPRODUCED, Assurance.ORIGINAL),
    ]
    assert found[shelf.ids["c1"]][0].weakest is Assurance.OBTAINED


def test_where_a_restricted_source_stands_is_taken_as_it_was_then(shelf: Shelf) -> None:
    shelf.put("a1")
    shelf.put("b1", "a1", shown={"a1": Assurance.REPRODUCED})
    with shelf.session() as session:
        (ground,) = grounds_of(session, ANONYMOUS, [shelf.ids["b1"]])[shelf.ids["b1"]]

    hidden = Ground(replace(ground.step, assurance_then=Assurance.DECLARED), None)

    assert (hidden.origin, hidden.weakest) == (Assurance.DECLARED, Assurance.DECLARED)
