"""The rows of a version's table, as the parameters of a request ask for them."""

from collections.abc import Mapping, Sequence

from marketplace.access.copies import KeptCopies, table_of
from marketplace.access.rows import USUAL, RowsLimits, RowsPage, read_rows
from marketplace.catalogue.values import VersionFacts


def rows_of(
    version: VersionFacts,
    copies: KeptCopies,
    given: Mapping[str, Sequence[str]],
    limits: RowsLimits = USUAL,
) -> RowsPage:
    """Return a page of rows; `file` and `sheet` name the table, the first where they are absent.

    Whether whoever asks may have the bytes was asked before. Raises `TableMissing` and what
    `read_rows` and the store raise.
    """
    named = (next(iter(given.get(name) or [""])) or None for name in ("file", "sheet"))
    table = table_of(version, *named)
    return read_rows(copies.path(table.digest), given, limits)
