"""Runs one job in a fork of this process: what it took, and an end to it if it takes too much."""

import json
import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from marketplace.worker import place_of

MEGABYTE = 1_000_000
_LOOKED_EVERY = 0.02
# Looking at the memory of a large process holds it up: it is given twenty times as long to work.
_LOOKED_SHARE = 20


@dataclass(frozen=True)
class Bounds:
    """When a fork is killed: after so many seconds, or above so many megabytes resident."""

    seconds: float = 3_600.0
    memory_mb: float = float("inf")


@dataclass(frozen=True)
class Ran:
    """What became of a job. `answer` is what it returned, or None if it did not get that far.

    `ended`: "well", "time", "memory", "raised …" (class and place), "signal n", "status n".
    `peak_mb` is the largest sum of PSS over this process and all below it that was seen, as a
    worker and its fork share pages; `rss_mb` is the fork's own largest RSS, by the kernel's count.
    """

    ended: str
    answer: Any
    wall_s: float
    cpu_s: float
    peak_mb: float
    rss_mb: float


@dataclass
class _Peaks:
    shared: float = 0.0


def run_forked(job: Callable[[], Any], bounds: Bounds | None = None) -> Ran:
    """Run a job in a fork and wait for its end. What it returns has to be JSON.

    The fork's output goes nowhere: engines quote cells in what they say.
    """
    within, peaks = bounds or Bounds(), _Peaks()
    with TemporaryFile() as written:
        began = time.perf_counter()
        pid = os.fork()
        if pid == 0:
            _work(job, written)
        killed = _watch(pid, within, peaks, began)
        _, status, usage = os.wait4(pid, 0)
        wall = time.perf_counter() - began
        _end_group(pid)
        written.seek(0)
        said = written.read()
    rss = usage.ru_maxrss * 1024 / MEGABYTE
    answer = json.loads(said) if said else None
    raised = answer["raised"] if isinstance(answer, dict) and "raised" in answer else None
    return Ran(
        ended=killed or (f"raised {raised}" if raised else _end_of(status)),
        answer=None if raised else answer,
        wall_s=wall,
        cpu_s=usage.ru_utime + usage.ru_stime,
        peak_mb=peaks.shared / MEGABYTE,
        rss_mb=rss,
    )


def _work(job: Callable[[], Any], written: IO[bytes]) -> None:
    """Do the job in the fork, which ends here."""
    os.setpgid(0, 0)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    status = 0
    try:
        answer = job()
    except BaseException as fault:  # noqa: BLE001 -- said as class and place: its words quote cells
        answer, status = {"raised": place_of(fault)}, 1
    written.write(json.dumps(answer).encode())
    written.flush()
    os._exit(status)


def _watch(pid: int, bounds: Bounds, peaks: _Peaks, began: float) -> str | None:
    """Look at a fork until it has ended; return why it was killed, if it was."""
    ending = os.pidfd_open(pid)
    _look(pid, peaks)
    pause = _LOOKED_EVERY
    try:
        while not select.select([ending], [], [], pause)[0]:
            looked = time.perf_counter()
            resident = _look(pid, peaks)
            pause = max(_LOOKED_EVERY, _LOOKED_SHARE * (time.perf_counter() - looked))
            over = {
                "time": looked - began > bounds.seconds,
                "memory": resident > bounds.memory_mb * MEGABYTE,
            }
            for reason, true in over.items():
                if true:
                    _end_group(pid)
                    os.kill(pid, signal.SIGKILL)
                    return reason
    finally:
        os.close(ending)
    return None


def _look(pid: int, peaks: _Peaks) -> float:
    """Raise the peaks to what is there now; return what is resident of the fork and its own."""
    shared, resident = _memory(os.getpid())[1], 0.0
    for each in (pid, *_below(pid)):
        rss, pss = _memory(each)
        shared += pss
        resident += rss
    peaks.shared = max(peaks.shared, shared)
    return resident


def memory_of_tree(pid: int) -> float:
    """The sum of PSS over a process and all below it, in bytes."""
    return sum(_memory(each)[1] for each in (pid, *_below(pid)))


def _memory(pid: int) -> tuple[float, float]:
    """RSS and PSS of a process in bytes; nothing of one that has gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return 0.0, 0.0
    sizes = {line.split()[0]: 1024.0 * int(line.split()[1]) for line in lines[1:]}
    return sizes.get("Rss:", 0.0), sizes.get("Pss:", 0.0)


def _below(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(child) for child in task.read_text().split()]
        except (FileNotFoundError, ProcessLookupError):
            continue
        for child in children:
            yield child
            yield from _below(child)


def _end_group(pid: int) -> None:
    """Kill what the fork started; its group has its number."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _end_of(status: int) -> str:
    if os.WIFSIGNALED(status):
        return f"signal {os.WTERMSIG(status)}"
    code = os.WEXITSTATUS(status)
    return f"status {code}" if code else "well"


def say(figure: dict[str, Any]) -> None:
    """Print one figure as a line of JSON."""
    print(json.dumps(figure, ensure_ascii=False))
    sys.stdout.flush()
