"""`python -m marketplace accounts departments …`: departments and their headcounts."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from marketplace.accounts.actor import DepartmentKind
from marketplace.accounts.departments import create_department, set_headcount
from marketplace.accounts.headcounts import load_headcounts
from marketplace.accounts.lookup import department_of_code
from marketplace.accounts.queries import departments
from marketplace.cli.command import DONE, REFUSED, Action, Group

ENCODINGS = ("utf-8-sig", "cp949")
"""What a personnel office's spreadsheet writes."""


def _configure_create(parser: ArgumentParser) -> None:
    parser.add_argument("code")
    parser.add_argument("name")
    parser.add_argument(
        "--kind",
        choices=[kind.value for kind in DepartmentKind],
        default=DepartmentKind.DEPARTMENT.value,
    )


def _create(session: Session, arguments: Namespace, at: datetime) -> int:
    department = create_department(
        session,
        code=arguments.code,
        name=arguments.name,
        kind=DepartmentKind(arguments.kind),
        at=at,
    )
    print(f"created {department.code} {department.name}")
    return DONE


def _configure_nothing(_: ArgumentParser) -> None:
    pass


def _list(session: Session, _: Namespace, __: datetime) -> int:
    for row in departments(session):
        headcount = "-" if row.headcount is None else str(row.headcount)
        print("\t".join((row.code, row.name, row.kind, headcount)))
    return DONE


def _configure_set_headcount(parser: ArgumentParser) -> None:
    parser.add_argument("code")
    parser.add_argument("headcount", type=int)


def _set_headcount(session: Session, arguments: Namespace, at: datetime) -> int:
    department = department_of_code(session, arguments.code)
    set_headcount(session, department.id, arguments.headcount, by=None, at=at)
    print(f"{department.code} {department.name} has {arguments.headcount} people")
    return DONE


def _configure_load(parser: ArgumentParser) -> None:
    parser.add_argument(
        "csv",
        type=Path,
        help="with the columns code and headcount; name and kind make new departments",
    )


def _load(session: Session, arguments: Namespace, at: datetime) -> int:
    text = _text_of(arguments.csv)
    if text is None:
        print(f"error: {arguments.csv} cannot be read as text", file=sys.stderr)
        return REFUSED
    loaded = load_headcounts(session, text, by=None, at=at)
    for fault in loaded.faults:
        print(f"error: line {fault.line}: {fault.fault}: {fault.text}", file=sys.stderr)
    if loaded.faults:
        print(f"error: nothing was changed; {len(loaded.faults)} faults", file=sys.stderr)
        return REFUSED
    print(f"{loaded.created} created, {loaded.changed} changed, {loaded.unchanged} unchanged")
    return DONE


def _text_of(path: Path) -> str | None:
    try:
        content = path.read_bytes()
    except OSError:
        return None
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


DEPARTMENTS = Group(
    "departments",
    "departments and their headcounts",
    (
        Action("list", "list departments and headcounts", _configure_nothing, _list),
        Action(
            "create",
            "add a department, affiliated body or organisation",
            _configure_create,
            _create,
        ),
        Action("load", "set headcounts from a CSV file", _configure_load, _load),
        Action(
            "set-headcount", "set how many people one has", _configure_set_headcount, _set_headcount
        ),
    ),
)
