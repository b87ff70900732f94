"""Headcounts from the personnel office's table: all of it, or, with a fault in it, nothing."""

import csv
import io
import unicodedata
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.actor import DepartmentKind
from marketplace.accounts.departments import LARGEST_HEADCOUNT, create_department, set_headcount
from marketplace.accounts.errors import TextRefused
from marketplace.accounts.models import Department
from marketplace.accounts.texts import CODE_LENGTH, short_text

COLUMNS: Mapping[str, str] = {
    "code": "code",
    "부서코드": "code",
    "기관코드": "code",
    "headcount": "headcount",
    "인원": "headcount",
    "현원": "headcount",
    "name": "name",
    "부서명": "name",
    "기관명": "name",
    "kind": "kind",
    "구분": "kind",
}
"""The columns that are read, under the names they come by; others are left alone."""

NEEDED = ("code", "headcount")

KINDS: Mapping[str, DepartmentKind] = {
    "": DepartmentKind.DEPARTMENT,
    "부서": DepartmentKind.DEPARTMENT,
    "산하기관": DepartmentKind.AFFILIATED_BODY,
    "기관": DepartmentKind.ORGANISATION,
    **{kind.value: kind for kind in DepartmentKind},
}


class HeadcountFault(StrEnum):
    """What can be wrong with a line."""

    COLUMN_MISSING = "column-missing"
    NOT_CSV = "not-csv"
    CODE_REFUSED = "code-refused"
    CODE_REPEATED = "code-repeated"
    NOT_A_HEADCOUNT = "not-a-headcount"
    DEPARTMENT_UNKNOWN = "department-unknown"
    NAME_REFUSED = "name-refused"
    KIND_UNKNOWN = "kind-unknown"


@dataclass(frozen=True)
class LineFault:
    """A fault, the line of the file it stands in, and the text it is about."""

    line: int
    fault: HeadcountFault
    text: str


@dataclass(frozen=True)
class HeadcountLoad:
    """What a load did. With faults it did nothing."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    faults: tuple[LineFault, ...] = ()


@dataclass(frozen=True)
class _Line:
    code: str
    headcount: int
    name: str
    kind: DepartmentKind


def load_headcounts(session: Session, text: str, *, by: UUID | None, at: datetime) -> HeadcountLoad:
    """Set headcounts from CSV with the columns code and headcount.

    A code that is not known yet makes a department, if its line has a name (and perhaps a kind).
    """
    stored = session.execute(select(Department.code, Department.id))
    known = {row.code: row.id for row in stored}
    read = tuple(_read(text, known))
    faults = tuple(each for each in read if isinstance(each, LineFault))
    if faults:
        return HeadcountLoad(faults=faults)
    created = changed = 0
    for line in (each for each in read if isinstance(each, _Line)):
        if line.code in known:
            changed += set_headcount(session, known[line.code], line.headcount, by=by, at=at)
        else:
            made = create_department(session, code=line.code, name=line.name, kind=line.kind, at=at)
            set_headcount(session, made.id, line.headcount, by=by, at=at)
            created += 1
    return HeadcountLoad(created, changed, len(read) - created - changed)


def _read(text: str, known: Container[str]) -> Iterator[_Line | LineFault]:
    # Composed, as codes and names are stored: some systems write Hangul in parts.
    plain = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    rows = csv.reader(io.StringIO(plain, newline=""), strict=True)
    seen: set[str] = set()
    try:
        header = [COLUMNS.get(name.strip().lower(), "") for name in next(rows, [])]
        missing = [column for column in NEEDED if column not in header]
        if missing:
            yield from (LineFault(1, HeadcountFault.COLUMN_MISSING, each) for each in missing)
            return
        for cells in rows:
            if any(cell.strip() for cell in cells):
                named = dict(zip(header, (cell.strip() for cell in cells), strict=False))
                yield _read_line(rows.line_num, named, known, seen)
    except csv.Error as error:
        yield LineFault(rows.line_num, HeadcountFault.NOT_CSV, str(error))


def _read_line(
    number: int, named: Mapping[str, str], known: Container[str], seen: set[str]
) -> _Line | LineFault:
    code, headcount = named.get("code", ""), named.get("headcount", "")
    name, kind = named.get("name", ""), named.get("kind", "")
    is_new = code not in known
    rules = (
        (HeadcountFault.CODE_REFUSED, code, _is_text(code, CODE_LENGTH)),
        (HeadcountFault.CODE_REPEATED, code, code not in seen),
        (HeadcountFault.NOT_A_HEADCOUNT, headcount, _is_headcount(headcount)),
        (HeadcountFault.DEPARTMENT_UNKNOWN, code, not is_new or name != ""),
        (HeadcountFault.NAME_REFUSED, name, not is_new or _is_text(name)),
        (HeadcountFault.KIND_UNKNOWN, kind, not is_new or kind in KINDS),
    )
    seen.add(code)
    for fault, text, holds in rules:
        if not holds:
            return LineFault(number, fault, text)
    return _Line(code, int(headcount.replace(",", "")), name, KINDS.get(kind, KINDS[""]))


def _is_text(text: str, longest: int = 100) -> bool:
    try:
        return short_text(text, "text", longest=longest) == text
    except TextRefused:
        return False


def _is_headcount(text: str) -> bool:
    digits = text.replace(",", "")
    return digits.isascii() and digits.isdigit() and int(digits[:20]) <= LARGEST_HEADCOUNT
