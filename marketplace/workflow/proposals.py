"""What is proposed for a file: to de-identify it, from its report; to refine it, from itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.accounts.actor import Actor
from marketplace.permissions.permission import Permission
from marketplace.services import Services
from marketplace.workflow.subjects import permitted_submission
from marketplace.workflow.treating import bounded_work
from submissions import intake, treatments
from verification.codes import CODES
from verification.history import find_report
from verification.personal.quasi import quasi_of

if TYPE_CHECKING:
    from verification.treatment.proposing import Proposal

Body = Mapping[str, Any]
Found = dict[str, dict[str, int]]

_LONG_TEXT = 30
"""Characters a cell of free text has on the average, and a number or name has not."""


@dataclass(frozen=True)
class Proposed:
    """Steps for one table of a file, each with its reason; `quasi`: what outsiders may know."""

    de_identify: tuple["Proposal", ...]
    refine: tuple["Proposal", ...]
    quasi: tuple[str, ...]


def proposed_for(
    session: Session,
    actor: Actor,
    submission_id: UUID,
    file_id: UUID,
    sheet: str | None,
    *,
    services: Services,
) -> Proposed:
    """Return what is proposed for a file; nothing de-identifies before it has been verified.

    Raises `NotEditable` and `TreatmentRefused`.
    """
    submission = permitted_submission(session, actor, submission_id, Permission.SUBMISSION_EDIT)
    file = intake.file_of(submission, file_id)
    treatments.treatable(submission, file)
    from submissions.treat import refining_of

    with bounded_work(services, submission) as (bounds, folder):
        refine = refining_of(file, sheet, services.objects, bounds=bounds, folder=folder)
    digest = submission.report_digest
    body = find_report(session, digest) if digest else None
    table = table_in(body, file.name, sheet) if body else None
    if body is None or table is None:
        return Proposed((), refine, ())
    de_identify, quasi = de_identifying(body, table)
    return Proposed(de_identify, refine, quasi)


def table_in(body: Body, file: str, sheet: str | None) -> Body | None:
    """Return what a report says of a file's table: of the sheet named, or its first."""
    tables = (each for each in body["files"] if each["name"] == file and each["rows"] is not None)
    return next((each for each in tables if sheet in (None, each["sheet"])), None)


def found_in(body: Body, table: Body) -> Found:
    """Return for each column of a table the codes about personal data, and how often each is."""
    here, found = (table["name"], table["sheet"]), Found()
    for check in body["checks"]:
        for finding in check["findings"]:
            at, code = finding["at"], finding["code"]
            private = code in CODES and CODES[code].privacy
            if private and at["column"] and (at["file"], at["sheet"]) == here:
                column = found.setdefault(at["column"], {})
                column[code] = column.get(code, 0) + finding["count"]
    return found


def de_identifying(body: Body, table: Body) -> tuple[tuple["Proposal", ...], tuple[str, ...]]:
    """Return the steps proposed for a table of a report, and the columns outsiders may know."""
    # The engines come with the first proposal: the web tier starts without them.
    from verification.treatment.proposing import PersonalFacts, likely_quasi, propose

    names = [column["name"] for column in table["columns"]]
    found = {name: codes for name, codes in found_in(body, table).items() if name in names}
    kinds = {each["name"]: quasi_of(each["name"], _top(each)) for each in table["columns"]}
    quasi = likely_quasi(kinds, of_persons=bool(found))
    facts = PersonalFacts(
        codes={name: tuple(codes) for name, codes in found.items()},
        texts=frozenset(_texts(table, found)),
        quasi=quasi,
    )
    return propose(facts), quasi


def _top(column: Body) -> list[tuple[str, int]]:
    return [(each["value"], each["count"]) for each in column.get("top") or ()]


def _texts(table: Body, found: Mapping[str, Mapping[str, int]]) -> list[str]:
    """Return the columns in which most cells hold no number of a person, or long ones do."""
    lengths = {
        each["name"]: (each.get("lengths") or {}).get("mean") or 0 for each in table["columns"]
    }
    return [
        name
        for name, codes in found.items()
        if sum(codes.values()) * 2 < table["rows"] or lengths.get(name, 0) > _LONG_TEXT
    ]
