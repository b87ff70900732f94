from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select

from marketplace.accounts.actor import Actor
from marketplace.lineage.acts import Act
from marketplace.workflow import sweeping
from marketplace.workflow.correcting import correct
from marketplace.workflow.correction_acts import Wish
from marketplace.workflow.nudges import SKETCH
from marketplace.workflow.publishing import publish_submission
from marketplace.workflow.sketching import sketch_version
from submissions.models import Submission
from tests.factories.files import csv
from tests.factories.submissions import external_source, held_source
from tests.marketplace.workflow.house import House
from verification.history import latest_report
from verification.index.models import SketchedColumn, SketchedTable, SketchedValue, SketchTurn

HEADER = ("번호", "정류장", "일자", "승차", "요금")
ROWS = tuple(
    (7 * n, f"정류장 {n * 31 % 97}", f"2024-01-{n % 28 + 1:02d}", n * n % 9973, n * 37 % 500 + 0.25)
    for n in range(1, 201)
)
WHOLE = {"승차.csv": csv(HEADER, ROWS)}
REWRITTEN = {
    "얻은 것.csv": csv(
        ("how_many", "at", "fare", "stop"),
        (
            (f'"{rides:,}"', day.replace("-", ". "), f"{fare}0", f" {stop}")
            for _, stop, day, rides, fare in sorted(ROWS[::3], key=lambda row: row[3])
        ),
        "cp949",
    )
}
OTHERS = {"다른 것.csv": csv(HEADER, ((n, *ROWS[n][1:3], n * 11, 0.5) for n in range(200)))}
ELSEWHERE = [external_source("other")]


def publish(
    house: House, who: Actor, files: dict[str, bytes] = WHOLE, **manifest: Any
) -> Submission:
    made = house.offer(who, files, **manifest)
    house.decide(house.quality, made)
    house.run_jobs()
    return house.submission(made)


def report_of(house: House, submission_id: UUID) -> dict[str, Any]:
    with house.session() as session:
        return dict(latest_report(session, submission_id))


def found(house: House, submission_id: UUID) -> dict[str, str]:
    """The codes that tell of undeclared sources, with their severity."""
    checks = {check["check"]: check for check in report_of(house, submission_id)["checks"]}
    findings = checks["undeclared-sources"]["findings"]
    return {each["code"]: each["severity"] for each in findings}


def overlaps(house: House, submission_id: UUID) -> list[dict[str, Any]]:
    return list(report_of(house, submission_id)["overlaps"])


def test_rows_of_published_data_are_found_however_they_were_rewritten(house: House) -> None:
    published = publish(house, house.official, licence="KOGL-2")

    made = house.offer(house.citizen, REWRITTEN, sources=ELSEWHERE)

    (overlap,) = overlaps(house, made)
    assert found(house, made) == {"source-undeclared": "warning", "licence-laundered": "error"}
    assert overlap["dataset"] == str(published.dataset_id)
    assert (overlap["share"], overlap["of_parent"], overlap["verdict"]) == (1.0, 0.335, "subset")
    assert overlap["columns"] == [
        ["how_many", "승차"],
        ["at", "일자"],
        ["fare", "요금"],
        ["stop", "정류장"],
    ]


def test_a_copy_of_the_whole_is_a_duplicate_and_leaves_the_automatic_lane(house: House) -> None:
    publish(house, house.official)
    own = publish(house, house.neighbour, OTHERS)

    made = house.offer(house.neighbour, WHOLE, dataset=str(own.dataset_id))

    assert found(house, made) == {
        "source-undeclared": "warning",
        "duplicate-of-published": "warning",
    }
    assert house.submission(made).lane == "one"


def test_a_declared_source_accounts_for_itself_and_for_what_it_comes_from(house: House) -> None:
    first = publish(house, house.official)
    source = held_source(str(first.dataset_id), how="filter")
    second = publish(house, house.neighbour, {"b.csv": csv(HEADER, ROWS[:150])}, sources=[source])
    source = held_source(str(second.dataset_id), how="filter")

    third = house.offer(house.citizen, {"c.csv": csv(HEADER, ROWS[:90])}, sources=[source])

    assert found(house, third) == {}
    assert [(each["title"], each["explained"]) for each in overlaps(house, third)] == [
        ("정류장별 승차", True)
    ]
    assert overlaps(house, third)[0]["dataset"] == str(first.dataset_id)


def test_another_source_than_the_declared_one_is_found(house: House) -> None:
    first = publish(house, house.official)
    other = publish(house, house.neighbour, OTHERS)
    source = held_source(str(other.dataset_id), how="other")

    made = house.offer(house.citizen, REWRITTEN, sources=[source])

    assert "source-undeclared" in found(house, made)
    assert [each["dataset"] for each in overlaps(house, made)] == [str(first.dataset_id)]


def test_tables_that_share_stops_and_days_share_nothing(house: House) -> None:
    publish(house, house.official)

    made = house.offer(house.neighbour, OTHERS)

    assert (found(house, made), overlaps(house, made)) == ({}, [])


def test_the_versions_of_a_dataset_are_no_sources_of_it(house: House) -> None:
    own = publish(house, house.official)

    made = house.offer(house.official, WHOLE, dataset=str(own.dataset_id))

    assert (found(house, made), overlaps(house, made)) == ({}, [])


def test_of_data_one_may_not_know_of_no_more_is_told_than_that_it_is_there(house: House) -> None:
    publish(house, house.official, access="closed", title="비공개 승차")

    made = house.offer(house.citizen, REWRITTEN, sources=ELSEWHERE)

    (overlap,) = overlaps(house, made)
    assert found(house, made) == {"source-undeclared": "error"}
    assert overlap == {
        **dict.fromkeys(overlap),
        "file": "얻은 것.csv",
        "columns": [],
        "explained": False,
        "restricted": True,
    }
    assert "비공개 승차" not in str(report_of(house, made))


def test_what_was_withdrawn_is_found_no_more(house: House) -> None:
    published = publish(house, house.official)
    assert published.dataset_id is not None
    with house.session() as session:
        correct(
            session,
            house.official,
            published.dataset_id,
            1,
            Wish(act=Act.WITHDRAW, reason="잘못된 값"),
            at=house.services.now(),
        )

    made = house.offer(house.citizen, REWRITTEN, sources=ELSEWHERE)

    assert overlaps(house, made) == []


def test_a_published_version_is_sketched_once(house: House) -> None:
    publish(house, house.official)
    with house.session() as session:
        (version_id,) = session.execute(select(SketchTurn.version_id)).scalars()
        values = session.execute(select(func.count()).select_from(SketchedValue)).scalar_one()

    sketch_version(house.services, version_id)

    with house.session() as session:
        tables = session.execute(select(SketchedTable.rows, SketchedTable.withdrawn)).all()
        again = session.execute(select(func.count()).select_from(SketchedValue)).scalar_one()
    assert [tuple(each) for each in tables] == [(200, False)]
    assert values == again > 200


def test_what_was_published_before_there_were_sketches_comes_in_by_the_sweep(house: House) -> None:
    publish(house, house.official)
    with house.session() as session:
        for table in (SketchedColumn, SketchedTable, SketchedValue):
            session.execute(delete(table))
        for turn in session.execute(select(SketchTurn)).scalars():
            turn.asked_at = turn.sketched_at = None
            turn.tries = 0

    sweeping.sketch(house.services)
    sweeping.sketch(house.services)
    waiting = house.waiting_jobs()
    for _, version_id in waiting:
        sketch_version(house.services, version_id)
    made = house.offer(house.citizen, REWRITTEN, sources=ELSEWHERE)

    assert [job for job, _ in waiting] == [SKETCH]
    assert "source-undeclared" in found(house, made)


def test_a_store_that_is_away_is_asked_again(house: House) -> None:
    # A table of its own: a copy that another test fetched lies here still.
    made = house.offer(house.official, {"a.csv": csv(HEADER, ROWS[:77])})
    house.decide(house.quality, made)
    house.waiting_jobs()
    publish_submission(house.services, made)
    (version_id,) = (each for job, each in house.waiting_jobs() if job == SKETCH)

    sketch_version(house.without_store(), version_id)
    sweeping.sketch(house.later(minutes=2))

    assert house.waiting_jobs(house.later(minutes=2).now()) == [(SKETCH, version_id)]
