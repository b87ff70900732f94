"""Jobs are named by dotted paths: each can be imported, and is served by a worker."""

import importlib
import inspect
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import get_type_hints

from marketplace.workflow import nudges

QUEUES = frozenset({"short", "verify"})


def constants(module: ModuleType) -> dict[str, object]:
    """Return what a module names in capitals."""
    return {name: value for name, value in vars(module).items() if name.isupper()}


def unservable(names: Mapping[str, object]) -> Iterator[str]:
    """Yield the named jobs that no worker could run: unknown, or not taking ids as text alone."""
    for name, value in names.items():
        if isinstance(value, str) and value.startswith("marketplace."):
            path, _, function = value.rpartition(".")
            job = getattr(importlib.import_module(path), function, None)
            if not inspect.isfunction(job) or not _takes_text(job):
                yield f"{name}: {value}"


def _takes_text(job: object) -> bool:
    hints = get_type_hints(job)
    return hints.pop("return", None) is type(None) and set(hints.values()) <= {str}


def test_every_job_can_be_imported_and_takes_text() -> None:
    assert nudges.VERIFY in constants(nudges).values()
    assert list(unservable(constants(nudges))) == []


def test_a_job_that_is_not_there_is_seen() -> None:
    names = {"GONE": "marketplace.jobs.gone", "VERIFY": nudges.VERIFY, "OTHER": 3}

    assert list(unservable(names)) == ["GONE: marketplace.jobs.gone"]


def test_every_queue_has_a_worker() -> None:
    named = {value for name, value in constants(nudges).items() if name.endswith("_QUEUE")}

    assert named == QUEUES
