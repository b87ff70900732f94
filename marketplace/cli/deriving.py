"""`push` and `check`: what somebody made of what is here, from where they made it."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from marketplace.cli.command import ClientCommand
from marketplace.config import ClientSettings

_HOWS = ("subset", "filter", "join", "clean", "aggregate", "analyse", "visualise", "other")
_KINDS = ("data", "analysis", "visualisation", "document")


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="what was made: the file to offer")
    parser.add_argument(
        "--from",
        dest="sources",
        action="append",
        default=[],
        metavar="[NAME=]ID[@N]",
        help="a source, and what the recipe calls it; without @N the version last received",
    )
    parser.add_argument("--recipe", type=Path, metavar="SQL", help="the query that made it")
    parser.add_argument("--how", choices=_HOWS, default="other", help="how it was made")
    parser.add_argument("--server", metavar="URL", help="else HWANRYU_SERVER")
    parser.add_argument("--title", help="else the name of the file")
    parser.add_argument("--kind", choices=_KINDS, default="data")
    parser.add_argument("--category", help="else that of the first source")
    parser.add_argument("--licence", help="else what the sources permit")
    parser.add_argument("--method", help="how it was made, in words")
    parser.add_argument("--dataset", metavar="ID", help="offer it as the next version of this one")


def _configure_push(parser: ArgumentParser) -> None:
    _configure(parser)
    parser.add_argument("--no-wait", action="store_true", help="hand in and do not wait")
    parser.add_argument("--draft", action="store_true", help="upload, and do not hand in")


def _push(arguments: Namespace, settings: ClientSettings) -> int:
    # Late: no other command has to wait for what these need.
    from marketplace.cli.push_command import run

    return run(arguments, settings)


def _check(arguments: Namespace, settings: ClientSettings) -> int:
    from marketplace.cli.check_command import run

    return run(arguments, settings)


PUSH = ClientCommand(
    "push", "offer a file that was made from what is here, and wait", _configure_push, _push
)
CHECK = ClientCommand(
    "check",
    "verify a file as the platform would, here; a source may be a file: --from NAME=PATH",
    _configure,
    _check,
)
