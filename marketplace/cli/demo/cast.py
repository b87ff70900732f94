"""The people of the demonstration: who they are, and their accounts, made once for each folder."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.actor import DepartmentKind, Role
from marketplace.accounts.departments import create_department, set_headcount
from marketplace.accounts.lookup import department_of_code, find_account_of_email
from marketplace.accounts.models import Account, Department
from marketplace.accounts.opening import register
from marketplace.accounts.passwords import Passwords
from marketplace.accounts.roles import assign_department, grant_role
from marketplace.errors import MarketplaceError

ACCOUNTS_FILE = "demo-accounts.json"
PASSING_FILE = "demo-accounts.json.new"


class NotEmpty(MarketplaceError):
    """The marketplace has people of its own: the demonstration is not put among them."""

    def __init__(self) -> None:
        super().__init__("there are accounts already; the demonstration wants an empty marketplace")


@dataclass(frozen=True)
class House:
    """A department, affiliated body or organisation, and how many people it has."""

    code: str
    name: str
    kind: DepartmentKind
    headcount: int


@dataclass(frozen=True)
class Person:
    """One of the cast. `word` is what the demonstration calls them."""

    word: str
    role: Role
    name: str
    house: str | None = None

    @property
    def email(self) -> str:
        """The address they sign in with."""
        return f"{self.word}@demo.example"


HOUSES = (
    House("DEMO-TRAFFIC", "교통정책과", DepartmentKind.DEPARTMENT, 24),
    House("DEMO-WELFARE", "복지정책과", DepartmentKind.DEPARTMENT, 31),
    House("DEMO-ECONOMY", "경제정책과", DepartmentKind.DEPARTMENT, 28),
    House("DEMO-SMART", "지능형도시과", DepartmentKind.DEPARTMENT, 17),
    House("DEMO-PLANNING", "정책기획관", DepartmentKind.DEPARTMENT, 22),
    House("DEMO-STATISTICS", "정보통계담당관", DepartmentKind.DEPARTMENT, 19),
    House("DEMO-FACILITIES", "시설관리공단", DepartmentKind.AFFILIATED_BODY, 62),
    House("DEMO-INSTITUTE", "한누리데이터연구원", DepartmentKind.ORGANISATION, 15),
    House("DEMO-FIRM", "주식회사 온새미로", DepartmentKind.ORGANISATION, 9),
)

CAST = (
    Person("official1", Role.OFFICIAL, "김가온", "DEMO-TRAFFIC"),
    Person("official2", Role.OFFICIAL, "이나래", "DEMO-WELFARE"),
    Person("official3", Role.OFFICIAL, "박다온", "DEMO-ECONOMY"),
    Person("researcher", Role.RESEARCHER, "최라온", "DEMO-INSTITUTE"),
    Person("firm", Role.FIRM, "정마루", "DEMO-FIRM"),
    Person("citizen", Role.CITIZEN, "한바다"),
    Person("quality1", Role.QUALITY, "오새봄", "DEMO-SMART"),
    Person("quality2", Role.QUALITY, "윤아라", "DEMO-PLANNING"),
    Person("privacy", Role.PRIVACY, "서자람", "DEMO-STATISTICS"),
    Person("curator", Role.CURATOR, "노을찬", "DEMO-PLANNING"),
    Person("administrator", Role.ADMINISTRATOR, "문차오름"),
)


def choose_passwords(folder: Path) -> Mapping[str, str]:
    """Return each person's password: those of this folder, made the first time.

    They are on disk before an account has one: a loader killed in between finds them again.
    """
    for name in (ACCOUNTS_FILE, PASSING_FILE):
        path = folder / name
        if path.exists():
            return {each["email"]: each["password"] for each in json.loads(path.read_text())}
    chosen = {person.email: secrets.token_urlsafe(12) for person in CAST}
    houses = {house.code: house.name for house in HOUSES}
    listed = [
        {
            "role": person.role.value,
            "email": person.email,
            "password": chosen[person.email],
            "department": houses.get(person.house or "", ""),
        }
        for person in CAST
    ]
    path = folder / f"{PASSING_FILE}.{secrets.token_hex(4)}"
    path.touch(mode=0o600)
    path.write_text(json.dumps(listed, ensure_ascii=False, indent=1))
    path.replace(folder / PASSING_FILE)
    return chosen


def announce(folder: Path) -> None:
    """Put the accounts where they are looked for, now that they exist."""
    passing = folder / PASSING_FILE
    if passing.exists():
        passing.replace(folder / ACCOUNTS_FILE)


def open_accounts(session: Session, passwords: Mapping[str, str], *, at: datetime) -> None:
    """Open the accounts and departments that are not there; raise `NotEmpty`."""
    if find_account_of_email(session, CAST[0].email) is not None:
        return
    if session.execute(select(Account.id).limit(1)).first() is not None:
        raise NotEmpty
    for house in HOUSES:
        _open_house(session, house, at=at)
    hasher = Passwords()
    for person in CAST:
        account = register(
            session,
            email=person.email,
            name=person.name,
            password=passwords[person.email],
            passwords=hasher,
            at=at,
        )
        if person.house is not None:
            department = department_of_code(session, person.house)
            assign_department(session, account.id, department.id, by=None, at=at)
        if person.role is not Role.CITIZEN:
            grant_role(session, account.id, person.role, by=None, at=at)


def _open_house(session: Session, house: House, *, at: datetime) -> None:
    held = session.execute(select(Department).where(Department.code == house.code))
    if held.scalar_one_or_none() is None:
        made = create_department(session, code=house.code, name=house.name, kind=house.kind, at=at)
        set_headcount(session, made.id, house.headcount, by=None, at=at)
