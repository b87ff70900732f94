"""Finds what an aggregated table is grouped by: which of its columns name groups of the source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from verification.evidence.engine import Engine
from verification.evidence.forms import (
    CHILD_PARTS,
    Beginning,
    DatePart,
    Form,
    Same,
    Step,
    Word,
)
from verification.evidence.lengths import one_length
from verification.evidence.matching import Candidates, Pair
from verification.evidence.numbering import numbers_rows
from verification.evidence.parts_of_days import parts_called, parts_said, parts_written
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation, RelationColumn, plain_name

TOTALS = ("합계", "총계", "전체", "소계", "계", "총합계", "총합", "total", "sum", "all", "subtotal")
"""What stands in place of a key in a row that adds up several groups."""
_MOST = 0.9
_MOSTLY = 0.6
_MOST_CATEGORIES = 12
_HARDLY_ANY, _HALF = 0.1, 0.5
_TIMES = frozenset({"year", "year-month", "quarter-of-year"})
_SAY_THEMSELVES = frozenset({"year-month", "quarter-of-year"})
"""Parts of days: those that are times, and those whose cells are enough to know them by."""
_LOOKED_FOR, _LOOKED_AT = 50, 20_000
_WORDS, _WIDTHS = (1, 2), (10, 5, 100)
_CODES = ("코드", "code", "cd", "번호")
_MOST_TRIED = 6


@dataclass(frozen=True)
class Grouping:
    """What names the groups, and what is left: what was measured, and what merely counts rows.

    `repeated` are rows of the offered table whose group stood in an earlier row.
    """

    keys: tuple[Pair, ...]
    measures: tuple[RelationColumn, ...]
    numbering: tuple[RelationColumn, ...]
    repeated: int = 0


def grouping_of(
    engine: Engine, child: Relation, source: Relation, candidates: Sequence[Candidates]
) -> Grouping | None:
    """Return by what the offered table is grouped; None if its rows name no groups there."""
    return next(groupings_of(engine, child, source, candidates), None)


def groupings_of(
    engine: Engine, child: Relation, source: Relation, candidates: Sequence[Candidates]
) -> Iterator[Grouping]:
    """Yield by what the offered table may be grouped, the likeliest first.

    Then those where one key is another column of the source than it seems, or a part of one.
    """
    seen = _Columns.of(engine, child, candidates)
    sure = list(_sure_keys(engine, seen.named, source, candidates))
    first = _grouping(engine, seen, sure)
    if first is not None:
        yield first
    further = (
        [*(pair for pair in sure if pair.offered is not column), other]
        for column in seen.named
        for other in _further(engine, column, source, candidates, sure)
    )
    others = (_grouping(engine, seen, keys) for keys in islice(further, _MOST_TRIED))
    yield from (grouping for grouping in others if grouping is not None)


@dataclass(frozen=True)
class _Columns:
    """The columns of an offered table of so many rows: some merely number them (`numbering`)."""

    rows: int
    named: tuple[RelationColumn, ...]
    numbering: tuple[RelationColumn, ...]
    candidates: Sequence[Candidates]

    @classmethod
    def of(cls, engine: Engine, child: Relation, candidates: Sequence[Candidates]) -> "_Columns":
        known = {each.offered.sql for each in candidates if each.named}
        numbering = tuple(
            column
            for column in child.columns
            if numbers_rows(engine, child, column, known=column.sql in known)
        )
        named = tuple(column for column in child.columns if column not in numbering)
        return cls(child.rows, named, numbering, candidates)


def _grouping(engine: Engine, seen: _Columns, sure: Sequence[Pair]) -> Grouping | None:
    """The grouping by sure keys, and by numbers as far as they tell rows apart that are alike."""
    keys = list(sure)
    chosen = {pair.offered.sql for pair in keys}
    numbers = _number_keys(engine, seen.named, seen.candidates)
    doubtful = [pair for pair in numbers if pair.offered.sql not in chosen]
    different = _different(engine, keys)
    if different >= _MOSTLY * seen.rows:
        # A few rows that repeat a group are more likely wrong than a figure is a key.
        doubtful = [pair for pair in doubtful if pair.named]
    while different < seen.rows and doubtful and len(keys) + 1 < len(seen.named):
        counts = [_different(engine, [*keys, pair]) for pair in doubtful]
        best = max(range(len(doubtful)), key=lambda place: counts[place])
        if counts[best] <= different:
            break
        keys.append(doubtful.pop(best))
        different = counts[best]
    if different < _MOSTLY * seen.rows:
        return None
    chosen = {pair.offered.sql for pair in keys}
    measures = tuple(column for column in seen.named if column.sql not in chosen)
    return Grouping(tuple(keys), measures, seen.numbering, seen.rows - different)


def _further(
    engine: Engine,
    column: RelationColumn,
    source: Relation,
    candidates: Sequence[Candidates],
    sure: Sequence[Pair],
) -> Iterator[Pair]:
    """What else of the source a column may name: other columns, and parts that say less."""
    known = [(pair.origin, pair.form) for pair in sure if pair.offered is column]
    held = next((each.pairs for each in candidates if each.offered is column), ())
    made = (
        Pair(column, origin, form)
        for origin in source.columns
        for form in (*_parts(engine, column, origin), *_loose_parts(engine, column, origin))
    )
    plain = (pair for pair in held if column.type != "DOUBLE" and not _may_be_measured(pair))
    for pair in (*plain, *made):
        if (pair.origin, pair.form) not in known and _contained(engine, [pair]) is not None:
            yield pair


def _loose_parts(engine: Engine, column: RelationColumn, origin: RelationColumn) -> Iterator[Form]:
    """The first words of longer texts; classes of ten, or of a hundred; codes of another name."""
    if column.readings == origin.readings == (Reading.TEXT,):
        yield from (Word(place) for place in _WORDS)
    if column.type == "BIGINT" and origin.type in ("BIGINT", "DOUBLE"):
        yield from (Step(width) for width in _WIDTHS if _steps(engine, column, width))
    if column.type == "BIGINT" and not _is_code_of(column, origin) and _are_codes(column, origin):
        ours, theirs = one_length(engine, "child", column), one_length(engine, "source", origin)
        if ours and theirs and 2 <= ours < theirs:
            yield Beginning(ours)


def _steps(engine: Engine, column: RelationColumn, width: int) -> bool:
    return bool(
        engine.one(
            f"SELECT bool_and({column.sql} % {width} = 0) AND max({column.sql}) > 0 FROM child"
        )
    )


def _are_codes(column: RelationColumn, origin: RelationColumn) -> bool:
    names = [plain_name(each) for each in (column.name, *origin.names)]
    return all(any(name.endswith(word) for word in _CODES) for name in names)


def stands_nowhere(engine: Engine, column: RelationColumn, source: Relation) -> bool:
    """Whether a column of days, or of many names, shares next to nothing with any of a source.

    Months and years are days, too, where the source has days. A few names may be categories of
    one's own, such as age groups.
    """
    if _is_of_other_times(engine, column, source):
        return True
    if Reading.DATE in column.readings:
        reading = Reading.DATE
    elif column.readings == (Reading.TEXT,):
        reading = Reading.TEXT
    else:
        return False
    values = f"(SELECT DISTINCT {column.read(reading)} AS v FROM child) WHERE v IS NOT NULL"
    count = engine.one(f"SELECT count(*) FROM {values}")
    if count <= _MOST_CATEGORIES or (
        reading is Reading.TEXT and _may_be_made(engine, column, source)
    ):
        return False
    shared = (
        engine.one(
            f"SELECT count(*) FROM (SELECT v FROM {values}) "
            f"SEMI JOIN source ON v = {origin.glance(reading)}"
        )
        for origin in source.columns
        if reading in origin.readings
    )
    return not any(each > _HARDLY_ANY * count for each in shared)


def _is_of_other_times(engine: Engine, column: RelationColumn, source: Relation) -> bool:
    """Whether a column holds months or years of which the source, with all its days, has none."""
    parts = parts_written(engine, column) & (parts_called(column) | _SAY_THEMSELVES) & _TIMES
    days = [origin for origin in source.columns if Reading.DATE in origin.readings]
    pairs = [Pair(column, origin, DatePart(part)) for part in sorted(parts) for origin in days]
    return bool(pairs) and not any(
        engine.one(
            f"SELECT count(*) FROM (SELECT DISTINCT {pair.child} AS v FROM child) "
            f"SEMI JOIN source ON v = {pair.source}"
        )
        for pair in pairs
    )


def _may_be_made(engine: Engine, column: RelationColumn, source: Relation) -> bool:
    """Whether a column's texts may be made from the source's: classes, or parts of longer texts."""
    text = column.read(Reading.TEXT)
    if engine.one(f"SELECT avg(regexp_matches({text}, '[0-9]')::INT) FROM child") > _HARDLY_ANY:
        return True
    looked = (
        f"(SELECT DISTINCT {text} AS v FROM child WHERE {text} IS NOT NULL LIMIT {_LOOKED_FOR})"
    )
    for origin in source.columns:
        if origin.type != "VARCHAR":
            continue
        theirs = (
            f"(SELECT DISTINCT o FROM (SELECT {origin.sql} AS o FROM source "
            f"WHERE {origin.sql} IS NOT NULL LIMIT {_LOOKED_AT}))"
        )
        share = engine.one(
            "SELECT avg(held::INT) FROM "
            "(SELECT v, bool_or(contains(o, v) OR (length(o) > 1 AND contains(v, o))) "
            "AS held "
            f"FROM {looked}, {theirs} GROUP BY v)"
        )
        if (share or 0) >= _HALF:
            return True
    return False


def is_ordered(pair: Pair) -> bool:
    """Whether a key has ends, as days and numbers have."""
    return Reading.DATE in pair.offered.readings or pair.form.name in ("year", "year-month")


def is_total(sql: str) -> str:
    """Return the SQL of whether a text stands for all groups."""
    words = ", ".join(f"'{word}'" for word in TOTALS)
    return f"(regexp_replace(lower({sql}), '\\s', '', 'g') IN ({words}))"


def _sure_keys(
    engine: Engine,
    columns: Sequence[RelationColumn],
    source: Relation,
    candidates: Sequence[Candidates],
) -> Iterator[Pair]:
    """Texts and days that stand in the source, and parts of its days and codes."""
    known = {each.offered.sql: each for each in candidates}
    used: set[tuple[str, str]] = set()
    for column in columns:
        found = known.get(column.sql)
        pair = None if found is None else _contained(engine, found.pairs)
        if pair is None or _may_be_measured(pair):
            pair = _made_of_part(engine, column, source) or None
        if pair is not None and (pair.origin.sql, pair.form.name) not in used:
            used.add((pair.origin.sql, pair.form.name))
            yield pair


def _number_keys(
    engine: Engine, columns: Sequence[RelationColumn], candidates: Sequence[Candidates]
) -> Iterator[Pair]:
    """Whole numbers that stand in the source: they may be codes or years, or be measured."""
    for each in candidates:
        pair = _contained(engine, each.pairs)
        whole = each.offered in columns and each.offered.type != "DOUBLE"
        if whole and pair is not None and _may_be_measured(pair):
            yield pair


def _may_be_measured(pair: Pair) -> bool:
    readings = pair.offered.readings
    return Reading.NUMBER in readings and Reading.DATE not in readings


def _contained(engine: Engine, pairs: Sequence[Pair]) -> Pair | None:
    """The first pair whose offered values nearly all stand in the source, totals aside."""
    for pair in pairs:
        values = (
            f"(SELECT DISTINCT {pair.child} AS v FROM child) "
            f"WHERE v IS NOT NULL AND NOT {is_total('v::VARCHAR')}"
        )
        # Looked up in this direction the engine holds the few values, not the whole source.
        found, count = engine.row(
            f"SELECT (SELECT count(*) FROM (SELECT v FROM {values}) "
            f"SEMI JOIN source ON v = {_glance(pair)}), (SELECT count(*) FROM {values})"
        )
        if count and found >= _MOST * count:
            return pair
    return None


def _glance(pair: Pair) -> str:
    return pair.origin.glance(pair.form.reading) if isinstance(pair.form, Same) else pair.source


def _made_of_part(engine: Engine, column: RelationColumn, source: Relation) -> Pair | None:
    for origin in source.columns:
        for form in _parts(engine, column, origin):
            pair = _contained(engine, [Pair(column, origin, form)])
            if pair is not None:
                return pair
    return None


def _parts(engine: Engine, column: RelationColumn, origin: RelationColumn) -> Iterator[Form]:
    if Reading.DATE in origin.readings and Reading.DATE not in column.readings:
        said = parts_said(engine, column)
        yield from (DatePart(part) for part in CHILD_PARTS if part in said)
    if origin.type in ("VARCHAR", "BIGINT") and _is_code_of(column, origin):
        ours, theirs = one_length(engine, "child", column), one_length(engine, "source", origin)
        if ours and theirs and 2 <= ours < theirs:
            yield Beginning(ours)


def _is_code_of(column: RelationColumn, origin: RelationColumn) -> bool:
    """Whether it may be a shorter code: a text, or a number that is called like the longer one."""
    if column.type == "VARCHAR":
        return True
    name = plain_name(column.name)
    alike = any(name in plain_name(each) or plain_name(each) in name for each in origin.names)
    return column.type == "BIGINT" and alike


def _different(engine: Engine, keys: Sequence[Pair]) -> int:
    """How many different groups the rows of the offered table name."""
    if not keys:
        return 1
    named = ", ".join(pair.child for pair in keys)
    return int(engine.one(f"SELECT count(*) FROM (SELECT DISTINCT {named} FROM child)"))
