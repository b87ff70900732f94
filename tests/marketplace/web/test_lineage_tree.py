from datetime import timedelta
from uuid import UUID, uuid4

from marketplace.lineage.queries import DerivationRow, Lineage
from marketplace.lineage.walking import Node
from marketplace.web.lineage_tree import ancestors_of, descendants_of
from marketplace.workflow.showing import Tree
from tests.factories.accounts import NOON
from tests.factories.catalogue import make_facts
from verification.evidence.assurance import Assurance

NONE = Lineage((), (), more=False)


def step(version: UUID, source: UUID) -> DerivationRow:
    return DerivationRow(
        id=uuid4(),
        version_id=version,
        position=1,
        source_version_id=source,
        external=None,
        how="join",
        group=None,
        alias=None,
        note=None,
        assurance=Assurance.DECLARED,
        licence_then="CC-BY-4.0",
        generation_then=0,
        assurance_then=Assurance.ORIGINAL,
        at=NOON + timedelta(),
    )


def test_where_lines_meet_what_lies_beyond_is_shown_once() -> None:
    here, left, right, meeting, root = (make_facts(title=each) for each in "가나다라마")
    steps = (
        step(here.id, left.id),
        step(here.id, right.id),
        step(left.id, meeting.id),
        step(right.id, meeting.id),
        step(meeting.id, root.id),
    )
    versions = {each.id: each for each in (here, left, right, meeting, root)}
    nodes = tuple(Node(each, 1) for each in versions)

    (back,) = ancestors_of(Tree(Lineage(nodes, steps, more=False), NONE, versions), here.id)
    on = descendants_of(Tree(NONE, Lineage(nodes, steps, more=False), versions), root.id)

    first, second = back.nearer
    assert (back.is_here, first.title, second.title) == (True, "나", "다")
    assert [each.title for each in first.nearer[0].nearer] == ["마"]
    assert [each.title for each in second.nearer] == ["라"]
    assert second.nearer[0].nearer == ()
    assert [each.title for each in on] == ["라"]
    assert [each.title for each in on[0].nearer] == ["나", "다"]


def test_nothing_is_told_beyond_a_restricted_version() -> None:
    here, hidden, root = (make_facts(title=each) for each in "가나다")
    steps = (step(here.id, hidden.id), step(hidden.id, root.id))
    versions = {here.id: here, hidden.id: None, root.id: root}

    (back,) = ancestors_of(Tree(Lineage((), steps, more=False), NONE, versions), here.id)

    assert [(each.is_restricted, each.title, each.nearer) for each in back.nearer] == [
        (True, "", ())
    ]
