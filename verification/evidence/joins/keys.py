"""By which columns two sources were joined, where the joined table keeps none of them.

A key that is right gives most rows again: what a row has of one side leads, by the key, to what it
has of the other. Where none does, everything may be in other rows: of keys that sources share as
joins do, one may lead to the very values that are offered, though not where they stand.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, combinations
from math import log2

from verification.evidence.engine import Engine
from verification.evidence.joins.bridges import Bridge, behind, beyond, number_of, put_together
from verification.evidence.joins.key_pairs import parts_of_values, same_values
from verification.evidence.joins.meetings import Meeting, meeting_of
from verification.evidence.joins.sides import Tied
from verification.evidence.matching import Pair
from verification.evidence.readings import NUMBER_TYPES
from verification.evidence.rows.aligning import tie

_HALF, _MOSTLY, _NEARLY_ALL, _ALL = 0.5, 0.9, 0.95, 0.98
_FEW = 2
"""So many rows of a short table may be forged, and its key be found."""
_MOST_COLUMNS = 3
_ONE = 1.1
"""So often a key stands at most that tells rows apart."""
_MANY = 10


def key_between(engine: Engine, one: Tied, other: Tied) -> Bridge | None:
    """Return the key by which nearly all rows have what both sides have; None if there is none.

    Of several it is the one that tells many more rows apart, or else gives more rows again. What a
    key begins with, or a month of its day, is looked for last. The table `child` is another one
    afterwards.
    """
    for pairing in (same_values, parts_of_values):
        meeting = meeting_of(engine, one, other, pairing)
        found = None if meeting is None else _key_of(meeting)
        if meeting is not None and found is not None:
            return Bridge(meeting.one, meeting.other, found)
    return None


def shuffled_key(engine: Engine, one: Tied, other: Tied) -> Bridge | None:
    """Return the key that leads to the values offered, though in other rows; None if none does.

    It tells rows apart, and what is joined by it stands on both sides. Several must say the same.
    The table `child` is another one afterwards.
    """
    meeting = meeting_of(engine, one, other, same_values)
    if meeting is None or meeting.one.alignment.alike > _ONE:
        return None
    keys = _shared_keys(meeting)
    if not keys or meeting.contained(tuple(dict.fromkeys(chain.from_iterable(keys)))) < _ALL:
        return None
    bridge = Bridge(meeting.one, meeting.other, keys[0])
    return bridge if _leads_to_what_is_offered(meeting, bridge) else None


def _key_of(meeting: Meeting) -> tuple[Pair, ...] | None:
    shares = {pair: meeting.share([pair]) for pair in meeting.pairs}
    most = max(shares.values(), default=0.0)
    if most < max(_HALF, min(_MOSTLY, 1 - _FEW / meeting.rows)):
        return None
    least = _NEARLY_ALL * most
    good = [pair for pair in meeting.pairs if shares[pair] >= least]
    key = [min(good, key=lambda pair: (round(log2(meeting.spread([pair]))), -shares[pair]))]
    while len(key) < _MOST_COLUMNS and meeting.spread(key) > _ONE:
        longer = [[*key, pair] for pair in good if _is_free(pair, key)]
        longer = [each for each in longer if meeting.share(each) >= least]
        best = min(longer, key=meeting.spread, default=key)
        if 2 * meeting.spread(best) > meeting.spread(key):
            break
        key = best
    return tuple(key) if _tells(meeting, key) else None


def _is_free(pair: Pair, key: Sequence[Pair]) -> bool:
    return all(
        pair.offered.sql != each.offered.sql and pair.origin.sql != each.origin.sql for each in key
    )


def _tells(meeting: Meeting, key: Sequence[Pair]) -> bool:
    """Whether a key is not offered, and gives more rows again than chance does."""
    share, chance = meeting.share(key), meeting.share(key, rows="turned")
    offered = all(_is_offered(meeting, pair) for pair in key)
    return not offered and share - chance >= _HALF * (1 - chance)


def _is_offered(meeting: Meeting, pair: Pair) -> bool:
    """Whether both columns of a pair have one and the same offered column tied to them."""
    ours = {
        each.offered.sql
        for each in meeting.one.alignment.tied
        if number_of(each.origin) == number_of(pair.offered)
    }
    return any(
        each.offered.sql in ours and each.origin.sql == pair.origin.sql
        for each in meeting.other.alignment.tied
    )


def _shared_keys(meeting: Meeting) -> list[tuple[Pair, ...]]:
    """The keys of fewest columns that tell rows apart, and that both sides have."""
    held = [pair for pair in meeting.pairs if meeting.contained([pair]) >= _ALL]
    named = [pair for pair in held if pair.named]
    for size in range(1, _MOST_COLUMNS + 1):
        tried = combinations(named if size > 1 else held, size)
        if keys := [key for key in tried if _is_key(meeting, key)]:
            return keys
    return []


def _is_key(meeting: Meeting, key: Sequence[Pair]) -> bool:
    return (
        any(_may_be_code(meeting.engine, pair) for pair in key)
        and meeting.contained(key) >= _ALL
        and meeting.spread(key) <= _ONE
    )


def _may_be_code(engine: Engine, pair: Pair) -> bool:
    """Whether a column holds names or codes, and does not merely count the rows."""
    rows, different, least, most = engine.row(
        "SELECT count(v), count(DISTINCT v), min(v), max(v) "
        f"FROM (SELECT {pair.child} AS v FROM child)"
    )
    if different < _MANY or pair.offered.type not in NUMBER_TYPES:
        return bool(different >= _MANY)
    return bool(least not in (0, 1) or most - least >= _ONE * different or rows > _ONE * different)


def _leads_to_what_is_offered(meeting: Meeting, bridge: Bridge) -> bool:
    """Whether the rows of one side lead to the values offered of the other, each as often."""
    engine, first = meeting.engine, beyond(meeting.left)
    put_together(engine, bridge, "tried").make()
    engine.run(f"CREATE OR REPLACE TEMP TABLE child AS FROM {bridge.other.rows}")
    ties = tie(bridge.one.alignment.tied)
    rows = engine.one(f"SELECT count(*) FROM source SEMI JOIN child ON {ties}")
    if engine.one("SELECT count(*) FROM child") > _ONE * rows:
        # More rows than this key makes: another one has joined each to many.
        return False
    most = 0
    for pair in meeting.own:
        there = replace(pair, origin=behind(pair.origin, first))
        shared, count, different = engine.row(
            f"WITH here AS (SELECT {pair.child} AS v, count(*) AS c FROM child "
            "WHERE v IS NOT NULL GROUP BY v), "
            f"there AS (SELECT {there.source} AS v, count(DISTINCT n) AS c FROM child "
            f"JOIN source ON {ties} WHERE v IS NOT NULL GROUP BY v) "
            "SELECT coalesce(sum(least(here.c, there.c)), 0), "
            "(SELECT sum(c) FROM here), (SELECT count(*) FROM here) FROM here JOIN there USING (v)"
        )
        if not count or shared < _NEARLY_ALL * count:
            return False
        most = max(most, different)
    return most >= _MANY
