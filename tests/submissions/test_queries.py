from datetime import timedelta

from sqlalchemy.orm import Session

from submissions.models import SubmissionFile, SubmissionTable
from submissions.queries import (
    ahead_of,
    history_of,
    pending_kinds,
    previews_of,
    states_of,
    submission_seen,
    submissions_of,
)
from submissions.states import State
from tests.factories.accounts import NOON
from tests.submissions.offers import drafted, in_state, submitter


def test_ones_own_are_listed_the_last_changed_first_a_page_at_a_time(session: Session) -> None:
    who = submitter()
    made = [drafted(session, who, title=f"제{n}") for n in range(3)]
    for number, each in enumerate(made):
        each.updated_at = NOON + timedelta(minutes=number)
    drafted(session)

    listing = submissions_of(session, who.id, page=1, per_page=2)
    rest = submissions_of(session, who.id, page=2, per_page=2)

    assert (listing.count, [each.title for each in listing.rows]) == (3, ["제2", "제1"])
    assert [each.title for each in rest.rows] == ["제0"]


def test_awaits_is_told_of_what_is_in_review_only(session: Session) -> None:
    made = in_state(session, State.PUBLISHED, title="x")

    seen = submission_seen(session, made)

    assert (seen.awaits, seen.files, seen.title) == ((), (), "x")


def test_files_and_previews_are_those_of_the_last_attempt(session: Session) -> None:
    made = in_state(session, State.IN_REVIEW)
    made.files.append(
        SubmissionFile(
            position=1,
            name="a.csv",
            size=3,
            media_type="text/csv",
            key="k",
            completed_at=NOON,
            digest="f" * 64,
            created_at=NOON,
        )
    )
    for attempt in (0, 1):
        session.add(
            SubmissionTable(
                submission_id=made.id,
                attempt=attempt,
                file_name="a.csv",
                sheet=None,
                rows=attempt,
                size=1,
                digest="f" * 64,
                key="k",
                etag="e",
                preview={"columns": ["가"], "rows": [["1"], [None]]},
            )
        )
    session.flush()

    [file] = submission_seen(session, made).files
    [table] = previews_of(session, made)

    assert (file.name, file.complete, file.digest) == ("a.csv", True, "f" * 64)
    assert (table.rows, table.columns, table.first_rows) == (1, ("가",), (("1",), (None,)))


def test_points_are_pending_for_what_is_handed_in_and_not_decided(session: Session) -> None:
    who = submitter()
    for state, kind in (
        (State.SUBMITTED, "data"),
        (State.ACCEPTED, "analysis"),
        (State.PUBLISHED, "document"),
        (State.DRAFT, "visualisation"),
    ):
        drafted(session, who, kind=kind).state = state
    session.flush()

    assert sorted(pending_kinds(session, who.id)) == ["analysis", "data"]


def test_states_are_counted_and_one_of_them_can_be_listed(session: Session) -> None:
    who = submitter()
    for state in (State.PUBLISHED, State.DRAFT, State.PUBLISHED):
        drafted(session, who).state = state
    session.flush()

    assert states_of(session, who.id) == {State.DRAFT: 1, State.PUBLISHED: 2}
    listing = submissions_of(session, who.id, page=1, per_page=9, state=State.PUBLISHED)
    assert {each.state for each in listing.rows} == {State.PUBLISHED}


def test_those_handed_in_before_and_not_verified_are_ahead(session: Session) -> None:
    before, made = in_state(session, State.SUBMITTED), in_state(session, State.SUBMITTED)
    before.submitted_at = NOON - timedelta(hours=1)
    session.flush()

    assert (ahead_of(session, made), ahead_of(session, before)) == (1, 0)


def test_a_history_begins_with_its_draft(session: Session) -> None:
    made = drafted(session)

    [line] = history_of(session, made.id)

    assert (line.event, line.before, line.after, line.actor_id) == (
        "create",
        None,
        "draft",
        made.submitter_id,
    )
