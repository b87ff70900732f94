"""The check for groups of people so small that their members can be told."""

from collections.abc import Iterator

import pyarrow.compute as pc

from verification.checks.personal_data import located
from verification.findings import Finding, Severity
from verification.personal.anonymity import WANTED, anonymity, small_cells
from verification.personal.hits import Hit
from verification.personal.mask import mask
from verification.personal.quasi import combined, counts_people, quasi_of
from verification.subject import Check, Scope, Subject
from verification.tables import Column, Table

_LOOKED_AT = 1000


def small(subject: Subject) -> Iterator[Finding]:
    """Yield the columns that together may name people, too small groups and too small counts."""
    table, k = subject.table, WANTED.get(subject.declaration.access)
    if table is None or k is None:
        return
    yield from _groups(table, k)
    for column in table.columns:
        if counts_people(column.name):
            reason = f"{k}보다 적은 사람 수입니다"
            hit = Hit("small-cells", Severity.WARNING, (reason,), small_cells(column.text))
            name = mask(column.name)
            records = table.records(hit.first)
            yield from located(hit, records, f"'{name}' 열", table.at(column=name))


def _groups(table: Table, k: int) -> Iterator[Finding]:
    kinds = {column.name: quasi_of(column.name, _top(column)) for column in table.columns}
    names = combined(kinds)
    if not names or not table.rows:
        return
    found = anonymity([each.text for each in table.columns if each.name in names], k=k)
    shown = ", ".join(mask(name) for name in names)
    counted = f"{shown}: 가장 작은 집단 {found.smallest}명, k={k}에 못 미치는 행 {found.share:.1%}."
    yield Finding("quasi-identifiers", Severity.NOTE, counted, table.at())
    hit = Hit(
        "small-groups", Severity.WARNING, (f"{k}명보다 적은 집단에 드는 행입니다",), found.below
    )
    yield from located(hit, table.records(found.below.first), shown, table.at())


def _top(column: Column) -> list[tuple[str, int]]:
    """Values of the first rows, with their counts."""
    counted = pc.value_counts(column.text.slice(0, _LOOKED_AT).drop_null()).to_pylist()
    return [(each["values"], each["counts"]) for each in counted]


CHECKS: tuple[Check, ...] = (Check("small-groups", 1, Scope.TABLE, small),)
