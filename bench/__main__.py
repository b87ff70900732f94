"""Runs measurements: `python -m bench [NAME [OPTIONS]]`; without a name those of `make bench`."""

import sys
from collections.abc import Callable, Mapping, Sequence

from bench import door, evidence, fuzz, lineage, overlaps, search, sweep, verification

Command = Callable[[Sequence[str]], int]

COMMANDS: Mapping[str, Command] = {
    "search": search.main,
    "lineage": lineage.main,
    "verification": verification.main,
    "overlaps": overlaps.main,
    "evidence": evidence.main,
    "door": door.main,
    "fuzz": fuzz.main,
    "sweep": sweep.main,
}
"""What can be asked for by name."""

ALL = ("search", "lineage", "overlaps", "evidence", "verification", "door")
"""What `make bench` runs, in this order."""


def main(arguments: Sequence[str]) -> int:
    """Run what is named, or all; return the worst exit status."""
    if not arguments:
        return max(COMMANDS[name]([]) for name in ALL)
    name, *options = arguments
    if name not in COMMANDS:
        sys.stderr.write(f"there is no {name}: {', '.join(COMMANDS)}\n")
        return 2
    return COMMANDS[name](options)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
