"""Hostile recipes through the real door: each ends with a finding, and nothing of them gets out."""

import json
from typing import Any

import pytest

from tests.factories.files import csv
from tests.factories.submissions import make_manifest
from tests.journeys.person import Person, publish
from tests.journeys.town import Town

ROWS = csv(("구", "승차"), (("가", 1), ("나", 2), ("hostile", 3)))
OTHERS = csv(("구", "비밀"), (("가", 811_231), ("나", 811_232)))


@pytest.fixture(scope="module")
def dataset(town: Town) -> str:
    manifest = make_manifest("가공 절차의 원천", licence="KOGL-1")
    made: str = publish(town.official, town.quality, manifest, {"승차.csv": ROWS})["dataset"]
    return made


def offered(person: Person, dataset: str, sql: str) -> dict[str, Any]:
    """The evidence of a recipe's submission, which has been verified."""
    source = {"dataset": dataset, "version": 1, "how": "other", "as": "s1"}
    recipe = {"sql": sql, "output": "승차.csv"}
    manifest = make_manifest("나쁜 절차", sources=[source], recipe=recipe)
    done = person.offer(manifest, {"승차.csv": ROWS})
    assert done["state"] in {"in-review", "returned"}, done
    report = person.get(f"/submissions/{done['id']}/report")
    assert "crashed" not in {check["outcome"] for check in report["checks"]}
    (found,) = [each for each in report["evidence"] if each["check"] == "recipe"]
    assert "811231" not in json.dumps(report)
    person.post(f"/submissions/{done['id']}/cancel", {"reason": "시험"})
    return found


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        ("SELECT * FROM read_parquet(['in/0.parquet', '../*/*.parquet'])", "recipe-refused"),
        ("SELECT 구, list_aggregate([승차], 'reservoir_quantile', 0.5) FROM s1", "recipe-refused"),
        ("UPDATE EXTENSIONS", "recipe-refused"),
        ("SELECT repeat('x', 1000000) AS 구 FROM range(3000)", "recipe-too-large"),
    ],
)
def test_a_hostile_recipe_is_a_finding(town: Town, dataset: str, sql: str, why: str) -> None:
    found = offered(town.citizen, dataset, sql)

    assert (found["verdict"], found["why"]) == ("undecidable", why)


def test_what_one_may_not_have_is_no_source_of_ones_recipe(town: Town) -> None:
    manifest = make_manifest("부서의 표", licence="KOGL-1", access="closed")
    closed = publish(town.official, town.quality, manifest, {"비밀.csv": OTHERS})["dataset"]

    source = {"dataset": closed, "version": 1, "how": "other", "as": "s1"}
    recipe = {"sql": "SELECT * FROM s1", "output": "승차.csv"}
    manifest = make_manifest("남의 표", licence="KOGL-1", sources=[source], recipe=recipe)
    done = town.citizen.offer(manifest, {"승차.csv": ROWS})

    told = json.dumps(town.citizen.get(f"/submissions/{done['id']}/report"), ensure_ascii=False)
    assert "811231" not in told
    assert "비밀" not in told
    assert "recipe-sources-unavailable" in told


def test_a_recipe_that_is_no_text_is_refused_at_the_door(town: Town, dataset: str) -> None:
    sql = "SELECT '\ud800' FROM s1"
    source = {"dataset": dataset, "version": 1, "how": "other", "as": "s1"}
    body = make_manifest("깨진 절차", sources=[source], recipe={"sql": sql, "output": "승차.csv"})

    answer = town.citizen.http.post(
        "/submissions",
        content=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )

    assert answer.status_code in {400, 422}, answer.text
