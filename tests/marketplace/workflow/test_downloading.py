from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from marketplace.accounts.actor import ANONYMOUS, Actor
from marketplace.errors import NotFound, PermissionRefused
from marketplace.ledger.models import Event, Posting
from marketplace.lineage.models import Receipt
from marketplace.workflow import downloading
from marketplace.workflow.downloading import Wanted
from tests.marketplace.workflow.house import SMALL, House
from tests.wire import WIRE


def fetch(house: House, who: Actor, dataset: UUID | None, **wanted: str) -> str:
    assert dataset is not None
    with house.session() as session:
        _, address = downloading.download(
            session,
            house.services.objects,
            who,
            Wanted(dataset, None, wanted.get("name", "a.csv"), wanted.get("form")),
            expires=timedelta(minutes=5),
            at=house.services.now(),
        )
        return address


def test_the_address_gives_the_bytes_and_the_event_is_kept(house: House) -> None:
    dataset = house.publish(house.official).dataset_id

    address = fetch(house, house.citizen, dataset)

    assert WIRE.get(address).content == SMALL["a.csv"]
    with house.session() as session:
        events = session.execute(select(Event.kind, Event.actor_id).order_by(Event.number)).all()
        receipts = session.execute(select(Receipt.account_id)).scalars().all()
    assert [tuple(each) for each in events] == [
        ("upload", house.official.id),
        ("download", house.citizen.id),
    ]
    assert list(receipts) == [house.citizen.id]


def test_whoever_is_not_signed_in_gets_the_bytes_and_no_receipt(house: House) -> None:
    dataset = house.publish(house.official).dataset_id

    assert WIRE.get(fetch(house, ANONYMOUS, dataset)).status_code == 200
    with house.session() as session:
        assert session.execute(select(Receipt.account_id)).all() == []
        assert len(session.execute(select(Posting.id)).all()) == 1


def test_the_parquet_copy_is_given_too(house: House) -> None:
    dataset = house.publish(house.official).dataset_id

    content = WIRE.get(fetch(house, house.citizen, dataset, form="parquet")).content

    assert (content[:4], content[-4:]) == (b"PAR1", b"PAR1")


@pytest.mark.parametrize("wanted", [{"name": "b.csv"}, {"form": "exe"}])
def test_what_is_not_there_is_not_given_and_counts_nothing(
    house: House, wanted: dict[str, str]
) -> None:
    dataset = house.publish(house.official).dataset_id

    with pytest.raises(NotFound):
        fetch(house, house.citizen, dataset, **wanted)

    with house.session() as session:
        assert session.execute(select(Event.kind)).scalars().all() == ["upload"]


def test_what_is_closed_is_for_its_department(house: House) -> None:
    dataset = house.publish(house.official, access="closed").dataset_id

    assert fetch(house, house.official, dataset)
    with pytest.raises((PermissionRefused, NotFound)):
        fetch(house, house.neighbour, dataset)


def test_looking_up_counts_nothing(house: House) -> None:
    dataset = house.publish(house.official).dataset_id
    assert dataset is not None

    with house.session() as session:
        _, grant = downloading.look_up(session, house.citizen, Wanted(dataset, 1, "a.csv"))
        kinds = session.execute(select(Event.kind)).scalars().all()

    assert (grant.name, grant.size, kinds) == ("a.csv", len(SMALL["a.csv"]), ["upload"])
