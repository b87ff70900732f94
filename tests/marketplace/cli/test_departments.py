from pathlib import Path

import pytest

from tests.marketplace.cli.conftest import Say

TABLE = "부서코드,부서명,현원\nW1,상수도과,12\nR1,도로과,8\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_headcounts_come_as_the_personnel_office_writes_them(
    say: Say, tmp_path: Path, encoding: str
) -> None:
    table = tmp_path / "headcounts.csv"
    table.write_text(TABLE, encoding=encoding)

    said = say("accounts", "departments", "load", str(table))

    assert (said.status, said.out) == (0, "2 created, 0 changed, 0 unchanged\n")
    assert say("accounts", "departments", "list").out == (
        "R1\t도로과\tdepartment\t8\nW1\t상수도과\tdepartment\t12\n"
    )


def test_a_faulty_table_changes_nothing_and_each_line_is_told(say: Say, tmp_path: Path) -> None:
    table = tmp_path / "headcounts.csv"
    table.write_text(TABLE + "P1,공원과,많음\n", encoding="utf-8")

    said = say("accounts", "departments", "load", str(table))

    assert (said.status, said.out, said.err) == (
        1,
        "",
        "error: line 4: not-a-headcount: 많음\nerror: nothing was changed; 1 faults\n",
    )
    assert say("accounts", "departments", "list").out == ""


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x80\x00\xff"])
def test_a_file_that_cannot_be_read_is_said(
    say: Say, tmp_path: Path, content: bytes | None
) -> None:
    table = tmp_path / "headcounts.csv"
    if content is not None:
        table.write_bytes(content)

    said = say("accounts", "departments", "load", str(table))

    assert (said.status, said.err) == (1, f"error: {table} cannot be read as text\n")


def test_a_headcount_is_set_by_hand(say: Say) -> None:
    made = say("accounts", "departments", "create", "C1", "공단", "--kind", "affiliated-body")
    assert made.out == "created C1 공단\n"
    assert say("accounts", "departments", "list").out == "C1\t공단\taffiliated-body\t-\n"

    assert say("accounts", "departments", "set-headcount", "C1", "30").out == (
        "C1 공단 has 30 people\n"
    )
    assert say("accounts", "departments", "list").out == "C1\t공단\taffiliated-body\t30\n"


def test_a_headcount_that_is_none_is_refused(say: Say) -> None:
    say("accounts", "departments", "create", "C1", "공단")

    refused = say("accounts", "departments", "set-headcount", "C1", "-1")

    assert refused.status in {1, 2}
    assert say("accounts", "departments", "list").out == "C1\t공단\tdepartment\t-\n"
