"""Answering a fix: its cells are taken, all or some, into the draft of a new version; or not."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.access.copies import KeptCopies, table_of
from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor
from marketplace.catalogue import queries as catalogue
from marketplace.errors import NotFound
from marketplace.fixes import services as fixes
from marketplace.fixes.errors import FixFaulty, FixUnderWay
from marketplace.fixes.models import Fix
from marketplace.fixes.values import Draft, FixAnswer, FixRow
from marketplace.notices.kinds import NoticeKind
from marketplace.permissions.asking import require
from marketplace.permissions.permission import Permission
from marketplace.workflow import offering
from marketplace.workflow.fixing import located_in, permitted_fix, told_of
from marketplace.workflow.nudges import ask_for_fix
from marketplace.workflow.subjects import owned_dataset, submitter_of
from marketplace.workflow.telling_of_versions import tell_of_version
from storage.holds import hold
from submissions.faults import Fault
from submissions.fixed import fixed_manifest
from submissions.models import Submission
from submissions.restated import manifest_of_version
from submissions.states import State

SETTLED = frozenset({State.PUBLISHED, State.CANCELLED, State.REJECTED})
"""States in which the draft of an earlier fix is in nobody's way."""


def answer(
    session: Session,
    actor: Actor,
    dataset_id: UUID,
    fix_id: UUID,
    given: FixAnswer,
    *,
    copies: KeptCopies,
    at: datetime,
) -> FixRow:
    """Take cells of a fix into the draft of the next version, or refuse it; tell the proposer.

    The draft's file is made once this has committed. Raises `NotFound`, `PermissionRefused`,
    `FixClosed`, `FixUnderWay` while an accepted fix is not published yet, and `FixFaulty` where a
    later version has other values.
    """
    # Of two fixes taken at once, the second finds the draft of the first.
    hold(session, "fixes-answered", dataset_id)
    fix, dataset = permitted_fix(session, actor, dataset_id, fix_id, Permission.FIX_READ)
    require(actor, Permission.FIX_ANSWER, owned_dataset(dataset))
    strange = [each for each in given.accepted if not 0 <= each < len(fix.patch.cells)]
    if strange:
        message = "이 제안에 없는 칸입니다."
        raise FixFaulty([Fault("/accepted", "cell-unknown", message)])
    draft = None
    if given.accepted:
        draft = _draft(session, actor, fix, given, copies=copies, at=at)
    by = submitter_of(actor).id
    answered = fixes.answer_fix(session, fix_id, given, draft=draft, by=by, at=at)
    if draft is not None:
        ask_for_fix(session, fix_id, at=at)
    if fix.proposer_id != by:
        tell_of_version(
            session, fix.proposer_id, NoticeKind.FIX_ANSWERED, fix.id, dataset.shown, at=at
        )
    return answered


def _draft(
    session: Session,
    actor: Actor,
    fix: FixRow,
    given: FixAnswer,
    *,
    copies: KeptCopies,
    at: datetime,
) -> Draft:
    _refuse_under_way(session, fix.dataset_id)
    base = catalogue.get_version(session, fix.dataset_id, None, visibility_of(actor))
    patch = fix.patch.only(given.accepted)
    if base.number != fix.version_number:
        table = table_of(base, fix.table.file, fix.table.sheet)
        located_in(told_of(session, base, table), patch, copies.path(table.digest))
    last = manifest_of_version(session, fix.dataset_id, base.number)
    if last is None:
        raise NotFound("manifest", fix.dataset_id)
    columns = [cell.column for cell in patch.cells]
    document = fixed_manifest(last, fix.dataset_id, base.number, columns)
    made = offering.create_submission(session, actor, document, at=at)
    session.flush()
    return Draft(made.id, base.number)


def _refuse_under_way(session: Session, dataset_id: UUID) -> None:
    under_way = session.execute(
        select(Submission.id)
        .join(Fix, Fix.submission_id == Submission.id)
        .where(Fix.dataset_id == dataset_id, Submission.state.not_in(SETTLED))
        .limit(1)
    ).scalar_one_or_none()
    if under_way is not None:
        raise FixUnderWay(under_way)
