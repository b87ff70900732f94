from uuid import uuid4

import pytest

from marketplace.ledger.errors import EventUnreadable
from marketplace.ledger.facts import Deed, Download, EventFacts, MenuUse, OfferedAgain, Withdrawal
from marketplace.ledger.models import Event
from marketplace.ledger.rows import event_facts, event_row
from tests.marketplace.ledger.examples import MORNING, official, upload, version


@pytest.mark.parametrize(
    "deed",
    [
        Download(version()),
        MenuUse("citation"),
        MenuUse("citation", version()),
        upload(version(), "analysis", imported=True),
        Withdrawal(version()),
        OfferedAgain(version(), "a" * 64, imported=True),
    ],
    ids=lambda deed: deed.kind,
)
def test_an_event_comes_back_from_its_row_as_it_went_in(deed: Deed) -> None:
    event = EventFacts(uuid4(), official(), deed, MORNING)

    assert event_facts(event_row(event, cause=None, facts={})) == event


def test_a_row_that_lacks_what_its_kind_has_is_said_to() -> None:
    row = event_row(
        EventFacts(uuid4(), official(), MenuUse("citation"), MORNING), cause=None, facts={}
    )
    torn = Event(id=row.id, kind="download", at=MORNING, official=True, imported=False, facts={})

    with pytest.raises(EventUnreadable) as refused:
        event_facts(torn)

    assert (refused.value.event_id, refused.value.column) == (row.id, "dataset_id")
