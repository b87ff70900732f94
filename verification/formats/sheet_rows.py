"""Watches the rows of a sheet go by: totals, notes at the foot, a second table below the first.

Whole batches are looked at; single rows only where a blank row or an almost empty one calls for it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from verification.formats.sheet_facts import Box, Errors
from verification.formats.sheet_header import holds_value

_LABEL_COLUMNS = 4  # a total is named in one of the first columns
_TOTAL = (
    r"(?i)^[\s\(\[<【\x{3000}]*(?:\d{1,3}\s+)?"
    r"(?:총\s*합\s*계|총\s*계|합\s*계|소\s*계|누\s*계|중\s*계|계"
    r"|.{1,20}(?:총계|합계|소계|\s계)|(?:grand\s+|sub\s?-?)?total)"
    r"[\s\)\]>】\x{3000}]*$"
)
_NOTE = re.compile(
    r"\s*(?:주\s*\d*\s*[)）.:：]|주\s*석|\*?\s*참\s*고\s*[):：]|※|☞|\*|#(?![A-Z]+[/!?])|자료\s*(?:원|출처)?\s*[)）:：]"
    r"|출처\s*[)）:：]|비고\s*[)）:：]|\d{1,2}\s*[)）]\s|[Nn]otes?\s*[:.]|[Ss]ource\s*[:.])"
)
_ERRORS = pa.array(
    [
        *("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"),
        *("Err:502", "Err:503", "Err:504", "Err:508", "Err:509", "Err:511", "Err:519", "Err:522"),
    ]
)
"""What spreadsheet programs show where a formula has no value."""
_NOTE_CELLS = 2  # a note fills no more
_FOOT_AT_MOST = 200
_STARTS_AT_MOST = 100


@dataclass
class SheetRows:
    """Told every batch of a sheet below its header, in order; then says what stands where.

    Record numbers from 1. `errors` are the cells that show an error as text; `totals` says
    for the record of a total in which column it is named.
    """

    width: int
    totals: dict[int, int] = field(default_factory=dict)
    note_rows: list[int] = field(default_factory=list)
    table_rows: list[int] = field(default_factory=list)
    errors: Errors = field(default_factory=Errors)
    _seen: int = 0
    _blank_before: bool = False
    _wide_before: bool = False
    _foot: list[tuple[int, str, bool]] = field(default_factory=list)
    _filled_columns: Any = None

    def watched(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """The same batches, each looked at on its way."""
        for batch in batches:
            self._look(batch)
            self._seen += batch.num_rows
            yield batch
        self._close_foot()

    def empty_columns(self) -> tuple[int, ...]:
        """The places of columns without any value."""
        if self._filled_columns is None:
            return ()
        return tuple(np.flatnonzero(self._filled_columns == 0).tolist())

    def total_rows(self, merged: Sequence[Box]) -> tuple[int, ...]:
        """The records of totals, and those that the merged name of a total stretches over.

        `merged` are the merged cells, in record numbers and places of columns.
        """
        found = set(self.totals)
        for box in merged:
            if box.left <= self.totals.get(box.top, -1) <= box.right:
                found.update(range(box.top, min(box.bottom, self._seen) + 1))
        return tuple(sorted(found))

    def _look(self, batch: pa.RecordBatch) -> None:
        valid = np.stack([_is_filled(cells) for cells in batch.columns])
        counts = valid.sum(axis=0)
        per_column = valid.sum(axis=1)
        so_far = self._filled_columns
        self._filled_columns = per_column if so_far is None else so_far + per_column
        self._find_errors(batch)
        self._find_totals(batch, counts)
        self._find_tables(batch, counts)
        self._follow_foot(batch, counts)
        self._blank_before = bool(counts[-1] == 0) if len(counts) else self._blank_before

    def _find_errors(self, batch: pa.RecordBatch) -> None:
        for column, cells in enumerate(batch.columns):
            shown = pc.is_in(cells, _ERRORS).to_numpy(zero_copy_only=False)
            for place in np.flatnonzero(shown).tolist():
                self.errors.add(self._seen + place + 1, column)

    def _find_totals(self, batch: pa.RecordBatch, counts: np.ndarray) -> None:
        for column, cells in enumerate(batch.columns[:_LABEL_COLUMNS]):
            matches = pc.fill_null(pc.match_substring_regex(cells, _TOTAL), False)
            named = matches.to_numpy(zero_copy_only=False) & (counts > 1)
            for place in np.flatnonzero(named).tolist():
                self.totals.setdefault(self._seen + place + 1, column)

    def _find_tables(self, batch: pa.RecordBatch, counts: np.ndarray) -> None:
        """Find rows of names below a blank row and above a row of values."""
        after_blank = np.concatenate([[self._blank_before], counts[:-1] == 0]) & (counts > 0)
        for place in np.flatnonzero(after_blank).tolist():
            if len(self.table_rows) == _STARTS_AT_MOST:
                return
            below_a_table = self._wide_before or bool((counts[:place] > 1).any())
            if below_a_table and _names_below(batch, place, counts):
                self.table_rows.append(self._seen + place + 1)
        self._wide_before = self._wide_before or bool((counts > _NOTE_CELLS).any())

    def _follow_foot(self, batch: pa.RecordBatch, counts: np.ndarray) -> None:
        """Keep the almost empty rows since the last whole one: the last of them are the foot."""
        most = self._most_of_a_note
        whole = np.flatnonzero(counts > most)
        begin = int(whole[-1]) + 1 if len(whole) else 0
        if begin:
            self._foot = []
        sparse = np.flatnonzero((counts > 0) & (counts <= most))
        texts = pc.coalesce(*batch.columns).take(pa.array(sparse, pa.int64())).to_pylist()
        after_blank = np.concatenate([[self._blank_before], counts[:-1] == 0])
        for place, text in zip(sparse.tolist(), texts, strict=True):
            record = self._seen + place + 1
            if place >= begin and len(self._foot) < _FOOT_AT_MOST:
                self._foot.append((record, text, bool(after_blank[place])))
            elif counts[place] == 1 and self.width > 1 and _NOTE.match(text):
                self.note_rows.append(record)

    @property
    def _most_of_a_note(self) -> int:
        return min(_NOTE_CELLS, self.width - 1)

    def _close_foot(self) -> None:
        """From the first note on, or the first line apart from the table, all of it is notes."""
        begun = False
        for record, text, after_blank in self._foot:
            begun = begun or bool(_NOTE.match(text)) or (after_blank and self.width > _NOTE_CELLS)
            if begun and record not in self.totals:
                self.note_rows.append(record)


def _is_filled(cells: pa.Array) -> np.ndarray:
    filled: np.ndarray = cells.is_valid().to_numpy(zero_copy_only=False)
    return filled


def _names_below(batch: pa.RecordBatch, place: int, counts: np.ndarray) -> bool:
    """Whether a header begins here, under a title or not, with values in the row below it."""
    rows = batch.slice(place, 4)
    below = list(zip(*(cells.to_pylist() for cells in rows.columns), strict=True))
    names = 0 if counts[place] > 1 else 1
    if len(below) < names + 2:
        return False
    header, values = below[names], below[names + 1]
    cells = [cell for cell in header if cell]
    is_header = len(cells) > 1 and not any(map(holds_value, cells))
    return is_header and any(map(holds_value, values))
