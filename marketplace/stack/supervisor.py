"""Keeps the parts running: starts them, passes on what they say, starts again what ended.

One thread, one loop: the children's lives are tied to the thread that starts them.
"""

import os
import selectors
import signal
import subprocess
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import IO, cast

from marketplace.stack.errors import PartFailed, StackError
from marketplace.stack.part import Child, Command, Part

GIVE_UP_AFTER = 5
WITHIN_SECONDS = 60.0
# Whatever ran longer than this, or was killed from outside, has not failed to start.
QUICK_SECONDS = 10.0
FIRST_PAUSE = 0.1
LOOK_SECONDS = 0.05


class StopRequested(StackError):
    """Somebody asked the stack to end."""


@dataclass
class _Kept:
    """A part that is to run as long as the stack does."""

    part: Part
    log: Path | None
    child: Child
    started_at: float = field(default_factory=time.monotonic)
    start_at: float | None = None
    quick_ends: deque[float] = field(default_factory=lambda: deque(maxlen=GIVE_UP_AFTER))

    def failed_to_run(self, now: float) -> bool:
        """Tell whether its end says that starting it again may not help."""
        return now - self.started_at < QUICK_SECONDS and self.child.ended() != -signal.SIGKILL


class Supervisor:
    """Starts parts in tiers, watches over them, and stops them in reverse."""

    def __init__(self, say: Callable[[str], None], on_start: Callable[[], None]) -> None:
        self._say = say
        self._on_start = on_start
        self._kept: list[list[_Kept]] = []
        self._passing: list[tuple[Child, Callable[[int], None]]] = []
        self._outputs = selectors.DefaultSelector()
        self._stop = False

    def request_stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Ask for the end; fit to be a signal handler."""
        self._stop = True

    def pids(self) -> dict[str, int]:
        """Return the process of each part that runs."""
        return {
            kept.part.name: kept.child.pid
            for tier in self._kept
            for kept in tier
            if kept.child.ended() is None
        }

    def start_tier(self, parts: Sequence[tuple[Part, Path | None]], *, seconds: float) -> None:
        """Start parts side by side and return when all are ready.

        A part with a log writes there; the others' output is passed on, each line with its name.
        """
        tier: list[_Kept] = []
        self._kept.append(tier)
        for part, log in parts:
            part.prepare()
            tier.append(_Kept(part, log, self._spawn(part.name, part.command(), log)))
        self._on_start()
        deadline = time.monotonic() + seconds
        for kept in tier:
            self._await(kept, deadline)

    def begin(self, name: str, command: Command, on_end: Callable[[int], None]) -> None:
        """Start a command that ends by itself; `on_end` is told its exit status."""
        self._passing.append((self._spawn(name, command, None), on_end))

    def begin_step(self, name: str, command: Command) -> Callable[[], None]:
        """Start a command, and return what waits for its end.

        That raises `PartFailed` unless it ends well.
        """
        statuses: list[int] = []
        self.begin(name, command, statuses.append)

        def wait() -> None:
            while not statuses:
                self.look()
            if statuses != [0]:
                raise PartFailed(name, f"ended with status {statuses[0]}")

        return wait

    def watch(self) -> None:
        """Keep the parts running until a stop is requested; raise `PartFailed` on giving up."""
        while True:
            self.look(timeout=0.2)
            self.revive()

    def revive(self) -> None:
        """Start again, after a pause, what has ended; raise `PartFailed` on giving up."""
        for kept in (kept for tier in self._kept for kept in tier):
            self._revive(kept)

    def look(self, *, timeout: float = LOOK_SECONDS) -> None:
        """Pass on what the children said since; raise `StopRequested` if that was asked for."""
        self._pass_on_all(timeout)
        for passing in list(self._passing):
            child, on_end = passing
            status = child.ended()
            if status is not None:
                self._pass_on_rest()
                self._passing.remove(passing)
                on_end(status)
        if self._stop:
            raise StopRequested

    def stop(self) -> None:
        """Stop everything, the last tier first, and leave nothing behind."""
        for child, _ in self._passing:
            child.stop()
        for tier in reversed(self._kept):
            for kept in tier:
                kept.child.send(kept.child.command.stop_signal)
            for kept in tier:
                kept.child.stop()
        self._pass_on_rest()
        for key in list(self._outputs.get_map().values()):
            cast("IO[bytes]", key.fileobj).close()
        self._outputs.close()

    def _spawn(self, name: str, command: Command, log: Path | None) -> Child:
        if log is not None:
            with log.open("ab") as output:
                return Child(name, command, output)
        child = Child(name, command, subprocess.PIPE)
        pipe = child.popen.stdout
        if pipe is not None:
            os.set_blocking(pipe.fileno(), False)
            self._outputs.register(pipe, selectors.EVENT_READ, _Lines(name))
        return child

    def _pass_on_all(self, timeout: float) -> bool:
        readable = self._outputs.select(timeout)
        for key, _ in readable:
            self._pass_on(cast("IO[bytes]", key.fileobj), key.data)
        return bool(readable)

    def _pass_on_rest(self) -> None:
        """Pass on the last words of whoever has just ended."""
        while self._pass_on_all(0):
            pass

    def _pass_on(self, output: IO[bytes], lines: "_Lines") -> None:
        # It is readable, so this is never None; empty is the end.
        chunk = output.read(65536)
        for line in lines.take(chunk):
            self._say(line)
        if not chunk:
            self._outputs.unregister(output)
            output.close()

    def _await(self, kept: _Kept, deadline: float) -> None:
        while time.monotonic() < deadline:
            self.look()
            if kept.child.ended() is not None:
                self._pass_on_rest()
                raise PartFailed(kept.part.name, _last_words(kept))
            if kept.part.ready():
                return
        raise PartFailed(kept.part.name, "was not ready in time")

    def _revive(self, kept: _Kept) -> None:
        if kept.child.ended() is None:
            return
        if kept.start_at is None:
            kept.start_at = self._plan_restart(kept)
        elif time.monotonic() >= kept.start_at:
            # What it had started itself must not live beside its successor.
            kept.child.kill_group()
            kept.part.prepare()
            kept.child = self._spawn(kept.part.name, kept.part.command(), kept.log)
            kept.started_at, kept.start_at = time.monotonic(), None
            self._on_start()

    def _plan_restart(self, kept: _Kept) -> float:
        now = time.monotonic()
        if kept.failed_to_run(now):
            kept.quick_ends.append(now)
        recent = sum(1 for end in kept.quick_ends if now - end < WITHIN_SECONDS)
        if recent >= GIVE_UP_AFTER:
            raise PartFailed(kept.part.name, f"ended {recent} times within a minute")
        status = kept.child.ended()
        self._say(f"stack | {kept.part.name} ended with status {status}; starting it again")
        return now + FIRST_PAUSE * 2.0**recent


@dataclass
class _Lines:
    """Cuts a child's output into lines under its name."""

    name: str
    _rest: bytes = b""

    def take(self, chunk: bytes) -> list[str]:
        *whole, self._rest = (self._rest + chunk).split(b"\n")
        if not chunk and self._rest:
            whole, self._rest = [*whole, self._rest], b""
        return [f"{self.name} | {line.decode(errors='replace')}" for line in whole]


def _last_words(kept: _Kept) -> str:
    status = f"ended with status {kept.child.ended()} before it was ready"
    if kept.log is None:
        return status
    tail = kept.log.read_text(errors="replace").splitlines()[-5:]
    return "\n".join([f"{status}; the end of {kept.log}:", *tail])
