"""The values of the two pages on which a submission is written: its start, and the whole of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor
from marketplace.accounts.queries import department_names_of, names_of
from marketplace.catalogue.queries import find_dataset
from marketplace.catalogue.values import DatasetFacts, DatasetLine, Description
from marketplace.web.catalogue_words import CYCLES
from marketplace.web.echo import echoed
from marketplace.web.forms import Choice, Form
from marketplace.web.labels import COLUMN_TYPES, HOWS, KIND_HINTS, KINDS
from marketplace.web.manifest_form import EXTERNAL, Fields, Row, fields_of, rows_of
from marketplace.web.rights_page import rights_of, uuid_in
from marketplace.workflow import browsing, membering
from submissions.categories import CATEGORIES
from verification.findings import Text
from verification.rights.licences import LICENCES

MOST_RECENT = 5
MOST_FOUND = 8

_KINDS = tuple(Choice(value, words, KIND_HINTS[value]) for value, words in KINDS.items())
_EXTERNAL_LICENCES = tuple(
    (each.id, Text(f"{each.name_ko} · {each.id}", f"{each.name_en} · {each.id}"))
    for each in LICENCES.values()
)


@dataclass(frozen=True)
class SourceChoice:
    """A version that may be named as a source."""

    dataset: str
    version: int
    title: str
    by: str


@dataclass(frozen=True)
class SourceRow:
    """A row of the sources in the form; the title is that of the dataset it names."""

    n: int
    kind: str
    title: str


def writing_values(
    session: Session, actor: Actor, fields: Fields, faults: Mapping[str, str]
) -> dict[str, Any]:
    """Return what both pages are given for what stands in their form."""
    rights = rights_of(session, actor, fields)
    rows = rows_of(fields, "sources")
    return {
        "form": Form(echoed({"access": _widest(rights.accesses), **fields}), faults),
        "source_rows": _source_rows(session, actor, rows),
        "next_source": _next(rows),
        "recent": recent_sources(session, actor),
        "hows": tuple(HOWS.items()),
        "external_licences": _EXTERNAL_LICENCES,
        "kinds": _KINDS,
        "categories": CATEGORIES,
        **rights.values(),
        "may_offer_originals": actor.may_offer_originals,
    }


def column_values(fields: Fields) -> dict[str, Any]:
    """Return what the part about columns is given besides the form."""
    rows = rows_of(fields, "columns")
    return {
        "column_rows": tuple(row.n for row in rows),
        "next_column": _next(rows),
        "column_types": tuple(COLUMN_TYPES.items()),
        "cycles": tuple(CYCLES.items()),
    }


def fields_for_new_version(dataset: DatasetFacts) -> dict[str, str]:
    """Return what the form of a new version begins with: what the latest says of itself."""
    return {"dataset": str(dataset.id), **fields_of(_manifest(dataset.shown.described))}


def fields_for_sources(named: Iterable[str]) -> dict[str, str]:
    """Return the rows for sources named in an address as `dataset@version`."""
    pairs = (each.partition("@") for each in named)
    return {
        f"sources-{n}-{name}": value
        for n, (dataset, _, version) in enumerate(pairs)
        for name, value in (("dataset", dataset), ("version", version))
    }


def recent_sources(session: Session, actor: Actor) -> tuple[SourceChoice, ...]:
    """Return what the actor was given last: most likely what they made something of."""
    found = [each.version for each in membering.received(session, actor, most=MOST_RECENT)]
    people = names_of(session, {each.owner_id for each in found})
    return tuple(
        SourceChoice(
            str(each.dataset_id),
            each.number,
            each.described.title.shown,
            each.publisher or people[each.owner_id],
        )
        for each in found
    )


def found_sources(session: Session, actor: Actor, words: str) -> tuple[SourceChoice, ...]:
    """Return the datasets some words find, in their latest versions."""
    asked = {"q": [words], "per_page": [str(MOST_FOUND)]}
    return _choices(session, browsing.search(session, actor, asked).items)


def _choices(session: Session, lines: Iterable[DatasetLine]) -> tuple[SourceChoice, ...]:
    found = tuple(lines)
    departments = department_names_of(
        session, {each.department_id for each in found if each.department_id}
    )
    people = names_of(session, {each.owner_id for each in found})
    return tuple(
        SourceChoice(
            str(each.id),
            each.version,
            each.title.shown,
            departments.get(each.department_id or each.id) or people[each.owner_id],
        )
        for each in found
    )


def _source_rows(session: Session, actor: Actor, rows: Iterable[Row]) -> tuple[SourceRow, ...]:
    return tuple(
        SourceRow(row.n, row.kind, "" if row.kind == EXTERNAL else _title(session, actor, row))
        for row in rows
    )


def _title(session: Session, actor: Actor, row: Row) -> str:
    dataset_id = uuid_in(row.fields["dataset"])
    found = find_dataset(session, dataset_id, visibility_of(actor)) if dataset_id else None
    return found.shown.described.title.shown if found else "찾을 수 없는 데이터"


def _widest(accesses: tuple[Choice, ...]) -> str:
    """Return the access class a new form begins with: the widest that may be chosen."""
    return next((each.value for each in accesses if not each.refused), "")


def _next(rows: tuple[Row, ...]) -> int:
    return 1 + max((row.n for row in rows), default=-1)


def _manifest(said: Description) -> dict[str, Any]:
    """Return a description as the manifest it came from; the recipe is not kept there."""
    days = {"from": said.period_from, "to": said.period_to}
    return {
        "title": said.title.as_json(),
        "description": said.description.as_json(),
        "kind": said.kind,
        "category": said.category,
        "licence": said.licence,
        "access": said.access,
        "keywords": said.keywords,
        "update_cycle": said.update_cycle,
        "period": {name: day.isoformat() for name, day in days.items() if day},
        "columns": said.columns,
        "sources": said.sources,
        "method": said.method,
        "deviations": said.deviations,
        "licence_reason": said.licence_reason,
        "terms": said.terms,
    }
