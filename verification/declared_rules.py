"""The rules that a manifest declares of several columns, as values.

Their kinds are those of 공공데이터 품질관리 매뉴얼 that no single column shows: 시간순서, 계산식,
논리관계, 참조관계.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from verification.findings import Text


@dataclass(frozen=True)
class TableName:
    """Which table of an offer is meant, by its file, its sheet or both; None: any will do."""

    file: str | None = None
    sheet: str | None = None

    def means(self, file: str | None, sheet: str | None) -> bool:
        """Whether a table is this one, or one of these."""
        return (self.file is None or key_of(self.file) == key_of(file or "")) and (
            self.sheet is None or key_of(self.sheet) == key_of(sheet or "")
        )


ANY_TABLE = TableName()


@dataclass(frozen=True)
class Condition:
    """What a cell of a column is: one of some values, or else filled (or not)."""

    column: str
    one_of: tuple[str, ...] | None = None
    filled: bool = True


@dataclass(frozen=True)
class DeclaredOrder:
    """The first of two columns is no later, or no greater, than the second."""

    kind: ClassVar[Text] = Text("시간순서", "Order in time")

    start: str
    end: str
    of: TableName = ANY_TABLE

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.start, self.end)

    def called(self, names: Mapping[str, str]) -> "DeclaredOrder":
        """The same by the names that a table's columns have."""
        return replace(self, start=names[self.start], end=names[self.end])


@dataclass(frozen=True)
class DeclaredFormula:
    """One column is the sum of others, off by `tolerance` at most; None: by their rounding."""

    kind: ClassVar[Text] = Text("계산식", "Calculation")

    total: str
    parts: tuple[str, ...]
    tolerance: float | None = None
    of: TableName = ANY_TABLE

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.total, *self.parts)

    def called(self, names: Mapping[str, str]) -> "DeclaredFormula":
        """The same by the names that a table's columns have."""
        return replace(self, total=names[self.total], parts=_called(self.parts, names))


@dataclass(frozen=True)
class DeclaredLogic:
    """A row in which one condition holds keeps another."""

    kind: ClassVar[Text] = Text("논리관계", "Logical relation")

    when: Condition
    then: Condition
    of: TableName = ANY_TABLE

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.when.column, self.then.column)

    def called(self, names: Mapping[str, str]) -> "DeclaredLogic":
        """The same by the names that a table's columns have."""
        when = replace(self.when, column=names[self.when.column])
        return replace(self, when=when, then=replace(self.then, column=names[self.then.column]))


@dataclass(frozen=True)
class DeclaredReference:
    """What stands in some columns stands in others too, the `keys`; `to` None: of its own table."""

    kind: ClassVar[Text] = Text("참조관계", "Reference")

    columns: tuple[str, ...]
    keys: tuple[str, ...]
    to: TableName | None = None
    of: TableName = ANY_TABLE

    def called(self, names: Mapping[str, str]) -> "DeclaredReference":
        """The same by the names that a table's columns have; those of `keys` stay."""
        return replace(self, columns=_called(self.columns, names))


DeclaredRule = DeclaredOrder | DeclaredFormula | DeclaredLogic | DeclaredReference


@dataclass(frozen=True)
class PlacedRule:
    """A declared rule in a table that has its columns, and its place among all that are declared.

    The names are those under which the rows that it speaks of are asked for.
    """

    number: int
    rule: DeclaredRule

    @property
    def checked(self) -> str:
        return f"declared:{self.number}:checked"

    @property
    def broken(self) -> str:
        return f"declared:{self.number}:broken"


@dataclass(frozen=True)
class PlacedKeys:
    """The columns of a table that a declared reference leads to."""

    number: int
    columns: tuple[str, ...]

    @property
    def name(self) -> str:
        return keys_of(self.number)


def keys_of(number: int) -> str:
    """The name under which the values that a reference leads to are asked for."""
    return f"declared:{number}:keys"


def key_of(name: str) -> str:
    """A name as names are compared: composed, without spaces around it."""
    return unicodedata.normalize("NFC", name).strip()


def _called(columns: tuple[str, ...], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names[each] for each in columns)
