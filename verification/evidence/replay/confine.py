"""What the process of a recipe gives up before it looks at the recipe."""

import ctypes
import os
import resource
import signal
from dataclasses import dataclass
from pathlib import Path

from verification.evidence.replay.bounds import Bounds
from verification.evidence.replay.fence import fence_in
from verification.evidence.replay.filter import deny_calls

_DIE_WITH_PARENT, _DUMPABLE, _NO_NEW_PRIVILEGES = 1, 4, 38
_NEW_NETWORK, _NEW_USERS = 0x40000000, 0x10000000
_GRACE = 1


@dataclass(frozen=True)
class Held:
    """Which of the fences that depend on the kernel stand: network, files, system calls."""

    network: bool
    files: bool
    calls: bool


def bound(bounds: Bounds) -> None:
    """Bound what this process may use. Beyond it, it ends, or is refused."""
    seconds = max(int(bounds.seconds), 1)
    for what, limit in (
        (resource.RLIMIT_DATA, bounds.memory_bytes),
        (resource.RLIMIT_AS, bounds.address_bytes),
        (resource.RLIMIT_FSIZE, max(bounds.result_bytes, bounds.spill_bytes)),
        (resource.RLIMIT_NOFILE, bounds.files),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + _GRACE))
    # A file that grows too large is an error of the engine's, and no sudden end.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def leave(parent: int) -> bool:
    """Leave the network, and end when the parent does; False: the network is still there.

    Before any thread is begun: only a process of one thread may go into a new space of users.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it ended before it could be heard of
        os._exit(1)
    alone = any(libc.unshare(kind) == 0 for kind in (_NEW_NETWORK, _NEW_NETWORK | _NEW_USERS))
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    libc.prctl(_DUMPABLE, 0, 0, 0, 0)
    return alone


_LIMITS_OF_MACHINE = (Path("/proc/self/cgroup"), Path("/sys/fs/cgroup"))
"""Where the engine looks for what the machine allows it; it breaks where it may not."""


def close_off(readable: Path, writable: tuple[Path, ...], *, network: bool) -> Held:
    """Give up all files but these folders, and sockets, other programs and other processes.

    After all libraries are loaded, which cannot be read any more, and before a thread is begun.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    there = tuple(place for place in _LIMITS_OF_MACHINE if place.exists())
    files = fence_in(libc, (readable, *there), writable)
    return Held(network, files, deny_calls(libc))


def begin_no_more() -> None:
    """Begin no other thread or process from here on, where the account is not root's."""
    resource.setrlimit(resource.RLIMIT_NPROC, (1, 1))
