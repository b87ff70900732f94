from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from marketplace.ledger.facts import ActorFacts
from marketplace.ledger.period import Period, year_of
from marketplace.ledger.queries import DepartmentPoints, department_points, mean, points_of
from marketplace.ledger.services import (
    record_download,
    record_menu_use,
    record_upload,
    record_withdrawal,
)
from tests.marketplace.ledger.examples import MORNING, TODAY, citizen, official, upload, version

YEAR = year_of(TODAY)


def test_a_balance_is_a_sum_and_says_why(session: Session) -> None:
    me = official()
    mine = upload(version(me), "analysis")
    record_upload(session, me, mine, at=MORNING)
    record_download(session, me, mine.version, at=MORNING)
    record_menu_use(session, me, "citation", at=MORNING)
    record_withdrawal(session, me, mine.version, at=MORNING)

    points = points_of(session, me.id or uuid4(), pending=15)

    assert (points.total, points.raw, points.pending, points.count) == (1, 2, 15, 4)
    assert [(row.kind, row.amount, row.recognised, row.reason) for row in points.postings] == [
        ("withdrawal", -10, -10, "withdrawn"),
        ("menu", 1, 1, "menu"),
        ("download", 1, 0, "own-dataset"),
        ("upload", 10, 10, "upload"),
    ]


def test_postings_come_in_pages(session: Session) -> None:
    me = official()
    for _ in range(3):
        record_download(session, me, version(), at=MORNING)

    first = points_of(session, me.id or uuid4(), page=1, per_page=2)
    second = points_of(session, me.id or uuid4(), page=2, per_page=2)

    assert (len(first.postings), len(second.postings)) == (2, 1)
    assert {row.id for row in first.postings}.isdisjoint(row.id for row in second.postings)


def test_who_did_nothing_has_nothing(session: Session) -> None:
    points = points_of(session, uuid4())

    assert (points.total, points.raw, points.count, points.postings) == (0, 0, 0, ())


def test_the_figure_of_a_department_is_its_sum_over_its_headcount(session: Session) -> None:
    """Four people: 12 downloads and 2 uploads, one analysis, nothing, 6 menu uses: 38 raw."""
    department = uuid4()
    a, b, d = (ActorFacts(uuid4(), department, official=True) for _ in range(3))
    for _ in range(12):
        record_download(session, a, version(), at=MORNING)
    for _ in range(2):
        record_upload(session, a, upload(version(a)), at=MORNING)
    record_upload(session, b, upload(version(b), "analysis"), at=MORNING)
    for day in range(6):
        record_menu_use(session, d, "citation", at=MORNING + timedelta(days=day // 2))

    rows = department_points(session, YEAR, {department: 4})

    assert rows == (DepartmentPoints(department, 4, 38, 35, Decimal("9.50"), Decimal("8.75")),)


def test_a_period_counts_its_days_only(session: Session) -> None:
    me = official()
    record_download(session, me, version(), at=MORNING)
    record_download(session, me, version(), at=MORNING + timedelta(days=1))

    (row,) = department_points(session, Period(TODAY, TODAY), {me.department or uuid4(): 1})

    assert row.raw == 1


def test_citizens_add_to_no_department(session: Session) -> None:
    record_download(session, citizen(), version(), at=MORNING)

    assert department_points(session, YEAR, {}) == ()


def test_departments_stand_in_the_order_of_their_means(session: Session) -> None:
    busy, closed = official(), official()
    idle, empty = UUID(int=1), UUID(int=2)
    record_download(session, busy, version(), at=MORNING)
    record_download(session, closed, version(), at=MORNING)

    rows = department_points(session, YEAR, {idle: 3, empty: 0, busy.department or uuid4(): 3})

    assert rows == (
        DepartmentPoints(busy.department or uuid4(), 3, 1, 1, Decimal("0.33"), Decimal("0.33")),
        DepartmentPoints(idle, 3, 0, 0, Decimal("0.00"), Decimal("0.00")),
        DepartmentPoints(closed.department or uuid4(), 0, 1, 1, None, None),
        DepartmentPoints(empty, 0, 0, 0, None, None),
    )


@pytest.mark.parametrize(
    ("points", "headcount", "figure"),
    [
        (1, 3, "0.33"),
        (2, 3, "0.67"),
        (1, 200, "0.01"),
        (1, 8, "0.13"),
        (-1, 8, "-0.13"),
        (38, 4, "9.50"),
    ],
)
def test_a_mean_has_two_places_and_halves_go_up(points: int, headcount: int, figure: str) -> None:
    assert mean(points, headcount) == Decimal(figure)


def test_without_heads_there_is_no_mean() -> None:
    assert mean(5, 0) is None


def test_a_year_is_that_of_seoul() -> None:
    assert Period(date(2026, 1, 1), date(2026, 12, 31)) == YEAR
