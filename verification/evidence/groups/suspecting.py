"""Finds columns that hold the values of an aggregate under a factor, or in other rows."""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from verification.evidence.engine import Engine
from verification.evidence.groups.beside import Beside, Figures, Numbers, Truths, beside
from verification.evidence.groups.measures import Measure, likeness
from verification.evidence.groups.seeking import Found
from verification.evidence.readings import Reading
from verification.evidence.relations import RelationColumn

_USUAL = 0.8
_FEW_MEASURES = 120
"""Of so many measures those of two columns are suspected, too."""
_FEW, _MANY = 5, 20
_ALIKE, _NEAR, _ROUNDED = 1e-6, 0.02, 2e-3
_NEAR_QUARTERS = 0.2
_DECIMALS = 9
_ENDS, _QUARTERS = (0.05, 0.5, 0.95), (0.25, 0.5, 0.75)
_POWERS = tuple(10.0**power for power in range(-9, 10) if power)
_FACTORS = (*_POWERS, 60.0, 1 / 60, 3600.0, 1 / 3600, 3.3058, 1 / 3.3058, 2.0, 0.5, -1.0)
"""What units differ by: powers of ten, minutes and hours, pyeong; a half, the double, the sign."""


def suspected_of(
    engine: Engine, columns: Sequence[RelationColumn], measures: Sequence[Measure]
) -> tuple[list[Found], list[RelationColumn]]:
    """Return what columns were made of that no measure explains, and those that are left."""
    few = len(measures) <= _FEW_MEASURES
    asked = [each for each in measures if few or len(each.of) <= 1]
    numeric = [each for each in columns if Reading.NUMBER in each.readings]
    factors: dict[RelationColumn, dict[Measure, float]] = {column: {} for column in numeric}
    moved: dict[RelationColumn, set[Measure]] = {column: set() for column in numeric}
    for batch in beside(engine, numeric, asked):
        for column in numeric:
            factors[column] |= _factors_of_any(batch, column)
            if not factors[column]:
                moved[column] |= set(_in_other_rows(batch, column))
    filled = int(engine.one("SELECT count(*) FROM grouped WHERE group_rows IS NOT NULL"))
    found: list[Found] = []
    for column in numeric:
        said = _said(column, asked, factors[column], moved[column])
        if said is not None:
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
            factors = _factors_of_any(batch, column)
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


def _factors_of_any(batch: Beside, column: RelationColumn) -> dict[Measure, float]:
    """The factors in groups that lack nothing; where all lack something, in those."""
    return _factors(batch, column, ~batch.partial) or _factors(batch, column, batch.partial)


def _factors(batch: Beside, column: RelationColumn, which: Truths) -> dict[Measure, float]:
    """The one factor between a column and each measure, where there is one.

    Exact, or else one that units differ by: what was rounded before it was multiplied is near.
    """
    with np.errstate(all="ignore"):
        ratios = np.where(
            which & (batch.measured != 0), batch.figures[column].number / batch.measured, np.nan
        )
        low, middle, high = _at_shares(ratios, _ENDS)
        spread = np.abs(high - low) / np.abs(middle)
        usual = np.array(_FACTORS)[_nearest(middle)]
        near = (spread <= _NEAR) & (np.abs(middle - usual) <= _ROUNDED * np.abs(usual))
    exact = spread <= _ALIKE
    enough = (~np.isnan(ratios)).sum(axis=1) >= _FEW
    said = np.where(exact, middle, usual)
    return {
        measure: float(factor)
        for measure, factor, is_one in zip(
            batch.measures, said.tolist(), (enough & (exact | near)).tolist(), strict=True
        )
        if is_one and factor
    }


def _nearest(middles: Numbers) -> npt.NDArray[np.int64]:
    """The place of the factor that units differ by and that is nearest to each."""
    factors = np.array(_FACTORS)
    far = np.abs(middles[:, None] - factors) / np.abs(factors)
    nearest: npt.NDArray[np.int64] = np.argmin(np.where(np.isnan(far), np.inf, far), axis=1)
    return nearest


def _at_shares(values: Numbers, shares: Sequence[float]) -> Numbers:
    """The values of each row (NaN left out) below which these shares of them lie."""
    ordered = np.sort(values, axis=1)
    last = np.maximum((~np.isnan(ordered)).sum(axis=1) - 1, 0)
    places = np.ceil(np.array(shares)[:, None] * (last + 1)).astype(int) - 1
    return np.stack([ordered[np.arange(len(ordered)), np.maximum(each, 0)] for each in places])


def _in_other_rows(batch: Beside, column: RelationColumn) -> Iterator[Measure]:
    """The measures whose values a column has, taken together and not row by row.

    Their quarters are its own: what was moved about keeps them.
    """
    figures = batch.figures[column]
    if not figures.there.any():
        return
    ours = _at_shares(figures.number[None, :], _QUARTERS)
    width = _NEAR_QUARTERS * (ours[2] - ours[0])
    with np.errstate(invalid="ignore"):
        alike = (np.abs(ours - _at_shares(batch.measured, _QUARTERS)) <= width).all(axis=0)
    for place in np.flatnonzero(alike).tolist():
        if _moved(figures, batch.measured[place]):
            yield batch.measures[place]


def _moved(figures: Figures, measured: Numbers) -> bool:
    """Whether the numbers are those of a measure in another order.

    Of one that has few values, as counts have, nothing is learned so.
    """
    theirs = np.sort(measured[~np.isnan(measured)])
    different = len(np.unique(theirs))
    if different < _FEW:
        return False
    return _same_in_order(figures, theirs, many=different >= _MANY) or (
        different >= _MANY and _same_values(figures.number[figures.there], theirs)
    )


def _same_in_order(figures: Figures, theirs: Numbers, *, many: bool) -> bool:
    """Whether, both set in order, the first agrees with the first, and so on."""
    order = np.argsort(figures.number[figures.there], kind="stable")[: len(theirs)]
    ours, allowed = (each[figures.there][order] for each in (figures.number, figures.allowed))
    if not len(ours):
        return False
    share = (np.abs(ours - theirs[: len(ours)]) <= allowed).mean()
    tied = (np.abs(np.diff(ours)) <= 2 * allowed[1:]).sum() / len(ours)
    # Where neighbours are no further apart than rounding takes, nearly all says little.
    telling = many and tied < _USUAL
    return bool(share >= (_USUAL if telling else 1))


def _same_values(ours: Numbers, theirs: Numbers) -> bool:
    """Whether most numbers, written out in full, stand among those of a measure as often."""
    both = _in_full(ours) & _in_full(theirs)
    return both.total() >= _USUAL * len(ours)


def _in_full(values: Numbers) -> Counter[float]:
    return Counter(np.round(values[values % 1 != 0], _DECIMALS).tolist())
