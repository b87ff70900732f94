import pytest

from tests.factories.submissions import external_source, held_source
from tests.marketplace.api.caller import Caller, code
from tests.marketplace.workflow.house import SMALL, House


@pytest.fixture
def path(house: House) -> str:
    return f"/datasets/{house.publish(house.official).dataset_id}"


def test_a_dataset_says_what_it_holds(call: Caller, path: str) -> None:
    dataset = call("GET", path).get_json()
    [file] = dataset["files"]

    assert (dataset["latest"], dataset["generation"], dataset["assurance"]) == (1, 0, "original")
    assert (file["name"], file["size"]) == ("a.csv", len(SMALL["a.csv"]))
    assert [table["rows"] for table in file["tables"]] == [2]
    assert call("GET", f"{path}/versions/1").get_json()["version"] == 1
    report = call("GET", f"{path}/versions/latest/report").get_json()
    assert report["digest"] == dataset["report_digest"]


def test_search_counts_facets_and_lists(call: Caller, path: str) -> None:
    found = call("GET", "/datasets?q=정류장&category=교통물류").get_json()

    assert (found["count"], found["count_is"], len(found["items"])) == (1, "exact", 1)
    assert {"value": "교통물류", "count": 1} in found["facets"]["category"]


def test_head_tells_the_size_and_counts_nothing(call: Caller, path: str) -> None:
    head = call("HEAD", f"{path}/versions/latest/files/a.csv")

    assert (head.status_code, int(head.headers["Content-Length"])) == (200, len(SMALL["a.csv"]))
    assert call("GET", path).get_json()["downloads"] == 0


def test_get_redirects_and_counts(call: Caller, path: str) -> None:
    for query in ("", "?format=parquet"):
        answer = call("GET", f"{path}/versions/1/files/a.csv{query}")
        assert answer.status_code == 302

    assert call("GET", path).get_json()["downloads"] == 2


@pytest.mark.parametrize("rest", ["/versions/2", "/versions/1/files/b.csv", "/versions/9999999999"])
def test_what_is_not_there_is_404(call: Caller, path: str, rest: str) -> None:
    assert code(call("GET", f"{path}{rest}")) == (404, "not-found")


def test_lineage_names_what_may_be_seen_and_calls_the_rest_restricted(
    call: Caller, house: House
) -> None:
    closed = house.publish(house.official, access="closed")
    sources = [held_source(str(closed.dataset_id)), external_source()]
    made = house.publish(house.official, access="closed", sources=sources)

    seen = call("GET", f"/datasets/{made.dataset_id}/versions/1/lineage", "official").get_json()

    assert [each["dataset"] for each in seen["ancestors"]["items"]] == [str(closed.dataset_id)]
    assert sorted("external" in each["source"] for each in seen["sources"]) == [False, True]
    back = call("GET", f"/datasets/{closed.dataset_id}/versions/1/lineage", "official").get_json()
    assert [each["dataset"] for each in back["descendants"]["items"]] == [str(made.dataset_id)]


def test_points_and_notices_follow(call: Caller, path: str) -> None:
    points = call("GET", "/points/me", "official").get_json()
    notices = call("GET", "/notices", "official").get_json()
    read = call("POST", "/notices/read", "official", json={"ids": [notices["items"][0]["id"]]})

    assert (points["total"], points["raw"]) == (5, 5)
    assert [each["kind"] for each in notices["items"]] == ["published", "accepted"]
    assert read.get_json() == {"read": 1}
    assert call("GET", "/notices", "official").get_json()["unread"] == 1
    table = call("GET", "/points/departments?period=2026", "official").get_json()
    assert sum(row["recognised"] for row in table["departments"]) == 5
    refused = call("GET", "/points/departments?period=어제", "official")
    assert code(refused) == (422, "period-refused")
