"""What tests of the kernels are made with: a column of text, scanned."""

import numpy as np
import pyarrow as pa

from verification.batches import ScannedColumn, scanned


def column(*cells: str, packed: bool = False) -> ScannedColumn:
    """Some cells, scanned; they do not begin where the memory does, as in a slice."""
    text = pa.array(["앞에 선 칸", *cells], pa.string()).slice(1)
    return scanned(text, np.arange(len(cells), dtype=np.int64), packed=packed)
