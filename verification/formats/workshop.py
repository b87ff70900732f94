"""Where a reader puts what it unpacks, and within which bounds it works."""

from dataclasses import dataclass
from pathlib import Path

from verification.findings import Location
from verification.formats.spill import Spill
from verification.limits import Deadline, Limits


@dataclass(frozen=True)
class Workshop:
    """A folder of one file's own, the limits, and the time that is left."""

    folder: Path
    limits: Limits
    deadline: Deadline

    def spill(self, place: int, at: Location) -> Spill:
        path = self.folder / f"{place}.arrow"
        return Spill(path, at, limits=self.limits, deadline=self.deadline)
