"""Which columns of an offered table name groups of the source, each by itself."""

from collections.abc import Iterator, Sequence

from verification.evidence.engine import Engine
from verification.evidence.forms import (
    CHILD_PARTS,
    MONTH_PARTS,
    PERIOD_ENDS,
    Beginning,
    DatePart,
    Form,
    MonthPart,
    Period,
    Same,
    Step,
    Word,
)
from verification.evidence.lengths import one_length
from verification.evidence.matching import Candidates, Pair
from verification.evidence.parts_of_days import parts_said
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation, RelationColumn, plain_name

TOTALS = ("합계", "총계", "전체", "소계", "계", "총합계", "총합", "total", "sum", "all", "subtotal")
"""What stands in place of a key in a row that adds up several groups."""
_MOST = 0.9
_WORDS, _WIDTHS = (1, 2), (10, 5, 100)
_CLASSES = r"[0-9]+ ?(대|년대|세 ?이상)?|[0-9]+ ?(세)? ?[-~–] ?[0-9]+ ?(세|대)?( ?미만)?"
"""How classes of equal width are written."""
_SOME, _MANY = 3, 8
_CODES = ("코드", "code", "cd", "번호")


def is_total(sql: str) -> str:
    """Return the SQL of whether a text stands for all groups."""
    words = ", ".join(f"'{word}'" for word in TOTALS)
    return f"(regexp_replace(lower({sql}), '\\s', '', 'g') IN ({words}))"


def sure_keys(
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


def number_keys(
    engine: Engine, columns: Sequence[RelationColumn], candidates: Sequence[Candidates]
) -> Iterator[Pair]:
    """Whole numbers that stand in the source: they may be codes or years, or be measured."""
    for each in candidates:
        pair = _contained(engine, each.pairs)
        whole = each.offered in columns and each.offered.type != "DOUBLE"
        if whole and pair is not None and _may_be_measured(pair):
            yield pair


def further_keys(
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
    """The first words of longer texts; classes of ten, or of a hundred; codes of another name.

    And the first or last days of weeks, months and the like.
    """
    if Reading.DATE in column.readings and Reading.DATE in origin.readings:
        yield from (Period(end) for end in PERIOD_ENDS if _ends_all(engine, column, end))
    if column.readings == origin.readings == (Reading.TEXT,):
        yield from (Word(place) for place in _WORDS)
    if Reading.DATE not in column.readings and origin.type in ("BIGINT", "DOUBLE"):
        yield from (Step(width) for width in _WIDTHS if _steps(engine, column, width))
    if column.type == "BIGINT" and not _is_code_of(column, origin):
        ours, theirs = one_length(engine, "child", column), one_length(engine, "source", origin)
        if ours and theirs and 2 <= ours < theirs:
            form = Beginning(ours)
            if _are_codes(column, origin) or _has_most(engine, Pair(column, origin, form)):
                yield form


def _ends_all(engine: Engine, column: RelationColumn, end: str) -> bool:
    """Whether all days of a column, which are some, are such an end."""
    same = f"{column.read(Reading.DATE)} = {Period(end).source(column)}"
    return bool(
        engine.one(
            f"SELECT bool_and({same}) AND count(DISTINCT {column.sql}) >= {_SOME} FROM child"
        )
    )


def _steps(engine: Engine, column: RelationColumn, width: int) -> bool:
    """Whether all cells are where classes of a width begin: 20, 20대, 20~29세."""
    number = column.read(Reading.NUMBER)
    written = {
        "BIGINT": "true",
        "VARCHAR": f"regexp_full_match({column.read(Reading.TEXT)}, '{_CLASSES}')",
    }.get(column.type)
    return written is not None and bool(
        engine.one(
            f"SELECT bool_and({written} AND {number} % {width} = 0) AND max({number}) > 0 "
            f"FROM child WHERE {column.sql} IS NOT NULL"
        )
    )


def _are_codes(column: RelationColumn, origin: RelationColumn) -> bool:
    names = [plain_name(each) for each in (column.name, *origin.names)]
    return all(any(name.endswith(word) for word in _CODES) for name in names)


def _has_most(engine: Engine, pair: Pair) -> bool:
    """Whether a column has most of the beginnings that there are, and these are many."""
    ours, theirs = engine.row(
        f"SELECT (SELECT count(DISTINCT {pair.child}) FROM child), "
        f"(SELECT count(DISTINCT {pair.source}) FROM source)"
    )
    return bool(ours >= _MANY and 2 * ours >= theirs)


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
    if Reading.DATE not in column.readings:
        yield from _parts_of_times(engine, column, origin)
    if origin.type in ("VARCHAR", "BIGINT") and _is_code_of(column, origin):
        ours, theirs = one_length(engine, "child", column), one_length(engine, "source", origin)
        if ours and theirs and 2 <= ours < theirs:
            yield Beginning(ours)


def _parts_of_times(
    engine: Engine, column: RelationColumn, origin: RelationColumn
) -> Iterator[Form]:
    if Reading.DATE in origin.readings:
        said = parts_said(engine, column)
        yield from (DatePart(part) for part in CHILD_PARTS if part in said)
    elif origin.months:
        said = parts_said(engine, column)
        yield from (MonthPart(part) for part in MONTH_PARTS if part in said)


def _is_code_of(column: RelationColumn, origin: RelationColumn) -> bool:
    """Whether it may be a shorter code: a text, or a number that is called like the longer one."""
    if column.type == "VARCHAR":
        return True
    name = plain_name(column.name)
    alike = any(name in plain_name(each) or plain_name(each) in name for each in origin.names)
    return column.type == "BIGINT" and alike
