"""The whole loop: given, made something of, given back, found, built on, and counted."""

import time
from itertools import count
from urllib.parse import urlsplit

import httpx
import pytest

from tests.factories.files import boardings, csv
from tests.factories.submissions import STOPS, held_source, make_manifest
from tests.journeys.person import publish
from tests.journeys.town import HEADCOUNT, Town

BAD = {5: "x1", 77_777: "없음", 99_999: "12.5a"}
_marks = count(1)


def test_an_official_publishes_a_large_cp949_file_and_its_bad_cells_are_named(town: Town) -> None:
    content = boardings(100_000, mark="전", bad=BAD, encoding="cp949")
    manifest = make_manifest("십만 행의 승차", licence="KOGL-1", columns=list(STOPS))
    before = time.monotonic()

    offered = town.official.offer(manifest, {"승차.csv": content})

    assert time.monotonic() - before < 30
    report = town.official.get(f"/submissions/{offered['id']}/report")
    (file,) = report["files"]
    assert (file["rows"], file["encoding"]) == (100_000, "cp949")
    (cells,) = (check for check in report["checks"] if check["check"] == "cell-types")
    assert [(found["code"], found["at"]["row"]) for found in cells["findings"]] == [
        ("cell-type", row) for row in BAD
    ]
    assert {found["at"]["column"] for found in cells["findings"]} == {"승차"}


@pytest.fixture(scope="module")
def shelf(town: Town) -> dict[str, str]:
    """Three datasets, each made of the one before."""
    mark = str(next(_marks))
    first = publish(
        town.official,
        town.quality,
        make_manifest("가람동 정류장 승차", licence="KOGL-1"),
        {"승차.csv": boardings(200, mark=mark, encoding="cp949")},
    )
    town.researcher.link(first["dataset"], "승차.csv")
    chosen = csv(("번호", "승차"), ((row, row * 3) for row in range(1, 50)))
    second = publish(
        town.researcher,
        town.quality,
        make_manifest("가람동 선택", sources=[held_source(first["dataset"])]),
        {"선택.csv": chosen},
    )
    third = publish(
        town.citizen,
        town.quality,
        make_manifest("가람동 집계", sources=[held_source(second["dataset"], how="aggregate")]),
        {"집계.csv": csv(("정류장", "합"), (("가", 1), ("나", 2)))},
    )
    return {"first": first["dataset"], "second": second["dataset"], "third": third["dataset"]}


def test_each_step_is_one_generation_further_and_pins_its_source(
    town: Town, shelf: dict[str, str]
) -> None:
    seen = {name: town.citizen.get(f"/datasets/{each}") for name, each in shelf.items()}

    assert [seen[name]["generation"] for name in ("first", "second", "third")] == [0, 1, 2]
    assert [seen[name]["assurance"] for name in ("first", "second", "third")] == [
        "original",
        "consistent",
        "declared",
    ]
    walked = town.citizen.get(f"/datasets/{shelf['third']}/versions/latest/lineage")
    assert [
        (node["depth"], node["dataset"], node["version"]) for node in walked["ancestors"]["items"]
    ] == [(1, shelf["second"], 1), (2, shelf["first"], 1)]
    back = town.citizen.get(f"/datasets/{shelf['first']}/versions/1/lineage")
    assert [node["dataset"] for node in back["descendants"]["items"]] == [
        shelf["second"],
        shelf["third"],
    ]


def test_two_syllables_find_it_without_signing_in(town: Town, shelf: dict[str, str]) -> None:
    found = httpx.get(f"{town.url}/api/v1/datasets", params={"q": "가람"}).json()

    assert {each["id"] for each in found["items"]} == set(shelf.values())
    assert (found["count"], found["count_is"]) == (3, "exact")


def test_what_is_published_is_found_at_once(town: Town) -> None:
    made = publish(
        town.official,
        town.quality,
        make_manifest("나릿재 횡단보도", licence="KOGL-1"),
        {"a.csv": boardings(3, mark="나릿재")},
    )

    found = httpx.get(f"{town.url}/api/v1/datasets", params={"q": "릿재"}).json()

    assert [each["id"] for each in found["items"]] == [made["dataset"]]


def test_downloads_are_the_bytes_as_they_came_from_the_store(
    town: Town, shelf: dict[str, str]
) -> None:
    path = f"{town.url}/api/v1/datasets/{shelf['first']}/versions/1/files/승차.csv"

    redirected = httpx.get(path)

    assert redirected.status_code == 302
    address = redirected.headers["location"]
    assert urlsplit(address).netloc != urlsplit(town.url).netloc
    fetched = httpx.get(address)
    assert fetched.content == boardings(200, mark="1", encoding="cp949")
    assert fetched.headers["content-disposition"].startswith("attachment")
    assert httpx.head(path).status_code == 200


def test_points_follow_what_was_given_and_used(town: Town) -> None:
    dataset_of = make_manifest("점수를 얻는 자료", licence="KOGL-1")
    before = {name: town.people[name].get("/points/me") for name in ("official", "neighbour")}
    offered = town.official.offer(dataset_of, {"a.csv": boardings(5, mark="점수")})
    pending = town.official.get("/points/me")
    assert (pending["total"], pending["raw"]) == (
        before["official"]["total"],
        before["official"]["raw"],
    )

    assert town.quality.decide(offered["id"]).status_code == 200
    made = town.official.settled(offered["id"])
    for _ in range(3):
        town.neighbour.link(made["dataset"], "a.csv")
    town.official.link(made["dataset"], "a.csv")

    after = {name: town.people[name].get("/points/me") for name in ("official", "neighbour")}
    gained = {
        name: (
            after[name]["raw"] - before[name]["raw"],
            after[name]["total"] - before[name]["total"],
        )
        for name in after
    }
    assert gained == {"official": (6, 5), "neighbour": (3, 1)}
    assert [each["reason"] for each in after["neighbour"]["postings"][:3]] == [
        "repeated-download",
        "repeated-download",
        "download",
    ]


def test_a_departments_figure_is_the_sum_over_its_headcount(
    town: Town, shelf: dict[str, str]
) -> None:
    rows = town.official.get("/points/departments")["departments"]
    (ours,) = (row for row in rows if row["department"] == town.departments["교통"])
    members = [town.people[name].get("/points/me") for name in ("official", "colleague")]

    assert ours["headcount"] == HEADCOUNT
    assert ours["recognised"] == sum(each["total"] for each in members)
    assert ours["raw"] == sum(each["raw"] for each in members)
    assert ours["points"] == ours["recognised"] / HEADCOUNT


def test_the_owner_is_told_what_was_built_on_theirs(town: Town, shelf: dict[str, str]) -> None:
    titles = [each["title"] for each in town.official.get("/notices", per_page=100)["items"]]

    assert "내 데이터로 새 데이터가 만들어졌습니다: 가람동 정류장 승차" in titles
