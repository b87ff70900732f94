"""The rules that each cell of a column keeps: 금액, 수량, 율, 여부, 날짜, 번호, 좌표, 코드.

A rule is chosen by the name of the column, and holds where nearly all cells keep it: a column
named like a rate of which many cells are above 100 is something else, and is left alone.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from verification.accumulators.located import Located
from verification.batches import ScannedColumn, Truths
from verification.checks.located import Fault, in_cells
from verification.declaration import ColumnType
from verification.findings import Finding, Severity
from verification.gathered import Column, Table
from verification.gathering.plan import Watch
from verification.kernels.traits import FITS_NUMBER
from verification.matching import Match
from verification.quality import Indicator
from verification.rules import forms
from verification.rules.dates import NAMES, FormsSeen, NoForm, NoSuchDay, OtherForm
from verification.rules.headings import Kind, kind_called
from verification.subject import Check, Scope, Subject, table_of
from verification.units import unit_of

NEARLY = 0.95
"""The part of a column's cells that must keep a rule for the others to break it."""
_NEARLY_ALL_SHARES = 0.99
_DATES = frozenset({ColumnType.DATE, ColumnType.DATETIME, ColumnType.YEARMONTH})

_SYSTEMS = MappingProxyType(
    {
        "Y/N": frozenset({"y", "n"}),
        "예/아니오": frozenset({"예", "아니오", "아니요"}),
        "O/X": frozenset({"o", "x", "○", "×"}),
        "1/0": frozenset({"1", "0"}),
        "유/무": frozenset({"유", "무"}),
        "있음/없음": frozenset({"있음", "없음"}),
        "true/false": frozenset({"true", "false"}),
        "T/F": frozenset({"t", "f"}),
        "가능/불가": frozenset({"가능", "불가", "불가능"}),
        "사용/미사용": frozenset({"사용", "미사용"}),
        "해당/비해당": frozenset({"해당", "비해당", "미해당"}),
    }
)
_NO_FLAG = frozenset().union(*_SYSTEMS.values())


@dataclass(frozen=True)
class Broken:
    """The cells of a column that break the rule it is held to, and which rule that is."""

    fault: Fault
    cells: Located


def _warning(code: str, message: str) -> Fault:
    return Fault(code, Severity.WARNING, message)


@dataclass(frozen=True)
class _Range:
    """Numbers between two bounds, by one watch."""

    fault: Fault
    outside: forms.Outside

    def watches(self) -> Iterator[tuple[str, Callable[[ScannedColumn], Truths]]]:
        yield "outside", self.outside

    def broken(self, column: Column) -> tuple[Broken, ...] | None:
        found = column.watched(_named("outside"))
        if not _is_numeric(column) or not _few(found, column):
            return None
        return (Broken(self.fault, found),)


@dataclass(frozen=True)
class _Form:
    """Text of one form, by one watch."""

    fault: Fault
    unlike: Callable[[ScannedColumn], Truths]

    def watches(self) -> Iterator[tuple[str, Callable[[ScannedColumn], Truths]]]:
        yield "unlike", self.unlike

    def broken(self, column: Column) -> tuple[Broken, ...] | None:
        found = column.watched(_named("unlike"))
        return (Broken(self.fault, found),) if _few(found, column) else None


@dataclass(frozen=True)
class _Rate:
    """Shares of a hundred, or of one where nearly all are."""

    def watches(self) -> Iterator[tuple[str, Callable[[ScannedColumn], Truths]]]:
        yield "of-hundred", forms.Outside(0, 100)
        yield "of-one", forms.Outside(0, 1)

    def broken(self, column: Column) -> tuple[Broken, ...] | None:
        if not _is_numeric(column):
            return None
        of_one = column.watched(_named("of-one"))
        of_hundred = column.watched(_named("of-hundred"))
        if not _few(of_hundred, column):
            return None
        as_shares = unit_of(column.name) is None and _few(of_one, column, _NEARLY_ALL_SHARES)
        if as_shares and not _only_ends(column):
            return (
                Broken(_warning("rate-range", "0부터 1까지인 율에서 벗어난 값입니다."), of_one),
            )
        message = "0부터 100까지인 율에서 벗어난 값입니다."
        return (Broken(_warning("rate-range", message), of_hundred),)


@dataclass(frozen=True)
class _Flag:
    """Two words of one system."""

    def watches(self) -> Iterator[tuple[str, Callable[[ScannedColumn], Truths]]]:
        yield "no-flag", forms.NoneOf(_NO_FLAG)
        for name, words in _SYSTEMS.items():
            yield name, forms.NoneOf(words)

    def broken(self, column: Column) -> tuple[Broken, ...] | None:
        if not _few(column.watched(_named("no-flag")), column):
            return None
        name = min(_SYSTEMS, key=lambda each: column.watched(_named(each)).count)
        message = f"{name}로 적는 열에서 벗어난 값입니다."
        return (Broken(_warning("flag-mixed", message), column.watched(_named(name))),)


@dataclass(frozen=True)
class _Date:
    """Days that there are, in one form."""

    def watches(self) -> Iterator[tuple[str, Callable[[ScannedColumn], Truths]]]:
        seen = FormsSeen()
        yield "no-date", NoForm(seen)
        yield "no-day", NoSuchDay(seen)
        for name in NAMES:
            yield name, OtherForm(seen, name)

    def broken(self, column: Column) -> tuple[Broken, ...] | None:
        if not _few(column.watched(_named("no-date")), column):
            return None
        impossible = column.watched(_named("no-day"))
        if not _few(impossible, column):
            return None
        name = min(NAMES, key=lambda each: column.watched(_named(each)).count)
        others = column.watched(_named(name))
        mixed = Broken(_warning("date-form", f"{name} 형식인 열에서 벗어난 값입니다."), others)
        message = "달력에 없는 날짜입니다."
        guess = column.guess
        # Whoever checks types tells of it already.
        told = column.declared in _DATES or (guess.nearly and guess.type in _DATES)
        days = () if told else (Broken(_warning("date-impossible", message), impossible),)
        return (*days, mixed)


@dataclass(frozen=True)
class _Area:
    """Codes of areas, of the right form and on the lists."""

    def watches(self) -> Iterator[tuple[str, Callable[[ScannedColumn], Truths]]]:
        yield "unlike", forms.bad_area_codes
        yield "unlisted", forms.unlisted_areas

    def broken(self, column: Column) -> tuple[Broken, ...] | None:
        unlike = column.watched(_named("unlike"))
        unlisted = column.watched(_named("unlisted"))
        if not _few(unlike, column):
            return None
        message = "시도 번호로 시작하는 열 자리 행정구역 코드가 아닙니다."
        formed = Broken(_warning("area-code-form", message), unlike)
        if not _few(unlisted, column):
            # The whole column follows another list, perhaps a newer one.
            return (formed,)
        return (formed, Broken(_warning("area-unlisted", "목록에 없는 행정구역입니다."), unlisted))


_Ruling = _Range | _Form | _Rate | _Flag | _Date | _Area

_RULINGS: Mapping[Kind, _Ruling] = MappingProxyType(
    {
        Kind.AMOUNT: _Range(
            _warning("amount-negative", "금액 열의 음수입니다."), forms.Outside(least=0)
        ),
        Kind.QUANTITY: _Range(
            _warning("quantity-range", "수량 열의 음수나 소수입니다."),
            forms.Outside(least=0, whole=True),
        ),
        Kind.RATE: _Rate(),
        Kind.FLAG: _Flag(),
        Kind.DATE: _Date(),
        Kind.PHONE: _Form(
            _warning("number-form", "전화번호 형식에 맞지 않는 값입니다."), forms.bad_phones
        ),
        Kind.POSTCODE: _Form(
            _warning("number-form", "다섯 자리 우편번호가 아닌 값입니다."), forms.bad_postcodes
        ),
        Kind.BUSINESS: _Form(
            _warning("number-form", "열 자리가 아니거나 검증 숫자가 틀린 사업자등록번호입니다."),
            forms.bad_business_numbers,
        ),
        Kind.LATITUDE: _Range(
            _warning("coordinate-outside", "우리나라 안의 위도(32~39.5)가 아닙니다."),
            forms.Outside(32, 39.5),
        ),
        Kind.LONGITUDE: _Range(
            _warning("coordinate-outside", "우리나라 안의 경도(124~132.5)가 아닙니다."),
            forms.Outside(124, 132.5),
        ),
        Kind.AREA: _Area(),
    }
)


def held(table: Table, kinds: Sequence[Kind]) -> Iterator[tuple[Column, tuple[Broken, ...]]]:
    """Yield the columns that a rule holds for, each with what breaks it."""
    for column in table.columns:
        kind = _kind(column.name, column.declared)
        if kind is not None and kind in kinds and column.tally.filled:
            broken = _RULINGS[kind].broken(column)
            if broken is not None:
                yield column, broken


@dataclass(frozen=True)
class _Rules:
    """The rules for columns of some kinds, as a check asks them."""

    kinds: tuple[Kind, ...]

    def find(self, subject: Subject) -> Iterator[Finding]:
        """Yield the cells that break the rule of their column."""
        table = table_of(subject)
        for column, broken in held(table, self.kinds):
            for each in broken:
                yield from in_cells(table, column, each.fault, each.cells)

    def checked(self, subject: Subject) -> int:
        """The filled cells of the columns that a rule holds for."""
        return sum(column.tally.filled for column, _ in held(table_of(subject), self.kinds))

    def watches(self, match: Match) -> Iterator[Watch]:
        """What to look for in the columns that are called so."""
        declared = {column: kind for kind, column in match.typed}
        for column in match.names:
            kind = _kind(column, declared.get(column))
            if kind is not None and kind in self.kinds:
                yield from (
                    Watch(column, _named(each), cells) for each, cells in _RULINGS[kind].watches()
                )


def check_of(name: str, *kinds: Kind) -> Check:
    """The check of the rules for columns of some kinds."""
    rules = _Rules(kinds)
    indicator = Indicator.ACCURACY
    return Check(name, 1, Scope.TABLE, rules.find, indicator, rules.checked, rules.watches)


def _kind(name: str, declared: ColumnType | None) -> Kind | None:
    """By the column's name, or because it was declared to hold dates."""
    kind = kind_called(name)
    return Kind.DATE if kind is None and declared in _DATES else kind


def _named(name: str) -> str:
    return f"rule:{name}"


def _is_numeric(column: Column) -> bool:
    filled = column.tally.filled - sum(column.tally.marks.values())
    return column.tally.with_trait(FITS_NUMBER) >= max(NEARLY * filled, 1)


def _few(found: Located, column: Column, nearly: float = NEARLY) -> bool:
    return found.count <= (1 - nearly) * column.tally.filled + 1e-9


def _only_ends(column: Column) -> bool:
    """Whether there are no numbers but whole ones: then 0 and 1 are hundredths as well."""
    return column.kind is ColumnType.INTEGER


CHECKS: tuple[Check, ...] = (
    check_of("amounts", Kind.AMOUNT),
    check_of("quantities", Kind.QUANTITY),
    check_of("rates", Kind.RATE),
    check_of("flags", Kind.FLAG),
    check_of("dates", Kind.DATE),
    check_of("numbers", Kind.PHONE, Kind.POSTCODE, Kind.BUSINESS),
    check_of("coordinates", Kind.LATITUDE, Kind.LONGITUDE),
    check_of("area-codes", Kind.AREA),
)
