"""How a delimited text is laid out: its delimiter, its header, and where its records begin."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

DELIMITERS = (",", "\t", ";", "|", "^", "~")
_LOOKED_AT = 200
_MARK = "\ufeff"
_TITLES_AT_MOST = 10
_NUMBER = re.compile(r"\s*[+-]?[\d,]*\.?\d+(?:[eE][+-]?\d+)?%?\s*")


Cells = Sequence[str | None]


@dataclass(frozen=True)
class Record:
    """One record of the sample, and the character after its end."""

    cells: tuple[str, ...]
    end: int


@dataclass(frozen=True)
class Layout:
    """`body` is where the first record below the header begins, in characters of the sample.

    `regularity` is the share of the records looked at that are as wide as most. `odd` names a
    dialect that is rewritten before it is read, `written` the delimiter that stands in the file.
    `unparted`: one column was read, though its lines look as if they were more.
    """

    delimiter: str
    header: tuple[str, ...]
    preamble: tuple[str, ...]
    body: int
    regularity: float
    quote: str = '"'
    odd: str = ""
    written: str = ""
    unparted: bool = False

    @property
    def is_table(self) -> bool:
        """Whether the text is plainly a table, though its name does not say so."""
        return len(self.header) > 1 and self.regularity >= 0.8


def layout_of(
    sample: str, *, whole: bool, delimiters: Sequence[str] = DELIMITERS, quote: str = '"'
) -> Layout | None:
    """The layout of a text by its beginning; None if not one whole record stands in it."""
    readings = {mark: _records(sample, mark, quote=quote, whole=whole) for mark in delimiters}
    delimiter = max(delimiters, key=lambda mark: _fitness(readings[mark]))
    records = readings[delimiter]
    rows = [record.cells for record in records]
    place = header_place(rows)
    if place is None:
        return None
    width = usual_width(rows)
    return Layout(
        delimiter=delimiter,
        header=_header(rows, place),
        preamble=tuple(" ".join(row).strip() for row in rows[:place]),
        body=records[place].end,
        regularity=sum(len(row) == width for row in rows) / len(rows),
        quote=quote,
        written=delimiter,
    )


def _header(rows: Sequence[tuple[str, ...]], place: int) -> tuple[str, ...]:
    """The cells of the header, without a mark that was kept.

    Where every record ends in one more delimiter than the header, that has a nameless cell more.
    """
    cells = rows[place]
    if cells[0].startswith(_MARK):
        cells = (cells[0].removeprefix(_MARK), *cells[1:])
    wider = [row for row in rows[place + 1 :] if len(row) == len(cells) + 1]
    ends_blank = wider and all(not row[-1].strip() for row in wider)
    return (*cells, "") if ends_blank and usual_width(rows) == len(cells) + 1 else cells


def header_place(rows: Sequence[Cells]) -> int | None:
    """Which row is the header: the first that is filled, unless it is a title above a wider one.

    None if every row is blank.
    """
    filled = [place for place, row in enumerate(rows) if _filled(row)]
    if not filled:
        return None
    if usual_width(rows) < 2 or _filled(rows[filled[0]]) > 1:
        return filled[0]
    wide = (place for place in filled[:_TITLES_AT_MOST] if _filled(rows[place]) > 1)
    place = next(wide, filled[0])
    named = not any(_NUMBER.fullmatch(cell or "") for cell in rows[place])
    return place if named else filled[0]


def usual_width(rows: Sequence[Cells]) -> int:
    """How wide most of the filled rows are."""
    widths = Counter(len(row) for row in rows if _filled(row))
    return widths.most_common(1)[0][0] if widths else 0


def _filled(row: Cells) -> int:
    return sum(1 for cell in row if cell and cell.strip())


def looks_like_values(header: Sequence[str]) -> bool:
    """Whether a header is more likely the first record of a file without one.

    Years are left out: `2022, 2023, 2024` are the names of columns more often than not.
    """
    cells = [cell.strip() for cell in header if cell.strip()]
    numbers = sum(1 for cell in cells if _NUMBER.fullmatch(cell) and not _is_year(cell))
    return numbers * 2 >= len(cells) > 0


def looks_like_number(cell: str) -> bool:
    """Whether a cell is a number as texts write them."""
    return bool(_NUMBER.fullmatch(cell))


def records_of(
    sample: str, delimiter: str, *, quote: str, whole: bool
) -> tuple[tuple[str, ...], ...]:
    """The cells of the records of a sample, with one delimiter and quote."""
    records = _records(sample, delimiter, quote=quote, whole=whole)
    return tuple(record.cells for record in records)


def _is_year(cell: str) -> bool:
    return len(cell) == 4 and cell.isdigit() and cell[:2] in {"19", "20"}


def _records(sample: str, delimiter: str, *, quote: str, whole: bool) -> tuple[Record, ...]:
    text = io.StringIO(sample, newline="")
    reader = csv.reader(text, delimiter=delimiter, quotechar=quote)
    records: list[Record] = []
    try:
        for cells in reader:
            records.append(Record(tuple(cells), text.tell()))
            if len(records) == _LOOKED_AT:
                break
    except csv.Error:  # one cell is longer than the module reads: what stands before it is enough
        return tuple(records)
    cut_off = not whole and records and records[-1].end >= len(sample)
    return tuple(records[:-1] if cut_off else records)


def _fitness(records: Sequence[Record]) -> float:
    """How well a delimiter fits: most records equally wide, and the first as wide as they."""
    rows = [record.cells for record in records if _filled(record.cells)]
    if not rows:
        return 0.0
    width = usual_width(rows)
    first = len(rows[0])
    if width == 1:
        return 0.25 if first > 1 else 0.0
    share = sum(len(row) == width for row in rows) / len(rows)
    return share + (0.5 if first == width else 0.0) + min(width, 100) / 10_000
