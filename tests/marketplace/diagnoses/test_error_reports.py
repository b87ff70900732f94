"""Error reports: masked, bounded, answered once."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from marketplace.diagnoses.error_reports import (
    MOST_A_DAY,
    MOST_OPEN,
    Answer,
    ErrorReportRow,
    Outcome,
    Said,
    answer_error,
    error_reports_on,
    open_counts,
    report_error,
)
from marketplace.diagnoses.errors import (
    AlreadyAnswered,
    ErrorReportMissing,
    ErrorReportsLimited,
    TooManyOpen,
)
from tests.factories.files import residents

NOON = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
DATASET, READER, OWNER = uuid4(), uuid4(), uuid4()
NO_ERROR = Answer(Outcome.NO_ERROR, "맞는 값입니다.")


def reported(
    session: Session,
    said: str = "값이 다릅니다.",
    *,
    dataset: UUID = DATASET,
    by: UUID = READER,
    at: datetime = NOON,
) -> ErrorReportRow:
    return report_error(session, dataset, 1, Said(said, "승차", 3), by=by, at=at)


def test_a_report_is_kept_and_answered_once(session: Session) -> None:
    made = reported(session)
    before = open_counts(session)

    answered = answer_error(
        session, made.id, Answer(Outcome.MENDED, "고쳤습니다.", 2), by=OWNER, at=NOON
    )

    assert (made.said, made.answer, before) == (
        Said("값이 다릅니다.", "승차", 3),
        None,
        {DATASET: 1},
    )
    assert answered.answer == Answer(Outcome.MENDED, "고쳤습니다.", 2)
    assert open_counts(session) == {}
    with pytest.raises(AlreadyAnswered):
        answer_error(session, made.id, NO_ERROR, by=OWNER, at=NOON)
    with pytest.raises(ErrorReportMissing):
        answer_error(session, uuid4(), NO_ERROR, by=OWNER, at=NOON)


def test_nothing_of_a_person_is_kept_of_what_was_written(session: Session) -> None:
    number = residents()["plain"]
    said = Said(f"{number} 010-1234-5678", column=f"번호 {number}")
    made = report_error(session, DATASET, 1, said, by=READER, at=NOON)
    answer_error(session, made.id, Answer(Outcome.NO_ERROR, f"{number} 맞음"), by=OWNER, at=NOON)
    session.flush()

    (kept,) = session.execute(text("SELECT e::text FROM error_reports e")).scalars()

    assert number not in kept
    assert "1234-5678" not in kept
    assert "맞음" in kept


def test_only_so_many_wait_for_an_answer_about_one_dataset(session: Session) -> None:
    made = [reported(session) for _ in range(MOST_OPEN)]
    with pytest.raises(TooManyOpen):
        reported(session)

    reported(session, dataset=uuid4())
    reported(session, by=uuid4())
    answer_error(session, made[0].id, NO_ERROR, by=OWNER, at=NOON)

    assert reported(session).answer is None


def test_only_so_many_are_taken_in_a_day(session: Session) -> None:
    for _ in range(MOST_A_DAY):
        reported(session, dataset=uuid4())

    with pytest.raises(ErrorReportsLimited) as refused:
        reported(session, dataset=uuid4(), at=NOON + timedelta(hours=1))

    assert refused.value.retry_after == 23 * 3600
    assert reported(session, dataset=uuid4(), at=NOON + timedelta(days=1)).answer is None


def test_open_ones_come_first_and_ones_own_apart(session: Session) -> None:
    first, second = reported(session, "하나"), reported(session, "둘", at=NOON + timedelta(hours=1))
    other = reported(session, "셋", by=uuid4())
    answer_error(session, second.id, NO_ERROR, by=OWNER, at=NOON)

    count, everyones = error_reports_on(session, DATASET)
    _, own = error_reports_on(session, DATASET, by=READER)
    _, page = error_reports_on(session, DATASET, page=2, per_page=2)

    assert count == 3
    assert {each.id for each in everyones[:2]} == {first.id, other.id}
    assert [each.id for each in own] == [first.id, second.id]
    assert [each.id for each in page] == [second.id]
