"""The command line's front: finds the command, reads the settings, says what went wrong."""

import sys
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence

from sqlalchemy.exc import OperationalError

from marketplace.cli import accounts, deriving, importing
from marketplace.cli.command import REFUSED, WRONG_USE, ClientCommand, Command
from marketplace.cli.demo import command as demo
from marketplace.config import ClientSettings, Settings, SettingsError
from marketplace.errors import MarketplaceError
from storage.errors import StorageError

COMMANDS: Mapping[str, Command | ClientCommand] = {
    each.name: each
    for each in (
        accounts.COMMAND,
        importing.COMMAND,
        demo.COMMAND,
        deriving.PUSH,
        deriving.CHECK,
    )
}
"""The first words. A command's module is cheap to import: engines are loaded when it runs."""


def main(arguments: Sequence[str]) -> int:
    """Run the command the words name; return the exit status.

    0 is done, 1 refused (and nothing changed), 2 wrong use.
    """
    try:
        chosen = _parser().parse_args(arguments)
    except SystemExit as stop:
        # argparse has said what is wrong, or has printed the help that was asked for.
        return WRONG_USE if stop.code else 0
    command: Command | ClientCommand = chosen.command
    try:
        if isinstance(command, ClientCommand):
            return command.run(chosen, ClientSettings.from_env())
        return command.run(chosen, Settings.from_env())
    except SettingsError as error:
        return _say(error, WRONG_USE)
    except (MarketplaceError, StorageError) as error:
        return _say(error, REFUSED)
    except OperationalError:
        # Its own words repeat the address it was given, password and all.
        return _say("the database does not answer", REFUSED)


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m marketplace")
    words = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS.values():
        own = words.add_parser(command.name, help=command.summary, description=command.summary)
        command.configure(own)
        own.set_defaults(command=command)
    return parser


def _say(problem: object, status: int) -> int:
    print(f"error: {problem}", file=sys.stderr)
    return status
