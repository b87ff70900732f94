"""Checks that cells which must be filled are, and that codes are those of their list."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from verification.batches import ScannedColumn, Truths
from verification.checks.located import Fault, in_cells
from verification.findings import Finding, Severity
from verification.gathering.plan import Watch
from verification.kernels.traits import BLANK, FILLED
from verification.matching import Match
from verification.quality import Indicator
from verification.subject import Check, Scope, Subject, table_of

_REQUIRED = "required"
_CODES = "codes"
_UNFILLED = Fault("value-missing", Severity.ERROR, "비워 둘 수 없는 열의 빈칸입니다.")
_UNLISTED = Fault("code-unknown", Severity.ERROR, "선언한 코드 목록에 없는 값입니다.")


def required_values(subject: Subject) -> Iterator[Finding]:
    """Yield the empty cells of columns that were declared never to be empty."""
    table = table_of(subject)
    for column in table.the(_required(table.match)):
        yield from in_cells(table, column, _UNFILLED, column.watched(_REQUIRED))


def code_lists(subject: Subject) -> Iterator[Finding]:
    """Yield the cells whose value does not stand in the declared list of codes."""
    table = table_of(subject)
    for name, _ in _coded(table.match):
        (column,) = table.the([name])
        yield from in_cells(table, column, _UNLISTED, column.watched(_CODES))


def _required(match: Match) -> list[str]:
    """Keys are looked at where keys are checked."""
    return [name for said, name in match.both if said.nullable is False and not said.key]


def _coded(match: Match) -> list[tuple[str, tuple[str, ...]]]:
    return [(name, said.codes) for said, name in match.both if said.codes]


def _unfilled(column: ScannedColumn) -> Truths:
    return ~column.has(FILLED) | column.has(BLANK)


@dataclass(frozen=True)
class _Unlisted:
    """Which filled cells are none of some codes. Each different value is looked up once."""

    codes: tuple[str, ...]

    def __call__(self, column: ScannedColumn) -> Truths:
        firsts = column.values.firsts
        texts = pc.utf8_trim_whitespace(column.text.take(pa.array(firsts)))
        listed = pc.is_in(texts, pa.array(self.codes, pa.string())).to_numpy(zero_copy_only=False)
        strange = column.values.hashes[~listed]
        return np.isin(column.hashes, strange)


def _watch_required(match: Match) -> Iterator[Watch]:
    return (Watch(name, _REQUIRED, _unfilled) for name in _required(match))


def _watch_codes(match: Match) -> Iterator[Watch]:
    return (Watch(name, _CODES, _Unlisted(codes)) for name, codes in _coded(match))


def _required_cells(subject: Subject) -> int:
    table = table_of(subject)
    return table.rows * len(_required(table.match))


def _coded_cells(subject: Subject) -> int:
    table = table_of(subject)
    return sum(column.tally.filled for column in table.the(name for name, _ in _coded(table.match)))


CHECKS: tuple[Check, ...] = (
    Check(
        "required-values", 1, Scope.TABLE, required_values, None, _required_cells, _watch_required
    ),
    Check(
        "code-lists",
        1,
        Scope.TABLE,
        code_lists,
        Indicator.ACCURACY,
        _coded_cells,
        _watch_codes,
    ),
)
