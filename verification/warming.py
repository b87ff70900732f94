"""Loads what verifying takes, and compiles what is not compiled yet: workers and set-up call it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from verification.declaration import ColumnType, Declaration, DeclaredColumn
from verification.kernels import encodings
from verification.reading import OfferedFile
from verification.runner import verify
from verification.sketches import Candidate, TableSketch
from verification.sources import EarlierTable, SourceDeclaration, SourceFacts, SourceTable

_SAMPLE = """\
번호,일자,시각,값,여부,비고
1,20240102,2024-01-02 03:04:05,1.5,Y,가나다
2,20240230,24:00,"1,234",예,"전화 010-0000-0000 占쏙옙"
3,,2024년 1월 2일,1e400,,-
3,,2024년 1월 2일,1e400,,-
"""
_COLUMNS = (
    DeclaredColumn("번호", ColumnType.INTEGER, key=True),
    DeclaredColumn("일자", ColumnType.DATE, nullable=False),
    DeclaredColumn("여부", codes=("Y",)),
)


class _NoSources:
    """A library without anything in it."""

    def facts(self, dataset: UUID, version: int) -> SourceFacts | None:
        """None: it holds nothing."""
        return None

    def previous(self, dataset: UUID) -> tuple[EarlierTable, ...] | None:
        """None: it holds nothing."""
        return None

    def tables(self, dataset: UUID, version: int) -> tuple[SourceTable, ...] | None:
        """None: it holds nothing."""
        return None

    def overlaps(
        self,
        sketch: TableSketch,
        *,
        dataset: UUID | None,
        declared: Sequence[SourceDeclaration],
    ) -> tuple[Candidate, ...]:
        """Nothing: it holds nothing."""
        return ()


def warm() -> None:
    """Verify a small table, and load what only large files take: the next one begins at once."""
    said = Declaration("data", "CC-BY-4.0", "public", columns=_COLUMNS)
    at = datetime(2024, 1, 2, tzinfo=UTC)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sample.csv"
        path.write_text(_SAMPLE, encoding="utf-8")
        verify([OfferedFile("a.csv", path)], said, _NoSources(), workdir=Path(folder), at=at)
    encodings.load()


if __name__ == "__main__":
    warm()
