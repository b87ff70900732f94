"""Runs work that may break; the one place of the house that catches whatever is raised."""

import logging
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from verification.errors import TellingBroke

T = TypeVar("T")

logger = logging.getLogger(__name__)


def guarded(name: str, work: Callable[[], T]) -> T | None:
    """What the work returns, or None if it broke.

    The log says which work, the class of the error and the line: never the message, since what
    engines raise quotes the cell they stumbled over. `TellingBroke` goes through.
    """
    try:
        return work()
    except TellingBroke:
        raise
    except Exception as crash:  # noqa: BLE001  a crashed check is an outcome, not an end
        last = traceback.extract_tb(crash.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        logger.error("%s crashed: %s at %s", name, type(crash).__name__, place)  # noqa: TRY400
        return None
