"""Who a part runs as, and whether that user can reach a path."""

import os
import pwd
import stat
from functools import cache
from pathlib import Path

UNPRIVILEGED = "nobody"


def part_user() -> str | None:
    """Return the user a part that refuses root must run as; None when we are not root."""
    return UNPRIVILEGED if os.geteuid() == 0 else None


@cache
def _ids(user: str) -> tuple[int, int]:
    entry = pwd.getpwnam(user)
    return entry.pw_uid, entry.pw_gid


def own_folder(folder: Path, user: str | None) -> None:
    """Make the folder, readable by its user alone, and give it to that user."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(stat.S_IRWXU)
    if user is not None:
        os.chown(folder, *_ids(user))


def open_to_others(path: Path) -> bool:
    """Tell whether any user may pass through every folder above the path, and run it.

    The last step counts for programs alone: the folders of a part are its user's own.
    """
    resolved = path.resolve()
    steps = [*resolved.parents, *([resolved] if resolved.is_file() else [])]
    return all(step.stat().st_mode & stat.S_IXOTH for step in steps)
