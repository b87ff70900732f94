"""k-anonymity: how many rows share each combination of what outsiders may know of a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from verification.treatment.frames import Frame, Frames
from verification.treatment.groups import Groups


@dataclass(frozen=True)
class Anonymity:
    """How alike rows are in some columns. `k` is the rows of the smallest class, None without rows.

    `rows_under` counts the rows in classes smaller than `wanted`.
    """

    columns: tuple[str, ...]
    rows: int
    classes: int
    k: int | None
    wanted: int
    rows_under: int

    def document(self) -> dict[str, Any]:
        """The figures as JSON."""
        return {
            "columns": list(self.columns),
            "rows": self.rows,
            "classes": self.classes,
            "k": self.k,
            "wanted": self.wanted,
            "rows_under": self.rows_under,
        }


class Alike:
    """Gathers the frames of a table; exact."""

    def __init__(self, columns: Sequence[str], *, wanted: int) -> None:
        self._columns = tuple(columns)
        self._wanted = wanted
        self._groups = Groups(columns)

    def update(self, frame: Frame) -> None:
        """Take in the rows of a frame."""
        self._groups.update(frame)

    def anonymity(self) -> Anonymity:
        """What the frames so far come to."""
        sizes = np.asarray(self._groups.table()["rows"])
        return Anonymity(
            columns=self._columns,
            rows=int(sizes.sum()),
            classes=len(sizes),
            k=int(sizes.min()) if len(sizes) else None,
            wanted=self._wanted,
            rows_under=int(sizes[sizes < self._wanted].sum()),
        )


def anonymity_of(frames: Frames, columns: Sequence[str], *, wanted: int) -> Anonymity:
    """The anonymity of a table whose frames these are."""
    alike = Alike(columns, wanted=wanted)
    for frame in frames:
        alike.update(frame)
    return alike.anonymity()
