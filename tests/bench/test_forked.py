"""A job in a fork is measured, and ended when it takes too much."""

import os
import signal
import subprocess
import sys
import time

import pytest

from bench.forked import Bounds, run_forked


def test_what_a_job_returns_comes_back_with_what_it_took() -> None:
    def work() -> dict[str, int]:
        taken = bytearray(b"x" * 200_000_000)
        while time.process_time() < 0.2:
            pass
        time.sleep(1)  # long enough to be looked at
        return {"taken": len(taken)}

    ran = run_forked(work)

    assert (ran.ended, ran.answer) == ("well", {"taken": 200_000_000})
    assert ran.wall_s >= 1
    assert ran.cpu_s >= 0.2
    assert ran.peak_mb > 200
    assert ran.rss_mb > 200


def test_what_the_fork_starts_counts_too() -> None:
    taking = "import time; taken = bytearray(b'x' * 200_000_000); time.sleep(2)"

    ran = run_forked(lambda: subprocess.run([sys.executable, "-c", taking], check=True).returncode)

    assert (ran.ended, ran.answer) == ("well", 0)
    assert ran.peak_mb > 200


def too_long() -> None:
    time.sleep(60)


def too_much() -> None:
    taken = [bytearray(b"x" * 300_000_000)]
    time.sleep(60)
    taken.clear()


def killed() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def failing() -> None:
    raise ValueError("900101-1234567")


@pytest.mark.parametrize(
    ("job", "ended"),
    [(too_long, "time"), (too_much, "memory"), (killed, "signal 15")],
    ids=("too-long", "too-much", "killed"),
)
def test_a_job_that_takes_too_much_or_breaks_says_so(job: object, ended: str) -> None:
    assert callable(job)

    ran = run_forked(job, Bounds(seconds=3.0, memory_mb=300.0 if ended == "memory" else 10_000.0))

    assert (ran.ended, ran.answer) == (ended, None)
    assert ran.wall_s < 20


def test_what_a_job_raises_is_told_without_its_words() -> None:
    ran = run_forked(failing)

    assert ran.ended.startswith("raised ValueError at ")
    assert "900101" not in ran.ended
