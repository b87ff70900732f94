"""What is made of a table in refined form is compared with that; of the other, with the other."""

import csv as reading
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from marketplace.catalogue.models import Form
from marketplace.catalogue.queries import get_version
from marketplace.catalogue.visibility import EVERYTHING
from storage.transfers import Bucket
from submissions.models import Submission
from tests.factories.files import csv
from tests.factories.offices import population
from tests.factories.submissions import external_source, held_source
from tests.marketplace.workflow.house import House
from verification.history import find_report

DAYS = [("2024.1.2", "가", "1,200"), ("2024.1.2", "나", "1,300"), ("2024.1.3", "가", "1,100")]
DAYS += [(f"2024.2.{day}", "다", f"1,{day}00") for day in range(1, 9)]
DATED = csv(("일자", "동", "건"), [(day, place, f'"{count}"') for day, place, count in DAYS])
NAMED = csv(("동", "명칭"), [("가", "보람동"), ("나", "도담동"), ("다", "아름동")])


def published(house: House, name: str, content: bytes) -> Submission:
    made = house.offer(house.official, {name: content})
    house.decide(house.quality, made)
    house.run_jobs()
    return house.submission(made)


def refined_rows(house: House, dataset: UUID, folder: Path) -> list[list[str]]:
    """Return the rows of the refined table of a dataset's first version, head and all."""
    with house.session() as session:
        version = get_version(session, dataset, 1, EVERYTHING)
    (refined,) = [each for each in version.files if each.form is Form.REFINED]
    path = folder / "refined.csv"
    house.services.objects.download(Bucket.PUBLISHED, refined.digest, path)
    return list(reading.reader(StringIO(path.read_text("utf-8-sig"))))


def evidence(house: House, head: Any, rows: Any, *sources: dict[str, Any]) -> list[str]:
    """Have a citizen offer what was made of sources; return the verdicts."""
    made = house.offer(house.citizen, {"a.csv": csv(head, rows)}, sources=list(sources))
    with house.session() as session:
        report = find_report(session, house.submission(made).report_digest or "")
    assert report is not None
    return [each["verdict"] for each in report["evidence"]]


def test_rows_of_a_refined_table_are_found_in_it(house: House, tmp_path: Path) -> None:
    """A sheet with a column a year is refined to a row a year: nothing of it looks the same."""
    source = published(house, "인구.xlsx", population())
    assert source.dataset_id is not None
    head, *rows = refined_rows(house, source.dataset_id, tmp_path)
    some = [row for row in rows if "2021" in row]
    named = held_source(str(source.dataset_id), how="filter")

    assert some
    assert evidence(house, head, some, named) == ["consistent"]
    forged = [[*row[:-1], str(int(row[-1]) + 7)] for row in some]
    assert evidence(house, head, forged, named) == ["contradicted"]


@pytest.fixture
def dated(house: House) -> Submission:
    """Days and counts as people write them, refined to the same columns."""
    return published(house, "건수.csv", DATED)


def test_what_is_summed_from_either_form_is_summed_once(
    house: House, dated: Submission, tmp_path: Path
) -> None:
    assert dated.dataset_id is not None
    assert refined_rows(house, dated.dataset_id, tmp_path)[1] == ["2024-01-02", "가", "1200"]
    named = held_source(str(dated.dataset_id), how="aggregate")
    sums: dict[str, int] = {}
    for _, place, count in DAYS:
        sums[place] = sums.get(place, 0) + int(count.replace(",", ""))

    assert evidence(house, ("동", "건"), sums.items(), named) == ["consistent"]
    doubled = [(place, 2 * count) for place, count in sums.items()]
    assert evidence(house, ("동", "건"), doubled, named) == ["contradicted"]


def test_a_join_is_of_one_form_or_the_other(
    house: House, dated: Submission, tmp_path: Path
) -> None:
    assert dated.dataset_id is not None
    names = published(house, "명칭.csv", NAMED)
    sides = [held_source(str(each.dataset_id), how="join") for each in (dated, names)]
    called = {"가": "보람동", "나": "도담동", "다": "아름동"}
    refined = refined_rows(house, dated.dataset_id, tmp_path)[1:]

    for rows in (DAYS, refined):
        made = [(day, place, f'"{count}"', called[place]) for day, place, count in rows]
        assert evidence(house, ("일자", "동", "건", "명칭"), made, *sides) == ["consistent"]


def test_rows_of_a_refined_table_are_found_though_nobody_names_it(
    house: House, tmp_path: Path
) -> None:
    source = published(house, "인구.xlsx", population())
    assert source.dataset_id is not None
    head, *rows = refined_rows(house, source.dataset_id, tmp_path)
    renamed = [f"항목 {place}" for place in range(len(head))]

    made = house.offer(
        house.citizen, {"a.csv": csv(renamed, rows[::-1])}, sources=[external_source("other")]
    )

    with house.session() as session:
        report = find_report(session, house.submission(made).report_digest or "")
    assert report is not None
    strongest, *_ = report["overlaps"]
    assert (strongest["dataset"], strongest["share"], strongest["verdict"]) == (
        str(source.dataset_id),
        1.0,
        "same",
    )
