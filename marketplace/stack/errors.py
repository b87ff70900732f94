"""What can keep the stack from starting."""

from collections.abc import Sequence
from pathlib import Path


class StackError(Exception):
    """Base of all that the stack raises; its text is written for whoever typed `make run`."""


class PartFailed(StackError):
    """A part ended, or was not ready in its time."""

    def __init__(self, part: str, why: str) -> None:
        super().__init__(f"{part}: {why}")
        self.part = part
        self.why = why


class PortsTaken(StackError):
    """The port that was asked for belongs to another program."""

    def __init__(self, ports: Sequence[int]) -> None:
        listed = ", ".join(map(str, ports))
        super().__init__(f"ports in use: {listed}; choose another with PORT=")
        self.ports = tuple(ports)


class FolderInUse(StackError):
    """Another stack holds the folder's lock."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"another instance is using {folder}; stop it, or choose another DATA=")
        self.folder = folder


class FolderNotEmpty(StackError):
    """A restore would write over what is already there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is not empty; restore into a folder that is")
        self.folder = folder


class FolderTooNew(StackError):
    """The folder was written by a later release; this one would misread it."""

    def __init__(self, folder: Path, found: str) -> None:
        super().__init__(
            f"{folder} was written by a newer release ({found}); upgrade, or choose another DATA="
        )
        self.folder = folder
        self.found = found


class BackupUnreadable(StackError):
    """What was given is no backup of ours."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path} is not a backup that can be restored: {why}")
        self.path = path
        self.why = why
