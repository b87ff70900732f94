"""Measures lineage with 100,000 edges, depth 30, and carrying an act to 1,000 descendants.

    python -m bench lineage [--edges 100000] [--rounds 15] [--seed 1] [--closure]

It starts a database of its own in a folder that is gone afterwards, with the settings of
`make run`. `--closure` also builds what the walk is compared with: one recursive query a page, and
a table of all pairs, which with more than 20,000 edges no disk is meant for. It ends with status 1
if a bound is broken.
"""

import argparse
import os
import signal
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid4

from sqlalchemy import Engine, delete, func, select, text
from sqlalchemy.orm import Session, sessionmaker

from bench.search import Report, database, median_ms
from bench.woven import Woven, needed, put_up, weave, write
from marketplace.accounts.actor import Actor, Role
from marketplace.catalogue.models import Dataset, Version
from marketplace.config import Settings
from marketplace.lineage.acts import Act
from marketplace.lineage.correction_models import Mark
from marketplace.lineage.corrections import ActFacts, record_correction
from marketplace.lineage.models import Receipt
from marketplace.lineage.queries import ancestors, descendants
from marketplace.notices.models import Notice
from marketplace.services import Services
from marketplace.workflow import propagating
from marketplace.workflow.browsing import Direction, LineageAsked, lineage_of
from marketplace.workflow.propagating import propagate
from marketplace.workflow.standings import go_on_restanding, restand
from storage.database import make_engine, make_session_factory, transaction
from storage.objects import ObjectStore
from storage.queue import JobQueue

PAGE_MS = 50.0
PROPAGATION_S = 5.0
CONCERNED = 1_000
ADMINISTRATOR = Actor(uuid4(), "", frozenset({Role.ADMINISTRATOR}), None)
"""Sees everything: nothing of a page is left out."""
WALKS = {"ancestors": ancestors, "descendants": descendants}


def main(arguments: Sequence[str]) -> int:
    """Run all measurements; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench lineage", description=__doc__)
    parser.add_argument("--edges", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--closure", action="store_true")
    asked = parser.parse_args(arguments)
    report = Report()
    with database() as (owner, application):
        put_up(owner, needed(asked.edges))
        with Session(owner) as session:
            versions = session.execute(select(Version.id).order_by(Version.id)).scalars().all()
        woven = weave(versions[: -2 * CONCERNED], edges=asked.edges, seed=asked.seed)
        write(owner, woven.edges)
        report.say("edges", len(woven.edges), "edges")
        measure_pages(application, woven, asked.rounds, report)
        if asked.closure:
            measure_others(owner, woven, asked.rounds, report)
        measure_standings(application, woven, report)
        measure_propagation(owner, application, versions[-2 * CONCERNED :], report)
    return int(report.broken)


def measure_pages(engine: Engine, woven: Woven, rounds: int, report: Report) -> None:
    """Time the first page both ways from every start: the walk alone, and all the page reads."""
    for name, start in woven.starts.items():
        for way, walk in WALKS.items():
            found = None

            def walked(_: int, walk: Callable[..., object] = walk, start: UUID = start) -> None:
                with Session(engine) as session:
                    walk(session, start)

            def paged(_: int, way: str = way, start: UUID = start) -> None:
                nonlocal found
                with Session(engine) as session:
                    dataset_id = session.get_one(Version, start).dataset_id
                    asked = LineageAsked(Direction(way))
                    found = lineage_of(session, ADMINISTRATOR, dataset_id, 1, asked)

            alone = median_ms(rounds, walked)
            whole = median_ms(rounds, paged)
            assert found is not None
            reached = len(getattr(found, way).nodes)
            report.say(f"walk-{way}-{name}", alone, "ms", nodes=reached, bound=PAGE_MS)
            report.say(f"page-{way}-{name}", whole, "ms", nodes=reached, bound=PAGE_MS)


def measure_others(owner: Engine, woven: Woven, rounds: int, report: Report) -> None:
    """Time the same first page by one recursive query, and by a table of all pairs."""
    for name in ("weave-top", "fan-root", "chain-top"):
        start = {"start": woven.starts[name]}

        def recursive(_: int, start: dict[str, UUID] = start) -> None:
            with owner.connect() as connection:
                connection.execute(text(_RECURSIVE), start).all()

        report.say(f"recursive-descendants-{name}", median_ms(min(rounds, 5), recursive), "ms")
    began = time.perf_counter()
    with owner.begin() as connection:
        connection.execute(text(_CLOSURE_TABLE))
        for _ in range(40):
            if not connection.execute(text(_CLOSURE_STEP)).rowcount:
                break
        connection.execute(text("CREATE INDEX ON closure (source, depth, version)"))
        pairs = connection.execute(text("SELECT count(*) FROM closure")).scalar_one()
        size = connection.execute(text("SELECT pg_total_relation_size('closure')")).scalar_one()
    report.say("closure-build", time.perf_counter() - began, "s", pairs=pairs)
    report.say("closure-size", size / 2**20, "MiB")
    for name in ("weave-top", "fan-root", "chain-top"):
        start = {"start": woven.starts[name]}

        def listed(_: int, start: dict[str, UUID] = start) -> None:
            with owner.connect() as connection:
                connection.execute(text(_CLOSURE_PAGE), start).all()

        report.say(f"closure-descendants-{name}", median_ms(rounds, listed), "ms")
    with owner.begin() as connection:
        connection.execute(text("DROP TABLE closure"))


def measure_standings(engine: Engine, woven: Woven, report: Report) -> None:
    """Time working out anew where a version stands whose descendants are the whole weave."""
    began = time.perf_counter()
    with Session(engine) as session, session.begin():
        changed = restand(session, [woven.starts["weave-top"]], at=datetime.now(UTC))
    report.say("restand-asked", time.perf_counter() - began, "s", changed=len(changed))
    go_on_restanding(services_on(engine))
    report.say("restand-weave", time.perf_counter() - began, "s")


def measure_propagation(
    owner: Engine, application: Engine, versions: Sequence[UUID], report: Report
) -> None:
    """Time carrying an act to 1,000 descendants, 1,000 owners and 1,000 who were given it."""
    root, *made = versions[: CONCERNED + 1]
    edges = [(version, root if at < 10 else made[at // 10 - 1]) for at, version in enumerate(made)]
    write(owner, edges)
    with Session(owner) as session, session.begin():
        for version_id in made:
            dataset_id = session.get_one(Version, version_id).dataset_id
            session.get_one(Dataset, dataset_id).owner_id = uuid4()
        at = datetime.now(UTC)
        for place in range(CONCERNED):
            holder, held = uuid4(), made[place % 7] if place % 2 else root
            session.add(Receipt(account_id=holder, version_id=held, digest="0" * 64, at=at))
    services = services_on(application)
    first, second = (begin(services, root, Act.WITHDRAW) for _ in range(2))
    began = time.perf_counter()
    propagate(services, first)
    took = time.perf_counter() - began
    marks, notices = counted(services)
    report.say("propagation", took, "s", marks=marks, told=notices, bound=PROPAGATION_S)
    with transaction(services.make_session) as session:
        session.execute(delete(Notice))
    runs = killed_again_and_again(services, second)
    marks, notices = counted(services)
    report.say("propagation-killed", runs, "runs", marks=marks - CONCERNED, told=notices)
    if (marks - CONCERNED, notices) != (CONCERNED, 2 * CONCERNED):
        report.say("missed-or-doubled", 1, "times", bound=0)


def killed_again_and_again(services: Services, correction_id: UUID) -> int:
    """Carry an act on in processes that are killed, each a little later than the one before."""
    propagating.WALKED_AT_ONCE = propagating.TOLD_AT_ONCE = 100
    for run in range(1, 1_000):
        child = os.fork()
        if child == 0:
            own = make_engine(services.settings.database_url)
            propagate(services_on(own), correction_id)
            os._exit(0)
        time.sleep(0.01 * run)
        ended, _ = os.waitpid(child, os.WNOHANG)
        if ended:
            return run
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    raise AssertionError("it never ended")


def counted(services: Services) -> tuple[int, int]:
    """Return how many marks and notices there are."""
    with transaction(services.make_session) as session:
        marks = session.execute(select(func.count()).select_from(Mark)).scalar_one()
        notices = session.execute(select(func.count()).select_from(Notice)).scalar_one()
    return marks, notices


def begin(services: Services, version_id: UUID, act: Act) -> UUID:
    """Record an act of somebody whom nothing else concerns."""
    at = datetime.now(UTC)
    with transaction(services.make_session) as session:
        facts = ActFacts(act=act, reason="값이 틀렸습니다.", holds_from=at)
        owner_id = session.execute(
            select(Dataset.owner_id)
            .join(Version, Version.dataset_id == Dataset.id)
            .where(Version.id == version_id)
        ).scalar_one()
        return record_correction(session, version_id, facts, by=owner_id, at=at).id


def services_on(engine: Engine) -> Services:
    """Return services on a database; no other part is asked for anything."""
    settings = Settings(
        database_url=engine.url.render_as_string(hide_password=False),
        s3_endpoint="http://127.0.0.1:9",
        s3_access_key="none",
        s3_secret_key="none",  # noqa: S106 -- nothing listens there
        redis_url="redis://127.0.0.1:9",
        secret_key="none",  # noqa: S106
    )
    made: sessionmaker[Session] = make_session_factory(engine)
    keys = {"access_key": settings.s3_access_key, "secret_key": settings.s3_secret_key}
    store = ObjectStore(endpoint=settings.s3_endpoint, **keys)
    return Services(settings, engine, made, store, JobQueue(settings.redis_url))


_RECURSIVE = """
WITH RECURSIVE walk(version, depth) AS (
  SELECT version_id, 1 FROM derivations WHERE source_version_id = :start
  UNION
  SELECT version_id, depth + 1 FROM walk
  JOIN derivations ON source_version_id = version WHERE depth < 32
)
SELECT version, min(depth) FROM walk GROUP BY version ORDER BY 2, 1 LIMIT 101
"""
_CLOSURE_TABLE = """
CREATE TABLE closure AS
SELECT version_id AS version, source_version_id AS source, 1 AS depth FROM derivations;
CREATE UNIQUE INDEX ON closure (version, source)
"""
_CLOSURE_STEP = """
INSERT INTO closure
SELECT DISTINCT ON (closure.version, derivations.source_version_id)
  closure.version, derivations.source_version_id, closure.depth + 1
FROM closure JOIN derivations ON derivations.version_id = closure.source
WHERE closure.depth = (SELECT max(depth) FROM closure)
ON CONFLICT DO NOTHING
"""
_CLOSURE_PAGE = """
SELECT version, depth FROM closure WHERE source = :start ORDER BY depth, version LIMIT 101
"""
