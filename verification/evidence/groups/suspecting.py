"""Finds columns that hold the values of an aggregate under a factor, or in other rows."""

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from verification.evidence.engine import Engine
from verification.evidence.groups.beside import beside
from verification.evidence.groups.dividing import may_be_divided
from verification.evidence.groups.hiding import factors_of, in_other_rows
from verification.evidence.groups.measures import Measure, likeness
from verification.evidence.groups.seeking import Found
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation, RelationColumn

_FEW_MEASURES = 120
"""Of so many measures those of two columns are suspected, too."""


def suspected_of(
    engine: Engine,
    source: Relation,
    columns: Sequence[RelationColumn],
    measures: Sequence[Measure],
) -> tuple[list[Found], list[RelationColumn]]:
    """Return what columns were made of that no measure explains, and those that are left."""
    few = len(measures) <= _FEW_MEASURES
    asked = [each for each in measures if few or len(each.of) <= 1]
    numeric = [each for each in columns if Reading.NUMBER in each.readings]
    factors: dict[RelationColumn, dict[Measure, float]] = {column: {} for column in numeric}
    moved: dict[RelationColumn, set[Measure]] = {column: set() for column in numeric}
    for batch in beside(engine, numeric, asked):
        for column in numeric:
            factors[column] |= factors_of(batch, column, len(asked))
            if not factors[column]:
                moved[column] |= set(in_other_rows(batch, column, len(asked)))
    filled = int(engine.one("SELECT count(*) FROM grouped WHERE group_rows IS NOT NULL"))
    found: list[Found] = []
    for column in numeric:
        said = _said(column, asked, factors[column], moved[column])
        if said is not None and not may_be_divided(engine, source, column, *said):
            found.append(Found(column, said[0], 0, filled, suspected=said[1]))
    explained = {each.column for each in found}
    return found, [column for column in columns if column not in explained]


def plausible(
    engine: Engine, columns: Sequence[RelationColumn], measures: Sequence[Measure]
) -> dict[RelationColumn, tuple[Measure, ...]]:
    """Return the measures that columns may hold, seen in a few groups, if in other rows or so.

    The middle of a column lies within their ends, or they differ by a factor; what takes all groups
    together, as shares do, cannot be told from a few.
    """
    likely: dict[RelationColumn, tuple[Measure, ...]] = dict.fromkeys(columns, ())
    numeric = [each for each in columns if Reading.NUMBER in each.readings]
    for batch in beside(engine, numeric, measures):
        least, greatest = (end.reduce(batch.measured, axis=1) for end in (np.fmin, np.fmax))
        for column in numeric:
            numbers = batch.figures[column].number
            middle = np.nanmedian(numbers) if len(numbers) else np.nan
            within = (least <= middle) & (middle <= greatest)
            factors = factors_of(batch, column, len(measures))
            likely[column] += tuple(
                each
                for each, lies in zip(batch.measures, within.tolist(), strict=True)
                if lies or each in factors or "OVER" in each.value
            )
    return likely


def _said(
    column: RelationColumn,
    measures: Sequence[Measure],
    factors: Mapping[Measure, float],
    moved: set[Measure],
) -> tuple[Measure, str] | None:
    """The measure whose values a column has under one factor, or has in other rows."""
    likely = sorted(measures, key=lambda measure: -likeness(column, measure))
    if factors:
        best = min((each for each in likely if each in factors), key=_by_roundness(factors))
        return best, f"{factors[best]:.6g}"
    elsewhere = next((each for each in likely if each in moved), None)
    return None if elsewhere is None else (elsewhere, "elsewhere")


def _by_roundness(factors: Mapping[Measure, float]) -> Callable[[Measure], float]:
    """How far a factor is from a power of ten: units differ by those."""

    def roundness(measure: Measure) -> float:
        exponent = math.log10(abs(factors[measure])) if factors[measure] else math.inf
        return abs(exponent - round(exponent)) if math.isfinite(exponent) else math.inf

    return roundness
