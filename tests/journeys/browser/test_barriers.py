"""Nothing on the pages of the loop keeps anybody out: axe finds nothing, and a phone is enough."""

import pytest

from tests.factories.files import boardings, csv
from tests.factories.submissions import held_source, make_manifest
from tests.journeys.browser.conftest import Seat
from tests.journeys.person import publish
from tests.journeys.town import Town

BAD = {3: "없음", 9: "x"}


@pytest.fixture(scope="module")
def places(town: Town) -> dict[str, str]:
    """A published dataset, a draft made of it, and another original that waits for its review."""
    columns = [{"name": "승차", "type": "integer", "meaning": "탄 사람", "unit": "명"}]
    manifest = make_manifest("걸림 없는 승차", licence="KOGL-1", columns=columns)
    files = {"승차.csv": boardings(60, mark="걸림", bad=BAD)}
    shown = publish(town.official, town.quality, manifest, files)
    source = held_source(shown["dataset"], how="aggregate")
    chosen = csv(("번호", "승차"), ((row, row * 3) for row in range(10, 20)))
    made = publish(
        town.researcher,
        town.quality,
        make_manifest("걸림 없는 선택", sources=[held_source(shown["dataset"])]),
        {"선택.csv": chosen},
    )
    town.official.post(
        f"/datasets/{made['dataset']}/versions/1/disputes", {"reason": "아닙니다."}, expect=201
    )
    shelter = publish(
        town.neighbour,
        town.quality,
        make_manifest("걸림 없는 쉼터", licence="KOGL-1"),
        {"쉼터.csv": boardings(30, mark="쉼터")},
    )
    cell = {"key": {"번호": "1"}, "column": "승차", "now": "3", "proposed": "4", "reason": "틀림"}
    fix = town.citizen.post(
        f"/datasets/{shown['dataset']}/versions/1/fixes",
        {"keys": ["번호"], "cells": [cell]},
        expect=201,
    )
    draft = town.official.draft(make_manifest("걸림 없는 초안", sources=[source]))
    files = {"승차.csv": boardings(60, mark="기다림", bad=BAD)}
    waiting = town.official.offer({**manifest, "title": {"ko": "기다리는 승차"}}, files)
    return {
        "dataset": shown["dataset"],
        "made": made["dataset"],
        "shelter": shelter["dataset"],
        "fix": fix["id"],
        "draft": draft,
        "waiting": waiting["id"],
    }


ADDRESSES = [
    ("", "/"),
    ("", "/sign-in"),
    ("", "/datasets?q=승차"),
    ("", "/datasets/{dataset}"),
    ("", "/datasets/{dataset}/versions/1/report"),
    ("official", "/submissions/new?source={dataset}@1"),
    ("official", "/submissions/{draft}/edit"),
    ("official", "/submissions"),
    ("official", "/submissions/{draft}"),
    ("official", "/submissions/{waiting}"),
    ("official", "/submissions/{waiting}/report"),
    ("official", "/datasets/{dataset}/versions/1/corrections"),
    ("official", "/datasets/{dataset}/versions/1/cross-verifications?with={shelter}"),
    ("official", "/datasets/{dataset}/fixes"),
    ("official", "/datasets/{dataset}/fixes/{fix}"),
    ("official", "/points"),
    ("quality", "/reviews"),
    ("quality", "/reviews/{waiting}"),
    ("quality", "/disputes"),
    ("quality", "/datasets/{made}"),
    ("quality", "/notices"),
    ("administrator", "/admin/accounts"),
]


@pytest.mark.parametrize("name", ["", "official", "quality", "administrator"])
def test_pages_have_no_barriers_and_fit_a_phone(
    town: Town, seat: Seat, places: dict[str, str], name: str
) -> None:
    screen = seat(name)
    found: dict[str, object] = {}

    for who, address in ADDRESSES:
        if who != name:
            continue
        screen.page.set_viewport_size({"width": 1280, "height": 800})
        screen.go(address.format_map(places))
        barriers = screen.barriers()
        if barriers or screen.overflow(360) > 0:
            found[address] = barriers or "wider than 360 pixels"

    assert found == {}


def test_a_barrier_is_seen_where_there_is_one(seat: Seat) -> None:
    screen = seat()
    screen.go("/help")
    screen.page.evaluate("document.querySelector('main').append(document.createElement('input'))")

    assert [each.split(":")[0] for each in screen.barriers()] == ["label"]
