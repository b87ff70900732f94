from uuid import uuid4

import pytest

from marketplace.accounts.actor import ANONYMOUS
from marketplace.errors import NotFound, PermissionRefused, SignInRequired
from marketplace.workflow import offering
from marketplace.workflow.nudges import VERIFY
from submissions.errors import FileMissing, ManifestFaulty, NotEditable, TransitionRefused
from submissions.intake import Announcement
from submissions.uploads import SingleUpload
from tests.factories.submissions import make_manifest
from tests.marketplace.workflow.house import SMALL, House


def test_nobody_offers_without_signing_in(house: House) -> None:
    with house.session() as session, pytest.raises(SignInRequired):
        offering.create_submission(session, ANONYMOUS, make_manifest(), at=house.services.now())


def test_a_dataset_that_is_not_there_is_a_fault_of_the_manifest(house: House) -> None:
    with pytest.raises(ManifestFaulty) as refused:
        house.draft(house.official, dataset=str(uuid4()))

    assert [(each.pointer, each.code) for each in refused.value.faults] == [
        ("/dataset", "dataset-unknown")
    ]


def test_a_new_version_is_its_owners(house: House) -> None:
    dataset = str(house.publish(house.official).dataset_id)

    with pytest.raises(PermissionRefused) as refused:
        house.draft(house.neighbour, dataset=dataset)

    assert refused.value.reason.code == "owners-only"
    assert house.state(house.draft(house.official, dataset=dataset)) == "draft"


def test_handing_in_asks_for_verification_once(house: House) -> None:
    made = house.hand_in(house.official)

    assert house.waiting_jobs() == [(VERIFY, made)]
    assert house.waiting_jobs() == []


def test_what_is_not_ones_own_is_not_there(house: House) -> None:
    made = house.draft(house.official)

    with house.session() as session, pytest.raises(NotFound):
        offering.submit(session, house.citizen, made, at=house.services.now())


def test_a_manifest_is_replaced_until_it_is_handed_in(house: House) -> None:
    made = house.hand_in(house.official)

    with house.session() as session, pytest.raises(NotEditable):
        offering.replace_manifest(
            session, house.official, made, make_manifest("새"), at=house.services.now()
        )


def test_an_upload_is_told_anew_until_it_is_complete(house: House) -> None:
    made = house.draft(house.official)
    announced = Announcement("b.csv", 3, "text/csv")
    with house.session() as session:
        begun = offering.announce_file(
            session, house.official, made, announced, counter=house.counter, at=house.services.now()
        )
    done, _ = house.upload(house.official, made, "a.csv", SMALL["a.csv"])

    with house.session() as session:
        state = [
            offering.upload_state(session, house.official, made, file, counter=house.counter).how
            for file in (begun.file.id, done)
        ]

    assert isinstance(state[0], SingleUpload)
    assert state[1] is None


def test_a_file_is_taken_out_and_its_bytes_with_it(house: House) -> None:
    made = house.draft(house.official)
    file, _ = house.upload(house.official, made, "a.csv", SMALL["a.csv"])

    with house.session() as session:
        offering.remove_file(
            session, house.official, made, file, counter=house.counter, at=house.services.now()
        )

    assert house.submission(made).files == []
    with house.session() as session, pytest.raises(FileMissing):
        offering.upload_state(session, house.official, made, file, counter=house.counter)


def test_what_is_published_is_not_cancelled(house: House) -> None:
    published = house.publish(house.official)

    with house.session() as session, pytest.raises(TransitionRefused):
        offering.cancel(
            session, house.official, published.id, reason="그만", at=house.services.now()
        )


def test_cancelling_ends_it(house: House) -> None:
    made = house.draft(house.official)

    with house.session() as session:
        offering.cancel(session, house.official, made, reason="그만", at=house.services.now())

    assert house.state(made) == "cancelled"
