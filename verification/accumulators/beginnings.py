"""The beginnings of texts: what is kept of a cell is bounded, however long it is."""

import pyarrow as pa
import pyarrow.compute as pc


def beginnings(texts: pa.StringArray, characters: int) -> pa.StringArray:
    """The texts, those with more characters cut."""
    if (pc.max(pc.binary_length(texts)).as_py() or 0) <= characters:
        return texts
    return pc.utf8_slice_codeunits(texts, 0, characters)
