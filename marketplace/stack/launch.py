"""Become another program that ends when its parent does. Run as a file, never imported.

    launch.py PARENT DEATH_SIGNAL USER TRAVERSE PROGRAM ARGUMENTS...

A trampoline rather than a `preexec_fn`: nothing of ours runs between fork and exec in a process
that may have threads. USER is `-` to stay who we are. TRAVERSE `1` keeps the one capability that
lets an unprivileged user through a 0700 folder (a home of root's), and nothing else of root.
"""

import contextlib
import ctypes
import os
import pwd
import sys

PR_SET_PDEATHSIG = 1
PR_SET_SECUREBITS = 28
SECBIT_NO_SETUID_FIXUP = 4
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_RAISE = 2
CAP_DAC_OVERRIDE = 1
CAPABILITY_VERSION_3 = 0x20080522


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Sets(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


def main(arguments: list[str]) -> None:
    """Take the user's identity, tie our life to the parent's, and exec the program."""
    parent, death_signal, user, traverse, *command = arguments
    libc = ctypes.CDLL(None, use_errno=True)
    if user != "-":
        _become(libc, user, traverse=traverse == "1")
    # After the change of identity, which clears it.
    libc.prctl(PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
    if os.getppid() != int(parent):
        sys.exit("the parent ended before the part began")
    os.execv(command[0], command)  # noqa: S606 -- the command is the caller's own


def _become(libc: ctypes.CDLL, user: str, *, traverse: bool) -> None:
    entry = pwd.getpwnam(user)
    os.setgroups([])
    os.setresgid(entry.pw_gid, entry.pw_gid, entry.pw_gid)
    if traverse:
        # The change of user must not take the capabilities, and `access()`, by which PostgreSQL
        # looks for its own programs, must count them.
        libc.prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP, 0, 0, 0)
    os.setresuid(entry.pw_uid, entry.pw_uid, entry.pw_uid)
    if traverse:
        _keep_traversal(libc)


def _keep_traversal(libc: ctypes.CDLL) -> None:
    # READ_SEARCH would do for folders, but not run a program that is root's alone, and containers
    # often leave it out.
    mask = 1 << CAP_DAC_OVERRIDE
    header = _Header(CAPABILITY_VERSION_3, 0)
    sets = (_Sets * 2)(_Sets(mask, mask, mask), _Sets(0, 0, 0))
    if libc.capset(ctypes.byref(header), ctypes.byref(sets)) != 0:
        # Whatever is left of root must not be handed on.
        sys.exit("cannot give up root's rights")
    libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main(sys.argv[1:])
