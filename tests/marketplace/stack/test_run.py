"""`python -m marketplace run`: ready, whole again after every kill, gone at the end."""

import json
import os
import signal
import subprocess
import sys
import tarfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import text

from marketplace.config import Settings
from marketplace.services import Services
from marketplace.stack.backup import back_up, main, reachable, restore
from marketplace.stack.errors import FolderNotEmpty
from marketplace.stack.ports import free_ports
from storage.database import make_engine
from storage.errors import StoreUnavailable
from storage.transfers import Bucket
from tests.marketplace.stack.processes import family, survivors, wait_for

ROOT = Path(__file__).parents[3]
PARTS = {"postgres", "valkey", "store", "web", "worker-short", "worker-verify"}


@dataclass
class Stack:
    """A stack that runs as a process of its own."""

    data: Path
    port: int
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)

    def pids(self) -> dict[str, int]:
        found: dict[str, int] = json.loads((self.data / "pids.json").read_text())
        return found

    def settings(self) -> Settings:
        return Settings.from_env({"DATA": str(self.data)})

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as page:
                return bool(page.status == 200)
        except OSError:
            return False

    def listen(self) -> None:
        assert self.process.stdout is not None
        self.said.extend(line.rstrip("\n") for line in self.process.stdout)


def command(what: str, *arguments: str, **env: str) -> dict[str, object]:
    clean = {name: value for name, value in os.environ.items() if "URL" not in name}
    return {
        "args": [sys.executable, "-m", "marketplace", what, *arguments],
        "cwd": ROOT,
        "env": {**clean, "DEMO": "0", **env},
        "text": True,
    }


@contextmanager
def running_stack(data: Path) -> Iterator[Stack]:
    (port,) = free_ports(1)
    process = subprocess.Popen(  # type: ignore[call-overload]
        **command("run", DATA=str(data), PORT=str(port)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    stack = Stack(data, port, process)
    listener = threading.Thread(target=stack.listen)
    listener.start()
    try:
        ready = f"ready http://127.0.0.1:{port}"
        wait_for(lambda: ready in stack.said or process.poll() is not None, seconds=90)
        assert stack.said.count(ready) == 1, "\n".join(stack.said)
        yield stack
    finally:
        process.terminate()
        process.wait(30)
        listener.join()
        process.stdout.close()


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with running_stack(tmp_path_factory.mktemp("stack") / "var") as running:
        yield running


def test_every_part_runs_and_the_site_answers(stack: Stack) -> None:
    assert set(stack.pids()) == PARTS
    assert stack.answers()


def test_a_second_stack_on_the_folder_says_why_it_does_not_start(stack: Stack) -> None:
    second = subprocess.run(  # type: ignore[call-overload]
        **command("run", DATA=str(stack.data)), capture_output=True, check=False
    )

    assert second.returncode == 1
    assert "another instance is using" in second.stderr


def test_a_port_that_is_taken_is_named(stack: Stack, tmp_path: Path) -> None:
    other = subprocess.run(  # type: ignore[call-overload]
        **command("run", DATA=str(tmp_path / "other"), PORT=str(stack.port)),
        capture_output=True,
        check=False,
    )

    assert other.returncode == 1
    assert f"ports in use: {stack.port}" in other.stderr


def test_no_part_listens_beyond_this_machine(stack: Stack) -> None:
    inodes = {
        str(link.readlink())
        for pid in family(stack.process.pid)
        for link in Path(f"/proc/{pid}/fd").iterdir()
    }
    listening = [
        line.split()
        for table in ("/proc/net/tcp", "/proc/net/tcp6")
        for line in Path(table).read_text().splitlines()[1:]
    ]
    ours = {row[1] for row in listening if row[3] == "0A" and f"socket:[{row[9]}]" in inodes}

    assert ours
    assert {address.split(":")[0] for address in ours} == {"0100007F"}


@pytest.mark.parametrize("part", sorted(PARTS))
def test_a_part_that_is_killed_comes_back_and_loses_nothing(
    part: str, stack: Stack, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    services = Services.from_settings(stack.settings())
    request.addfinalizer(services.queue.connection.close)
    request.addfinalizer(services.engine.dispose)
    (tmp_path / "kept").write_bytes(part.encode())
    services.objects.put_file(
        Bucket.PUBLISHED, f"kept-{part}", tmp_path / "kept", media_type="text/plain"
    )
    services.queue.connection.set(f"kept-{part}", "still")
    # Within a second the queue has every write on disk.
    time.sleep(1.1 if part == "valkey" else 0)
    first = stack.pids()[part]

    os.kill(first, signal.SIGKILL)

    wait_for(lambda: stack.pids().get(part, first) != first, seconds=30)
    wait_for(lambda: is_whole(services), seconds=30)
    wait_for(stack.answers, seconds=30)
    # The store answers for its buckets a moment before it reads what is in them.
    wait_for(lambda: is_kept(services, f"kept-{part}", part.encode()), seconds=30)
    assert services.queue.connection.get(f"kept-{part}") == b"still"


def is_kept(services: Services, key: str, content: bytes) -> bool:
    try:
        return b"".join(services.objects.stream(Bucket.PUBLISHED, key)) == content
    except StoreUnavailable:
        return False


def is_whole(services: Services) -> bool:
    try:
        with services.engine.connect() as connection:
            connection.execute(text("SELECT 1 FROM outbox"))
        return services.queue.ping() and services.objects.ready()
    except Exception:  # noqa: BLE001 -- whatever is not an answer is not whole
        return False


def test_what_is_backed_up_beside_a_running_stack_is_restored_elsewhere(
    stack: Stack, tmp_path: Path
) -> None:
    services = Services.from_settings(stack.settings())
    (tmp_path / "object").write_bytes(b"bytes of a draft")
    before = services.objects.put_file(
        Bucket.QUARANTINE, "draft", tmp_path / "object", media_type="text/plain"
    )
    backup, elsewhere = tmp_path / "backup.tar", {"DATA": str(tmp_path / "restored"), "DEMO": "0"}

    back_up({"DATA": str(stack.data)}, backup)
    restore(elsewhere, backup)

    assert backup.stat().st_mode & 0o077 == 0
    with pytest.raises(FolderNotEmpty):
        restore(elsewhere, backup)
    with reachable(elsewhere) as settings:
        there = Services.from_settings(settings)
        assert settings.secret_key == services.settings.secret_key
        assert there.objects.stat(Bucket.QUARANTINE, "draft") == before
        assert b"".join(there.objects.stream(Bucket.QUARANTINE, "draft")) == b"bytes of a draft"
        # What the application may do, the next start grants; until then the owner alone reads.
        owner = make_engine(settings.database_owner_url)
        with owner.connect() as connection:
            revision = text("SELECT version_num FROM alembic_version")
            assert len(connection.execute(revision).all()) == 1
        owner.dispose()
    services.engine.dispose()


def test_a_restore_that_is_refused_says_why_and_makes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA", str(tmp_path / "new"))
    (tmp_path / "picture.tar").write_bytes(b"not a tar file")
    with tarfile.open(tmp_path / "empty.tar", "w"):
        pass

    for name in ("picture.tar", "empty.tar", "missing.tar"):
        assert main(["restore", str(tmp_path / name)]) == 1
        assert "is not a backup that can be restored" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_an_orderly_end_leaves_nobody_and_a_newer_database_is_refused(tmp_path: Path) -> None:
    data = tmp_path / "var"
    with running_stack(data) as stack:
        everyone = family(stack.process.pid)
        owner = stack.settings().database_owner_url
        engine = make_engine(owner)
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999_future'"))
        engine.dispose()

        stack.process.send_signal(signal.SIGTERM)

        assert stack.process.wait(20) == 0
        assert survivors(everyone) == set()
        assert not (data / "running.json").exists()

    refused = subprocess.run(  # type: ignore[call-overload]
        **command("run", DATA=str(data), PORT=str(free_ports(1)[0])),
        capture_output=True,
        check=False,
    )

    assert refused.returncode == 1
    assert "9999_future" in refused.stdout + refused.stderr


def test_nothing_survives_a_supervisor_that_is_killed(tmp_path: Path) -> None:
    with running_stack(tmp_path / "var") as stack:
        everyone = family(stack.process.pid)
        assert len(everyone) > len(PARTS)

        stack.process.kill()

        wait_for(lambda: survivors(everyone) == set(), seconds=5)
