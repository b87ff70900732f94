"""Proposes steps that refine, from what a table shows and how it lies; each with its reason."""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from verification.errors import StepRefused
from verification.findings import Text
from verification.treatment.areas import AreaNames
from verification.treatment.looking import AREA_CODE, ColumnFacts, LayoutFacts
from verification.treatment.proposing import Proposal
from verification.treatment.reshaping import (
    DropRecords,
    FillDown,
    RenameColumns,
    WideToLong,
    joined_names,
)
from verification.treatment.schema import validator
from verification.treatment.step import Names, Step
from verification.treatment.tidying import (
    WITHHELD,
    HeaderUnit,
    IsoDates,
    MissingMarks,
    PlainNumbers,
    TidyText,
    tidied,
)

_ENOUGH_YEARS = 3
_LONGEST_NAME = 300
_PERIOD, _VALUE = "연도", "값"
_NEARLY_ALL = 0.9

UNIT = re.compile(
    r"^(?P<name>.+?)\s*[(\[（]\s*(?:단위\s*[:：]?\s*)?"
    r"(?P<unit>%|‰|(?:천|만|백만|십억|억|조)?(?:원|명|개|건|대|가구|세대|호|㎡|m2|톤|t|kg|km|ha|kWh|MWh)"
    r"|인|회|곳|개소|동|필지|m|cm|㎞|㎢|℃|℉|dB|ppm|㎍/㎥|㎎/L|시간|분|일|년|점)\s*[)\]）]$"
)
"""A header that ends with a unit in brackets. Only known units: a bracket may hold anything."""

_YEAR = re.compile(
    r"^(?:(?P<what>.*[^0-9\s_/·.-])[\s_/·.-]*)??(?P<year>(?:19|20)[0-9]{2})\s*(?:년도?)?$"
)
"""A header that is a year, or says of what it is the year: `2023년`, `인구(명) 2023년`."""


def propose_refining(
    facts: Sequence[ColumnFacts], layout: LayoutFacts, areas: AbstractSet[str]
) -> tuple[Proposal, ...]:
    """Steps in the order in which they are to be taken; `areas`: the lists of areas at hand."""
    names = [each.name for each in facts]
    proposals = (
        *_header(names, layout),
        # Before rows go: the first of a merged cell may be a row of totals, and has its value.
        *_merged(layout, names),
        *_rows(layout),
        *_cells(facts, _new_names(names, layout)),
        *_columns(facts, _new_names(names, layout), areas),
    )
    return tuple(_that_apply(proposals, tuple(names)))


def _that_apply(proposals: Iterable[Proposal], names: Names) -> Iterator[Proposal]:
    """Those that apply one after the other, and that a document may hold."""
    check = validator()
    for each in proposals:
        try:
            after = each.step.names_after(names)
        except StepRefused:
            # Two headers that would be called alike, say: the first has the name.
            continue
        if check.is_valid({"steps": [each.step.document()]}):
            names = after
            yield each


def _rows(layout: LayoutFacts) -> Iterator[Proposal]:
    for records, because, reason in (
        (layout.header, "header", _HEADER_ROWS),
        (layout.totals, "totals", _TOTALS),
        (layout.notes, "notes", _NOTES),
    ):
        if records:
            yield Proposal(DropRecords(records, because), reason)


def _new_names(names: Sequence[str], layout: LayoutFacts) -> list[str]:
    """What columns are called once the header is one tidy row; unique as before."""
    joined = [tidied(name) or "" for name in joined_names(layout.levels or [names])]
    if len(joined) != len(names) or len(set(joined)) != len(joined) or not all(joined):
        return list(names)
    return joined


def _header(names: Sequence[str], layout: LayoutFacts) -> Iterator[Proposal]:
    pairs = zip(names, _new_names(names, layout), strict=True)
    changed = tuple((old, new) for old, new in pairs if old != new)
    if changed:
        yield Proposal(RenameColumns(changed), _LEVELS if layout.levels else _NAMES)


def _merged(layout: LayoutFacts, names: Sequence[str]) -> Iterator[Proposal]:
    new = dict(zip(names, _new_names(names, layout), strict=True))
    for column, stretches in layout.merged.items():
        if column in new and stretches:
            yield Proposal(FillDown((new[column],), stretches), _MERGED)


def _cells(facts: Sequence[ColumnFacts], names: Sequence[str]) -> Iterator[Proposal]:
    named = list(zip(facts, names, strict=True))
    untidy = tuple(name for each, name in named if each.untidy)
    if untidy:
        yield Proposal(TidyText(untidy), _UNTIDY)
    for each, name in named:
        numeric = each.values > 0 and each.numbers >= _NEARLY_ALL * each.values
        dated = each.values > 0 and each.dates >= _NEARLY_ALL * each.values
        if each.marks and (numeric or dated):
            yield Proposal(_without_marks(each, name), _MARKS)
        if numeric and each.grouped:
            yield Proposal(PlainNumbers(name), _GROUPED)
        if dated and each.iso < each.dates:
            yield Proposal(IsoDates(name), _DATES)


def _without_marks(facts: ColumnFacts, name: str) -> MissingMarks:
    """Marks become empty cells; what is known and not told is told apart from what nobody knows."""
    if not set(WITHHELD).intersection(facts.marks):
        return MissingMarks(name)
    if _YEAR.match(name[:_LONGEST_NAME]):
        # The column may become rows, and one beside it could not follow.
        return MissingMarks(name, withheld=())
    unit = UNIT.match(name[:_LONGEST_NAME])
    return MissingMarks(name, withheld_column=f"{unit['name'] if unit else name}_비공개")


def _columns(
    facts: Sequence[ColumnFacts], names: Sequence[str], areas: AbstractSet[str]
) -> Iterator[Proposal]:
    for each, name in zip(facts, names, strict=True):
        known = each.values > 0 and each.listed >= _NEARLY_ALL * each.values
        step = _area_step(name, names, areas) if known else None
        if step is not None:
            yield Proposal(step, _AREAS)
    for name in names:
        found = UNIT.match(name[:_LONGEST_NAME])
        if found and found["name"] not in names:
            yield Proposal(HeaderUnit(name, found["name"], found["unit"]), _UNIT)
    yield from _wide(names)


def _wide(names: Sequence[str]) -> Iterator[Proposal]:
    short = (name for name in names if len(name) <= _LONGEST_NAME)
    found = [(name, matched) for name in short if (matched := _YEAR.match(name))]
    of_what: dict[str, dict[str, str]] = {}
    for name, matched in found:
        of_what.setdefault(matched["what"] or _VALUE, {})[matched["year"]] = name
    long = [(what, years) for what, years in of_what.items() if len(years) >= _ENOUGH_YEARS]
    # With two measures a year, each row of years would have to tell which it is of.
    if len(long) != 1:
        return
    what, years = long[0]
    if {_PERIOD, what} & (set(names) - set(years.values())):
        return
    yield Proposal(WideToLong(tuple(years.values()), _PERIOD, what, labels=tuple(years)), _WIDE)
    unit = UNIT.match(what)
    if unit and unit["name"] not in {*names, _PERIOD}:
        yield Proposal(HeaderUnit(what, unit["name"], unit["unit"]), _UNIT)


def _area_step(name: str, names: Sequence[str], areas: AbstractSet[str]) -> Step | None:
    found = AREA_CODE.search(name)
    if found is None or found["list"] not in areas:
        return None
    into = f"{found['list']}명"
    return None if into in names else AreaNames(name, into, areas=found["list"])


_HEADER_ROWS = Text("머리글의 일부인 행이므로 자료에서 뺍니다.", "These rows belong to the header.")
_TOTALS = Text(
    "합계·소계 행은 다른 행을 더한 값이므로 뺍니다.",
    "Rows of totals repeat what other rows add up to.",
)
_NOTES = Text("주석은 자료가 아니므로 뺍니다.", "Notes are no rows.")
_LEVELS = Text("여러 줄로 된 머리글을 한 줄로 합칩니다.", "A header of several rows becomes one.")
_NAMES = Text(
    "열 이름의 줄바꿈과 보이지 않는 문자를 고릅니다.",
    "Breaks and hidden signs in the columns' names are evened out.",
)
_MERGED = Text(
    "합쳐진 칸의 값을 그 칸이 덮던 행에 채웁니다.",
    "A merged cell's value is given to the rows it covered.",
)
_UNTIDY = Text(
    "보이지 않는 문자, 전각 문자, 칸 안의 줄바꿈, 겹친 공백을 고릅니다.",
    "Hidden signs, wide letters, breaks within cells and doubled blanks are evened out.",
)
_MARKS = Text(
    "값이 없음을 뜻하는 기호를 빈칸으로 바꿉니다.", "Marks for no value become empty cells."
)
_GROUPED = Text(
    "천 단위 쉼표와 △ 표기를 없애 숫자로 읽히게 합니다.",
    "Without separators and △ the cells read as numbers.",
)
_DATES = Text("날짜를 2024-01-02 꼴로 통일합니다.", "Dates get one form, as 2024-01-02.")
_AREAS = Text("행정구역 코드 옆에 이름을 붙입니다.", "Codes of areas get their names beside them.")
_UNIT = Text(
    "단위를 열 이름에서 열 설명으로 옮기고 숫자는 그대로 둡니다.",
    "The unit moves from the column's name to its description; the numbers stay.",
)
_WIDE = Text(
    "연도마다 열이 따로 있어 연도와 값 두 열로 세웁니다.",
    "A column a year becomes a row a year.",
)
