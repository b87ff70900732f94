"""The supervisor starts again what ends, gives up on what will not run, and leaves nothing."""

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from marketplace.stack.errors import PartFailed
from marketplace.stack.part import Command
from marketplace.stack.supervisor import StopRequested, Supervisor
from tests.marketplace.stack.processes import family, is_alive, survivors, wait_for

ENV = {"PATH": "/usr/bin:/bin"}


@dataclass
class Program:
    """A part that is any program; ready when its file is there."""

    name: str
    script: str
    mark: Path
    starts: int = 0
    grace: float = 1.0

    def prepare(self) -> None:
        self.starts += 1
        self.mark.unlink(missing_ok=True)

    def command(self) -> Command:
        return Command(("/bin/sh", "-c", self.script), env=ENV, grace=self.grace)

    def ready(self) -> bool:
        return self.mark.exists()


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(said: list[str]) -> Iterator[Supervisor]:
    made = Supervisor(said.append, lambda: None)
    yield made
    made.stop()


def program(tmp_path: Path, name: str, script: str, *, grace: float = 1.0) -> Program:
    mark = tmp_path / name
    return Program(name, f"echo starting; touch {mark}; {script}", mark, grace=grace)


def test_a_part_that_runs_is_ready_and_its_words_bear_its_name(
    supervisor: Supervisor, said: list[str], tmp_path: Path
) -> None:
    supervisor.start_tier([(program(tmp_path, "web", "exec sleep 60"), None)], seconds=5)

    supervisor.look()

    assert said == ["web | starting"]
    assert set(supervisor.pids()) == {"web"}


def test_a_part_that_ends_at_once_is_named_with_its_last_words(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    broken = Program("store", "echo no room; exit 3", tmp_path / "never")

    with pytest.raises(PartFailed) as failed:
        supervisor.start_tier([(broken, tmp_path / "store.log")], seconds=5)

    assert failed.value.part == "store"
    assert "status 3" in str(failed.value)
    assert str(failed.value).endswith("no room")


def test_a_part_that_never_answers_is_not_waited_for_for_ever(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    mute = Program("queue", "exec sleep 60", tmp_path / "never")

    with pytest.raises(PartFailed, match="not ready in time"):
        supervisor.start_tier([(mute, None)], seconds=0.3)


def test_a_part_that_is_killed_is_started_again(
    supervisor: Supervisor, said: list[str], tmp_path: Path
) -> None:
    part = program(tmp_path, "web", "exec sleep 60")
    supervisor.start_tier([(part, None)], seconds=5)
    first = supervisor.pids()["web"]

    os.kill(first, signal.SIGKILL)
    with pytest.raises(StopRequested):
        while True:
            supervisor.look()
            supervisor.revive()
            if supervisor.pids().get("web", first) != first:
                supervisor.request_stop()

    assert part.starts == 2
    assert "stack | web ended with status -9; starting it again" in said


def test_a_part_that_ends_again_and_again_is_given_up(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    part = program(tmp_path, "web", "exec sleep 60")
    supervisor.start_tier([(part, None)], seconds=5)
    part.script = "exit 1"
    os.kill(supervisor.pids()["web"], signal.SIGKILL)

    with pytest.raises(PartFailed, match="5 times within a minute"):
        supervisor.watch()


def test_a_part_that_will_not_stop_is_stopped_with_all_it_started(tmp_path: Path) -> None:
    supervisor = Supervisor(lambda _: None, lambda: None)
    stubborn = program(
        tmp_path, "store", "trap '' TERM; sleep 61 & while :; do sleep 62; done", grace=0.2
    )
    supervisor.start_tier([(stubborn, None)], seconds=5)
    everyone = family(supervisor.pids()["store"])
    wait_for(lambda: len(family(supervisor.pids()["store"])) > 1)
    everyone |= family(supervisor.pids()["store"])

    supervisor.stop()

    wait_for(lambda: survivors(everyone) == set(), seconds=2)


def test_a_command_that_fails_stops_the_start(supervisor: Supervisor, said: list[str]) -> None:
    with pytest.raises(PartFailed, match="status 4"):
        supervisor.begin_step("prepare", Command(("/bin/sh", "-c", "echo -n why; exit 4")))()

    assert said == ["prepare | why"]


def test_what_a_killed_caller_started_ends_with_it(tmp_path: Path) -> None:
    script = textwrap.dedent(
        f"""
        import time
        from marketplace.stack.part import Child, Command
        child = Child("part", Command(("/bin/sleep", "60")), None)
        time.sleep(0.3)
        open({str(tmp_path / "pid")!r}, "w").write(str(child.pid))
        time.sleep(60)
        """
    )
    with subprocess.Popen([sys.executable, "-c", script]) as caller:
        wait_for(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text() != "")
        part = int((tmp_path / "pid").read_text())
        assert is_alive(part)

        caller.kill()

        wait_for(lambda: not is_alive(part), seconds=3)
