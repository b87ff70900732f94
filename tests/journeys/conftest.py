"""One town for all the journeys of a test process; and which tests only `make kill` runs."""

from collections.abc import Iterator

import pytest

from tests.journeys.town import QUICK, Town, running_town


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "kill: kills every part at every stage; takes minutes")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what only `make kill` asks for."""
    if "kill" in config.option.markexpr:
        return
    left_out = [item for item in items if item.get_closest_marker("kill")]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


@pytest.fixture(scope="session")
def town() -> Iterator[Town]:
    with running_town(**QUICK) as running:
        yield running
