from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from marketplace.catalogue.models import Version
from marketplace.catalogue.queries import get_version
from marketplace.catalogue.values import VersionFacts
from marketplace.catalogue.visibility import EVERYTHING
from marketplace.ledger.models import Event, Posting
from marketplace.workflow import downloading, offering
from marketplace.workflow.downloading import Wanted
from marketplace.workflow.publishing import publish_submission
from storage.errors import StoreUnavailable
from storage.transfers import Bucket
from submissions import publish as publishing
from submissions.models import Submission
from tests.factories.files import csv
from tests.factories.submissions import external_source, held_source
from tests.marketplace.workflow.house import House, put


def accepted(house: House, **manifest: object) -> UUID:
    """Something of the official's that is accepted and not published."""
    made = house.offer(house.official, **manifest)  # type: ignore[arg-type]
    house.decide(house.quality, made)
    house.waiting_jobs()
    return made


def version_of(house: House, submission: Submission) -> VersionFacts:
    with house.session() as session:
        assert submission.dataset_id is not None
        return get_version(session, submission.dataset_id, submission.version_number, EVERYTHING)


def test_what_is_accepted_becomes_a_version_with_its_points(house: House) -> None:
    made = house.publish(house.official)

    version = version_of(house, made)
    assert (version.number, version.generation, version.assurance) == (1, 0, "original")
    assert [(each.name, each.form) for each in version.files] == [
        ("a.csv", "original"),
        ("a.csv", "table"),
    ]
    assert all(
        house.services.objects.holds(Bucket.PUBLISHED, file.digest) for file in version.files
    )
    with house.session() as session:
        points = session.execute(select(Posting.amount, Posting.recognised)).all()
    assert [tuple(each) for each in points] == [(5, 5)]
    assert house.told(house.official) == ["accepted", "published"]


def test_publishing_twice_is_once(house: House) -> None:
    made = house.publish(house.official)

    publish_submission(house.services, made.id)

    with house.session() as session:
        assert session.execute(select(func.count()).select_from(Version)).scalar_one() == 1
        assert session.execute(select(func.count()).select_from(Event)).scalar_one() == 1


def test_another_that_has_the_claim_is_left_to_it(house: House) -> None:
    made = accepted(house)
    lease = timedelta(seconds=12)
    with house.session() as session:
        first = publishing.claim(session, made, lease=lease, at=house.services.now())

    publish_submission(house.services, made)
    held = house.state(made)
    publish_submission(house.later(seconds=13), made)

    assert first is not None
    assert (held, house.state(made)) == ("accepted", "published")


def test_what_is_not_there_is_not_published(house: House) -> None:
    publish_submission(house.services, uuid4())
    publish_submission(house.services, house.draft(house.official))

    with house.session() as session:
        assert session.execute(select(func.count()).select_from(Version)).scalar_one() == 0


def test_bytes_swapped_after_verification_are_never_published(house: House) -> None:
    made = house.draft(house.official)
    # Like no others: the store need not copy what it has published already.
    _, address = house.upload(house.official, made, "a.csv", csv(("가", "나"), ((uuid4(), 1),)))
    with house.session() as session:
        offering.submit(session, house.official, made, at=house.services.now())
    house.run_jobs()
    house.decide(house.quality, made)
    put(address, csv(("가", "나"), ((9, 9), (9, 9))))

    house.run_jobs()

    seen = house.submission(made)
    assert (seen.state, seen.dataset_id, seen.report_digest) == ("blocked", None, None)
    assert house.told(house.official) == ["accepted", "blocked"]


def test_a_store_that_is_away_leaves_it_accepted(house: House) -> None:
    made = accepted(house)

    with pytest.raises(StoreUnavailable):
        publish_submission(house.without_store(), made)

    assert house.state(made) == "accepted"
    publish_submission(house.later(seconds=13), made)
    assert house.state(made) == "published"


def test_a_slow_one_that_was_overtaken_publishes_nothing_more(house: House) -> None:
    made = accepted(house)

    class Overtaken:
        """The store; while it is asked for the first copy, another worker is quicker."""

        def __getattr__(self, name: str) -> object:
            publish_submission(house.later(seconds=13), made)
            return getattr(house.services.objects, name)

    publish_submission(replace(house.services, objects=Overtaken()), made)  # type: ignore[arg-type]

    assert house.events(made).count("publish") == 1


def test_a_derivation_pins_its_source_says_what_it_shows_and_tells_its_owner(house: House) -> None:
    source = house.publish(house.official)
    with house.session() as session:
        assert source.dataset_id is not None
        downloading.download(
            session,
            house.services.objects,
            house.citizen,
            Wanted(source.dataset_id, 1, "a.csv"),
            expires=timedelta(minutes=5),
            at=house.services.now(),
        )

    sources = [held_source(str(source.dataset_id)), external_source()]
    obtained = house.publish(house.citizen, sources=sources[:1])
    mixed = house.publish(house.citizen, sources=sources)
    unheld = house.publish(house.neighbour, sources=sources[:1])

    assert [
        (version.generation, version.assurance)
        for version in (version_of(house, each) for each in (obtained, mixed, unheld))
    ] == [(1, "consistent"), (1, "declared"), (1, "consistent")]
    assert house.told(house.official).count("built-on-yours") == 3


def test_nobody_is_told_that_they_built_on_their_own(house: House) -> None:
    source = house.publish(house.official)

    made = house.publish(house.official, sources=[held_source(str(source.dataset_id))])

    assert version_of(house, made).assurance == "consistent"
    assert "built-on-yours" not in house.told(house.official)


def test_the_publisher_is_the_department_where_there_is_one(house: House) -> None:
    by_official = version_of(house, house.publish(house.official))
    by_citizen = version_of(house, house.publish(house.citizen, sources=[external_source()]))

    assert by_official.publisher is not None
    assert by_citizen.publisher is None
