"""A source has a newer version: the draft of the next one, its file, and the difference."""

from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from marketplace.errors import NotFound, PermissionRefused
from marketplace.lineage import restatements
from marketplace.lineage.errors import NothingNewer
from marketplace.lineage.restatements import NewerSource, Outcome, restatement_of
from marketplace.workflow import making_restatements, offering, restating, sweeping
from marketplace.workflow.nudges import RESTATE
from storage.outbox import OutboxEntry
from storage.transfers import Bucket
from submissions.models import Submission
from tests.factories.files import csv
from tests.factories.submissions import held_source
from tests.marketplace.workflow.house import House
from verification.history import find_report

FIRST = csv(("구", "승차"), (("가", 1), ("가", 2), ("나", 3), ("라", 9)))
SECOND = csv(("구", "승차"), (("가", 1), ("가", 5), ("나", 3), ("다", 7)))
SQL = "SELECT 구, sum(승차) AS 승차 FROM s1 GROUP BY 구 ORDER BY 구"
DERIVED = csv(("구", "승차"), (("가", 3), ("나", 3), ("라", 9)))


def derived(house: House, *, recipe: str | None = SQL) -> tuple[Submission, Submission]:
    """A source of the official's, and what the neighbour made of it."""
    source = house.publish(house.official, files={"a.csv": FIRST})
    said: dict[str, Any] = {"sources": [held_source(str(source.dataset_id), how="other")]}
    if recipe:
        said["recipe"] = {"sql": recipe, "output": "b.csv"}
    made = house.offer(house.neighbour, {"b.csv": DERIVED}, **said)
    if house.state(made) == "in-review":
        house.decide(house.quality, made)
        house.run_jobs()
    return source, house.submission(made)


def renew(house: House, source: Submission, content: bytes = SECOND) -> None:
    made = house.offer(house.official, {"a.csv": content}, dataset=str(source.dataset_id))
    if house.state(made) == "in-review":
        house.decide(house.quality, made)
        house.run_jobs()
    assert house.submission(made).version_number == 2


def restate(house: House, made: Submission, who: Any = None) -> UUID:
    assert made.dataset_id is not None
    with house.session() as session:
        return restating.restate(
            session, who or house.neighbour, made.dataset_id, at=house.services.now()
        ).id


def test_the_recipe_makes_the_file_of_the_next_version(house: House, tmp_path: Path) -> None:
    source, made = derived(house)
    renew(house, source)

    draft = restate(house, made)
    again = restate(house, made)
    house.run_jobs()

    found = house.submission(draft)
    assert again == draft
    assert (found.state, found.dataset_id) == ("draft", made.dataset_id)
    assert found.manifest["sources"] == [
        {**made.manifest["sources"][0], "version": 2},
    ]
    (file,) = found.files
    house.services.objects.download(Bucket.QUARANTINE, file.key, tmp_path / "b", etag=file.etag)
    assert (tmp_path / "b").read_text("utf-8-sig").splitlines() == [
        "구,승차",
        "가,6",
        "나,3",
        "다,7",
    ]
    with house.session() as session:
        row = restatement_of(session, draft)
    assert row is not None
    assert row.newer == (NewerSource(UUID(str(source.dataset_id)), 1, 2),)
    assert (row.outcome, row.version_number) == (Outcome.MADE, 1)
    figures = {name: row.told[name] for name in ("equal", "changed", "added", "removed")}
    assert figures == {"equal": 1, "changed": 1, "added": 1, "removed": 1}
    assert row.told["examples"] == [
        {"change": "changed", "row": 1, "column": "승차", "before": "3", "now": "6"},
        {"change": "added", "row": 3, "column": None, "before": None, "now": "다 | 7"},
        {"change": "removed", "row": None, "column": None, "before": "라 | 9", "now": None},
    ]


def test_what_was_restated_is_reproduced_when_it_is_handed_in(house: House) -> None:
    source, made = derived(house)
    renew(house, source)
    draft = restate(house, made)
    house.run_jobs()

    with house.session() as session:
        offering.submit(session, house.neighbour, draft, at=house.services.now())
    house.run_jobs()

    report = house.submission(draft)
    assert report.state in {"published", "in-review"}
    with house.session() as session:
        body = find_report(session, report.report_digest or "")
    assert body is not None
    verdicts = [each["verdict"] for each in body["evidence"] if each["check"] == "recipe"]
    assert verdicts == ["reproduced"]


def test_without_a_recipe_the_file_is_to_be_supplied(house: House) -> None:
    source, made = derived(house, recipe=None)
    renew(house, source)

    draft = restate(house, made)
    assert house.waiting_jobs() == []

    with house.session() as session:
        row = restatement_of(session, draft)
    assert row is not None
    assert row.outcome is Outcome.NO_RECIPE
    assert house.submission(draft).files == []


def test_a_recipe_that_no_longer_runs_says_why(house: House) -> None:
    source, made = derived(house)
    renew(house, source, csv(("구", "하차"), (("가", 1),)))

    draft = restate(house, made)
    house.run_jobs()

    with house.session() as session:
        row = restatement_of(session, draft)
    assert row is not None
    assert (row.outcome, row.told["why"], row.told["about"]) == (
        Outcome.FAILED,
        "recipe-failed",
        "승차",
    )
    assert house.submission(draft).files == []


def test_where_nothing_is_newer_there_is_nothing_to_restate(house: House) -> None:
    _, made = derived(house)

    with pytest.raises(NothingNewer):
        restate(house, made)


def test_owners_alone_restate(house: House) -> None:
    source, made = derived(house)
    renew(house, source)

    with pytest.raises(PermissionRefused):
        restate(house, made, house.citizen)


def test_a_file_put_in_meanwhile_stays(house: House) -> None:
    source, made = derived(house)
    renew(house, source)
    draft = restate(house, made)
    house.upload(house.neighbour, draft, "own.csv", DERIVED)

    house.run_jobs()

    assert [file.name for file in house.submission(draft).files] == ["own.csv"]


def test_a_maker_that_died_is_followed_by_another(house: House) -> None:
    source, made = derived(house)
    renew(house, source)
    draft = restate(house, made)
    house.waiting_jobs()
    with house.session() as session:
        at = house.services.now()
        assert restatements.claim(session, draft, lease=timedelta(seconds=60), at=at)

    making_restatements.make_restatement(house.services, draft)
    assert house.submission(draft).files == []
    sweeping.restate_again(house.later(seconds=70))
    with house.session() as session:
        asked = session.execute(
            select(OutboxEntry.job).where(OutboxEntry.sent_at.is_(None))
        ).scalars()
        assert list(asked) == [RESTATE]
    making_restatements.make_restatement(house.later(seconds=70), draft)

    assert len(house.submission(draft).files) == 1


def test_a_submission_that_is_no_restatement_has_none(house: House) -> None:
    draft = house.draft(house.official)

    with house.session() as session, pytest.raises(NotFound):
        restating.restatement(session, house.official, draft)


def test_asked_for_twice_at_once_it_is_one_draft(house: House) -> None:
    source, made = derived(house)
    renew(house, source)
    assert made.dataset_id is not None
    drafts: list[UUID] = []
    second = Thread(target=lambda: drafts.append(restate(house, made)))

    with house.session() as session:
        at = house.services.now()
        drafts.append(restating.restate(session, house.neighbour, made.dataset_id, at=at).id)
        second.start()
        second.join(timeout=1)
        waits = second.is_alive()
    second.join(timeout=30)

    assert (waits, len(drafts), len(set(drafts))) == (True, 2, 1)
