"""Waiting for the workers: few at a time, until all are through, or nobody seems to work."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from uuid import UUID

from marketplace.services import Services
from marketplace.workflow import importing
from marketplace.workflow.importing import UNDER_WAY, Standing
from storage.database import transaction
from submissions.states import State

Tell = Callable[[str, int, int], None]
"""Told how far it is: what is being done, how many of how many."""

PATIENCE = 60.0
"""Seconds in which no worker stirs before it is said that none seems to run."""

PAUSE = 0.1
AT_ONCE = 3
"""Enough that the worker need not wait for us, few enough that nobody waits for us."""

ASKED_AT_ONCE = 500
UNVERIFIED = frozenset({State.SUBMITTED, State.VERIFYING})


def standings(services: Services, ids: Sequence[UUID]) -> Mapping[UUID, Standing]:
    """Return where each submission stands."""
    found: dict[UUID, Standing] = {}
    for some in _chunks(ids):
        with transaction(services.make_session) as session:
            found.update(importing.standings(session, some))
    return found


class Pace:
    """Lets few submissions wait for a worker at a time.

    Without it a long list would stand in the queue before whatever anybody else hands in.
    """

    def __init__(self, services: Services, *, patience: float = PATIENCE) -> None:
        self._services = services
        self._patience = patience
        self._waiting: list[UUID] = []
        self.alone = False  # no worker stirs: nothing more is waited for

    def follow(self, submission_id: UUID) -> None:
        """Note what was handed in, and return once another may be."""
        self._waiting.append(submission_id)
        watch = _Watch(self._services, self._patience)
        while not self.alone and len(self._waiting) >= AT_ONCE:
            found = standings(self._services, self._waiting)
            self._waiting = [each for each in self._waiting if found[each].state in UNVERIFIED]
            if len(self._waiting) >= AT_ONCE:
                self.alone = watch.has_lost_patience()

    def wait_for(self, ids: Sequence[UUID], tell: Tell) -> bool:
        """Wait until none of the submissions is the workers'; False if no worker stirs."""
        left, watch = list(ids), _Watch(self._services, self._patience)
        while True:
            found = standings(self._services, left)
            left = [each for each in left if found[each].state in UNDER_WAY]
            tell("verifying", len(ids) - len(left), len(ids))
            self.alone = bool(left) and (self.alone or watch.has_lost_patience())
            if self.alone or not left:
                return not left


class _Watch:
    """Watches whether any worker stirs."""

    def __init__(self, services: Services, patience: float) -> None:
        self._services = services
        self._patience = patience
        self._pulse: tuple[object, ...] | None = None
        self._since = time.monotonic()

    def has_lost_patience(self) -> bool:
        """Pause; tell whether nothing has stirred for too long."""
        with transaction(self._services.make_session) as session:
            pulse = importing.pulse(session)
        if pulse != self._pulse:
            self._pulse, self._since = pulse, time.monotonic()
        time.sleep(PAUSE)
        return time.monotonic() - self._since > self._patience


def _chunks(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for start in range(0, len(ids), ASKED_AT_ONCE):
        yield ids[start : start + ASKED_AT_ONCE]
