"""Measures search, dataset pages and publishing with a full shelf; one JSON line a figure.

    python -m bench search [--datasets 100000] [--rounds 15] [--seed 1]

It starts a database of its own in a folder that is gone afterwards, with the settings of `make run`
so what it says holds for the embedded database on this machine. It ends with status 1 if a bound
is broken.
"""

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from bench.generate import BYTES, load
from marketplace.catalogue.asked import read_search
from marketplace.catalogue.models import Dataset
from marketplace.catalogue.queries import get_dataset
from marketplace.catalogue.search import find_datasets
from marketplace.catalogue.service import publish_version
from marketplace.catalogue.values import Description, PublishedFile, PublishedVersion, Texts
from marketplace.catalogue.visibility import EVERYTHING, PUBLIC
from marketplace.stack.part import running
from marketplace.stack.postgres import APP, OWNER, Postgres
from migrations.run import migrate
from storage.database import make_engine

FEW = 100
SEARCH_MS = 50.0
QUERIES: dict[str, dict[str, list[str]]] = {
    "list": {},
    "list-uses": {"sort": ["uses"]},
    "list-title": {"sort": ["title"]},
    "list-page-20": {"page": ["20"]},
    "category": {"category": ["교육"]},
    "format": {"format": ["XLSX"]},
    "period": {"from": ["2024-01-01"], "to": ["2024-02-01"]},
    "rare-two": {"q": ["귈꽸"]},
    "rare-pair": {"q": ["미세먼지 도담동"]},
    "rare-filtered": {"q": ["캠핑장"], "generation": ["2"]},
    "common-one": {"q": ["별"]},
    "common-two": {"q": ["현황"]},
    "common-three": {"q": ["데이터"]},
    "common-long": {"q": ["세종특별자치시"]},
    "common-english": {"q": ["Latitude"]},
    "common-uses": {"q": ["현황"], "sort": ["uses"]},
    "middling": {"q": ["자전거"]},
    "middling-pair": {"q": ["버스 현황"]},
    "nothing": {"q": ["없는낱말"]},
    "nothing-english": {"q": ["xylophone"]},
}


@dataclass
class Report:
    """Prints figures and remembers whether a bound was broken."""

    broken: bool = False

    def say(self, figure: str, value: float, unit: str, **more: Any) -> None:
        """Print one figure; a `bound` among the rest is held against the value."""
        bound = more.get("bound")
        self.broken = self.broken or (bound is not None and value > bound)
        print(json.dumps({"figure": figure, "value": round(value, 2), "unit": unit, **more}))
        sys.stdout.flush()


def main(arguments: Sequence[str]) -> int:
    """Run all measurements; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench search", description=__doc__)
    parser.add_argument("--datasets", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    report = Report()
    with database() as engines:
        owner, application = engines
        fill(owner, FEW, asked.seed)
        few = median_ms(asked.rounds * 4, lambda number: publish(application, number))
        report.say("publish-with-100", few, "ms")
        began = time.perf_counter()
        fill(owner, asked.datasets, asked.seed + 1)
        report.say("load", time.perf_counter() - began, "s", datasets=asked.datasets)
        many = median_ms(asked.rounds * 4, lambda number: publish(application, number))
        report.say("publish", many, "ms", datasets=asked.datasets, bound=round(few * 1.5 + 2, 2))
        measure_sizes(owner, report)
        measure_searches(application, asked.rounds, report)
        measure_pages(application, asked.rounds, report)
    return int(report.broken)


@contextmanager
def database() -> Iterator[tuple[Engine, Engine]]:
    """Yield two engines on a migrated database that is gone afterwards: owner's, application's."""
    with tempfile.TemporaryDirectory(prefix="hw-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        server = Postgres(folder / "postgres", folder / "sockets")
        with running(server, folder / "postgres.log"):
            server.ensure_database()
            owner, application = make_engine(server.url(OWNER)), make_engine(server.url(APP))
            migrate(owner, app_role=APP)
            yield owner, application
            owner.dispose()
            application.dispose()


def fill(owner: Engine, count: int, seed: int) -> None:
    """Write datasets, and let the planner know of them as autovacuum would."""
    with owner.begin() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        with driver.cursor() as cursor:
            load(cursor, count=count, seed=seed)
    with owner.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))


def measure_searches(engine: Engine, rounds: int, report: Report) -> None:
    """Time every query of the set as the web does: one transaction, facets and page."""
    medians = []
    for name, given in QUERIES.items():
        search = read_search(given)
        times, found = [], None
        for _ in range(rounds):
            with Session(engine) as session:
                session.connection()
                began = time.perf_counter()
                found = find_datasets(session, search, PUBLIC)
                times.append(1000 * (time.perf_counter() - began))
        assert found is not None
        medians.append(statistics.median(times))
        report.say(
            f"search-{name}",
            medians[-1],
            "ms",
            worst=round(max(times), 2),
            matches=found.count,
            count_is=found.count_is,
            bound=SEARCH_MS,
        )
    report.say("search-median-of-all", statistics.median(medians), "ms", bound=SEARCH_MS)


def measure_pages(engine: Engine, rounds: int, report: Report) -> None:
    """Time what a dataset's page reads."""
    with Session(engine) as session:
        ids = session.execute(select(Dataset.id).limit(rounds * 4)).scalars().all()

    def read(number: int) -> None:
        with Session(engine) as session:
            get_dataset(session, ids[number], EVERYTHING)

    report.say("dataset-page", median_ms(len(ids), read), "ms", bound=SEARCH_MS)


def measure_sizes(owner: Engine, report: Report) -> None:
    """Say how large the searched table and its index of words are."""
    with owner.connect() as connection:
        for figure, relation in (("rows-size", "datasets"), ("words-size", "ix_datasets_grams")):
            size = connection.execute(text("SELECT pg_relation_size(:name)"), {"name": relation})
            report.say(figure, size.scalar_one() / 2**20, "MiB", relation=relation)


def publish(engine: Engine, number: int) -> None:
    """Publish one more dataset, its transaction included."""
    draw = random.Random(number)
    words = " ".join(draw.choice(list("가나다라마바사아자차카타파하")) * 2 for _ in range(40))
    described = Description(
        title=Texts(f"세종특별자치시 정류장별 승차 집계 {number}"),
        description=Texts(words),
        kind="data",
        category="교통물류",
        licence="KOGL-1",
        access="public",
        keywords=("버스", "승하차"),
        columns=tuple({"name": name} for name in ("정류장", "승차", "하차", "latitude")),
    )
    published = PublishedVersion(
        submission_id=uuid4(),
        maker_id=UUID(int=number),
        described=described,
        files=(PublishedFile("승차.csv", "text/csv", 1, BYTES),),
        generation=0,
        assurance="original",
        report_digest=BYTES,
    )
    with Session(engine) as session, session.begin():
        publish_version(session, published, at=datetime.now(UTC))


def median_ms(rounds: int, once: Callable[[int], None]) -> float:
    """Return the median time of calls, in milliseconds; the first is not counted."""
    times = []
    for number in range(rounds):
        began = time.perf_counter()
        once(number)
        times.append(1000 * (time.perf_counter() - began))
    return statistics.median(times[1:])
