"""Published versions with diagnoses that say what a test wants them to."""

from datetime import date
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from marketplace.accounts.models import Account
from marketplace.catalogue.models import Version
from marketplace.diagnoses import turns
from marketplace.diagnoses.recording import Diagnosed, record
from tests.factories.accounts import NOON
from tests.factories.catalogue import publish
from verification.models import StoredReport

FRESH = {"update_cycle": "once", "period_from": None, "period_to": None}
OLD = {"update_cycle": "yearly", "period_from": None, "period_to": date(2015, 12, 31)}


def put_up(session: Session, owner: Account, title: str, **facts: object) -> Version:
    return publish(
        session, title=title, maker_id=owner.id, department_id=owner.department_id, **facts
    )


def diagnose(
    session: Session, version: Version, *codes: tuple[str, str], columns: str = ""
) -> None:
    """Keep a diagnosis with these findings, and a table of these columns."""
    digest = uuid4().hex * 2
    at = {"file": "a.csv", "sheet": None, "row": None, "column": "가"}
    body = {
        "digest": digest,
        "verdict": "findings",
        "quality": {"accuracy": {"score": 87.5, "errors": 1, "checked": 8}},
        "files": [
            {"name": "a.csv", "columns": [{"name": n, "type": "string"} for n in columns.split()]}
        ],
        "checks": [
            {
                "check": "any",
                "findings": [
                    {"code": code, "severity": severity, "count": 3, "at": at}
                    for code, severity in codes
                ],
            }
        ],
    }
    keep(session, version, body)


def keep(session: Session, version: Version, body: dict[str, Any]) -> None:
    """Keep a diagnosis with this report."""
    if session.get(StoredReport, body["digest"]) is None:
        session.add(StoredReport(digest=body["digest"], body=body, created_at=NOON))
        session.flush()
    turns.begin(session, version.id, at=NOON)
    diagnosed = Diagnosed(version.dataset_id, version.id, 1, NOON)
    record(session, diagnosed, body, accepted=None, before=None)
