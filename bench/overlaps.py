"""Measures the search for undeclared sources in a full index; one JSON line a figure.

    python -m bench overlaps [--datasets 100000] [--rounds 40] [--seed 1]

The index is filled with sketches of ten columns a dataset, as a city might have them: dates and
categories, code lists that many share, and values of the dataset's own. A table that is searched
for is whole: its sketch is made as that of a submission is. It ends with status 1 if a bound is
broken.
"""

import argparse
import statistics
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache

import numpy as np
import numpy.typing as npt
from psycopg import Cursor
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from bench.search import Report, database
from verification.index.packing import packed, values_kept
from verification.index.searching import search
from verification.overlap.sketch import IN_HAND
from verification.sketches import ColumnSketch, TableSketch

SEARCH_MS = 500.0
CODE_LISTS = 300
AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)

Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Shelf:
    """Datasets by their numbers: the same seed makes the same ones.

    Those that are searched for have all their values; of the others the least are drawn as such.
    """

    seed: int
    searched: frozenset[int]

    def sketch(self, number: int, *, share: float = 1.0) -> TableSketch:
        """The sketch of a dataset, or of some of its rows and values."""
        draw = np.random.default_rng([self.seed, number])
        rows = int(min(2e6, draw.lognormal(7.5, 1.6) + 20))
        columns = tuple(self._column(draw, (number, place), rows, share) for place in range(10))
        shingles = self._values((number, 99), 2 * rows, share)
        shingled = max(len(shingles), 1) if number in self.searched else 2 * rows
        return TableSketch("t.csv", None, int(rows * share), columns, shingles, shingled)

    def _column(
        self, draw: np.random.Generator, at: tuple[int, int], rows: int, share: float
    ) -> ColumnSketch:
        number, place = at
        chosen, different = draw.power(0.4), int(draw.lognormal(6.5, 2.0))
        if place < 2:
            dates = shared_values(self.seed, CODE_LISTS, min(rows, 365))
            return ColumnSketch("date", "date", len(dates), dates)
        if place < 4:
            # The first code lists stand in thousands of datasets, the last in a few.
            listed = int(CODE_LISTS * chosen)
            codes = shared_values(self.seed, listed, 40 + listed * 13)
            held = codes[codes % 7 != number % 7]
            return ColumnSketch("code", "string", len(held), held[:IN_HAND])
        count = max(3, min(rows, different))
        values = self._values(at, count, share)
        return ColumnSketch("value", "string", max(1, int(count * share)), values)

    def _values(self, of: tuple[int, int], count: int, share: float) -> Hashes:
        """The least hashes of some values, or of a share of them."""
        draw = np.random.default_rng([self.seed, *of])
        if of[0] in self.searched:
            values = draw.integers(2, 2**63, count, dtype=np.uint64)[: max(1, int(count * share))]
            return np.sort(values * np.uint64(2))[:IN_HAND]
        least = np.cumsum(draw.exponential(size=min(count, max(160, 2 * int(count**0.5)))))
        return (np.minimum(least / count, 0.99) * 2**63).astype(np.uint64) * np.uint64(2)


@cache
def shared_values(seed: int, number: int, count: int) -> Hashes:
    """The hashes of a code list that many share."""
    draw = np.random.default_rng([seed, 1, number])
    return np.sort(draw.integers(2, 2**63, count, dtype=np.uint64) * np.uint64(2))


def main(arguments: Sequence[str]) -> int:
    """Run all measurements; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench overlaps", description=__doc__)
    parser.add_argument("--datasets", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    draw = np.random.default_rng(asked.seed)
    chosen = draw.integers(0, asked.datasets, asked.rounds).tolist()
    unknown = [asked.datasets + number for number in chosen]
    report, shelf = Report(), Shelf(asked.seed, frozenset((*chosen, *unknown)))
    with database() as (owner, application):
        began = time.perf_counter()
        fill(owner, shelf, asked.datasets)
        report.say("load", time.perf_counter() - began, "s", datasets=asked.datasets)
        measure_sizes(owner, asked.datasets, report)
        measure_searches(application, shelf, chosen, unknown, report)
    return int(report.broken)


def fill(owner: Engine, shelf: Shelf, count: int) -> None:
    """Write the sketches of datasets, as publishing them would, and let the planner know."""
    with owner.begin() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        with driver.cursor() as cursor:
            cursor.execute("ALTER TABLE sketched_values DROP CONSTRAINT pk_sketched_values")
            for first in range(0, count, 2000):
                numbers = range(first, min(count, first + 2000))
                load(cursor, [(number, shelf.sketch(number).kept()) for number in numbers])
            cursor.execute("SET LOCAL maintenance_work_mem = '1GB'")
            cursor.execute(
                "ALTER TABLE sketched_values "
                "ADD CONSTRAINT pk_sketched_values PRIMARY KEY (value, dataset)"
            )
    with owner.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))


def load(cursor: Cursor, sketches: Sequence[tuple[int, TableSketch]]) -> None:
    """Write some sketches the quick way; datasets and tables are numbered alike."""
    with cursor.copy("COPY sketched_datasets (number, dataset_id) FROM STDIN") as rows:
        for number, _ in sketches:
            rows.write_row((number, dataset_id(number)))
    names = (
        "id, dataset, version_id, published_at, withdrawn, file, digest, rows, shingled, shingles"
    )
    with cursor.copy(f"COPY sketched_tables ({names}) FROM STDIN") as rows:
        for number, sketch in sketches:
            facts = (dataset_id(number), AT, False, sketch.file, "0" * 64, sketch.rows)
            rows.write_row((number, number, *facts, sketch.shingled, packed(sketch.shingles)))
    names = 'table_id, place, name, kind, "distinct", decimals, sample'
    with cursor.copy(f"COPY sketched_columns ({names}) FROM STDIN") as rows:
        for number, sketch in sketches:
            for place, each in enumerate(sketch.columns):
                facts = (each.name, each.kind, each.distinct, 0, packed(each.sample))
                rows.write_row((number, place, *facts))
    with cursor.copy("COPY sketched_values (value, dataset) FROM STDIN") as rows:
        for number, sketch in sketches:
            rows.write("".join(f"{value}\t{number}\n" for value in values_kept(sketch).tolist()))


def dataset_id(number: int) -> uuid.UUID:
    return uuid.UUID(int=number + 1)


def measure_sizes(owner: Engine, datasets: int, report: Report) -> None:
    """Say how much of the disk the index takes, in all and for a column."""
    total = 0
    with owner.connect() as connection:
        for table in ("sketched_values", "sketched_columns", "sketched_tables"):
            size = connection.execute(
                text("SELECT pg_total_relation_size(:name)"), {"name": table}
            ).scalar_one()
            total += size
            report.say("size", size / 2**20, "MiB", relation=table)
        count = connection.execute(text("SELECT count(*) FROM sketched_values")).scalar_one()
    report.say("values", count, "rows", of_a_dataset=round(count / datasets, 1))
    report.say("size-of-a-column", total / datasets / 10, "bytes")


def measure_searches(
    engine: Engine,
    shelf: Shelf,
    chosen: Sequence[int],
    unknown: Sequence[int],
    report: Report,
) -> None:
    """Time the search for tables of each kind, and say how many were found of those there are."""
    kinds = {
        "copies": [shelf.sketch(number) for number in chosen],
        "third-of-the-rows": [shelf.sketch(number, share=1 / 3) for number in chosen],
        "hundredth-of-the-rows": [shelf.sketch(number, share=0.01) for number in chosen],
        "sixty-columns": [
            wide([shelf.sketch(number), *(shelf.sketch(other) for other in unknown[:5])])
            for number in chosen
        ],
        "unrelated": [shelf.sketch(number) for number in unknown],
    }
    for name, sketches in kinds.items():
        times, found = [], 0
        for number, sketch in zip(chosen, sketches, strict=True):
            with Session(engine) as session:
                session.connection()
                began = time.perf_counter()
                tables = search(session, sketch)
                times.append(1000 * (time.perf_counter() - began))
            found += dataset_id(number) in {each.dataset_id for each in tables[:8]}
        report.say(
            f"search-{name}",
            statistics.median(times),
            "ms",
            worst=round(max(times), 1),
            found=f"{found}/{len(times)}",
            bound=SEARCH_MS,
        )


def wide(sketches: Sequence[TableSketch]) -> TableSketch:
    """A table with the columns of several."""
    columns = tuple(column for sketch in sketches for column in sketch.columns)
    return replace(sketches[0], columns=columns)
