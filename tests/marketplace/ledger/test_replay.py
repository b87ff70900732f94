from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from hypothesis import given

from marketplace.ledger.facts import Download, EventFacts, MenuUse, PostingFacts, Upload, Withdrawal
from marketplace.ledger.replay import replay
from tests.marketplace.ledger.deeds import Happening, lives
from tests.marketplace.ledger.examples import RULES


def told(life: Iterable[Happening]) -> list[tuple[EventFacts, PostingFacts | None]]:
    """Replay a life in which a version is published once and withdrawn once at most."""
    events, once = [], set()
    for place, (actor, deed, at) in enumerate(life):
        if isinstance(deed, Upload | Withdrawal):
            if actor.id is None or (deed.kind, deed.version.version) in once:
                continue
            once.add((deed.kind, deed.version.version))
        events.append(EventFacts(UUID(int=place), actor, deed, at))
    return list(replay(events, [RULES]))


@given(lives)
def test_nothing_is_recognised_beyond_its_weight(life: list[Happening]) -> None:
    for _, posting in told(life):
        if posting is not None:
            assert posting.recognised in (0, posting.amount)


@given(lives)
def test_a_person_has_at_most_one_point_for_a_version(life: list[Happening]) -> None:
    counted = Counter(
        (event.actor.id, event.deed.version.version)
        for event, posting in told(life)
        if isinstance(event.deed, Download) and posting and posting.recognised
    )

    assert max(counted.values(), default=1) == 1


@given(lives)
def test_a_person_has_at_most_three_menus_a_day(life: list[Happening]) -> None:
    counted = Counter(
        (posting.account, posting.day)
        for event, posting in told(life)
        if isinstance(event.deed, MenuUse) and posting and posting.recognised
    )

    assert max(counted.values(), default=0) <= RULES.menus_per_day


@given(lives)
def test_nobody_ends_below_nothing(life: list[Happening]) -> None:
    balance: Counter[UUID] = Counter()
    for _, posting in told(life):
        if posting is not None:
            balance[posting.account] += posting.recognised

    assert all(points >= 0 for points in balance.values())


@given(lives)
def test_telling_it_again_gives_the_same(life: list[Happening]) -> None:
    assert told(life) == told(life)
