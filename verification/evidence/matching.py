"""Which column of a source an offered one may come from: by name, or else by content."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from verification.evidence.engine import Engine
from verification.evidence.forms import Form, Rounded, Same, Scaled
from verification.evidence.quantities import quantity
from verification.evidence.readings import NUMBER_TYPES, Reading
from verification.evidence.relations import (
    Relation,
    RelationColumn,
    bare_name,
    plain_name,
)

PROBED = 256
"""So many different values of a column are looked up: enough to tell 0.9 from 1 nearly always."""
_MOST = 0.9
_MOST_CANDIDATES = 6
_WRITTEN_OUT = 1e-14
"""So much of a number is lost where fifteen figures of it are written: a half in the last."""


@dataclass(frozen=True)
class Pair:
    """A column offered and the one it may come from, in the form both are compared in.

    `contained` is the share of probed values that stand in the source; `named` says that the names
    agree, and not the content alone. `child` and `source` are SQL.
    """

    offered: RelationColumn
    origin: RelationColumn
    form: Form
    contained: float = 1.0
    named: bool = False

    @property
    def child(self) -> str:
        return self.form.child(self.offered)

    @property
    def source(self) -> str:
        return self.form.source(self.origin)

    @property
    def equal(self) -> str:
        """SQL of whether the cells are the same; of texts in what stands behind figures, too."""
        if self.form != Same(Reading.NUMBER) or {self.offered.type, self.origin.type} != {
            "VARCHAR"
        }:
            return f"({self.child} IS NOT DISTINCT FROM {self.source})"
        behind = {"one": self.offered.behind, "other": self.origin.behind}
        child, source = (
            quantity(column.read(Reading.TEXT), column.read(Reading.NUMBER), **behind)
            for column in (self.offered, self.origin)
        )
        return f"({child} IS NOT DISTINCT FROM {source})"

    @property
    def near(self) -> str:
        """SQL of whether the cells agree, as far as writing a number out goes.

        A half may have been rounded either way, and many a tool writes fifteen figures of a
        fraction and no more.
        """
        if isinstance(self.form, Rounded | Scaled):
            there, allowed = (
                self.form.exact(self.origin),
                f"0.5 * 1e-{self.form.digits} * (1 + 1e-6)",
            )
        elif (
            self.form == Same(Reading.NUMBER) and self.offered.type == self.origin.type == "DOUBLE"
        ):
            there, allowed = self.source, f"{_WRITTEN_OUT} * abs({self.source})"
        else:
            return self.equal
        near = f"coalesce(abs({self.child} - {there}) <= {allowed}, false)"
        return f"({self.equal} OR {near})"

    @property
    def same(self) -> str:
        """SQL of whether the cells are the same as they stand, which takes less to see."""
        if self.offered.type != self.origin.type or not isinstance(self.form, Same):
            return self.equal
        return f"({self.offered.sql} IS NOT DISTINCT FROM {self.origin.sql})"


@dataclass(frozen=True)
class Candidates:
    """What a column offered may have come from, the likeliest first; one at least."""

    offered: RelationColumn
    pairs: tuple[Pair, ...]
    values: int

    @property
    def named(self) -> bool:
        return self.pairs[0].named


def namesakes(child: Relation, source: Relation) -> tuple[Pair, ...]:
    """Return the pairs of columns of one name and type, if every column offered is in one."""
    pairs = tuple(
        Pair(one, other, Same(common_readings(one, other)[0]), named=True)
        for one, other in _namesakes(child, source)
        if one.type == other.type
    )
    return pairs if len(pairs) == len(child.columns) else ()


def candidates_of(
    engine: Engine,
    child: Relation,
    source: Relation,
    *,
    keys: bool = False,
    strange: Collection[str] = (),
) -> tuple[Candidates, ...]:
    """Return what each column may have come from: its namesake, or else those that hold its values.

    A column that nothing may explain is left out; so are fractions where only `keys` are looked
    for. `values` is how many different ones it has, up to the number that is probed. `strange`
    columns (their SQL) are not what is called like them.
    """
    probes = _Probes.of(engine, child)
    named = {
        column: origin for column, origin in _namesakes(child, source) if column.sql not in strange
    }
    free = [
        column
        for column in child.columns
        if column not in named and not (keys and column.type == "DOUBLE")
    ]
    taken = {column.sql for column in named.values()}
    holding = _by_content(probes, free, [each for each in source.columns if each.sql not in taken])
    found = []
    for column in child.columns:
        origin = named.get(column)
        pairs = holding.get(column.sql, []) if origin is None else _namesake(probes, column, origin)
        if pairs:
            found.append(Candidates(column, tuple(pairs), probes.most(column)))
    return tuple(found)


def common_readings(one: RelationColumn, other: RelationColumn) -> tuple[Reading, ...]:
    """Return the forms both columns can take, the likeliest first.

    Two texts are compared as such before all else; of numbers the text says nothing more.
    """
    both = tuple(reading for reading in one.readings if reading in other.readings)
    if one.type == other.type == "VARCHAR":
        return (Reading.TEXT, *(each for each in both if each is not Reading.TEXT))
    if Reading.NUMBER in both:
        return tuple(each for each in both if each is not Reading.TEXT)
    return both


def _namesakes(
    child: Relation, source: Relation
) -> Iterator[tuple[RelationColumn, RelationColumn]]:
    left = list(source.columns)
    waiting = list(child.columns)
    for shorten in (str, plain_name, bare_name):
        for column in list(waiting):
            name = shorten(column.name)
            found = next((each for each in left if name in map(shorten, each.names)), None)
            if name and found is not None:
                yield column, found
                left.remove(found)
                waiting.remove(column)


@dataclass(frozen=True)
class _Probes:
    """Some values of each column in each form, and in which columns of the source they stand."""

    engine: Engine
    counts: Mapping[tuple[str, Reading], int]
    places: Mapping[str, int]

    @classmethod
    def of(cls, engine: Engine, child: Relation) -> "_Probes":
        counts = {}
        places = {column.sql: place for place, column in enumerate(child.columns)}
        for reading, type in _SQL_TYPES.items():
            engine.run(f"CREATE OR REPLACE TEMP TABLE probe_{reading} (k INT, v {type})")
        for column in child.columns:
            for reading in column.readings:
                counts[column.sql, reading] = _probe(engine, column, reading, places[column.sql])
        return cls(engine, counts, places)

    def contained(self, origin: RelationColumn, reading: Reading) -> dict[int, int]:
        """Return how many of the probes of each column stand in a column of the source."""
        relation = origin.sql.partition(".")[0]
        rows = self.engine.rows(
            f"SELECT k, count(*) FROM probe_{reading} p "
            f"SEMI JOIN {relation} ON p.v = {origin.glance(reading)} GROUP BY k"
        )
        return dict(rows)

    def share(self, found: Mapping[int, int], column: RelationColumn, reading: Reading) -> float:
        """Return the share of a column's probes that were found; of none, nothing."""
        count = self.counts.get((column.sql, reading), 0)
        return found.get(self.places[column.sql], 0) / count if count else 0.0

    def most(self, column: RelationColumn) -> int:
        """Return how many values of a column are probed."""
        return max(self.counts.get((column.sql, each), 0) for each in column.readings)


_SQL_TYPES = {Reading.DATE: "TIMESTAMP", Reading.NUMBER: "DOUBLE", Reading.TEXT: "VARCHAR"}


def _probe(engine: Engine, column: RelationColumn, reading: Reading, place: int) -> int:
    value = column.read(reading)
    engine.run(
        f"INSERT INTO probe_{reading} SELECT {place}, v FROM "
        f"(SELECT DISTINCT {value} AS v FROM child WHERE {value} IS NOT NULL) "
        f"ORDER BY hash(v), v LIMIT {PROBED}"
    )
    return int(engine.one(f"SELECT count(*) FROM probe_{reading} WHERE k = {place}"))


def _namesake(probes: _Probes, column: RelationColumn, origin: RelationColumn) -> list[Pair]:
    """The pair of namesakes, in the form in which most values agree, the first of equals."""
    readings = common_readings(column, origin)
    if len(readings) == 1 or (column.type == origin.type and column.type != "VARCHAR"):
        # Nothing is gained by looking: numbers are compared as numbers.
        return [Pair(column, origin, Same(readings[0]), named=True)]
    shares = {
        reading: probes.share(probes.contained(origin, reading), column, reading)
        for reading in readings
    }
    best = max(readings, key=lambda reading: shares[reading])
    return [Pair(column, origin, Same(best), shares[best], named=True)]


def _by_content(
    probes: _Probes, free: Sequence[RelationColumn], unused: Sequence[RelationColumn]
) -> Mapping[str, list[Pair]]:
    """The columns of the source that hold nearly all values of each column, the fullest first."""
    holding: dict[str, list[Pair]] = {column.sql: [] for column in free}
    for origin in unused if free else ():
        best: dict[str, Pair] = {}
        asked = {reading for column in free for reading in _worth_asking(column, origin)}
        for reading in sorted(asked):
            found = probes.contained(origin, reading)
            for column in free:
                share = probes.share(found, column, reading)
                known = best.get(column.sql)
                if reading in _worth_asking(column, origin) and (
                    share >= _MOST and (known is None or share > known.contained)
                ):
                    best[column.sql] = Pair(column, origin, Same(reading), share)
        for name, pair in best.items():
            holding[name].append(pair)
    for pairs in holding.values():
        pairs.sort(key=lambda pair: (pair.contained, _likeness(pair)), reverse=True)
        del pairs[_MOST_CANDIDATES:]
    return holding


def _worth_asking(column: RelationColumn, origin: RelationColumn) -> tuple[Reading, ...]:
    """The forms of both; texts that are mostly no numbers do not stand in a column of numbers."""
    readings = common_readings(column, origin)
    mixed = (column.type in NUMBER_TYPES) != (origin.type in NUMBER_TYPES)
    return () if mixed and readings == (Reading.TEXT,) else readings


def _likeness(pair: Pair) -> float:
    ratios = (
        SequenceMatcher(None, plain_name(pair.offered.name), plain_name(name)).ratio()
        for name in pair.origin.names
    )
    return max(ratios)
