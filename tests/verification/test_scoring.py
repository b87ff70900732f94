import pytest

from tests.verification.offers import AT, declare, offer, table
from verification.declaration import DeclaredColumn
from verification.quality import Score
from verification.scoring import quality_of

ROWS = table({"k": ["1", None], "a": [None, None], "b": ["x", None]}, blank_rows_count=True)


@pytest.mark.parametrize(
    ("columns", "completeness"),
    [
        ((), Score(4, 6)),
        ((DeclaredColumn("a", nullable=True),), Score(2, 4)),
        ((DeclaredColumn("b"),), Score(4, 6)),
        ((DeclaredColumn("b", nullable=False),), Score(1, 2)),
        ((DeclaredColumn("b", nullable=False), DeclaredColumn("k", key=True)), Score(2, 4)),
        (tuple(DeclaredColumn(name, nullable=True) for name in "kab"), Score()),
    ],
)
def test_completeness_counts_the_cells_that_ought_to_be_filled(
    columns: tuple[DeclaredColumn, ...], completeness: Score
) -> None:
    quality = quality_of(offer(ROWS, declared=declare(*columns)), (), (), at=AT)

    assert quality.completeness == completeness
