"""Whether figures are those of a measure under a factor, or in other rows: arrays alone."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from verification.evidence.groups.beside import LEAST, Beside, Figures, Numbers, Truths
from verification.evidence.groups.measures import Measure
from verification.evidence.relations import RelationColumn

_USUAL = 0.8
_FEW, _MANY = 5, 20
_ALIKE, _NEAR, _ROUNDED = 1e-6, 0.02, 2e-3
_NEAR_QUARTERS = 0.2
_DECIMALS = 9
_SURELY = math.log(0.01)
_ENDS, _QUARTERS = (0.05, 0.5, 0.95), (0.25, 0.5, 0.75)
_POWERS = tuple(10.0**power for power in range(-9, 10) if power)
_FACTORS = (*_POWERS, 60.0, 1 / 60, 3600.0, 1 / 3600, 3.3058, 1 / 3.3058, 2.0, 0.5)
"""What units differ by: powers of ten, minutes and hours, pyeong; a half and the double."""


def factors_of(batch: Beside, column: RelationColumn, tried: int) -> dict[Measure, float]:
    """Return the measures that a column holds under one factor, of so many that are tried.

    In groups that lack nothing; where all lack something, in those.
    """
    return _factors(batch, column, ~batch.partial, tried) or _factors(
        batch, column, batch.partial, tried
    )


def _factors(
    batch: Beside, column: RelationColumn, which: Truths, tried: int
) -> dict[Measure, float]:
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
        batch.measures[place]: float(said[place])
        for place in np.flatnonzero(enough & (exact | near) & (said != 0)).tolist()
        if _is_telling(
            batch.figures[column], batch.measured[place], ~np.isnan(ratios[place]), tried
        )
    }


def _is_telling(figures: Figures, measured: Numbers, where: Truths, tried: int) -> bool:
    """Whether different figures are so under one factor, and not by chance.

    The first of them gives the factor; of the others each would be so by chance, the sooner the
    fewer figures it has, or what it is a multiple of: twice three is six, too.
    """
    values, places = np.unique(measured[where], return_index=True)
    numbers, allowed = figures.number[where][places], figures.allowed[where][places]
    by_number = 2 * allowed / np.maximum(np.abs(numbers), LEAST)
    by_value = np.where(values % 1 == 0, 1 / np.maximum(np.abs(values), 1), 0)
    each = np.sort(np.log(np.clip(np.maximum(by_number, by_value), LEAST, 1)))
    return float(each[1:].sum()) + math.log(max(tried, 1)) < _SURELY


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


def in_other_rows(batch: Beside, column: RelationColumn, tried: int) -> Iterator[Measure]:
    """Yield the measures whose values a column has, taken together and not row by row.

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
        if _moved(figures, batch.measured[place], tried):
            yield batch.measures[place]


def _moved(figures: Figures, measured: Numbers, tried: int) -> bool:
    """Whether the numbers are those of a measure in another order.

    Of one that has few values, as counts have, nothing is learned so.
    """
    theirs = np.sort(measured[~np.isnan(measured)])
    different = len(np.unique(theirs))
    if different < _FEW or _by_chance(figures, different) + math.log(tried) >= _SURELY:
        return False
    return _same_in_order(figures, theirs, many=different >= _MANY) or (
        different >= _MANY and _same_values(figures.number[figures.there], theirs)
    )


def _by_chance(figures: Figures, different: int) -> float:
    """How probable it is (log) that so many values are those of another column in some order."""
    return figures.chance(figures.there) + math.lgamma(different + 1)


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
