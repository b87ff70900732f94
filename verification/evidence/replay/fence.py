"""The files a recipe's process can reach: none but those of its own folder (Landlock).

It takes no privilege and holds whatever the engine may be talked into; kernels know it from 5.13.
"""

import ctypes
import os
import struct
from pathlib import Path

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_ASK_FOR_VERSION = 1
_BENEATH = 1

_WRITE_FILE, _READ_FILE, _READ_FOLDER = 1 << 1, 1 << 2, 1 << 3
_REMOVE_FILE, _MAKE_FILE = 1 << 5, 1 << 8
_OF_VERSION = {1: (1 << 13) - 1, 2: 1 << 13, 3: 1 << 14, 5: 1 << 15}
"""The kinds of access that each version of it began to govern."""
_TRUNCATE = 1 << 14

READING = _READ_FILE | _READ_FOLDER
WORKING = READING | _WRITE_FILE | _REMOVE_FILE | _MAKE_FILE | _TRUNCATE


def fence_in(libc: ctypes.CDLL, readable: tuple[Path, ...], writable: tuple[Path, ...]) -> bool:
    """Leave this process these files and folders and no other; False where the kernel cannot.

    It holds for the thread that asks and those it begins, not for those there already. No new
    privileges must have been renounced before.
    """
    version: int = libc.syscall(_CREATE, None, 0, _ASK_FOR_VERSION)
    if version < 1:
        return False
    governed = 0
    for since, kinds in _OF_VERSION.items():
        governed |= kinds if version >= since else 0
    ruled = ctypes.create_string_buffer(struct.pack("<Q", governed), 8)
    rules: int = libc.syscall(_CREATE, ruled, 8, 0)
    if rules < 0:
        return False
    read = [(place, READING if place.is_dir() else _READ_FILE) for place in readable]
    worked_in = [(folder, WORKING) for folder in writable]
    allowed = [*read, *worked_in]
    held = all(_allow(libc, rules, place, kinds & governed) for place, kinds in allowed)
    fenced: int = libc.syscall(_RESTRICT, rules, 0) if held else -1
    os.close(rules)
    return fenced == 0


def _allow(libc: ctypes.CDLL, rules: int, place: Path, kinds: int) -> bool:
    opened = os.open(place, os.O_PATH | os.O_CLOEXEC)
    rule = ctypes.create_string_buffer(struct.pack("<Qi", kinds, opened), 12)
    added: int = libc.syscall(_ADD, rules, _BENEATH, rule, 0)
    os.close(opened)
    return added == 0
