"""The names of columns: what the header says, made unique and never empty."""

from collections.abc import Sequence


def unique_names(header: Sequence[str]) -> tuple[str, ...]:
    """One name for each cell of a header: blanks become `column_3`, repeats `name_2`, in order."""
    names: list[str] = []
    # No database takes a NUL.
    header = [cell.replace("\0", "") for cell in header]
    taken = {cell.strip() for cell in header}
    for position, cell in enumerate(header, start=1):
        name = cell.strip() or f"column_{position}"
        if name in names:
            name = _free_name(name, taken | set(names))
        names.append(name)
    return tuple(names)


def _free_name(name: str, taken: set[str]) -> str:
    number = 2
    while f"{name}_{number}" in taken:
        number += 1
    return f"{name}_{number}"
