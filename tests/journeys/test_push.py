"""From where the work happens: a file checked there, pushed with its recipe, and published."""

from pathlib import Path

import pytest

from marketplace.cli.main import main
from tests.factories.files import csv
from tests.factories.submissions import make_manifest
from tests.journeys.person import Person, publish
from tests.journeys.town import Town

SOURCE = csv(("구", "승차"), (("가", 1), ("가", 2), ("나", 3), ("push", 4)))
HONEST = csv(("구", "승차"), (("나", 3), ("가", 3), ("push", 4)))
SQL = "SELECT 구, sum(승차) AS 승차 FROM stops GROUP BY 구"


@pytest.fixture(scope="module")
def dataset(town: Town) -> str:
    manifest = make_manifest("푸시의 원천", licence="KOGL-1")
    made: str = publish(town.official, town.quality, manifest, {"승차.csv": SOURCE})["dataset"]
    return made


@pytest.fixture
def made(tmp_path: Path) -> Path:
    (tmp_path / "구별.csv").write_bytes(HONEST)
    (tmp_path / "forged.csv").write_bytes(HONEST.replace(b"push,4", b"push,5"))
    (tmp_path / "q.sql").write_text(SQL, encoding="utf-8")
    return tmp_path


def token_of(person: Person) -> str:
    return person.http.headers["Authorization"].removeprefix("Bearer ")


def test_what_is_pushed_is_published_as_reproduced(
    town: Town,
    dataset: str,
    made: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("HWANRYU_SERVER", town.url)
    monkeypatch.setenv("HWANRYU_TOKEN", token_of(town.citizen))
    recipe = ("--recipe", str(made / "q.sql"))

    checked = main(["check", str(made / "구별.csv"), "--from", f"stops={dataset}@1", *recipe])
    said = capsys.readouterr()
    # Fetching it to check it was receiving it: no number is needed any more.
    pushed = main(["push", str(made / "구별.csv"), "--from", f"stops={dataset}", *recipe])
    told = capsys.readouterr()

    assert (checked, pushed) == (0, 0)
    assert "recipe reproduced" in said.out
    assert told.err == ""
    assert "recipe reproduced" in told.out
    state, where = told.out.strip().splitlines()[-1].split()
    assert state == "published"
    version = town.citizen.get(f"/datasets/{where.partition('@')[0]}/versions/1")
    assert (version["assurance"], version["title"]["ko"]) == ("reproduced", "구별")
    assert (version["licence"], version["category"]) == ("CC-BY-4.0", "교통물류")


def test_a_forgery_is_told_before_anything_is_sent(
    town: Town, dataset: str, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--from", f"stops={dataset}@1", "--recipe", str(made / "q.sql"), "--server", town.url)

    status = main(["check", str(made / "forged.csv"), *words])

    assert status == 1
    assert "altered row 3 승차: 5 | 4" in capsys.readouterr().out


def test_who_has_no_token_sends_nothing(
    town: Town, dataset: str, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--from", f"{dataset}@1", "--server", town.url)

    assert main(["push", str(made / "구별.csv"), *words]) == 1
    assert "HWANRYU_TOKEN" in capsys.readouterr().err


def test_what_the_server_refuses_is_said_fault_by_fault(
    town: Town,
    dataset: str,
    made: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("HWANRYU_TOKEN", token_of(town.citizen))
    words = ("--from", f"{dataset}@1", "--licence", "nothing", "--server", town.url)

    assert main(["push", str(made / "구별.csv"), *words]) == 1
    assert "/licence" in capsys.readouterr().err


def test_receipts_are_ones_own(town: Town, dataset: str) -> None:
    town.researcher.link(dataset, "승차.csv")

    mine = town.researcher.get("/receipts")
    assert (mine["items"][0]["dataset"], mine["items"][0]["version"]) == (dataset, 1)
    others = {each["dataset"] for each in town.neighbour.get("/receipts")["items"]}
    assert dataset not in others
    assert town.citizen.http.get("/receipts", headers={"Authorization": ""}).status_code == 401
