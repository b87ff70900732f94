"""`python -m marketplace demo load`: its people at once, then what they do. Can be run again."""

import sys
from argparse import ArgumentParser, Namespace

from marketplace.cli.command import DONE, REFUSED, Command
from marketplace.config import Settings


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("action", choices=("load",), help="make what is not there yet")


def _load(_: Namespace, settings: Settings) -> int:
    # Late, and in two steps: whoever waits for the accounts does not wait for the rest.
    from marketplace.cli.demo.cast import announce, choose_passwords, open_accounts
    from marketplace.services import Services
    from storage.database import transaction

    services = Services.from_settings(settings)
    passwords = choose_passwords(settings.data)
    with transaction(services.make_session) as session:
        open_accounts(session, passwords, at=services.now())
    announce(settings.data)

    from marketplace.cli.demo.load import load
    from marketplace.cli.demo.stage import Stage, WorkersGone
    from marketplace.cli.import_command import services_on_the_spot
    from marketplace.cli.progress import Progress

    with Progress(sys.stderr) as progress:
        try:
            load(Stage(services_on_the_spot(settings), progress.tell))
        except WorkersGone:
            print("error: no worker seems to run; run it again once one does", file=sys.stderr)
            return REFUSED
    return DONE


COMMAND = Command("demo", "the demonstration: people, originals, derivations", _configure, _load)
