"""Results that say of which figures of the source they are: summaries, and correlations.

A cell is told for what it is by the name of its row and that of its column: a figure (`mean`) and
a column of the source, whichever way round; or two columns, whose correlation it is.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from verification.evidence.differences import (
    CellClass,
    ColumnEvidence,
    Compared,
    Difference,
    Why,
)
from verification.evidence.engine import Engine
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation, RelationColumn, plain_name
from verification.evidence.rounding import tolerance

_FIGURES: Mapping[str, tuple[str, ...]] = {
    "count({x})": ("count", "n", "개수", "건수", "관측수"),
    "fsum({x})": ("sum", "total", "합", "합계"),
    "avg({x})": ("mean", "average", "avg", "평균"),
    "stddev_samp({x}), stddev_pop({x})": ("std", "sd", "stddev", "표준편차"),
    "var_samp({x}), var_pop({x})": ("var", "variance", "분산"),
    "min({x})": ("min", "최소", "최솟값", "최소값"),
    "quantile_cont({x}, 0.25)": ("25%", "q1", "1사분위", "1사분위수", "제1사분위수"),
    "median({x})": ("50%", "median", "q2", "중앙값", "중위수"),
    "quantile_cont({x}, 0.75)": ("75%", "q3", "3사분위", "3사분위수", "제3사분위수"),
    "max({x})": ("max", "최대", "최댓값", "최대값"),
}
_FEWEST, _MOST_ROWS, _MOST_COLUMNS = 2, 200, 40
_MOSTLY, _ALIKE = 0.5, 1e-6


def _plain(name: str) -> str:
    """A plain name that keeps the point in figures: `2.5%` is not `25%`."""
    return plain_name(re.sub(r"(?<=\d)\.(?=\d)", ",", name))


_PERCENTS = (*range(1, 100), 2.5, 97.5)
_NAMED = {_plain(f"{part}%"): f"quantile_cont({{x}}, {part / 100})" for part in _PERCENTS} | {
    _plain(name): sql for sql, names in _FIGURES.items() for name in names
}


_Values = Sequence[float | None]
"""What a figure of the source is: one number, or where people reckon it in several ways each."""


@dataclass(frozen=True)
class _Cell:
    place: int
    label: str
    number: float
    allowed: float
    text: str

    def is_near(self, values: _Values) -> bool:
        return any(
            value is not None and abs(self.number - value) <= self.allowed for value in values
        )


def summarised(engine: Engine, child: Relation, source: Relation) -> Compared | None:
    """Compare a table that sums its source up, cell by cell; None if it is no such table."""
    if child.rows > _MOST_ROWS or len(child.columns) > _MOST_COLUMNS:
        return None
    reader = _Reader(engine, child, source)
    if reader.labels is None:
        return None
    told = [
        (column, _told(reader, column)) for column in child.columns if column is not reader.labels
    ]
    if not any(said is not None for _, said in told):
        return None
    known = [said for _, said in told if said is not None]
    differences = [each for said in known for each in said.wrong]
    broken = {each.place for each in differences}
    strange = {place for said in known for place in said.strange} - broken
    return Compared(
        rows={
            CellClass.EQUAL: child.rows - len(broken) - len(strange),
            CellClass.DIFFERS: len(broken),
            CellClass.NOT_COMPARED: len(strange),
        },
        columns=(
            ColumnEvidence(
                reader.labels.name,
                None,
                "figure",
                {
                    CellClass.EQUAL: child.rows - len(strange),
                    CellClass.NOT_COMPARED: len(strange),
                },
            ),
            *(
                ColumnEvidence(
                    column.name, None, "unexplained", {CellClass.NOT_COMPARED: child.rows}
                )
                if said is None
                else said.evidence
                for column, said in told
            ),
        ),
        differences=tuple(sorted(differences, key=lambda each: each.place or 0)),
        shares=(0.0,) * source.tables,
        keys=(reader.labels.name,),
        undecided=_undecided(unknown=len(known) < len(told), strange=bool(strange)),
    )


def _undecided(*, unknown: bool, strange: bool) -> str | None:
    """Columns of nothing the source has, or rows of figures that are not known, show nothing."""
    if unknown:
        return "columns-unexplained"
    return "result-not-traced" if strange else None


@dataclass(frozen=True)
class _Told:
    """What a column is of, the cells that differ, and the rows whose figure is not known."""

    evidence: ColumnEvidence
    wrong: tuple[Difference, ...]
    strange: frozenset[int]


@dataclass(frozen=True)
class _Reader:
    """The cells of an offered table, and what the source's figures are."""

    engine: Engine
    child: Relation
    source: Relation

    @cached_property
    def numeric(self) -> dict[str, RelationColumn]:
        """The columns of the source that hold figures, by their plain names."""
        return {
            _plain(name): column
            for column in self.source.columns
            if Reading.NUMBER in column.readings
            for name in column.names
        }

    @cached_property
    def labels(self) -> RelationColumn | None:
        """The column that names the rows: after figures, or after columns of the source."""
        for column in self.child.columns:
            if column.type == "VARCHAR":
                names = self.engine.rows(f"SELECT {column.read(Reading.TEXT)} FROM child")
                known = [_plain(name) for (name,) in names if name is not None]
                kinds: tuple[Mapping[str, object], ...] = (_NAMED, self.numeric)
                for kind in kinds:
                    held = {name for name in known if name in kind}
                    if len(held) >= _FEWEST and len(held) > _MOSTLY * len(set(known)):
                        return column
        return None

    def cells(self, column: RelationColumn) -> list[_Cell]:
        """The cells of a column that hold numbers, each with the name of its row."""
        if self.labels is None or Reading.NUMBER not in column.readings:
            return []
        number = column.read(Reading.NUMBER)
        rows = self.engine.rows(
            f"SELECT n, {self.labels.read(Reading.TEXT)}, {number}, "
            f"{tolerance(self.engine, column)}, {column.sql}::VARCHAR FROM child "
            f"WHERE {number} IS NOT NULL AND {self.labels.sql} IS NOT NULL ORDER BY n"
        )
        return [_Cell(n, _plain(name), *rest) for n, name, *rest in rows]

    def values(self, name: str, labels: Sequence[str]) -> dict[str, _Values]:
        """What the source has for a column called so, by the names of the rows."""
        figure, own = _NAMED.get(name), self.numeric.get(name)
        asked: dict[str, str] = {}
        for label in labels:
            other = self.numeric.get(label)
            if own is not None and label in _NAMED:
                asked[label] = _NAMED[label].format(x=own.read(Reading.NUMBER))
            elif figure is not None and other is not None:
                asked[label] = figure.format(x=other.read(Reading.NUMBER))
            elif own is not None and other is not None:
                both = f"{own.read(Reading.NUMBER)}, {other.read(Reading.NUMBER)}"
                asked[label] = f"corr({both})"
        if not asked:
            return {}
        row = self.engine.row(
            f"SELECT {', '.join(f'[{figure}]' for figure in asked.values())} FROM source"
        )
        return dict(zip(asked, row, strict=True))


def _told(reader: _Reader, column: RelationColumn) -> _Told | None:
    """What a column is of, and where it is not; None if that is not shown."""
    cells = reader.cells(column)
    labels = sorted({cell.label for cell in cells})
    name = _plain(column.name)
    called = [name] if name in _NAMED or name in reader.numeric else list(reader.numeric)
    read = {each: values for each in called if (values := reader.values(each, labels))}
    for is_it in (_agrees, _is_disguised):
        for each, values in read.items():
            known = [cell for cell in cells if cell.label in values]
            if is_it(known, values):
                wrong = tuple(_differing(column, known, values))
                origin = reader.numeric.get(each)
                counts = {
                    CellClass.EQUAL: len(known) - len(wrong),
                    CellClass.DIFFERS: len(wrong),
                    CellClass.NOT_COMPARED: reader.child.rows - len(known),
                }
                of = None if origin is None else origin.name
                strange = frozenset(cell.place for cell in cells if cell.label not in values)
                return _Told(ColumnEvidence(column.name, of, "figure", counts), wrong, strange)
    return None


def _agrees(known: Sequence[_Cell], values: Mapping[str, _Values]) -> bool:
    agree = sum(cell.is_near(values[cell.label]) for cell in known)
    return agree >= max(_FEWEST, _MOSTLY * len(known))


def _differing(
    column: RelationColumn, known: Sequence[_Cell], values: Mapping[str, _Values]
) -> Iterator[Difference]:
    for cell in known:
        first, *_ = values[cell.label]
        if not cell.is_near(values[cell.label]):
            there = None if first is None else repr(first)
            yield Difference(
                cell.place, column.name, CellClass.DIFFERS, Why.VALUE, cell.text, there
            )


def _is_disguised(known: Sequence[_Cell], values: Mapping[str, _Values]) -> bool:
    """Whether a column has the figures of the source under one factor, or in other rows."""
    pairs = [(cell.number, value) for cell in known if (value := values[cell.label][0])]
    ratios = [number / value for number, value in pairs]
    if len(ratios) <= _FEWEST:
        return False
    middle = sorted(ratios)[len(ratios) // 2]
    if middle and all(math.isclose(ratio, middle, rel_tol=_ALIKE) for ratio in ratios):
        return True
    ours, theirs = sorted(number for number, _ in pairs), sorted(value for _, value in pairs)
    slack = max(cell.allowed for cell in known)
    return all(abs(a - b) <= slack for a, b in zip(ours, theirs, strict=True))
