"""Where numbers of persons stand in a column of text, found over the whole column at once.

The distinct cells are looked at, not the rows; a first pass in pyarrow drops nearly all of them,
and Python looks at what is left. Nothing found here leaves as text: only places and counts do.
"""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from verification.personal import patterns
from verification.personal.checksums import TENS, Digits, Truths, born, digits_of
from verification.personal.judge import FEW, Header, Sureness, Why, judge

Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Cells:
    """The distinct cells of a column, folded, and which of them stands in each row (-1: none)."""

    folded: pa.Array
    of_row: npt.NDArray[np.int32]

    def rows(self, cells: Places) -> Places:
        """Return the positions of the rows that hold one of some cells."""
        wanted = np.zeros(len(self.folded) + 1, dtype=bool)
        wanted[cells] = True
        return np.flatnonzero(wanted[self.of_row])

    def matching(self, pattern: str) -> Places:
        """Return the distinct cells that a pattern of RE2 finds something in."""
        return np.flatnonzero(np.asarray(pc.match_substring_regex(self.folded, pattern)))

    def texts(self, cells: Places) -> list[str]:
        """Return the text of some cells."""
        found: list[str] = self.folded.take(pa.array(cells)).to_pylist()
        return found

    def digits(self, cells: Places) -> list[str]:
        """Return the digits of cells that hold one number, without the `.0` of a spreadsheet."""
        some = self.folded.take(pa.array(cells))
        some = pc.replace_substring_regex(some, r"\.0+[ \t]*$", "")
        found: list[str] = pc.replace_substring_regex(some, "[^0-9]", "").to_pylist()
        return found

    def exact(self, coarse: str, fine: re.Pattern[str]) -> Places:
        """Return the distinct cells that match a coarse pattern of RE2 and then a fine one."""
        some = self.matching(coarse)
        holds = [bool(fine.search(text)) for text in self.texts(some)]
        found: Places = some[np.array(holds, dtype=bool)]
        return found


@dataclass(frozen=True)
class Hit:
    """Rows (positions from 0, ascending) that hold numbers judged alike, and on which grounds."""

    sureness: Sureness
    whys: tuple[Why, ...]
    rows: Places


@dataclass(frozen=True)
class _Found:
    """Distinct cells judged alike on one ground."""

    sureness: Sureness
    why: Why
    cells: Places


@dataclass(frozen=True)
class Numbers:
    """13-digit numbers found in cells: one entry for each number in all four."""

    cell: Places
    digits: Digits
    gapped: Truths
    named: Truths

    def where(self, chosen: Truths) -> "Numbers":
        """Return those chosen."""
        return Numbers(
            self.cell[chosen], self.digits[chosen], self.gapped[chosen], self.named[chosen]
        )


def may_hold_numbers(text: pa.ChunkedArray) -> bool:
    """Whether any cell is long enough for the shortest thing that is looked for here."""
    longest = pc.max(pc.binary_length(text)).as_py() or 0
    return bool(longest >= patterns.SHORTEST)


def distinct_cells(text: pa.ChunkedArray) -> Cells:
    """Return the distinct cells of a column, folded into plain characters."""
    encoded = text.dictionary_encode().combine_chunks()
    folded = pc.utf8_normalize(encoded.dictionary.cast(pa.string()), form="NFKC")
    folded = pc.replace_substring_regex(folded, f"[{patterns.INVISIBLE}]", "")
    of_row = np.asarray(encoded.indices.fill_null(-1), dtype=np.int32)
    return Cells(folded, of_row)


def resident_numbers(cells: Cells, name: str = "") -> list[Hit]:
    """Return where residents' (and foreigners') numbers stand in the column of that name."""
    header = Header(
        resident=bool(patterns.RESIDENT_HEADER.search(name)),
        corporate=bool(patterns.CORPORATE_HEADER.search(name)),
    )
    numbers = _numbers(cells)
    hits = [
        _named(numbers),
        _judged(numbers.where(numbers.gapped), header),
        _judged(numbers.where(~numbers.gapped), header),
    ]
    known = header.resident or any(hit and hit.sureness is Sureness.CONFIRMED for hit in hits)
    return _surest(cells, [hit for hit in (*hits, _shortened(cells, known=known)) if hit])


def _surest(cells: Cells, hits: list[_Found]) -> list[Hit]:
    """Return one hit for each sureness, surest first; a row counts for the surest alone."""
    seen = np.empty(0, dtype=np.int64)
    surest = []
    for sureness in Sureness:
        alike = [hit for hit in hits if hit.sureness is sureness]
        held = np.concatenate([np.empty(0, dtype=np.int64), *(hit.cells for hit in alike)])
        rows = np.setdiff1d(cells.rows(held), seen)
        seen = np.union1d(seen, rows)
        surest.append(Hit(sureness, tuple(dict.fromkeys(hit.why for hit in alike)), rows))
    return [hit for hit in surest if len(hit.rows)]


def partial_numbers(cells: Cells, name: str = "") -> Places:
    """Return the rows with parts of resident numbers that still tell birthday and sex, or more."""
    found = cells.exact(patterns.SOME_PARTIAL, patterns.PARTIAL)
    if patterns.RESIDENT_HEADER.search(name):
        found = np.union1d(found, cells.matching(patterns.WHOLE_PARTIAL))
    return cells.rows(found)


def mobile_numbers(cells: Cells, name: str = "") -> Places:
    """Return the rows with mobile numbers.

    Cells that are nothing but digits count only if the header says so or if a good part of the
    column's cells of that length look like it: serial numbers may start like a mobile number.
    """
    found = cells.exact(patterns.SOME_MOBILE, patterns.MOBILE)
    if patterns.PHONE_HEADER.search(name):
        return cells.rows(np.union1d(found, cells.matching(patterns.SHORT_MOBILE)))
    bare = cells.matching(patterns.TEN_OR_ELEVEN)
    alike = np.intersect1d(found, bare)
    if len(bare) >= FEW and len(alike) < len(bare) * 0.2:
        found = np.setdiff1d(found, alike)
    return cells.rows(found)


def _numbers(cells: Cells) -> Numbers:
    """Every 13-digit number of a column: cells that are one, then those that stand in a text."""
    whole = cells.matching(patterns.WHOLE_RESIDENT)
    bare = np.isin(whole, cells.matching(patterns.WHOLE_BARE))
    in_text = np.setdiff1d(cells.matching(patterns.SOME_RESIDENT), whole)
    found = [
        (cell, match)
        for cell, text in zip(in_text, cells.texts(in_text), strict=True)
        for match in patterns.RESIDENT.finditer(text)
    ]
    digits = [match["bare"] or match["front"] + match["back"] for _, match in found]
    gapped = [match["front"] is not None for _, match in found]
    named = [bool(patterns.NAMED.search(match.string[: match.start()])) for _, match in found]
    return Numbers(
        cell=np.concatenate([whole, np.array([cell for cell, _ in found], dtype=np.int64)]),
        digits=np.concatenate([digits_of(cells.digits(whole)), digits_of(digits)]),
        gapped=np.concatenate([~bare, np.array(gapped, dtype=bool)]),
        named=np.concatenate([np.zeros(len(whole), dtype=bool), np.array(named, dtype=bool)]),
    )


def _named(numbers: Numbers) -> _Found | None:
    """Numbers that the text around them calls a resident number, whatever the column is."""
    chosen = numbers.where(numbers.named & born(numbers.digits))
    return _Found(Sureness.CONFIRMED, Why.NAMED, chosen.cell) if len(chosen.cell) else None


def _judged(group: Numbers, header: Header) -> _Found | None:
    _, first, of_number = np.unique(group.digits @ TENS, return_index=True, return_inverse=True)
    judgement = judge(group.digits[first], header)
    if judgement is None:
        return None
    chosen = judgement.chosen[of_number]
    return _Found(judgement.sureness, judgement.why, group.cell[chosen])


def _shortened(cells: Cells, *, known: bool) -> _Found | None:
    """Whole numbers that lost leading zeros, or that a spreadsheet shows with an exponent.

    Such a number has little to show for itself, so it counts only where the column is `known` to
    hold resident numbers, or where nearly all of its twelve-digit cells bear a birthday.
    """
    short = cells.matching(patterns.SHORTENED)
    digits = digits_of([each.zfill(13) for each in cells.digits(short)])
    shown = cells.matching(patterns.EXPONENT)
    written = digits_of([f"{int(float(text)):013d}" for text in cells.texts(shown)])
    alive = born(digits)
    if known:
        chosen = np.concatenate([short[alive], shown[born(written)]])
        return _Found(Sureness.CONFIRMED, Why.LOST_ZEROS, chosen) if len(chosen) else None
    if len(short) >= 5 and alive.mean() >= 0.9:
        return _Found(Sureness.CONFIRMED, Why.LOST_ZEROS, short[alive])
    return None
