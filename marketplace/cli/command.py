"""What a command of the command line is, and how one that only needs the database is run."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from marketplace.config import ClientSettings, Settings
from storage.database import make_engine, make_session_factory, transaction

DONE = 0
REFUSED = 1
WRONG_USE = 2

Configure = Callable[[ArgumentParser], None]


@dataclass(frozen=True)
class Command:
    """A first word of `python -m marketplace`. `run` returns the exit status."""

    name: str
    summary: str
    configure: Configure
    run: Callable[[Namespace, Settings], int]


@dataclass(frozen=True)
class ClientCommand:
    """A first word that needs none of the parts: it speaks to a server, or to nobody."""

    name: str
    summary: str
    configure: Configure
    run: Callable[[Namespace, ClientSettings], int]


@dataclass(frozen=True)
class Action:
    """A second word. `work` is done in one transaction; it prints, and returns the exit status."""

    name: str
    summary: str
    configure: Configure
    work: Callable[[Session, Namespace, datetime], int]


@dataclass(frozen=True)
class Group:
    """A second word that more words follow."""

    name: str
    summary: str
    actions: tuple[Action, ...]


def add_actions(parser: ArgumentParser, actions: Sequence[Action | Group]) -> None:
    """Let the parser take one of some actions, and remember its work."""
    words = parser.add_subparsers(metavar="ACTION", required=True)
    for action in actions:
        own = words.add_parser(action.name, help=action.summary, description=action.summary)
        if isinstance(action, Group):
            add_actions(own, action.actions)
        else:
            action.configure(own)
            own.set_defaults(work=action.work)


def run_action(arguments: Namespace, settings: Settings) -> int:
    """Do the work of the action that was chosen, in one transaction."""
    engine = make_engine(settings.database_url)
    try:
        with transaction(make_session_factory(engine)) as session:
            status: int = arguments.work(session, arguments, datetime.now(UTC))
            return status
    finally:
        engine.dispose()
