"""`python -m marketplace demo load`: its people at once, then what they do. Can be run again."""

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from marketplace.cli.command import DONE, REFUSED, Command
from marketplace.config import Settings

if TYPE_CHECKING:
    from marketplace.services import Services


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("action", choices=("load",), help="make what is not there yet")


def _load(_: Namespace, settings: Settings) -> int:
    # Late, and in two steps: whoever waits for the accounts does not wait for the rest.
    from marketplace.cli.parts import on_the_spot

    with on_the_spot(settings) as services:
        _admit(services)
        return _play(services)


def _admit(services: "Services") -> None:
    """Make the accounts, and say where they are looked for that they are there."""
    from marketplace.cli.demo.cast import announce, choose_passwords, open_accounts
    from storage.database import transaction

    folder = services.settings.data
    passwords = choose_passwords(folder)
    with transaction(services.make_session) as session:
        open_accounts(session, passwords, at=services.now())
    announce(folder)


def _play(services: "Services") -> int:
    from marketplace.cli.demo.load import load
    from marketplace.cli.demo.stage import Stage, WorkersGone
    from marketplace.cli.progress import Progress

    with Progress(sys.stderr) as progress:
        try:
            load(Stage(services, progress.tell))
        except WorkersGone:
            print("error: no worker seems to run; run it again once one does", file=sys.stderr)
            return REFUSED
    return DONE


COMMAND = Command("demo", "the demonstration: people, originals, derivations", _configure, _load)
