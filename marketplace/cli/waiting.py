"""Waiting for the workers: until every submission is through, or nobody seems to work."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from uuid import UUID

from marketplace.services import Services
from marketplace.workflow import importing
from marketplace.workflow.importing import UNDER_WAY, Standing
from storage.database import transaction

Tell = Callable[[str, int, int], None]
"""Told how far it is: what is being done, how many of how many."""

PATIENCE = 60.0
"""Seconds in which no worker stirs before it is said that none seems to run."""

PAUSE = 0.25
ASKED_AT_ONCE = 500


def standings(services: Services, ids: Sequence[UUID]) -> Mapping[UUID, Standing]:
    """Return where each submission stands."""
    found: dict[UUID, Standing] = {}
    for some in _chunks(ids):
        with transaction(services.make_session) as session:
            found.update(importing.standings(session, some))
    return found


def wait_for(
    services: Services, ids: Sequence[UUID], *, patience: float = PATIENCE, tell: Tell
) -> bool:
    """Wait until none of the submissions is the workers'; False if no worker stirs any more."""
    left, pulse, since = list(ids), None, time.monotonic()
    while True:
        found = standings(services, left)
        left = [each for each in left if found[each].state in UNDER_WAY]
        tell("verifying", len(ids) - len(left), len(ids))
        if not left:
            return True
        with transaction(services.make_session) as session:
            now = importing.pulse(session)
        if now != pulse:
            pulse, since = now, time.monotonic()
        elif time.monotonic() - since > patience:
            return False
        time.sleep(PAUSE)


def _chunks(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for start in range(0, len(ids), ASKED_AT_ONCE):
        yield ids[start : start + ASKED_AT_ONCE]
