"""De-identify by classes: ages to bands, dates to years, amounts to bands, places to areas.

What a rule cannot read is emptied and told: it might name a person as well as any other cell. A
cell that is in the wide form already stays, so that a step taken twice is taken once.
"""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any, ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from verification.errors import StepRefused
from verification.treatment.dates import Dates, dates
from verification.treatment.frames import Truths, truths, where
from verification.treatment.numbers import decimals, exact, written
from verification.treatment.step import CellStep, Given, Names

_OLDEST = 130
_FINEST = Decimal("0.000000001")


@dataclass(frozen=True)
class AgeBand(CellStep):
    """Ages into bands of `width` years, `30~39`; those of `top` and more into one, `90 이상`."""

    step: ClassVar[str] = "age-band"
    covers: ClassVar[bool] = True
    width: int = 10
    top: int = 90

    def cells_after(self, cells: pa.Array, given: Given) -> pa.Array:
        trimmed = pc.utf8_trim_whitespace(cells)
        digits = pc.struct_field(pc.extract_regex(trimmed, _AGE), "age")
        ages = np.asarray(pc.fill_null(digits, "-1").cast(pa.int64()))
        read = (ages >= 0) & (ages <= _OLDEST)
        low = np.where(read, ages - ages % self.width, 0)
        high = np.minimum(low + self.width, max(self.top, 1)) - 1
        band = pc.binary_join_element_wise(_text(low), _text(high), "~")
        band = where(ages < self.top, band, _repeated(f"{self.top} 이상", len(cells)))
        done = truths(pc.match_substring_regex(trimmed, _AGE_BAND))
        return where(read, band, where(done, trimmed))


_AGE = r"^(?:만 ?)?(?P<age>[0-9]{1,3})(?:\.0+)? ?(?:세|살)?$"
_AGE_BAND = r"^[0-9]{1,3}~[0-9]{1,3}$|^[0-9]{1,3} 이상$"


@dataclass(frozen=True)
class DateTo(CellStep):
    """Dates to their `month`, `quarter`, `year` or `decade`: 2024-03, 2024-Q1, 2024, 1990년대."""

    step: ClassVar[str] = "date-to"
    covers: ClassVar[bool] = True
    unit: str = "year"

    def cells_after(self, cells: pa.Array, given: Given) -> pa.Array:
        trimmed = pc.utf8_trim_whitespace(cells)
        done = truths(pc.match_substring_regex(trimmed, r"^[12][0-9]{2}0년대$"))
        found = dates(trimmed)
        return where(done, trimmed, where(_fine_enough(found, self.unit), _dated(found, self.unit)))


def _fine_enough(found: Dates, unit: str) -> Truths:
    """Which dates say at least as much: one that says less cannot be given a month."""
    if unit == "month":
        return np.asarray(found.month > 0)
    if unit == "quarter":
        return np.asarray((found.month > 0) | (found.quarter > 0))
    return found.read


def _dated(found: Dates, unit: str) -> pa.Array:
    year = _text(found.year)
    if unit == "decade":
        return pc.binary_join_element_wise(_text(found.year // 10 * 10), "년대", "")
    if unit == "month":
        return pc.binary_join_element_wise(year, pc.utf8_lpad(_text(found.month), 2, "0"), "-")
    if unit == "quarter":
        quarter = np.where(found.quarter > 0, found.quarter, (found.month + 2) // 3)
        return pc.binary_join_element_wise(year, _text(quarter), "-Q")
    return year


@dataclass(frozen=True)
class AmountBand(CellStep):
    """Amounts into bands between ascending `edges`: `1000 미만`, `1000 이상 5000 미만`, …"""

    step: ClassVar[str] = "amount-band"
    covers: ClassVar[bool] = True
    edges: tuple[float, ...] = ()

    def names_after(self, names: Names) -> Names:
        if list(self.edges) != sorted(set(self.edges)):
            raise StepRefused("edges-unsorted", self.column)
        return super().names_after(names)

    def cells_after(self, cells: pa.Array, given: Given) -> pa.Array:
        numbers = decimals(cells)
        band = np.zeros(len(cells), dtype=np.int64)
        for edge in self.edges:
            band += truths(pc.greater_equal(numbers, _exactly(edge)))
        labels = pa.array(self._labels(), pa.string())
        done = truths(pc.is_in(cells, labels))
        return where(truths(numbers.is_valid()), labels.take(pa.array(band)), where(done, cells))

    def _labels(self) -> list[str]:
        edges = [f"{Decimal(str(edge)).normalize():f}" for edge in self.edges]
        between = [f"{low} 이상 {high} 미만" for low, high in pairwise(edges)]
        return [f"{edges[0]} 미만", *between, f"{edges[-1]} 이상"]


@dataclass(frozen=True)
class Round(CellStep):
    """Numbers to the nearest multiple of `to`, halves away from nought."""

    step: ClassVar[str] = "round"
    covers: ClassVar[bool] = True
    to: float = 1

    def cells_after(self, cells: pa.Array, given: Given) -> pa.Array:
        return written(rounded(decimals(cells), self.to))


@dataclass(frozen=True)
class Grid(Round):
    """A coordinate to a grid whose lines are `to` apart, in its own unit: 0.001° is some 100 m."""

    step: ClassVar[str] = "grid"
    to: float = 0.001


def rounded(numbers: pa.Array, to: float) -> pa.Array:
    """Decimals to the nearest multiple, halves away from nought."""
    return pc.round_to_multiple(numbers, multiple=_exactly(to), round_mode="half_towards_infinity")


@dataclass(frozen=True)
class AddressTo(CellStep):
    """Addresses cut behind their `읍면동`, `시군구` or `시도`; nothing of road or number is left.

    An address by road that names its 동 in brackets is cut to it; one that names none, to the
    district. Never a number, but where it belongs to the name of an area, as in 종로1가.
    """

    step: ClassVar[str] = "address-to"
    covers: ClassVar[bool] = True
    level: str = "읍면동"

    def cells_after(self, cells: pa.Array, given: Given) -> pa.Array:
        plain = pc.replace_substring_regex(pc.utf8_trim_whitespace(cells), r"\s+", " ")
        parts = pc.extract_regex(plain, _ADDRESS)
        part = {name: pc.fill_null(pc.struct_field(parts, name), "") for name in _PARTS}
        names = ["province"]
        if self.level != "시도":
            names.append("district")
        told = [part[name] for name in names]
        if self.level == "읍면동":
            inside = pc.struct_field(pc.extract_regex(plain, _IN_BRACKETS), "inside")
            direct = part["area"]
            told.append(pc.if_else(pc.equal(direct, ""), pc.fill_null(inside, ""), direct))
        joined = pc.binary_join_element_wise(*told, " ")
        tidy = pc.utf8_trim_whitespace(pc.replace_substring_regex(joined, " +", " "))
        return where(truths(pc.not_equal(tidy, "")), tidy)


_PARTS = ("province", "district", "area")
_PROVINCE = (
    r"[가-힣]+(?:특별자치시|특별자치도|특별시|광역시|직할시)|[가-힣]+도|"
    r"서울시?|부산시?|대구시?|인천시?|광주|대전시?|울산시?|세종시?|"
    r"경기|강원|충북|충남|전북|전남|경북|경남|제주"
)
_AREA = r"[가-힣]+[0-9]{0,2}(?:읍|면|동|가|리)"
_ADDRESS = (
    rf"^(?P<province>(?:{_PROVINCE})(?: |$))?"
    rf"(?P<district>(?:[가-힣]+(?:시|군|구)(?: |$)){{0,2}})"
    rf"(?:(?P<area>{_AREA})(?:[ ,(0-9-]|$))?"
)
_IN_BRACKETS = rf"\((?P<inside>{_AREA})(?:[,) ]|$)"


def _exactly(value: float) -> pa.Scalar:
    return pa.scalar(Decimal(str(value)).quantize(_FINEST), exact())


def _text(numbers: np.ndarray[Any, Any]) -> pa.Array:
    return pa.array(numbers).cast(pa.string())


def _repeated(text: str, times: int) -> pa.Array:
    return pa.repeat(pa.scalar(text), times)
