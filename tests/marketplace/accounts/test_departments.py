from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.actor import DepartmentKind
from marketplace.accounts.departments import create_department, set_headcount
from marketplace.accounts.errors import (
    DepartmentCodeTaken,
    DepartmentMissing,
    HeadcountRefused,
    TextRefused,
)
from marketplace.accounts.models import HeadcountEntry
from marketplace.accounts.queries import DepartmentRow, departments
from tests.factories.accounts import NOON, make_department


def test_departments_are_listed_by_name(session: Session) -> None:
    water = make_department(session, code="W1", name="상수도과", headcount=12)
    board = make_department(session, code="C1", name="공단", kind=DepartmentKind.AFFILIATED_BODY)

    assert departments(session) == (
        DepartmentRow(board.id, "C1", "공단", DepartmentKind.AFFILIATED_BODY, None),
        DepartmentRow(water.id, "W1", "상수도과", DepartmentKind.DEPARTMENT, 12),
    )


def test_a_code_is_one_departments(session: Session) -> None:
    make_department(session, code="W1")

    with pytest.raises(DepartmentCodeTaken) as refused:
        create_department(
            session, code="W1 ", name="하수도과", kind=DepartmentKind.DEPARTMENT, at=NOON
        )
    assert refused.value.code == "W1 "


def test_a_department_has_a_name(session: Session) -> None:
    with pytest.raises(TextRefused):
        create_department(session, code="W1", name="", kind=DepartmentKind.DEPARTMENT, at=NOON)


def test_each_change_of_a_headcount_is_an_entry(session: Session) -> None:
    department, by = make_department(session), uuid4()

    changes = [
        set_headcount(session, department.id, number, by=by, at=NOON) for number in (9, 9, 0)
    ]

    assert changes == [True, False, True]
    entries = session.execute(select(HeadcountEntry.headcount, HeadcountEntry.by_id)).all()
    assert sorted(tuple(entry) for entry in entries) == [(0, by), (9, by)]


@pytest.mark.parametrize("headcount", [-1, 10_000_001])
def test_a_headcount_is_a_number_of_people(session: Session, headcount: int) -> None:
    with pytest.raises(HeadcountRefused):
        set_headcount(session, make_department(session).id, headcount, by=None, at=NOON)


def test_a_headcount_is_a_departments(session: Session) -> None:
    with pytest.raises(DepartmentMissing):
        set_headcount(session, uuid4(), 3, by=None, at=NOON)
