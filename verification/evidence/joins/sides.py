"""The sides of a join: which columns came from which, and which rows have anything of one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from verification.evidence.engine import Engine
from verification.evidence.matching import candidates_of
from verification.evidence.relations import Relation
from verification.evidence.rows.aligning import Alignment, aligned
from verification.evidence.rows.locating import Located, locate

_LOCATED = ("differing", "found", "absent")


@dataclass(frozen=True)
class Side:
    """Tables of one form: `make` makes them the `source` of the engine; `owners` are theirs.

    `parts` are the sides it was put together from, by `keys`, names of columns; none: it is one.
    """

    make: Callable[[], Relation]
    owners: frozenset[int]
    parts: tuple["Side", ...] = ()
    keys: tuple[str, ...] = ()

    @property
    def ends(self) -> tuple["Side", ...]:
        """The sides it was put together from in the end; itself, where it is one."""
        return tuple(end for part in self.parts for end in part.ends) or (self,)


@dataclass(frozen=True)
class Tied:
    """A side, the offered rows that have something of it (`rows`), and how these are tied to it.

    `partners` says that every offered row has: it was no join that keeps what finds no partner.
    """

    side: Side
    rows: str
    partners: bool
    alignment: Alignment

    @property
    def columns(self) -> set[str]:
        """The SQL of the columns by which rows are found there."""
        return {pair.offered.sql for pair in self.alignment.tied}


def ties_of(engine: Engine, child: Relation, sides: Sequence[Side]) -> list[Tied]:
    """Tie the offered rows to each side; of a source with several tables not all need be.

    The table `child` is another one afterwards: see `take`.
    """
    engine.run("CREATE OR REPLACE TEMP TABLE offered AS FROM child")
    held = [_held(engine, child, side) for side in sides]
    ties = []
    for number, side in enumerate(sides):
        others = set().union(*held[:number], *held[number + 1 :])
        rows, partners = _with_something_of(engine, number, held[number] - others)
        ties.append(Tied(side, rows, partners, _aligned(engine, child, side, rows)))
    tied_owners = [each.side.owners for each in ties if each.alignment.tied]
    used = [
        each
        for each in ties
        if each.alignment.tied or not any(each.side.owners & owners for owners in tied_owners)
    ]
    return list(_without_others(engine, child, used))


def take(engine: Engine, child: Relation, tied: Tied) -> tuple[Relation, Relation]:
    """Make the rows that have something of a side the `child`, and the side the `source`."""
    return _rows(engine, child, tied.rows), tied.side.make()


def give_back(engine: Engine) -> None:
    """Make all offered rows the `child` again."""
    _become_child(engine, "offered")


def locate_all(engine: Engine, child: Relation, ties: Sequence[Tied]) -> list[Located]:
    """Look for the rows on every side; a cell that is as another side has it came from there.

    What is located on a side is at hand after `recall`.
    """
    located = []
    for number, tied in enumerate(ties):
        take(engine, child, tied)
        elsewhere = _elsewhere(ties, tied)
        located.append(locate(engine, tied.alignment, shared=elsewhere))
        for name in _LOCATED:
            engine.run(f"CREATE OR REPLACE TEMP TABLE {name}_{number} AS FROM {name}")
    for number in range(len(ties)):
        engine.run(f"CREATE OR REPLACE TEMP TABLE excused_{number} (n BIGINT, k INT)")
        for other, beside in enumerate(ties):
            if other != number:
                _excuse(engine, located, number, other, beside.rows)
    return located


def recall(engine: Engine, number: int) -> None:
    """Make what was located on a side the tables of that again."""
    for name in _LOCATED:
        engine.run(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM {name}_{number}")
    engine.run(
        "CREATE OR REPLACE TEMP TABLE differing AS "
        f"SELECT * FROM differing ANTI JOIN excused_{number} USING (n, k)"
    )


def _held(engine: Engine, child: Relation, side: Side) -> set[str]:
    return {each.offered.sql for each in candidates_of(engine, child, side.make())}


def _with_something_of(engine: Engine, number: int, own: set[str]) -> tuple[str, bool]:
    """The rows where any of the columns that only one side has is filled, as a table's name."""
    filled = " OR ".join(f"{sql} IS NOT NULL" for sql in sorted(own)) or "true"
    name = f"offered_{number}"
    engine.run(
        f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM offered AS child WHERE {filled}"
    )
    lonely = engine.one(f"SELECT (SELECT count(*) FROM offered) - (SELECT count(*) FROM {name})")
    return ("offered", True) if not lonely else (name, False)


def _aligned(
    engine: Engine, child: Relation, side: Side, rows: str, strange: frozenset[str] = frozenset()
) -> Alignment:
    offered, source = _rows(engine, child, rows), side.make()
    candidates = candidates_of(engine, offered, source, strange=strange)
    return aligned(engine, offered, source, candidates)


def _without_others(engine: Engine, child: Relation, ties: Sequence[Tied]) -> Iterator[Tied]:
    """Tie anew what has columns of other sides: those that have a namesake here by chance."""
    for tied in ties:
        elsewhere = _elsewhere(ties, tied)
        alignment = tied.alignment
        strange = frozenset(
            pair.offered.sql for pair in alignment.changed if pair.offered.sql in elsewhere
        )
        if strange:
            alignment = _aligned(engine, child, tied.side, tied.rows, strange)
        yield replace(
            tied,
            alignment=replace(
                alignment,
                changed=tuple(
                    each for each in alignment.changed if each.offered.sql not in elsewhere
                ),
                alone=tuple(each for each in alignment.alone if each.sql not in elsewhere),
            ),
        )


def _elsewhere(ties: Sequence[Tied], tied: Tied) -> set[str]:
    return set().union(*(each.columns for each in ties if each is not tied))


def _excuse(engine: Engine, located: Sequence[Located], number: int, other: int, rows: str) -> None:
    """Excuse the cells that differ here and are as the other side has them, in rows found there."""
    there = {pair.offered.sql: k for k, pair in enumerate(located[other].pairs)}
    for k, pair in enumerate(located[number].pairs):
        if pair.offered.sql in there:
            engine.run(
                f"INSERT INTO excused_{number} SELECT n, k FROM differing_{number} "
                f"WHERE k = {k} AND n IN (SELECT n FROM {rows}) "
                f"AND n NOT IN (SELECT n FROM absent_{other}) AND n NOT IN "
                f"(SELECT n FROM differing_{other} WHERE k = {there[pair.offered.sql]})"
            )


def _rows(engine: Engine, child: Relation, rows: str) -> Relation:
    _become_child(engine, rows)
    return replace(child, rows=int(engine.one("SELECT count(*) FROM child")))


def _become_child(engine: Engine, rows: str) -> None:
    engine.run(f"CREATE OR REPLACE TEMP TABLE child AS FROM {rows}")
