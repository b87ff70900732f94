"""Measures the comparison with a source of ten million rows; one JSON line a figure.

    python -m bench evidence [--rows 10000000] [--offered 500000] [--seed 1] [--peer]

Rows of ten columns, as a transport card system has them, are drawn with a seed. Offered are rows of
it and aggregates by day and route, honest and forged. Every comparison has to come to its verdict
within the bound. `--peer` does by hand in pandas what is checked, with the keys and functions told.
It ends with status 1 if a bound is broken or a verdict is wrong.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from bench.search import Report
from verification.evidence.deriving import HOW, Tables
from verification.evidence.differences import Verdict, verdict_of
from verification.evidence.engine import Bounds, borrowed, opened
from verification.evidence.relations import Held, offered, united

BOUND_S = 10.0
ROUTES, DAYS, STOPS = 500, 1_000, 9_000


@dataclass(frozen=True)
class Case:
    """Something offered: how it is said to be made, its SQL over `s`, and what it comes to."""

    name: str
    how: str
    sql: str
    verdict: Verdict


_ROWS = "SELECT * FROM s WHERE hash(id) % {part} = 0"
_GROUPS = (
    "SELECT d, route, sum(a) AS total, round(avg(f), 2) AS mean, count(*) AS n, max(q) AS most "
    "FROM s WHERE hash(route) % 24 = 0 GROUP BY d, route"
)
_ONE = "row_number() OVER (ORDER BY {order}) = 777"
_MOVED = (
    "SELECT g.* EXCLUDE (place) REPLACE (o.total AS total) FROM "
    "(SELECT *, row_number() OVER (ORDER BY d, route) AS place FROM ({groups})) g JOIN "
    "(SELECT total, row_number() OVER (ORDER BY hash(d), route) AS place FROM ({groups})) o "
    "USING (place)"
)


def cases(part: int) -> tuple[Case, ...]:
    """Return what is offered; a subset has every `part`-th row of the source."""
    rows = _ROWS.format(part=part)
    one_row, one_group = _ONE.format(order="id"), _ONE.format(order="d, route")
    return (
        Case("subset", "subset", rows, Verdict.CONSISTENT),
        Case(
            "subset-one-cell-changed",
            "subset",
            f"SELECT * REPLACE (f + ({one_row})::INT AS f) FROM ({rows})",
            Verdict.CONTRADICTED,
        ),
        Case(
            "subset-under-other-names",
            "subset",
            f"SELECT * FROM ({rows}) AS t(c1, c2, c3, c4, c5, c6, c7, c8, c9, c10)",
            Verdict.CONSISTENT,
        ),
        Case("aggregate", "aggregate", _GROUPS, Verdict.CONSISTENT),
        Case(
            "aggregate-one-cell-changed",
            "aggregate",
            f"SELECT * REPLACE (total + 5 * ({one_group})::INT AS total) FROM ({_GROUPS})",
            Verdict.CONTRADICTED,
        ),
        Case(
            "aggregate-in-other-rows",
            "aggregate",
            _MOVED.format(groups=_GROUPS),
            Verdict.CONTRADICTED,
        ),
        Case(
            "aggregate-scaled",
            "aggregate",
            f"SELECT * REPLACE (mean * 1000 AS mean) FROM ({_GROUPS})",
            Verdict.CONTRADICTED,
        ),
    )


def main(arguments: Sequence[str]) -> int:
    """Run all measurements; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench evidence", description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--offered", type=int, default=500_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peer", action="store_true")
    asked = parser.parse_args(arguments)
    report = Report()
    with tempfile.TemporaryDirectory(prefix="hw-bench-") as name:
        folder = Path(name)
        source = _drawn(folder, asked.rows, asked.seed)
        for case in cases(max(1, asked.rows // asked.offered)):
            child = _written(folder, source, case)
            _measure(folder, source, child, case, report)
            if asked.peer and case.name in _PEERS:
                began = time.perf_counter()
                _PEERS[case.name](source, child)
                report.say(f"pandas-{case.name}", time.perf_counter() - began, "s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    report.say("peak-memory", peak, "MiB")
    return int(report.broken)


def _drawn(folder: Path, rows: int, seed: int) -> Path:
    path = folder / "source.parquet"
    # Drawn by hashes of the row's number: the same seed makes the same rows on any machine.
    number = f"(hash(i, {seed}, {{salt}}) % {{of}})::BIGINT"

    def drawn(salt: int, of: int) -> str:
        return number.format(salt=salt, of=of)

    with duckdb.connect() as engine:
        engine.execute(
            f"COPY (SELECT i AS id, DATE '2020-01-01' + {drawn(1, DAYS)}::INT AS d, "
            f"'정류장 ' || {drawn(2, STOPS)} AS stop, '노선 ' || {drawn(3, ROUTES)} AS route, "
            f"{drawn(4, 90_000)} AS a, {drawn(5, 1_000_000)} / 100 AS f, "
            f"'C' || {drawn(6, 2_000_000)} AS card, {drawn(7, 24)} AS hh, "
            f"CASE WHEN {drawn(8, 20)} > 0 THEN {drawn(9, 500)} END AS q, "
            f"CASE WHEN {drawn(10, 2)} = 0 THEN 'Y' ELSE 'N' END AS yn "
            f"FROM range({rows}) AS r(i)) TO '{path}' (FORMAT parquet)"
        )
    return path


def _written(folder: Path, source: Path, case: Case) -> Path:
    path = folder / f"{case.name}.parquet"
    with duckdb.connect() as engine:
        engine.execute(f"CREATE VIEW s AS FROM '{source}'")
        engine.execute(f"COPY ({case.sql}) TO '{path}' (FORMAT parquet)")
    return path


def _measure(folder: Path, source: Path, child: Path, case: Case, report: Report) -> None:
    shelf = folder / f"shelf-{case.name}"
    shelf.mkdir()
    began, worked = time.perf_counter(), time.process_time()
    with opened(shelf, Bounds()) as engine:
        table = offered(engine, Held.of(borrowed(child, shelf, "offered.parquet")))
        union = united(engine, [Held.of(borrowed(source, shelf, "source.parquet"))])
        compared = HOW[case.how](Tables(engine, table, union))
    took, cpu = time.perf_counter() - began, round(time.process_time() - worked, 2)
    found = verdict_of(compared, compared.differences)
    report.say(case.name, took, "s", cpu=cpu, rows=union.rows, verdict=found.value, bound=BOUND_S)
    if found is not case.verdict:
        sys.stderr.write(f"{case.name}: {found.value} and not {case.verdict.value}\n")
        report.broken = True


def _subset_in_pandas(source: Path, child: Path) -> None:
    pd.read_parquet(child).merge(pd.read_parquet(source), how="left", indicator=True)


def _aggregate_in_pandas(source: Path, child: Path) -> None:
    rows = pd.read_parquet(source, columns=["d", "route", "a", "f", "q"])
    groups = rows.groupby(["d", "route"], as_index=False).agg(
        total=("a", "sum"), mean=("f", "mean"), n=("a", "size"), most=("q", "max")
    )
    pd.read_parquet(child).merge(groups, on=["d", "route"], how="left", indicator=True)


_PEERS: Mapping[str, Callable[[Path, Path], None]] = {
    "subset": _subset_in_pandas,
    "aggregate": _aggregate_in_pandas,
}
