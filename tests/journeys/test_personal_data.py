"""Made-up resident numbers go in by every door, and stand raw in nothing that is kept or told."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from redis import Redis
from sqlalchemy import make_url

from marketplace.config import Settings
from marketplace.stack.programs import postgres_program
from tests.factories.files import FULL_WIDTH, csv, residents
from tests.factories.submissions import make_manifest
from tests.journeys.person import Json
from tests.journeys.town import Town

PLANTED = residents("870404")
DOORS = ("/report", "/history", "")
ROWS = [
    *(("홍길동", "서울", number) for number in PLANTED.values()),
    *(("김", f"연락처 {number} 로 주세요", "없음") for number in PLANTED.values()),
]


def spellings(number: str) -> Iterator[str]:
    """Every way a number could stand somewhere: as it is, in ASCII, with and without a dash."""
    digits = number.translate({v: k for k, v in FULL_WIDTH.items()}).replace("-", "")
    for text in (digits, f"{digits[:6]}-{digits[6:]}"):
        yield text
        yield text.translate(FULL_WIDTH)
        yield quote(text.translate(FULL_WIDTH))
        yield text.translate(FULL_WIDTH).encode("unicode-escape").decode()


FORBIDDEN = re.compile(
    "|".join(re.escape(text) for number in PLANTED.values() for text in spellings(number)).encode()
)


def stands_raw_in(content: bytes) -> bool:
    return FORBIDDEN.search(content) is not None


def test_the_search_itself_finds_what_was_planted() -> None:
    assert all(stands_raw_in(f"x{number}y".encode()) for number in PLANTED.values())


@pytest.fixture(scope="module")
def blocked(town: Town) -> dict[str, Json]:
    """The same numbers in a CSV, in a wrong type, in a broken file, in a document."""
    cells = csv(("이름", "메모", "등록번호"), ROWS)
    typed = make_manifest("숫자라고 선언", columns=[{"name": "등록번호", "type": "integer"}])
    crooked = cells + ",".join(PLANTED.values()).encode() + b',"open'
    return {
        "cells": town.official.offer(make_manifest("명단"), {"명단.csv": cells}),
        "typed": town.official.offer(typed, {"명단.csv": cells}),
        "crooked": town.official.offer(make_manifest("깨진 명단"), {"깨짐.csv": crooked}),
        "cp949": town.official.offer(
            make_manifest("옛 명단"), {"명단.csv": cells.decode().encode("cp949")}
        ),
        "named": town.official.offer(
            make_manifest("머리글"), {"명단.csv": csv(tuple(PLANTED.values()), [(1, 2, 3)])}
        ),
    }


def test_each_of_them_is_blocked(blocked: dict[str, Json]) -> None:
    states = {name: offered["state"] for name, offered in blocked.items()}

    assert states == dict.fromkeys(states, "blocked")


@pytest.mark.parametrize("who", ["official", "privacy", "administrator"])
def test_no_answer_holds_one(town: Town, blocked: dict[str, Json], who: str) -> None:
    person = town.people[who]
    paths = [f"/submissions/{each['id']}{door}" for each in blocked.values() for door in DOORS]
    paths += ["/submissions", "/reviews", "/notices"]

    answers = [person.http.get(path) for path in paths]

    assert not [each.url.path for each in answers if stands_raw_in(each.content)]


def test_no_page_holds_one(town: Town, blocked: dict[str, Json]) -> None:
    with httpx.Client(base_url=town.url, follow_redirects=True) as browser:
        sign_in(browser, "privacy@town.example")
        pages = [
            browser.get(path)
            for each in blocked.values()
            for path in (f"/submissions/{each['id']}", f"/reviews/{each['id']}")
        ]

    assert not [page.url.path for page in pages if stands_raw_in(page.content)]
    assert {page.status_code for page in pages} <= {200, 404}


def sign_in(browser: httpx.Client, email: str) -> None:
    from tests.factories.accounts import PASSWORD

    form = browser.get("/sign-in")
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', form.text)
    assert token is not None, form.text[:500]
    fields = {"csrf_token": token[1], "email": email, "password": PASSWORD}
    assert browser.post("/sign-in", data=fields).status_code == 200


def test_no_table_holds_one(town: Town, blocked: dict[str, Json]) -> None:
    settings = Settings.from_env({"DATA": str(town.data)})
    url = make_url(settings.database_owner_url)
    dump = subprocess.run(
        [
            *(str(postgres_program("pg_dump")), "--inserts", "-h", str(url.query["host"])),
            *("-U", str(url.username), str(url.database)),
        ],
        check=True,
        capture_output=True,
    ).stdout

    assert blocked["cells"]["id"].encode() in dump
    assert not [line[:80] for line in dump.splitlines() if stands_raw_in(line)]


def test_the_queue_never_held_one(town: Town, blocked: dict[str, Json]) -> None:
    with Redis.from_url(Settings.from_env({"DATA": str(town.data)}).redis_url) as queue:
        held = [key + (queue.dump(key) or b"") for key in queue.scan_iter()]
    written = [path for path in (town.data / "valkey").rglob("*") if path.is_file()]

    assert written
    assert not [each for each in held if stands_raw_in(each)]
    assert not [path.name for path in written if stands_raw_in(path.read_bytes())]


def test_no_log_holds_one(town: Town, blocked: dict[str, Json]) -> None:
    logs: list[Path] = [town.log, *(town.data / "logs").iterdir()]

    assert not [path.name for path in logs if stands_raw_in(path.read_bytes())]
    assert "Traceback" not in town.log.read_text()


def test_no_folder_for_passing_things_keeps_one(town: Town, blocked: dict[str, Json]) -> None:
    left = [path for path in (town.data / "run").rglob("*") if path.is_file()]

    assert not [path.name for path in left if stands_raw_in(path.read_bytes())]
