"""The check for groups of people so small that their members can be told."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from verification.batches import ScannedColumn, Truths
from verification.checks.personal_data import located
from verification.findings import Finding, Severity
from verification.gathered import Table
from verification.gathering.plan import Watch
from verification.matching import Match
from verification.personal.anonymity import SMALL_COUNT, WANTED
from verification.personal.hits import Hit
from verification.personal.located import Spot
from verification.personal.mask import mask
from verification.personal.quasi import counts_people
from verification.subject import Check, Scope, Subject, table_of

_FEW = "few-people"


def small(subject: Subject) -> Iterator[Finding]:
    """Yield the columns that together may name people, too small groups and too small counts."""
    table, k = table_of(subject), WANTED.get(subject.declaration.access)
    if k is None:
        return
    yield from _groups(table, k)
    for column in table.columns:
        if counts_people(column.name):
            found = column.watched(_FEW)
            reason = f"{k}보다 적은 사람 수입니다"
            spot = Spot(found.count, found.places)
            hit = Hit("small-cells", Severity.WARNING, (reason,), spot)
            records = table.records(spot.first)
            at = table.at(column=column.name)
            yield from located(hit, records, f"'{mask(column.name)}' 열", at)


def _groups(table: Table, k: int) -> Iterator[Finding]:
    found = None if table.gathered is None else table.gathered.groups
    if found is None or not found.rows:
        return
    shown = ", ".join(mask(table.head.names[place]) for place in found.columns)
    below = found.below(k)
    share = below.count / found.rows
    counted = f"{shown}: 가장 작은 집단 {found.smallest}명, k={k}에 못 미치는 행 {share:.1%}."
    yield Finding("quasi-identifiers", Severity.NOTE, counted, table.at())
    hit = Hit("small-groups", Severity.WARNING, (f"{k}명보다 적은 집단에 드는 행입니다",), below)
    yield from located(hit, table.records(below.first), shown, table.at())


def _few(column: ScannedColumn) -> Truths:
    """Which cells count one to four people. Each different value is looked at once."""
    firsts = column.values.firsts
    few = pc.match_substring_regex(column.text.take(pa.array(firsts)), SMALL_COUNT)
    chosen = column.values.hashes[few.to_numpy(zero_copy_only=False)]
    return np.isin(column.hashes, chosen)


def _watch_counts(match: Match) -> Iterator[Watch]:
    names = (*(name for _, name in match.both), *match.undeclared)
    return (Watch(name, _FEW, _few) for name in names if counts_people(name))


CHECKS: tuple[Check, ...] = (Check("small-groups", 1, Scope.TABLE, small, watches=_watch_counts),)
