from datetime import timedelta
from uuid import uuid4

from sqlalchemy.orm import Session

from submissions.queries import submission_seen
from submissions.queue import QueueAsked, QueueFigures, queue_figures, review_queue
from submissions.review import decide, take_to_desk
from submissions.states import State
from tests.factories.accounts import NOON
from tests.submissions.offers import ballot, drafted, in_state, reviewer


def asked(*roles: str) -> QueueAsked:
    return QueueAsked(uuid4(), uuid4(), frozenset(roles))


def test_a_queue_holds_what_its_reader_may_decide(session: Session) -> None:
    mine = in_state(session, State.IN_REVIEW)
    private = in_state(session, State.IN_REVIEW, awaits=("privacy",))
    blocked = in_state(session, State.BLOCKED, awaits=())
    drafted(session)

    def queue(reader: QueueAsked | None) -> set[object]:
        return {each.id for each in review_queue(session, reader, page=1, per_page=100).rows}

    of_department = QueueAsked(uuid4(), mine.department_id, frozenset({"quality"}))
    of_submitter = QueueAsked(mine.submitter_id, uuid4(), frozenset({"quality"}))
    ours = {mine.id, private.id, blocked.id}
    assert queue(asked("quality")) & ours == {mine.id}
    assert queue(asked("privacy")) & ours == {private.id, blocked.id}
    assert queue(asked("quality", "privacy")) & ours == ours
    assert queue(None) & ours == ours
    assert queue(of_department) & ours == set()
    assert queue(of_submitter) & ours == set()


def test_what_one_has_decided_leaves_ones_queue(session: Session) -> None:
    made = in_state(session, State.IN_REVIEW, awaits=("quality", "quality"))
    one = reviewer()
    reader = QueueAsked(one.id, one.department_id, frozenset({"quality"}))
    decide(session, made, one, ballot(), tables=1, at=NOON)
    session.flush()

    assert made.id not in {
        each.id for each in review_queue(session, reader, page=1, per_page=100).rows
    }
    assert submission_seen(session, made).awaits == ("quality",)


def test_a_queue_is_told_in_figures(session: Session) -> None:
    reader = asked("quality")
    for hours in (-1, 1, 2):
        in_state(session, State.IN_REVIEW).due_at = NOON + timedelta(hours=hours)
    mine = in_state(session, State.IN_REVIEW)
    take_to_desk(mine, reader.account_id, at=NOON)
    session.flush()

    figures = queue_figures(session, reader, reader.account_id, at=NOON)

    assert figures == QueueFigures(waiting=4, late=1, mine=1)
