"""What a reader is given: the bytes, where it may put what it unpacks, and its bounds."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from verification.findings import Location
from verification.formats.spill import Spill
from verification.limits import Deadline, Limits
from verification.tables import OpenTable


@dataclass(frozen=True)
class Content:
    """Bytes to read: where they lie, what the offered file is called, and which member it is.

    `path` is never made of a name from outside; `member` is None but within an archive.
    """

    path: Path
    name: str
    member: str | None = None

    @property
    def here(self) -> Location:
        return self.at()

    @property
    def called(self) -> str:
        """The name that may say what it is: the member's, or the file's."""
        return self.member or self.name

    def at(self, sheet: str | None = None) -> Location:
        """The location of a table in it; a sheet of a member is called `member/sheet`."""
        return Location(self.name, "/".join(filter(None, (self.member, sheet))) or None)


@dataclass(frozen=True)
class Workshop:
    """A folder of one file's own, the limits, and the time that is left."""

    folder: Path
    limits: Limits
    deadline: Deadline

    def spill(self, place: str, at: Location) -> Spill:
        path = self.folder / f"{place}.arrow"
        return Spill(path, at, limits=self.limits, deadline=self.deadline)

    def room(self, name: str) -> "Workshop":
        """A workshop in a new folder within this one."""
        folder = self.folder / name
        folder.mkdir()
        return replace(self, folder=folder)


Reader = Callable[[Content, Workshop], tuple[OpenTable, ...]]
"""Gives the tables of some bytes, none if there is none in them; raises `FileFault`."""
