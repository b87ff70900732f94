"""What a column of an aggregated table may hold, and what of the source's groups that takes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from verification.evidence.relations import RelationColumn, plain_name
from verification.evidence.scales import scale_of

_ENDS = ("min", "max", "count")


@dataclass(frozen=True)
class Aggregate:
    """What is gathered of each group: its name in SQL, and how the source gives it."""

    name: str
    sql: str


@dataclass(frozen=True)
class Measure:
    """What a column may be: a function of the aggregates of its group.

    `value` is its SQL over them; `partial` that of whether the group lacks a value it is taken of.
    `value_of` ends the names of the aggregates of that column; `between` is what it can be where
    `lack` values are not there, each anywhere from `low` to `high`: of what was left out nothing is
    known but that. `note` says of which rows of the group it is taken, if not of all;
    `named`, that columns are called after these.
    """

    function: str
    value: str
    of: tuple[RelationColumn, ...] = ()
    partial: str = "false"
    between: tuple[str, str] | None = None
    value_of: str | None = None
    note: str | None = None
    named: bool = False

    @property
    def ends(self) -> tuple[str, ...]:
        """The least and greatest value of a group, and how many it has: what bounds are made of."""
        return () if self.value_of is None else tuple(f"{end}_{self.value_of}" for end in _ENDS)

    def in_unit_of(self, name: str) -> "Measure | None":
        """Return it in the unit that the name of a column says; None if that is the source's."""
        ratio = scale_of(name) / scale_of(self.of[0].name if self.of else "")
        if ratio == 1:
            return None
        between = None
        if self.between is not None:
            least, greatest = self.between
            between = (f"({least}) / {ratio!r}", f"({greatest}) / {ratio!r}")
        return replace(self, value=f"({self.value}) / {ratio!r}", between=between)

    def rounded(self, zeros: int) -> "Measure | None":
        """Return it rounded to tens, hundreds, thousands; None if it is taken of all groups."""
        if "OVER" in self.value:
            return None
        value, note = f"round({self.value}, -{zeros})", f"± {10**zeros // 2}"
        return replace(self, value=value, between=None, note=note)


@dataclass(frozen=True)
class Search:
    """What to gather of every group, and what columns may then be."""

    aggregates: tuple[Aggregate, ...]
    measures: tuple[Measure, ...]


def gathered_for(search: Search, measures: Iterable[Measure]) -> tuple[Aggregate, ...]:
    """Return what has to be gathered of the groups for some measures alone."""
    asked = " ".join(
        part
        for measure in measures
        for part in (measure.value, measure.partial, *(measure.between or ()), *measure.ends)
    )
    names = set(re.findall(r"\w+", asked))
    return tuple(each for each in search.aggregates if each.name in names)


def likeness(column: RelationColumn, measure: Measure) -> int:
    """How far the names say the same: of what it is taken, and then by which function."""
    name = plain_name(column.name)
    said = any(word in name for word in _HINTS.get(measure.function, ()))
    origins = [plain_name(each) for origin in measure.of for each in origin.names]
    of = len(name) > 1 and any(each in name or name in each for each in origins)
    return 2 * of + said


def meant(
    column: RelationColumn, found: Measure, measures: Iterable[Measure]
) -> tuple[Measure, str] | None:
    """Return what a column is called, if that is not what was found, and what that is.

    It bears the name of one column of the source and holds figures of another one; or it is called
    a mean, the least or the greatest, and is another of these.
    """
    if found.function not in _TOLD_APART or len(found.of) != 1:
        return None
    of = found.of[0]
    alike = [each for each in measures if each.note == found.note and len(each.of) == 1]
    name = plain_name(column.name)
    if name not in map(plain_name, of.names) and name not in _WORDS:
        for each in alike:
            if each.function == found.function and name in map(plain_name, each.of[0].names):
                return each, of.name
    said = _functions_said(column.name)
    if len(said) == 1 and found.function not in said and not _functions_said(of.name):
        for each in alike:
            if each.function in said and each.of == found.of:
                return each, found.function
    return None


def _functions_said(name: str) -> set[str]:
    """Which of the functions that are told apart a name says; in English as a word of its own."""
    words = set(re.findall(r"[a-z]+", name.lower()))
    return {
        function
        for function in ("mean", "min", "max")
        for word in _HINTS[function]
        if (word in words if word.isascii() else word in name)
    }


_HINTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "sum": ("합", "총", "sum", "total"),
        "mean": ("평균", "mean", "avg", "average"),
        "count": ("건수", "수", "count", "개수"),
        "rows": ("건수", "수", "count", "개수", "행"),
        "min": ("최소", "최저", "min", "lowest"),
        "max": ("최대", "최고", "max", "highest"),
    }
)
_TOLD_APART = ("sum", "mean", "min", "max", "median")
_WORDS = frozenset(word for words in _HINTS.values() for word in words)
