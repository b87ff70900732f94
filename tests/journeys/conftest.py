"""One town for all the journeys of a test process."""

from collections.abc import Iterator

import pytest

from tests.journeys.town import Town, running_town


@pytest.fixture(scope="session")
def town() -> Iterator[Town]:
    with running_town() as running:
        yield running
