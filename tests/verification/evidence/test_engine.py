"""The engine keeps to its bounds, and says nothing of what it read."""

from pathlib import Path

import pytest

from verification.errors import ComparisonBroke
from verification.evidence.engine import Bounds, opened


def test_what_is_put_away_on_the_disk_is_bounded(tmp_path: Path) -> None:
    few = Bounds(seconds=60, memory_mb=64, threads=1, spilled_mb=8)

    with pytest.raises(ComparisonBroke), opened(tmp_path, few) as engine:
        engine.run(
            "CREATE TEMP TABLE much AS "
            "SELECT hash(i)::VARCHAR || hash(i + 1)::VARCHAR AS v FROM range(6_000_000) AS x(i)"
        )
