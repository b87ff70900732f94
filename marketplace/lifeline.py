"""A process that must not outlive the one that started it."""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def die_with(parent: int, *, by: signal.Signals = signal.SIGKILL) -> None:
    """Have the kernel send us `by` when `parent`, which started us, ends however it ends.

    Linux only; elsewhere it does nothing, and a supervisor killed by force may leave us behind.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(by), 0, 0, 0)
    if os.getppid() != parent:
        # It ended before the kernel had been asked.
        os.kill(os.getpid(), by)
