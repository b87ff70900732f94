"""What the tests of the stack ask of processes."""

import time
from collections.abc import Callable
from pathlib import Path


def is_alive(pid: int) -> bool:
    """Tell whether the process runs; one that only waits to be buried does not."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def family(pid: int) -> set[int]:
    """Return the process and all that descend from it."""
    found = {pid}
    for listing in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = listing.read_text().split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        for child in children:
            found |= family(int(child))
    return found


def survivors(pids: set[int]) -> set[int]:
    """Return those that still run."""
    return {pid for pid in pids if is_alive(pid)}


def wait_for(told: Callable[[], bool], seconds: float = 60) -> None:
    """Return once it is so; fail when it is not within the time."""
    deadline = time.monotonic() + seconds
    while not told():
        assert time.monotonic() < deadline, "it did not come to pass in time"
        time.sleep(0.02)
