"""Holds a patch against the copy of its table: every cell is there once, and is as it is said."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from verification.declaration import ColumnType
from verification.evidence.engine import Bounds
from verification.fixes.finding import Copy, Found, opened_copy
from verification.fixes.patch import FixedCell, Located, Patch, PatchFault
from verification.fixes.typed import same, typed
from verification.treatment.writing import FORMULA, HARMLESS

Faults = Iterator[PatchFault]

_BOUNDS = Bounds(seconds=30.0, memory_mb=512)
_SAID = {
    "column-missing": "이 표에 없는 열입니다.",
    "cell-twice": "같은 칸을 두 번 적었습니다.",
    "key-missing": "이 열쇠값을 가진 행이 없습니다.",
    "key-not-unique": "이 열쇠값을 가진 행이 여럿이라 어느 행인지 알 수 없습니다.",
    "now-differs": "지금 값이 이 판의 값과 다릅니다. 최신 판을 다시 확인해 주세요.",
    "type-differs": "이 열의 자료형에 맞지 않는 값입니다.",
    "nothing-changes": "지금 값과 같아 고칠 것이 없습니다.",
    "formula": "스프레드시트가 수식으로 읽을 값입니다.",
    "not-in-encoding": "이 파일의 글자 부호(인코딩)로 적을 수 없는 글자가 있습니다.",
}


def located(
    copy: Path,
    patch: Patch,
    folder: Path,
    *,
    kinds: Mapping[str, ColumnType] | None = None,
    encoding: str | None = None,
) -> Located:
    """Return in which rows the cells of a patch are, or all that does not fit.

    `kinds`: the types columns have where the copy holds text, as most of their cells are of one.
    `encoding`: of the file, in which a new value must be writable. Raises `ComparisonTooSlow` and
    `ComparisonBroke`.
    """
    with opened_copy(copy, folder, _BOUNDS) as table:
        unknown = tuple(_unknown_columns(table, patch))
        if unknown:
            return Located((), unknown)
        faults = [*_said_twice(patch)]
        rows = _rows(table, patch)
        faults += _without_a_row(rows)
        if not faults:
            places = [each.place or 0 for each in rows]
            faults += _other_now(table, patch, places)
            faults += _wrong_values(table, patch, kinds or {}, encoding)
        if faults:
            return Located((), tuple(faults))
        return Located(tuple(each.place or 0 for each in rows))


def by_column(cells: Sequence[FixedCell]) -> Mapping[str, list[int]]:
    """Return the places of a patch's cells, column by column."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, cell in enumerate(cells):
        found[cell.column].append(place)
    return found


def _fault(pointer: str, code: str) -> PatchFault:
    return PatchFault(pointer, code, _SAID[code])


def _unknown_columns(table: Copy, patch: Patch) -> Faults:
    for place, name in enumerate(patch.keys):
        if name not in table.names:
            yield _fault(f"/keys/{place}", "column-missing")
    for place, cell in enumerate(patch.cells):
        if cell.column not in table.names:
            yield _fault(f"/cells/{place}/column", "column-missing")


def _said_twice(patch: Patch) -> Faults:
    seen: set[tuple[object, ...]] = set()
    for place, cell in enumerate(patch.cells):
        said = (cell.column, *cell.key)
        if said in seen:
            yield _fault(f"/cells/{place}", "cell-twice")
        seen.add(said)


def _rows(table: Copy, patch: Patch) -> tuple[Found, ...]:
    sought = [
        typed([cell.key[place] for cell in patch.cells], table.kind(name))
        for place, name in enumerate(patch.keys)
    ]
    found = table.find(patch.keys, sought)
    # A text that is no value of the key's type would be sought as nothing.
    return tuple(
        each if all(column.fits[place] for column in sought) else Found(0, None)
        for place, each in enumerate(found)
    )


def _without_a_row(rows: Sequence[Found]) -> Faults:
    for place, each in enumerate(rows):
        if each.rows != 1:
            code = "key-not-unique" if each.rows else "key-missing"
            yield _fault(f"/cells/{place}/key", code)


def _other_now(table: Copy, patch: Patch, places: Sequence[int]) -> Faults:
    for column, cells in by_column(patch.cells).items():
        held = table.cells(column, [places[each] for each in cells])
        said = typed([patch.cells[each].now for each in cells], table.kind(column))
        stated = said.values.to_pylist()
        for number, each in enumerate(cells):
            if not said.fits[number] or not same(held[number], stated[number]):
                yield _fault(f"/cells/{each}/now", "now-differs")


def _wrong_values(
    table: Copy, patch: Patch, kinds: Mapping[str, ColumnType], encoding: str | None
) -> Faults:
    for column, cells in by_column(patch.cells).items():
        stored = table.kind(column)
        kind = kinds.get(column, stored) if stored is ColumnType.STRING else stored
        proposed = typed([patch.cells[each].proposed for each in cells], kind)
        for number, each in enumerate(cells):
            code = _what_is_wrong(patch.cells[each], proposed.fits[number], encoding)
            if code:
                yield _fault(f"/cells/{each}/proposed", code)


def _what_is_wrong(cell: FixedCell, fits: bool, encoding: str | None) -> str:
    if not fits:
        return "type-differs"
    if cell.proposed == cell.now:
        return "nothing-changes"
    if re.search(FORMULA, cell.proposed) and not re.search(HARMLESS, cell.proposed):
        return "formula"
    return "" if _writable(cell.proposed, encoding) else "not-in-encoding"


def _writable(text: str, encoding: str | None) -> bool:
    try:
        text.encode(encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True
