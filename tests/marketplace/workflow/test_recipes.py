"""A recipe through the use cases: from what was handed in to what is published of it."""

from dataclasses import replace
from typing import Any

import pytest

from marketplace.catalogue.queries import get_version
from marketplace.catalogue.visibility import EVERYTHING
from submissions.models import Submission
from tests.factories.files import csv
from tests.factories.submissions import held_source
from tests.marketplace.workflow.house import House
from verification.history import find_report

SOURCE = {"a.csv": csv(("구", "승차"), (("가", 1), ("가", 2), ("나", 3)))}
SQL = "SELECT 구, sum(승차) AS 승차 FROM s1 GROUP BY 구"
HONEST = csv(("구", "승차"), (("나", 3), ("가", 3)))
FORGED = csv(("구", "승차"), (("나", 3), ("가", 4)))


@pytest.fixture
def unaudited(house: House) -> House:
    """A house in which nothing is drawn by lot."""
    settings = replace(house.services.settings, audit_share=0.0)
    return replace(house, services=replace(house.services, settings=settings))


def derive(house: House, source: Submission, content: bytes, **more: Any) -> Submission:
    made = house.offer(
        house.citizen,
        {"b.csv": content},
        sources=[held_source(str(source.dataset_id), how="aggregate")],
        recipe={"sql": SQL, "output": "b.csv"},
        **more,
    )
    return house.submission(made)


def test_what_is_reproduced_from_public_sources_is_published_unseen(unaudited: House) -> None:
    source = unaudited.publish(unaudited.official, files=SOURCE)

    made = derive(unaudited, source, HONEST)

    assert (made.state, made.lane) == ("published", "auto")
    with unaudited.session() as session:
        assert made.dataset_id is not None
        version = get_version(session, made.dataset_id, 1, EVERYTHING)
    assert (version.generation, version.assurance) == (1, "reproduced")


def test_what_is_contradicted_takes_two(unaudited: House) -> None:
    source = unaudited.publish(unaudited.official, files=SOURCE)

    made = derive(unaudited, source, FORGED)

    assert (made.state, made.lane, made.awaits) == ("in-review", "two", ["quality", "quality"])
    with unaudited.session() as session:
        report = find_report(session, made.report_digest or "")
    assert report is not None
    (evidence,) = report["evidence"]
    assert [(row["row"], row["column"]) for row in evidence["rows"]] == [(2, "승차")]


def test_a_source_for_officials_alone_keeps_it_for_people(unaudited: House) -> None:
    source = unaudited.publish(unaudited.official, files=SOURCE, access="joint")

    made = unaudited.offer(
        unaudited.neighbour,
        {"b.csv": HONEST},
        sources=[held_source(str(source.dataset_id), how="aggregate")],
        recipe={"sql": SQL, "output": "b.csv"},
        access="joint",
    )

    assert unaudited.submission(made).lane == "one"


def test_nobody_reads_by_a_recipe_what_they_may_not_have(unaudited: House) -> None:
    source = unaudited.publish(unaudited.official, files=SOURCE, access="closed")

    made = unaudited.submission(
        unaudited.offer(
            unaudited.neighbour,
            {"b.csv": HONEST},
            sources=[held_source(str(source.dataset_id), how="aggregate")],
            recipe={"sql": SQL, "output": "b.csv"},
            access="closed",
        )
    )

    with unaudited.session() as session:
        report = find_report(session, made.report_digest or "")
    assert report is not None
    assert [entry["why"] for entry in report["evidence"]] == ["recipe-sources-unavailable"]
