"""The patch that a corrected file amounts to: its rows beside those of the copy, cell by cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from verification.evidence.engine import Bounds
from verification.fixes.finding import Copy, opened_copy
from verification.fixes.patch import MOST_CELLS, FixedCell, Patch, PatchFault
from verification.fixes.typed import same, typed, written

_BOUNDS = Bounds(seconds=30.0, memory_mb=512)
_MOST_TRIED = 12
_SAID = {
    "column-missing": "이 표에 없는 열입니다.",
    "key-absent": "파일에 이 열쇠 열이 없습니다.",
    "key-not-found": "행을 하나로 가리키는 열을 찾지 못했습니다. 열쇠 열의 이름을 적어 주세요.",
    "row-unknown": "이 열쇠값을 가진 행이 이 판에 하나만 있지 않습니다. 행을 더할 수는 없습니다.",
    "too-many-cells": f"바뀐 칸이 {MOST_CELLS:,}개를 넘습니다. 나누어 보내 주세요.",
    "nothing-changes": "이 판과 다른 칸이 없습니다.",
}


@dataclass(frozen=True)
class CorrectedRows:
    """What somebody corrected: the names of its columns, and its rows as texts."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def column(self, name: str) -> list[str]:
        place = self.names.index(name)
        return [row[place] for row in self.rows]


def corrected_patch(
    copy: Path, rows: CorrectedRows, keys: Sequence[str], folder: Path, *, reason: str
) -> Patch | tuple[PatchFault, ...]:
    """Return the patch that makes the copy's rows those of a corrected file, or what forbids it.

    Rows that the file leaves out stay as they are. Without `keys` the first columns that tell all
    rows apart are taken. Raises `ComparisonTooSlow` and `ComparisonBroke`.
    """
    with opened_copy(copy, folder, _BOUNDS) as table:
        unknown = tuple(_unknown(table, rows, keys))
        if unknown:
            return unknown
        chosen = tuple(keys) or _keys_of(table, rows)
        if not chosen:
            return (_fault("/keys", "key-not-found"),)
        return _patch(table, rows, chosen, reason)


def _fault(pointer: str, code: str) -> PatchFault:
    return PatchFault(pointer, code, _SAID[code])


def _unknown(table: Copy, rows: CorrectedRows, keys: Sequence[str]) -> Iterator[PatchFault]:
    for place, name in enumerate(keys):
        if name not in rows.names:
            yield _fault(f"/keys/{place}", "key-absent")
    for place, name in enumerate(rows.names):
        if name not in table.names:
            yield _fault(f"/columns/{place}", "column-missing")


def _keys_of(table: Copy, rows: CorrectedRows) -> tuple[str, ...]:
    names = [name for name in table.names if name in rows.names][:_MOST_TRIED]
    tried = (each for size in (1, 2) for each in combinations(names, size))
    return next((each for each in tried if table.is_key(each)), ())


def _patch(
    table: Copy, rows: CorrectedRows, keys: tuple[str, ...], reason: str
) -> Patch | tuple[PatchFault, ...]:
    found = table.find(keys, [typed(rows.column(name), table.kind(name)) for name in keys])
    strange = [place for place, each in enumerate(found) if each.rows != 1]
    if strange:
        return tuple(_fault(f"/rows/{place}", "row-unknown") for place in strange[:100])
    cells = tuple(_changes(table, rows, keys, [each.place or 0 for each in found], reason))
    if len(cells) > MOST_CELLS:
        return (_fault("/rows", "too-many-cells"),)
    return Patch(keys, cells) if cells else (_fault("/rows", "nothing-changes"),)


def _changes(
    table: Copy, rows: CorrectedRows, keys: tuple[str, ...], places: Sequence[int], reason: str
) -> Iterator[FixedCell]:
    by_key = list(zip(*(rows.column(name) for name in keys), strict=True))
    for name in rows.names:
        if name in keys:
            continue
        texts = rows.column(name)
        offered = typed(texts, table.kind(name))
        values, held = offered.values.to_pylist(), table.cells(name, places)
        for place, now in enumerate(held):
            # What is of another type is a change as well, and is refused when it is looked at.
            if not (offered.fits[place] and same(now, values[place])):
                yield FixedCell(by_key[place], name, written(now), texts[place].strip(), reason)
