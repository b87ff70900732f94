"""`python -m marketplace import LIST.csv --files DIR --as OFFICIAL`: originals from a list."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from marketplace.cli.command import Command
from marketplace.config import Settings


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("list", type=Path, help="CSV with the national portal's export columns")
    parser.add_argument("--files", type=Path, required=True, metavar="DIR", help="where they lie")
    parser.add_argument(
        "--as", dest="official", required=True, metavar="EMAIL", help="who offers them"
    )
    parser.add_argument("--columns", type=Path, metavar="CSV", help="what their columns mean")
    parser.add_argument("--report", type=Path, metavar="CSV", help="write what became of each row")
    parser.add_argument("--no-wait", action="store_true", help="hand in and do not wait")
    parser.add_argument(
        "--patience",
        type=float,
        metavar="SECONDS",
        help="how long to wait for a worker that does not stir (default 60)",
    )


def _run(arguments: Namespace, settings: Settings) -> int:
    # Late: no other command has to wait for what this one needs.
    from marketplace.cli.import_command import run

    return run(arguments, settings)


COMMAND = Command(
    "import", "originals from a catalogue list and a folder of files", _configure, _run
)
