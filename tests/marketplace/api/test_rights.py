"""What sources leave to choose from, and whom a version has to name, by the API."""

from typing import Any

import pytest
from sqlalchemy import update

from marketplace.catalogue.models import Version
from submissions.models import Submission
from tests.factories.submissions import external_source, held_source
from tests.marketplace.api.caller import Caller, code
from tests.marketplace.workflow.house import House


def named(version: Submission) -> str:
    return f"{version.dataset_id}@{version.version_number}"


def asked(call: Caller, *sources: Submission, who: str | None = None) -> dict[str, Any]:
    query = "&".join(f"source={named(each)}" for each in sources)
    answer = call("GET", f"/rights?{query}", who)
    assert answer.status_code == 200
    return dict(answer.get_json())


def allowed(rights: dict[str, Any]) -> set[str]:
    return {each["id"] for each in rights["licences"] if each["allowed"]}


def test_what_each_source_allows_is_what_all_allow(call: Caller, house: House) -> None:
    commercial = house.publish(house.official, licence="CC-BY-4.0")
    private = house.publish(house.official, licence="CC-BY-NC-4.0", title="비영리")

    one, both = asked(call, commercial), asked(call, commercial, private)

    assert {"CC-BY-4.0", "CC-BY-SA-4.0"} <= allowed(one)
    assert allowed(both) == {"CC-BY-NC-4.0", "CC-BY-NC-SA-4.0"}
    open_one = next(each for each in both["licences"] if each["id"] == "CC-BY-4.0")
    [reason] = open_one["reasons"]
    assert (open_one["verdict"], reason["licence"]) == ("forbidden", "CC-BY-NC-4.0")
    assert reason["source"]["dataset"] == str(private.dataset_id)
    assert reason["clause"]["ko"] == "제2조(a)(1) 비영리"
    assert "상업적 이용을 금지" in reason["reason"]["ko"]


def test_marks_of_the_state_depend_on_who_asks(call: Caller, house: House) -> None:
    source = house.publish(house.official, licence="KOGL-1")

    assert "KOGL-1" in allowed(asked(call, source, who="official"))
    assert "KOGL-1" not in allowed(asked(call, source))


def test_access_is_never_wider_than_a_source(call: Caller, house: House) -> None:
    joint = house.publish(house.official, access="joint")

    access = asked(call, joint, who="neighbour")["access"]

    assert (access["least"], access["source"]["dataset"]) == ("joint", str(joint.dataset_id))
    assert [each["id"] for each in access["classes"] if not each["allowed"]] == ["public"]


@pytest.mark.parametrize("source", ["x", "00000000-0000-0000-0000-000000000001@0", "@1"])
def test_a_source_that_is_none_is_refused(call: Caller, source: str) -> None:
    assert code(call("GET", f"/rights?source={source}")) == (422, "filter-refused")


def test_an_unknown_or_hidden_source_is_not_there(call: Caller, house: House) -> None:
    hidden = named(house.publish(house.official, access="closed"))
    unknown = "00000000-0000-0000-0000-000000000001@1"

    assert code(call("GET", f"/rights?source={hidden}")) == (404, "not-found")
    assert code(call("GET", f"/rights?source={unknown}")) == (404, "not-found")


def test_every_generation_is_named_once_under_its_licence_of_then(
    call: Caller, house: House
) -> None:
    first = house.publish(house.official, licence="KOGL-1", title="노선")
    source = held_source(str(first.dataset_id))
    second = house.publish(house.official, sources=[source, external_source()], title="정류장")
    third = house.publish(
        house.official,
        sources=[source, held_source(str(second.dataset_id))],
        title="생활권",
    )
    with house.session() as session:
        session.execute(
            update(Version)
            .where(Version.dataset_id == first.dataset_id)
            .values(licence="CC-BY-4.0")
        )

    version = call("GET", f"/datasets/{third.dataset_id}/versions/1").get_json()

    titles = [(each["steps"], each["title"]) for each in version["credits"]]
    assert titles == [(1, "노선"), (1, "정류장"), (2, "종관기상관측")]
    first_one = version["credits"][0]
    assert (first_one["licence_then"], first_one["licence"]) == ("KOGL-1", "CC-BY-4.0")
    assert "공공누리 제1유형으로 개방한 '노선'을" in first_one["text"]["ko"]
    lines = version["attribution"]["ko"].split("\n")
    assert (len(lines), lines[0].startswith("'생활권'")) == (4, True)
    text = call("GET", f"/datasets/{third.dataset_id}/versions/latest/attribution")
    assert (text.mimetype, "KOGL type 1" in text.get_data(as_text=True)) == ("text/plain", True)


def test_a_hidden_ancestor_is_not_named(call: Caller, house: House) -> None:
    joint = house.publish(house.official, access="joint", title="안에서만")
    with house.session() as session:
        session.execute(
            update(Version).where(Version.dataset_id == joint.dataset_id).values(access="public")
        )
    made = house.publish(house.official, sources=[held_source(str(joint.dataset_id))])
    with house.session() as session:
        session.execute(
            update(Version).where(Version.dataset_id == joint.dataset_id).values(access="joint")
        )

    version = call("GET", f"/datasets/{made.dataset_id}/versions/1").get_json()

    assert [each["title"] for each in version["credits"]] == [None]
    assert "제한된 데이터셋" in version["attribution"]["ko"]
    assert "안에서만" not in str(version["attribution"]) + str(version["credits"])


def test_a_download_names_the_licence_and_the_text(call: Caller, house: House) -> None:
    made = house.publish(house.official, licence="KOGL-1")
    path = f"/datasets/{made.dataset_id}/versions/1"

    for method in ("GET", "HEAD"):
        link = call(method, f"{path}/files/a.csv").headers["Link"]
        assert f'{path}/attribution>; rel="describedby"' in link
        assert 'rel="license"' in link
