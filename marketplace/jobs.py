"""The jobs: doors like routes. They take ids, can run twice, and do no work of their own."""

import os
from functools import cache
from uuid import UUID

from marketplace.config import Settings
from marketplace.services import Services
from marketplace.workflow import mailing, propagating, publishing, standings, sweeping

SWEEPS = (
    sweeping.take_back,
    sweeping.ask_again,
    sweeping.restate_again,
    sweeping.fix_again,
    sweeping.compare_again,
    sweeping.sketch,
    sweeping.carry_on,
    sweeping.rediagnose,
    sweeping.remind,
    sweeping.remind_of_tokens,
    sweeping.purge,
    sweeping.tidy,
)
"""What the short worker does every few seconds."""


def verify_submission(submission_id: str) -> None:
    """Verify a submission."""
    # The engines come with it; the worker that never verifies stays small.
    from marketplace.workflow import verifying

    verifying.verify_submission(_services(os.getpid()), UUID(submission_id))


def make_restatement(submission_id: str) -> None:
    """Make the file of a draft by its recipe."""
    from marketplace.workflow import making_restatements

    making_restatements.make_restatement(_services(os.getpid()), UUID(submission_id))


def make_fix(fix_id: str) -> None:
    """Make the file of an accepted fix."""
    from marketplace.workflow import making_fixes

    making_fixes.make_fix(_services(os.getpid()), UUID(fix_id))


def compare_cross(cross_id: str) -> None:
    """Compare the two tables of a cross-verification."""
    from marketplace.workflow import comparing_crosses

    comparing_crosses.compare_cross(_services(os.getpid()), UUID(cross_id))


def rediagnose_version(version_id: str) -> None:
    """Diagnose a published version once more."""
    from marketplace.workflow import rediagnosing

    rediagnosing.rediagnose_version(_services(os.getpid()), UUID(version_id))


def sketch_version(version_id: str) -> None:
    """Sketch the tables of a published version."""
    from marketplace.workflow import sketching

    sketching.sketch_version(_services(os.getpid()), UUID(version_id))


def publish_submission(submission_id: str) -> None:
    """Publish an accepted submission."""
    publishing.publish_submission(_services(os.getpid()), UUID(submission_id))


def propagate_correction(correction_id: str) -> None:
    """Carry an act on a version to all it reaches."""
    propagating.propagate(_services(os.getpid()), UUID(correction_id))


def restand_versions() -> None:
    """Work out anew where versions stand whose sources changed."""
    standings.go_on_restanding(_services(os.getpid()))


def send_mails() -> None:
    """Send the notices that go out as e-mail."""
    mailing.send_mails(_services(os.getpid()))


@cache
def _services(_pid: int) -> Services:
    # By process: a fork must not share its parent's connections.
    return Services.from_settings(Settings.from_env())
