import csv
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from marketplace.accounts.actor import Role
from marketplace.cli.import_run import Import
from marketplace.cli.parts import on_the_spot
from marketplace.config import Settings
from marketplace.services import Services
from marketplace.stack.store import Store
from marketplace.stack.valkey import Valkey
from marketplace.workflow.import_entries import ImportEntry
from storage.database import transaction
from storage.objects import ObjectStore
from submissions.models import Submission
from submissions.states import State
from tests.factories.accounts import make_account
from tests.factories.files import residents
from tests.marketplace.cli.conftest import Said, Say
from tests.marketplace.cli.workbench import connected, settings_of, working

HEADER = "목록키,목록유형,목록명,분류체계,확장자,이용허락범위,설명\n"
OFFICIAL = "official@city.test"
EMAILS = {OFFICIAL: (Role.OFFICIAL,), "citizen@city.test": ()}


@pytest.fixture
def env(
    database_url: str, store: Store, object_store: ObjectStore, valkey: Valkey
) -> dict[str, str]:
    return settings_of(database_url, store, valkey.url)


@pytest.fixture
def services(env: dict[str, str]) -> Iterator[Services]:
    with connected(env) as made:
        with transaction(made.make_session) as session:
            for email, roles in EMAILS.items():
                make_account(session, roles=roles, email=email)
        yield made


@pytest.fixture
def say_with_parts(
    say: Say, services: Services, env: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> Say:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    return say


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A list and its files: one good, one with residents, one that repeats a row, two faulty."""
    files = tmp_path / "files"
    files.mkdir()
    (files / "버스 정류장_20240101.csv").write_bytes("정류장,승차\n가,1\n나,2\n".encode("cp949"))
    (files / "참여자.csv").write_text(f"이름,번호\n가나,{residents()['dashed']}\n")
    (files / "공원.csv").write_text("공원,면적\n가,1\n가,1\n")
    (tmp_path / "list.csv").write_bytes(
        (
            HEADER
            + "101,FILE,버스 정류장,교통 및 물류,CSV,이용허락범위 제한 없음,정류장<br/>목록\n"
            "102,FILE,참여자,공공행정,CSV,공공누리 제1유형,\n"
            "103,FILE,공원,국토관리,CSV,공공누리 제1유형,\n"
            "104,FILE,없는 파일,교육,CSV,공공누리 제1유형,\n"
            "105,FILE,=우주,우주,CSV,공공누리 제1유형,\n"
            "106,API,정류장 조회,교통물류,,,\n"
        ).encode("cp949")
    )
    return tmp_path


def imported(say: Say, shelf: Path, *more: str, official: str = OFFICIAL) -> Said:
    return say(
        "import", str(shelf / "list.csv"), "--files", str(shelf / "files"), "--as", official, *more
    )  # fmt: skip


def reported(path: Path) -> list[tuple[str, ...]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [tuple(row) for row in csv.reader(file)]


def count(services: Services) -> int:
    with transaction(services.make_session) as session:
        return session.execute(select(func.count()).select_from(Submission)).scalar_one()


def test_rows_are_published_or_it_is_said_why_not(
    say_with_parts: Say, services: Services, shelf: Path
) -> None:
    report = shelf / "report.csv"
    with working(services):
        said = imported(say_with_parts, shelf, "--report", str(report))

    assert said.status == 0
    assert said.out.splitlines() == [
        "1 published, 1 waits-for-review, 1 blocked, 2 refused",
        "1 rows are no files (APIs, standard datasets) and were left alone",
        "line 3: blocked: 참여자: 주민등록번호가 들어 있음(resident-number)",
        "line 4: waits-for-review: 공원: quality: 중복된 행(duplicate-row)",
        "line 5: refused: 없는 파일: file-missing: 없는 파일",
        "line 6: refused: =우주: category-unknown: 우주",
    ]
    header, *rows = reported(report)
    assert header[:6] == ("line", "key", "title", "file", "outcome", "reason")
    assert [row[:5] for row in rows] == [
        ("2", "101", "버스 정류장", "버스 정류장_20240101.csv", "published"),
        ("3", "102", "참여자", "참여자.csv", "blocked"),
        ("4", "103", "공원", "공원.csv", "waits-for-review"),
        ("5", "104", "없는 파일", "", "refused"),
        ("6", "105", "'=우주", "", "refused"),
    ]
    assert rows[0][6:8] != ("", "") == rows[1][6:8]


def test_a_second_run_finds_what_the_first_did(
    say_with_parts: Say, services: Services, shelf: Path
) -> None:
    with working(services):
        first = imported(say_with_parts, shelf)
        before = count(services)
        second = imported(say_with_parts, shelf)

    assert (first.out, before, count(services)) == (second.out, 3, 3)


def test_a_corrected_file_of_what_was_published_is_a_new_version(
    say_with_parts: Say, services: Services, shelf: Path
) -> None:
    report = shelf / "report.csv"
    with working(services):
        imported(say_with_parts, shelf)
        file = shelf / "files" / "버스 정류장_20240101.csv"
        file.write_bytes("정류장,승차\n가,1\n나,3\n".encode("cp949"))
        imported(say_with_parts, shelf, "--report", str(report))

    (row,) = (row for row in reported(report) if row[1] == "101")
    assert (row[4], row[7], count(services)) == ("published", "2", 4)


def test_columns_may_be_declared_beside_the_list(
    say_with_parts: Say, services: Services, shelf: Path
) -> None:
    columns = shelf / "columns.csv"
    columns.write_text("목록키,항목명,자료형,설명\n101,정류장,문자,이름\n101,승차,정수,탄 사람\n")

    imported(say_with_parts, shelf, "--columns", str(columns), "--no-wait")

    with transaction(services.make_session) as session:
        manifests = session.execute(select(Submission.manifest)).scalars()
        declared = {each["title"]["ko"]: each["columns"] for each in manifests}
    assert [each["meaning"] for each in declared["버스 정류장"]] == ["이름", "탄 사람"]
    assert declared["공원"] == []


def test_without_workers_it_says_so_and_does_not_hang(
    say_with_parts: Say, services: Services, shelf: Path
) -> None:
    said = imported(say_with_parts, shelf, "--patience", "0.5")

    assert said.status == 1
    assert said.out.startswith("3 not-verified-yet, 2 refused\n")
    assert "error: no worker seems to run" in said.err


def test_with_no_wait_it_only_hands_in(
    say_with_parts: Say, services: Services, shelf: Path
) -> None:
    said = imported(say_with_parts, shelf, "--no-wait")

    assert (said.status, said.out.splitlines()[0]) == (0, "3 not-verified-yet, 2 refused")


def test_an_import_that_is_killed_and_begun_again_neither_doubles_nor_loses(
    services: Services, env: dict[str, str], tmp_path: Path
) -> None:
    rows = 40
    files = tmp_path / "files"
    files.mkdir()
    for number in range(rows):
        (files / f"자료 {number}.csv").write_text(f"번호,값\n{number},1\n")
    listed = [f"{number},FILE,자료 {number},교육,CSV,CC-BY-4.0,\n" for number in range(rows)]
    (tmp_path / "list.csv").write_text(HEADER + "".join(listed))
    command = [
        sys.executable, "-m", "marketplace", "import", str(tmp_path / "list.csv"),
        "--files", str(files), "--as", OFFICIAL, "--no-wait",
    ]  # fmt: skip
    killed = subprocess.Popen(command, env={**os.environ, **env}, stdout=subprocess.DEVNULL)
    while count(services) < 5 and killed.poll() is None:
        time.sleep(0.01)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    begun = count(services)

    subprocess.run(command, env={**os.environ, **env}, check=True, capture_output=True)

    assert 5 <= begun < rows
    with transaction(services.make_session) as session:
        states = session.execute(select(Submission.state)).scalars().all()
        entries = session.execute(select(func.count()).select_from(ImportEntry)).scalar_one()
    assert (states, entries) == ([State.SUBMITTED] * rows, rows)


def test_ctrl_c_says_that_it_can_go_on(
    say_with_parts: Say, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pressed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Import, "hand_in", pressed)

    said = imported(say_with_parts, shelf)

    assert (said.status, said.err) == (130, "\ninterrupted: run the same command again to go on\n")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04", "line 1: spreadsheet"),
        ((HEADER + "1,FILE,가\n").encode() + b"\xff\xff", "line 3: not-text"),
        ((HEADER + '1,FILE,"가').encode(), "line 2: not-csv"),
        ("이름\n가\n".encode(), "line 1: no-header"),
        (HEADER.encode(), "line 1: no-rows"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_with_its_line(
    say_with_parts: Say, shelf: Path, content: bytes, words: str
) -> None:
    (shelf / "list.csv").write_bytes(content)

    said = imported(say_with_parts, shelf)

    assert (said.status, said.out) == (1, "")
    assert said.err.startswith(f"error: {words}: ")


def test_what_is_not_there_is_named(say_with_parts: Say, shelf: Path) -> None:
    (shelf / "list.csv").unlink()

    said = imported(say_with_parts, shelf)

    assert (said.status, said.err) == (
        1,
        f"error: {shelf / 'list.csv'}: No such file or directory\n",
    )


@pytest.mark.parametrize(
    ("official", "words"),
    [("nobody@city.test", "no account"), ("citizen@city.test", "import:run refused")],
)
def test_only_an_official_imports(
    say_with_parts: Say, shelf: Path, official: str, words: str
) -> None:
    said = imported(say_with_parts, shelf, official=official)

    assert (said.status, said.out) == (1, "")
    assert said.err.startswith(f"error: {words}")


def test_uploads_are_signed_for_the_address_the_store_is_reached_at(env: dict[str, str]) -> None:
    settings = Settings.from_env({**env, "S3_PUBLIC_ENDPOINT": "https://data.example"})

    with on_the_spot(settings) as services:
        assert services.settings.s3_public_endpoint == env["S3_ENDPOINT"]
