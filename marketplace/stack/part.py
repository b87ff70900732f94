"""A part of the stack: what starts it, what tells that it is ready, what stops it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Protocol

from marketplace.stack.errors import PartFailed

LAUNCH = Path(__file__).with_name("launch.py")
POLL_SECONDS = 0.03


@dataclass(frozen=True)
class Command:
    """One program with everything that starting and stopping it takes."""

    argv: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)
    cwd: Path = Path("/")
    # None: whoever we are. Root hands the database to a user without rights.
    user: str | None = None
    traverse: bool = False
    stop_signal: signal.Signals = signal.SIGTERM
    # What the kernel sends when the supervisor itself dies.
    death_signal: signal.Signals = signal.SIGKILL
    # Seconds between the stop signal and the end by force.
    grace: float = 5.0

    def launched(self) -> list[str]:
        """Return the whole command line: the trampoline, then the program."""
        return [
            *(sys.executable, "-I", "-S", str(LAUNCH)),
            *(str(os.getpid()), str(int(self.death_signal))),
            *(self.user or "-", "1" if self.traverse else "0"),
            *self.argv,
        ]


class Part(Protocol):
    """What the supervisor needs to know of a part."""

    @property
    def name(self) -> str:
        """What it is called in logs and messages."""

    def prepare(self) -> None:
        """Bring the part's folder into the state that a start needs; safe to repeat."""

    def command(self) -> Command:
        """Return what starts it."""

    def ready(self) -> bool:
        """Tell, by an operation of the part's own, whether it works."""


class Child:
    """A running program, alone in its own session."""

    def __init__(self, name: str, command: Command, output: int | IO[bytes] | None) -> None:
        self.name = name
        self.command = command
        # The list is ours, the shell is not involved.
        self.popen = subprocess.Popen(
            command.launched(),
            env=dict(command.env),
            cwd=command.cwd,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        return self.popen.pid

    def ended(self) -> int | None:
        """Return its exit status, or None while it runs."""
        return self.popen.poll()

    def send(self, number: signal.Signals) -> None:
        """Signal the program itself, if it still runs."""
        if self.ended() is None:
            self.popen.send_signal(number)

    def kill_group(self) -> None:
        """End it and whatever it started, by force."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end, insist after its grace, and leave nothing of its group."""
        self.send(self.command.stop_signal)
        try:
            self.popen.wait(self.command.grace)
        except subprocess.TimeoutExpired:
            self.kill_group()
            self.popen.wait()
        self.kill_group()


def wait_ready(part: Part, child: Child, *, seconds: float = 30.0) -> None:
    """Return once the part works; raise `PartFailed` when it ends first or takes too long."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        status = child.ended()
        if status is not None:
            raise PartFailed(part.name, f"ended with status {status} before it was ready")
        if part.ready():
            return
        time.sleep(POLL_SECONDS)
    raise PartFailed(part.name, f"was not ready within {seconds:.0f} s")


@contextmanager
def running(part: Part, log: Path, *, seconds: float = 30.0) -> Iterator[Child]:
    """Run one part for as long as the block lasts, its output going to the log."""
    part.prepare()
    with log.open("ab") as output:
        child = Child(part.name, part.command(), output)
    try:
        wait_ready(part, child, seconds=seconds)
        yield child
    finally:
        child.stop()
