"""The system calls a recipe's process is denied for good: a filter of the kernel's (seccomp).

It takes no privilege and works in containers too, where no network of one's own can be had.
"""

import ctypes
import platform
from collections.abc import Mapping, Sequence
from types import MappingProxyType

_SET_SECCOMP = 22
_FILTER_MODE = 2
_DENIED = 0x00050000 | 1  # SECCOMP_RET_ERRNO, EPERM
_ALLOWED = 0x7FFF0000
_KILLED = 0x80000000
_LOAD, _EQUAL, _AT_LEAST, _GIVE = 0x20, 0x15, 0x35, 0x06
_NUMBER_AT, _ARCHITECTURE_AT = 0, 4

_X86_64 = {
    "socket": 41, "connect": 42, "accept": 43, "sendto": 44, "sendmsg": 46, "bind": 49,
    "listen": 50, "socketpair": 53, "fork": 57, "vfork": 58, "execve": 59, "kill": 62,
    "ptrace": 101, "mount": 165, "add_key": 248, "request_key": 249, "keyctl": 250,
    "unshare": 272, "perf_event_open": 298, "open_by_handle_at": 304, "setns": 308,
    "process_vm_readv": 310, "process_vm_writev": 311, "bpf": 321, "execveat": 322,
    "userfaultfd": 323, "pidfd_send_signal": 424, "io_uring_setup": 425, "pidfd_open": 434,
}  # fmt: skip
_ARM_64 = {
    "mount": 40, "unshare": 97, "ptrace": 117, "kill": 129, "socket": 198, "socketpair": 199,
    "bind": 200, "listen": 201, "accept": 202, "connect": 203, "sendto": 206, "sendmsg": 211,
    "add_key": 217, "request_key": 218, "keyctl": 219, "execve": 221, "perf_event_open": 241,
    "open_by_handle_at": 265, "setns": 268, "process_vm_readv": 270, "process_vm_writev": 271,
    "bpf": 280, "execveat": 281, "userfaultfd": 282, "pidfd_send_signal": 424,
    "io_uring_setup": 425, "pidfd_open": 434,
}  # fmt: skip

_MACHINES: Mapping[str, tuple[int, Mapping[str, int]]] = MappingProxyType(
    {"x86_64": (0xC000003E, _X86_64), "aarch64": (0xC00000B7, _ARM_64)}
)
_X32 = 0x40000000
"""Calls of the third kind that x86 knows are numbered from here: none is needed."""


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_ushort),
        ("if_so", ctypes.c_ubyte),
        ("if_not", ctypes.c_ubyte),
        ("value", ctypes.c_uint),
    )


class _Programme(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("first", ctypes.POINTER(_Instruction)))


def deny_calls(libc: ctypes.CDLL) -> bool:
    """Deny them to this process and all it might start; False where the kernel has no filters.

    No new privileges must have been renounced before.
    """
    known = _MACHINES.get(platform.machine())
    if known is None:
        return False
    architecture, numbers = known
    steps = [_Instruction(*step) for step in _steps(architecture, sorted(numbers.values()))]
    programme = _Programme(len(steps), (_Instruction * len(steps))(*steps))
    answer: int = libc.prctl(_SET_SECCOMP, _FILTER_MODE, ctypes.byref(programme), 0, 0)
    return answer == 0


def _steps(architecture: int, numbers: Sequence[int]) -> list[tuple[int, int, int, int]]:
    """Kill a stranger's call, deny those of these numbers, allow the others."""
    denied = len(numbers) + 1
    return [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_EQUAL, 1, 0, architecture),
        (_GIVE, 0, 0, _KILLED),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_AT_LEAST, denied, 0, _X32),
        *((_EQUAL, denied - place, 0, number) for place, number in enumerate(numbers, start=1)),
        (_GIVE, 0, 0, _ALLOWED),
        (_GIVE, 0, 0, _DENIED),
    ]
