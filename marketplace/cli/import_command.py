"""What the command `import` does: the list read, every row handed in, what became of each said."""

import sys
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace

from marketplace.accounts.lookup import account_of_email
from marketplace.accounts.queries import actor_of
from marketplace.cli.command import DONE, REFUSED
from marketplace.cli.import_report import summary, write_report
from marketplace.cli.import_run import Import
from marketplace.cli.parts import on_the_spot
from marketplace.cli.progress import Progress
from marketplace.cli.waiting import PATIENCE, Pace
from marketplace.config import Settings
from marketplace.permissions.asking import require
from marketplace.permissions.permission import Permission
from marketplace.services import Services
from marketplace.workflow.catalogue_list import CatalogueList, read_list
from marketplace.workflow.column_list import Columns, read_columns
from storage.database import transaction

INTERRUPTED = 130

NO_WORKER = (
    "no worker seems to run: what was handed in is kept and will be verified once one does. "
    "Run the same command again to see what became of it."
)


def run(arguments: Namespace, settings: Settings) -> int:
    """Import a list; return 0 when every row is through, 1 when it could not be brought there."""
    try:
        with on_the_spot(settings) as services:
            return _import(arguments, services)
    except KeyboardInterrupt:
        print("\ninterrupted: run the same command again to go on", file=sys.stderr)
        return INTERRUPTED
    except OSError as fault:
        print(f"error: {fault.filename}: {fault.strerror}", file=sys.stderr)
        return REFUSED


def _import(arguments: Namespace, services: Services) -> int:
    with transaction(services.make_session) as session:
        actor = actor_of(session, account_of_email(session, arguments.official).id)
    require(actor, Permission.IMPORT_RUN)
    listed = read_list(arguments.list.read_bytes())
    if arguments.columns is not None:
        listed = with_columns(listed, read_columns(arguments.columns.read_bytes()))
    patience = PATIENCE if arguments.patience is None else arguments.patience
    pace = None if arguments.no_wait else Pace(services, patience=patience)
    with Progress(sys.stderr) as progress:
        importing = Import(services, actor, arguments.files, progress.tell, pace)
        importing.hand_in(listed)
        ids = [offering.submission_id for offering in importing.offerings]
        through = pace is None or pace.wait_for(ids, progress.tell)
    lines = importing.lines()
    if arguments.report is not None:
        write_report(arguments.report, lines)
    for said in summary(lines, listed.others):
        print(said)
    if not through:
        print(f"error: {NO_WORKER}", file=sys.stderr)
    return DONE if through else REFUSED


def with_columns(listed: CatalogueList, columns: Mapping[str, Columns]) -> CatalogueList:
    """Return the list with what is known of its datasets' columns declared."""
    entries = tuple(
        replace(entry, manifest={**entry.manifest, "columns": list(found)})
        if (found := columns.get(entry.key) or columns.get(entry.title))
        else entry
        for entry in listed.entries
    )
    return replace(listed, entries=entries)
