import unicodedata

import pytest
from sqlalchemy.orm import Session

from marketplace.accounts.actor import DepartmentKind
from marketplace.accounts.headcounts import (
    HeadcountFault,
    HeadcountLoad,
    LineFault,
    load_headcounts,
)
from marketplace.accounts.queries import departments
from tests.factories.accounts import NOON, make_department


def load(session: Session, text: str) -> HeadcountLoad:
    return load_headcounts(session, text, by=None, at=NOON)


def listed(session: Session) -> list[tuple[str, str, str, int | None]]:
    return [
        (each.code, each.name, each.kind.value, each.headcount) for each in departments(session)
    ]


def test_headcounts_are_set_and_new_departments_made(session: Session) -> None:
    make_department(session, code="A", name="가과", headcount=3)
    make_department(session, code="B", name="나과", headcount=5)

    loaded = load(
        session,
        '\ufeff부서코드,부서명,구분,현원,비고\nA,가과,부서,4,\nB,,,5,\n\nC,다공단,산하기관,"1,200",새\nD,라과,,7,\n',
    )

    assert loaded == HeadcountLoad(created=2, changed=1, unchanged=1)
    assert listed(session) == [
        ("A", "가과", "department", 4),
        ("B", "나과", "department", 5),
        ("C", "다공단", "affiliated-body", 1200),
        ("D", "라과", "department", 7),
    ]


def test_with_a_fault_anywhere_nothing_is_changed_and_every_fault_is_told(session: Session) -> None:
    make_department(session, code="A", name="가과", headcount=3)

    loaded = load(
        session,
        "code,headcount,name,kind\n"
        "A,4\n"
        "A,5\n"
        ",6\n"
        "B,-1,나과\n"
        "C,９,다과\n"
        "D,99999999999999999999,라과\n"
        "E,8\n"
        "F,8,마과,club\n"
        "G,8,a\x07b,\n",
    )

    assert loaded == HeadcountLoad(
        faults=(
            LineFault(3, HeadcountFault.CODE_REPEATED, "A"),
            LineFault(4, HeadcountFault.CODE_REFUSED, ""),
            LineFault(5, HeadcountFault.NOT_A_HEADCOUNT, "-1"),
            LineFault(6, HeadcountFault.NOT_A_HEADCOUNT, "９"),
            LineFault(7, HeadcountFault.NOT_A_HEADCOUNT, "99999999999999999999"),
            LineFault(8, HeadcountFault.DEPARTMENT_UNKNOWN, "E"),
            LineFault(9, HeadcountFault.KIND_UNKNOWN, "club"),
            LineFault(10, HeadcountFault.NAME_REFUSED, "a\x07b"),
        )
    )
    assert listed(session) == [("A", "가과", "department", 3)]


@pytest.mark.parametrize(
    ("text", "missing"), [("", ["code", "headcount"]), ("code,name\nA,b\n", ["headcount"])]
)
def test_a_file_without_the_columns_is_refused(
    session: Session, text: str, missing: list[str]
) -> None:
    assert load(session, text).faults == tuple(
        LineFault(1, HeadcountFault.COLUMN_MISSING, column) for column in missing
    )


def test_what_is_no_csv_is_refused_with_its_line(session: Session) -> None:
    [fault] = load(session, 'code,headcount\nA,"4" x\n').faults

    assert (fault.line, fault.fault) == (2, HeadcountFault.NOT_CSV)


def test_hangul_written_in_parts_is_the_same_department(session: Session) -> None:
    make_department(session, code="물", name="상수도과", headcount=3)

    parts = unicodedata.normalize("NFD", "부서코드,현원\n물,4\n")

    assert load(session, parts) == HeadcountLoad(changed=1)


def test_every_kind_of_department_can_be_named(session: Session) -> None:
    rows = [f"{kind.value},1,{kind.value},{kind.value}" for kind in DepartmentKind]

    assert load(session, "\n".join(["code,headcount,name,kind", *rows])).created == 3
