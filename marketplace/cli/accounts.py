"""`python -m marketplace accounts …`: how the first administrator comes to be, and the rest."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import datetime

from sqlalchemy.orm import Session

from marketplace.accounts.actor import Role
from marketplace.accounts.lookup import account_of_email, department_of_code
from marketplace.accounts.opening import close_account, register
from marketplace.accounts.passwords import Passwords
from marketplace.accounts.queries import accounts_page
from marketplace.accounts.recovery import issue_reset
from marketplace.accounts.roles import assign_department, grant_role, set_hr_id, withdraw_role
from marketplace.accounts.secret import new_secret
from marketplace.cli.command import DONE, WRONG_USE, Action, Command, add_actions, run_action
from marketplace.cli.departments import DEPARTMENTS

GRANTED = tuple(role.value for role in Role if role is not Role.CITIZEN)
PER_PAGE = 100


def _configure_create(parser: ArgumentParser) -> None:
    parser.add_argument("email")
    parser.add_argument("--name", required=True, help="as others see it")
    parser.add_argument("--role", action="append", default=[], choices=GRANTED, help="repeatable")
    parser.add_argument("--department", metavar="CODE")
    parser.add_argument("--hr-id", metavar="ID")
    parser.add_argument(
        "--password-stdin",
        action="store_true",
        help="read the password from standard input; without this one is made and shown once",
    )


def _create(session: Session, arguments: Namespace, at: datetime) -> int:
    typed = arguments.password_stdin
    password = sys.stdin.readline().rstrip("\r\n") if typed else new_secret()
    account = register(
        session,
        email=arguments.email,
        name=arguments.name,
        password=password,
        passwords=Passwords(),
        at=at,
    )
    if arguments.hr_id is not None:
        set_hr_id(session, account.id, arguments.hr_id, by=None, at=at)
    _grant_all(session, account.email or "", arguments, at)
    print(f"created {account.email}")
    if not typed:
        print(f"password {password}")
    return DONE


def _configure_grant(parser: ArgumentParser) -> None:
    parser.add_argument("email")
    parser.add_argument("role", nargs=1, choices=GRANTED)
    parser.add_argument("--department", metavar="CODE", help="assign this department first")


def _grant(session: Session, arguments: Namespace, at: datetime) -> int:
    _grant_all(session, arguments.email, arguments, at)
    print(f"{arguments.email} is now {arguments.role[0]}")
    return DONE


def _grant_all(session: Session, email: str, arguments: Namespace, at: datetime) -> None:
    account = account_of_email(session, email)
    if arguments.department is not None:
        department = department_of_code(session, arguments.department)
        assign_department(session, account.id, department.id, by=None, at=at)
    for role in arguments.role:
        grant_role(session, account.id, Role(role), by=None, at=at)


def _configure_withdraw(parser: ArgumentParser) -> None:
    parser.add_argument("email")
    parser.add_argument("role", choices=GRANTED)


def _withdraw(session: Session, arguments: Namespace, at: datetime) -> int:
    account = account_of_email(session, arguments.email)
    withdraw_role(session, account.id, Role(arguments.role), by=None, at=at)
    print(f"{arguments.email} is no longer {arguments.role}")
    return DONE


def _configure_list(parser: ArgumentParser) -> None:
    parser.add_argument("search", nargs="?", default="", help="part of a name, address or HR id")
    parser.add_argument("--role", choices=[role.value for role in Role])
    parser.add_argument("--page", type=int, default=1)


def _list(session: Session, arguments: Namespace, _: datetime) -> int:
    page = accounts_page(
        session,
        search=arguments.search,
        role=None if arguments.role is None else Role(arguments.role),
        page=max(1, arguments.page),
        per_page=PER_PAGE,
    )
    for row in page.rows:
        asked = "asks for a new password" if row.reset_asked_at else ""
        cells = (row.email, row.name, ",".join(row.roles), row.department_name, row.hr_id, asked)
        print("\t".join(cell or "-" for cell in cells))
    print(f"{len(page.rows)} of {page.count} accounts")
    return DONE


def _configure_email(parser: ArgumentParser) -> None:
    parser.add_argument("email")


def _reset(session: Session, arguments: Namespace, at: datetime) -> int:
    account = account_of_email(session, arguments.email)
    reset = issue_reset(session, account.id, by=None, at=at)
    print(f"code {reset.code}")
    print(f"good until {reset.expires_at:%Y-%m-%d %H:%M} UTC, once")
    return DONE


def _configure_close(parser: ArgumentParser) -> None:
    parser.add_argument("email")
    parser.add_argument("--yes", action="store_true", help="mean it: it cannot be undone")


def _close(session: Session, arguments: Namespace, at: datetime) -> int:
    account = account_of_email(session, arguments.email)
    if not arguments.yes:
        print("error: closing erases name, address and roles for good; say --yes", file=sys.stderr)
        return WRONG_USE
    close_account(session, account.id, by=None, at=at)
    print(f"closed {account.id}")
    return DONE


ACTIONS = (
    Action("create", "open an account, with roles", _configure_create, _create),
    Action("grant", "give a role", _configure_grant, _grant),
    Action("withdraw", "take a role away", _configure_withdraw, _withdraw),
    Action("list", "list open accounts", _configure_list, _list),
    Action("reset", "make a code for a new password", _configure_email, _reset),
    Action("close", "erase who an account was and end it", _configure_close, _close),
    DEPARTMENTS,
)


def _configure(parser: ArgumentParser) -> None:
    add_actions(parser, ACTIONS)


COMMAND = Command("accounts", "accounts, roles and departments", _configure, run_action)
