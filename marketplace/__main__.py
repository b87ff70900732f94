"""`python -m marketplace …`: the stack, a worker, or a command of the administration."""

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module


def _run(arguments: Sequence[str]) -> int:
    from marketplace.stack.run import main

    return main(arguments)


def _worker(arguments: Sequence[str]) -> int:
    from marketplace.worker import main

    return main(arguments)


def _backup(arguments: Sequence[str]) -> int:
    from marketplace.stack.backup import main

    return main(arguments)


# Imported late: the supervisor must stay small, and a worker needs no command.
DOORS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "run": _run,
    "worker": _worker,
    "backup": _backup,
    "restore": _backup,
}


def main(arguments: Sequence[str]) -> int:
    """Open the door that the first word names; every other word is the command line's."""
    if arguments and arguments[0] in DOORS:
        own = arguments if DOORS[arguments[0]] is _backup else arguments[1:]
        return DOORS[arguments[0]](own)
    status: int = import_module("marketplace.cli.main").main(arguments)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
