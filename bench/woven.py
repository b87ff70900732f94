"""Lineages to measure on: wide fans, long chains, diamonds, and a dense weave of generations."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID, uuid4

from sqlalchemy import Engine, text

Edge = tuple[UUID, UUID]
"""A version, and one it was made from."""

DEPTH = 30
CHAINS = 20
WOVEN = 0.78
FANNED = 0.2


@dataclass(frozen=True)
class Woven:
    """The edges, and the versions it is worth starting from, by what they stand in."""

    edges: tuple[Edge, ...]
    starts: Mapping[str, UUID]


def weave(versions: Sequence[UUID], *, edges: int, seed: int) -> Woven:
    """Return so many edges between some versions, about, the longest way being 30 steps."""
    draw, left = random.Random(seed), list(versions)
    made: list[Edge] = []
    starts: dict[str, UUID] = {}
    layers = _layers(left, int(edges * WOVEN))
    made += _between(draw, layers)
    starts |= {"weave-top": layers[0][0], "weave-bottom": layers[-1][0]}
    starts["weave-middle"] = layers[DEPTH // 2][0]
    root, *leaves = _taken(left, int(edges * FANNED) + 1)
    made += ((leaf, root) for leaf in leaves)
    starts |= {"fan-root": root, "fan-leaf": leaves[0]}
    for _ in range(CHAINS):
        chain = _taken(left, DEPTH + 1)
        made += ((version, source) for source, version in pairwise(chain))
    starts |= {"chain-top": chain[0], "chain-bottom": chain[-1]}
    rungs = [_taken(left, 2) for _ in range(DEPTH + 1)]
    for above, below in pairwise(rungs):
        made += ((version, source) for version in below for source in above)
    starts |= {"diamonds-top": rungs[0][0], "diamonds-bottom": rungs[-1][0]}
    return Woven(tuple(made), starts)


def needed(edges: int) -> int:
    """Return how many versions such a lineage takes, and some to spare."""
    woven = int(edges * WOVEN) // (3 * DEPTH) * (DEPTH + 1)
    return int(woven + edges * FANNED + CHAINS * (DEPTH + 1) + 2 * (DEPTH + 1)) + 2_100


def _layers(left: list[UUID], edges: int) -> list[list[UUID]]:
    broad = edges // (3 * DEPTH)
    return [_taken(left, broad) for _ in range(DEPTH + 1)]


def _between(draw: random.Random, layers: Sequence[Sequence[UUID]]) -> Iterator[Edge]:
    for above, below in pairwise(layers):
        for version in below:
            yield from ((version, source) for source in draw.sample(above, 3))


def _taken(left: list[UUID], count: int) -> list[UUID]:
    taken, left[:] = left[:count], left[count:]
    assert len(taken) == count
    return taken


def put_up(owner: Engine, count: int) -> None:
    """Put up so many datasets of one version, without any words to search."""
    with owner.begin() as connection:
        for statement in _SHELF:
            connection.execute(text(statement), {"count": count} if ":count" in statement else {})


_SHELF = (
    """
INSERT INTO datasets (id, owner_id, latest_number, first_published_at, published_at, title_ko,
  kind, category, generation, assurance, licence, access, formats, keywords, summary, head_text,
  body_text, grams)
SELECT gen_random_uuid(), gen_random_uuid(), 1, now(), now(), '정류장별 승차 ' || n, 'data',
  '교통물류', 0, 'obtained', 'CC-BY-4.0', 'public', '{CSV}', '{버스}', '', '', '', '{}'
FROM generate_series(1, :count) AS n
""",
    """
INSERT INTO versions (id, dataset_id, number, submission_id, maker_id, publisher, published_at,
  title, description, kind, category, keywords, licence, access, columns, sources, generation,
  assurance, report_digest, previews)
SELECT gen_random_uuid(), id, 1, gen_random_uuid(), owner_id, '세종시', now(),
  jsonb_build_object('ko', title_ko), '{"ko": "모은 것입니다."}', kind, category, keywords, licence,
  access, '[{"name": "정류장"}, {"name": "승차"}]', '[]', 0, assurance, repeat('0', 64), '[]'
FROM datasets
""",
)
"""A shelf as the database makes it itself: the words that search reads would take minutes."""


def write(owner: Engine, edges: Sequence[Edge]) -> None:
    """Write the edges, and let the planner know of them as autovacuum would."""
    positions: dict[UUID, int] = {}
    with owner.begin() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        columns = "id, version_id, position, source_version_id, how, assurance, licence_then"
        with (
            driver.cursor() as cursor,
            cursor.copy(
                f"COPY derivations ({columns}, generation_then, assurance_then, at) FROM STDIN"
            ) as copy,
        ):
            for version, source in edges:
                position = positions[version] = positions.get(version, 0) + 1
                facts = ("join", "obtained", "CC-BY-4.0", 0, "original", "2026-01-01T00:00:00Z")
                copy.write_row((uuid4(), version, position, source, *facts))
    with owner.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
