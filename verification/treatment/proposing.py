"""Proposes steps that de-identify, each with its reason. Nothing is done before somebody agrees."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from verification.findings import Text
from verification.personal.quasi import OF_PEOPLE, Quasi
from verification.treatment.generalising import AddressTo, AgeBand, AmountBand, DateTo, Grid, Round
from verification.treatment.hiding import DropColumns, Mask
from verification.treatment.step import Step


@dataclass(frozen=True)
class Proposal:
    """A step, and why."""

    step: Step
    reason: Text


@dataclass(frozen=True)
class PersonalFacts:
    """What is known of the persons in a table.

    `codes`: which findings about personal data each column has. `texts`: columns of free text, in
    which numbers of persons stand among other words. `quasi`: columns that outsiders may know and
    join. `quartiles`: of columns of numbers, where known.
    """

    codes: Mapping[str, Sequence[str]]
    texts: frozenset[str] = frozenset()
    quasi: tuple[str, ...] = ()
    quartiles: Mapping[str, tuple[float, ...]] = field(default_factory=dict)


_OF_GROUPS = frozenset({"quasi-identifiers", "small-groups", "small-cells"})
"""What was found of rows together: no single column answers for it."""


def propose(facts: PersonalFacts) -> tuple[Proposal, ...]:
    """Steps for columns that name persons, then for those that together might."""
    named = [name for name, codes in facts.codes.items() if set(codes) - _OF_GROUPS]
    return (
        *(_for_named(name, facts) for name in named),
        *(each for name in facts.quasi if name not in named for each in _for_quasi(name, facts)),
    )


def likely_quasi(kinds: Mapping[str, Quasi | None], *, of_persons: bool) -> tuple[str, ...]:
    """The columns that outsiders may know of a person, of those that tell something (`quasi_of`).

    None where nothing says that rows are persons: of a camera everybody may know the place.
    """
    if not (of_persons or any(kind in OF_PEOPLE for kind in kinds.values())):
        return ()
    return tuple(name for name, kind in kinds.items() if kind is not None)


def _for_named(column: str, facts: PersonalFacts) -> Proposal:
    if column in facts.texts:
        return Proposal(Mask(column, digits_only=True), _DIGITS_IN_TEXT)
    codes = set(facts.codes[column]) - _OF_GROUPS
    if codes <= set(_BY_CODE):
        return next(make for code, make in _BY_CODE.items() if code in codes)(column)
    # Whatever else names a person: what is not there can do no harm.
    return Proposal(DropColumns((column,)), _IDENTIFIER)


def _for_quasi(column: str, facts: PersonalFacts) -> Iterator[Proposal]:
    for pattern, make, reason in _BY_HEADER:
        if pattern.search(column):
            yield Proposal(make(column, facts), reason)
            return


def _amounts(column: str, facts: PersonalFacts) -> Step:
    edges = sorted({_two_digits(each) for each in facts.quartiles.get(column, ())})
    return AmountBand(column, tuple(edges)) if edges else Round(column, 100)


def _two_digits(number: float) -> float:
    return float(f"{number:.2g}")


_DIGITS_IN_TEXT = Text(
    "자유롭게 적은 글 속에 개인을 알아볼 수 있는 번호가 있어 글자는 두고 숫자만 가립니다.",
    "Free text holds numbers that name persons: its digits are masked, its words stay.",
)
_IDENTIFIER = Text(
    "개인을 바로 알아볼 수 있는 값이므로 열을 지웁니다.",
    "The values name persons directly, so the column is left out.",
)
_RESIDENT = Text(
    "주민등록번호는 법에 근거가 없으면 가질 수도 줄 수도 없으므로 열을 지웁니다. 일부만 가려도 "
    "생년월일과 성별이 남습니다.",
    "Resident numbers may not be passed on without a law that says so: the column is left out. "
    "Masked in part they still tell birthday and sex.",
)
_NAME = Text(
    "이름은 성만 남기고 가립니다. 필요 없으면 열을 지우십시오.",
    "Of names only the family name stays. Leave the column out if it is not needed.",
)
_ADDRESS = Text(
    "주소는 읍면동까지만 남깁니다. 번지와 동·호는 한 집을 가리킵니다.",
    "Addresses stay down to the 읍면동: a number or a flat points to one household.",
)
_AGE = Text(
    "나이는 10세 단위로 묶고 90세 이상은 하나로 합칩니다.",
    "Ages become bands of ten years, and those of 90 and more one band.",
)
_BIRTH = Text(
    "생년월일은 태어난 해만 남깁니다.",
    "Of a birthday only the year stays.",
)
_PLACE = Text(
    "좌표는 0.001도(약 100 m) 격자로 맞춥니다.",
    "Coordinates go to a grid of 0.001°, some 100 m.",
)
_AMOUNT = Text(
    "금액은 구간으로 묶거나 반올림합니다.",
    "Amounts become bands, or are rounded.",
)
_MOMENT = Text(
    "날짜와 시각은 달까지만 남깁니다.",
    "Of dates and times the month stays.",
)


def _dropped(reason: Text) -> Callable[[str], Proposal]:
    return lambda column: Proposal(DropColumns((column,)), reason)


_BY_CODE: Mapping[str, Callable[[str], Proposal]] = MappingProxyType(
    {
        "resident-number": _dropped(_RESIDENT),
        "resident-number-suspected": _dropped(_RESIDENT),
        "resident-number-partial": _dropped(_RESIDENT),
        "home-address": lambda column: Proposal(AddressTo(column), _ADDRESS),
        "birth-date": lambda column: Proposal(DateTo(column, "year"), _BIRTH),
        "person-name": lambda column: Proposal(Mask(column, keep=1), _NAME),
    }
)
"""By what was found, gravest first; whatever is not listed is left out as an identifier."""

_BY_HEADER: tuple[tuple[re.Pattern[str], Callable[[str, PersonalFacts], Step], Text], ...] = (
    (re.compile(r"생년|출생|birth", re.I), lambda name, _: DateTo(name, "year"), _BIRTH),
    (re.compile(r"나이|연령(?!대)|\bage\b", re.I), lambda name, _: AgeBand(name), _AGE),
    (
        re.compile(r"주소|소재지|거주지|address", re.I),
        lambda name, _: AddressTo(name),
        _ADDRESS,
    ),
    (re.compile(r"위도|경도|\blat|\blon|\blng", re.I), lambda name, _: Grid(name), _PLACE),
    (re.compile(r"금액|소득|급여|연봉|임금|재산|매출|income|salary", re.I), _amounts, _AMOUNT),
    (
        re.compile(r"일시|일자|날짜|시각|\bdate|\btime", re.I),
        lambda name, _: DateTo(name, "month"),
        _MOMENT,
    ),
)
"""By the header of a quasi-identifier; first that fits. Sex, work or nationality have no width."""
