"""Which columns are looked at cell by cell, because of what they are called."""

from verification.personal.patterns import PHONE_HEADER, RESIDENT_HEADER


def wants_all_cells(name: str) -> bool:
    """Whether the name of a column calls for a closer look at every cell of it."""
    return bool(RESIDENT_HEADER.search(name) or PHONE_HEADER.search(name))
