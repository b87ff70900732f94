"""Loading the demonstration: originals by the import, the rest by hand, reviewers who decide."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from marketplace.accounts.actor import Role
from marketplace.cli.demo.derivations.plot import VISITS, WAVES
from marketplace.cli.demo.derived import Derived, Fate
from marketplace.cli.demo.offer import offer, visit
from marketplace.cli.demo.original import MARK
from marketplace.cli.demo.shelf import write_shelf
from marketplace.cli.demo.stage import PER_PAGE, Stage
from marketplace.cli.import_command import with_columns
from marketplace.cli.import_run import Import
from marketplace.workflow import reading, reviewing
from marketplace.workflow.catalogue_list import read_list
from marketplace.workflow.column_list import read_columns
from submissions.queries import SubmissionSeen
from submissions.review import Ballot
from submissions.tally import Decision

OFFICIALS = ("official1", "official2", "official3")
REVIEWERS = (("quality1", Role.QUALITY), ("quality2", Role.QUALITY), ("privacy", Role.PRIVACY))
PLOT: Mapping[str, Derived] = {derived.title: derived for wave in WAVES for derived in wave}
LEFT = frozenset(title for title, derived in PLOT.items() if derived.fate is Fate.LEFT)
IN_ORDER = "표본으로 골라 원본과 대조하였고 이상이 없습니다."


def load(stage: Stage) -> None:
    """Load what is not there yet; raise `WorkersGone` when it cannot go on."""
    stage.gather()
    for official in OFFICIALS:
        _import_shelf(stage, official)
    _conclude(stage)
    for wave in WAVES:
        for derived in wave:
            offer(stage, derived)
        _conclude(stage)
    shelf = stage.shelf()
    for word, wanted in VISITS:
        for name in wanted:
            visit(stage, word, shelf[f"{name}{MARK}"])


def _import_shelf(stage: Stage, official: str) -> None:
    """Import one official's originals, as anybody would from an export and a folder."""
    with TemporaryDirectory(prefix="demo-") as name:
        folder = Path(name)
        listed, columns = write_shelf(folder, official)
        importing = Import(stage.services, stage.actors[official], folder, stage.tell, stage.pace)
        importing.hand_in(with_columns(read_list(listed), read_columns(columns)))
    stage.handed_in.update(each.submission_id for each in importing.offerings)


def _conclude(stage: Stage) -> None:
    """Have what was handed in verified, decided and published."""
    stage.wait()
    while _decide(stage):
        stage.wait()


def _decide(stage: Stage) -> int:
    """Let every reviewer decide on what of the demonstration awaits them; return how often."""
    decided = 0
    for word, role in REVIEWERS:
        waiting = _awaiting(stage, word, role)
        # Two share the desk: one takes every other submission, the next what is left.
        for row in waiting[::2] if word == REVIEWERS[0][0] else waiting:
            _vote(stage, word, role, row)
            decided += 1
    return decided


def _awaiting(stage: Stage, word: str, role: Role) -> list[SubmissionSeen]:
    with stage.transaction() as session:
        listing = reading.queue(session, stage.actors[word], page=1, per_page=PER_PAGE)
    return [
        row
        for row in listing.rows
        if row.id in stage.handed_in and role.value in row.awaits and row.title not in LEFT
    ]


def _vote(stage: Stage, word: str, role: Role, row: SubmissionSeen) -> None:
    derived = PLOT.get(row.title)
    returned = derived is not None and derived.fate is Fate.RETURNED
    ballot = Ballot(
        decision=Decision.RETURN if returned else Decision.ACCEPT,
        reason=derived.remark if derived is not None else IN_ORDER,
        report_digest=row.report_digest or "",
    )
    with stage.transaction() as session:
        reviewing.decide(session, stage.actors[word], row.id, role, ballot, at=stage.now)
