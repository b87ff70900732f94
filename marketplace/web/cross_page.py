"""The page on which a department asks another to compare two tables."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from marketplace.accounts.actor import PUBLIC_BODIES, Actor
from marketplace.accounts.queries import departments
from marketplace.catalogue.models import Form
from marketplace.catalogue.values import PublishedFile, VersionFacts
from marketplace.http.bodies import BodyFaulty
from marketplace.permissions.asking import ruling_on
from marketplace.permissions.facts import CrossFacts, HolderFacts
from marketplace.permissions.permission import Permission
from marketplace.web.marking import N_
from marketplace.workflow import browsing
from marketplace.workflow.cross_verifying import TableAsked
from marketplace.workflow.listing import listed
from submissions.faults import Fault

Shape = dict[str, Any]
MOST_FOUND = 20
_SOMEBODY_ELSE = HolderFacts(UUID(int=0), UUID(int=0))


def tables_of(version: VersionFacts) -> tuple[PublishedFile, ...]:
    """Return the tables of a version, in the order their places are counted."""
    return tuple(file for file in version.files if file.form is Form.TABLE)


def table_asked(version: VersionFacts, place: str, field: str) -> TableAsked:
    """Return the table a form names by its place, the first without one; raise `BodyFaulty`."""
    tables = tables_of(version)
    if not place:
        return TableAsked(version.dataset_id, version.number)
    if not (place.isascii() and place.isdigit() and int(place[:6]) < len(tables)):
        raise BodyFaulty(Fault(field, "not-a-choice", N_("목록에 있는 표를 골라 주세요.")))
    table = tables[int(place)]
    return TableAsked(version.dataset_id, version.number, table.name, table.sheet)


def asking_context(actor: Actor, version: VersionFacts, other: VersionFacts | None) -> Shape:
    """Return what `datasets/cross.html` is given, but for what was found."""
    return {
        "version": _side(version),
        "other": None if other is None else _side(other),
        "may": ruling_on(actor, Permission.CROSS_ASK, cross_facts(version, other)),
    }


def cross_facts(own: VersionFacts, other: VersionFacts | None) -> CrossFacts:
    """Return whose two versions are; without the other, as if another department's."""
    asked = HolderFacts(other.owner_id, other.department_id) if other else _SOMEBODY_ELSE
    return CrossFacts(HolderFacts(own.owner_id, own.department_id), asked)


def found_others(session: Session, actor: Actor, own: VersionFacts, words: str) -> list[Shape]:
    """Return the datasets of other departments that some words find; a firm's cannot answer."""
    asked = {"q": [words], "per_page": [str(MOST_FOUND)]}
    others = {
        row.id
        for row in departments(session)
        if row.kind in PUBLIC_BODIES and row.id != own.department_id
    }
    found = browsing.search(session, actor, asked).items
    lines = [each for each in found if each.department_id in others]
    return [
        {"id": each.line.id, "title": each.line.title.shown, "by": each.by}
        for each in listed(session, lines)
    ]


def _side(version: VersionFacts) -> Shape:
    return {
        "dataset": version.dataset_id,
        "number": version.number,
        "title": version.described.title.shown,
        "address": _address(version.dataset_id, version.number),
        "tables": _words(tables_of(version)),
    }


def _words(tables: Sequence[PublishedFile]) -> list[Shape]:
    return [
        {"place": place, "name": table.name, "sheet": table.sheet or "", "rows": table.rows}
        for place, table in enumerate(tables)
    ]


def _address(dataset_id: UUID, number: int) -> str:
    return url_for("web_datasets.version", dataset_id=dataset_id, number=number)
