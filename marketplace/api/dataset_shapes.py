"""The JSON shapes of datasets, versions and their lineage."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from marketplace.api.correction_shapes import marks_on
from marketplace.api.shapes import Shape, adoption, moment
from marketplace.api.source_shapes import assurance_grounds, named, outside
from marketplace.catalogue.models import Form
from marketplace.catalogue.search import SearchPage
from marketplace.catalogue.values import (
    DatasetFacts,
    DatasetLine,
    PublishedFile,
    VersionFacts,
    VersionLine,
)
from marketplace.fixes.values import FixCredit
from marketplace.lineage.queries import DerivationRow, Lineage
from marketplace.lineage.walking import Node
from marketplace.workflow.assuring import Grounds
from marketplace.workflow.browsing import LineageSeen
from marketplace.workflow.crediting import Credited, Credits
from marketplace.workflow.marking import Marks
from verification.findings import Text


def found(page: SearchPage, marks: Mapping[UUID, Sequence[Shape]], grounds: Grounds) -> Shape:
    """Return a page of a search with its facets."""
    return {
        "count": page.count,
        "count_is": page.count_is,
        "page": page.page,
        "per_page": page.per_page,
        "facets": {
            facet.value: [{"value": _plain(each.value), "count": each.count} for each in counts]
            for facet, counts in page.facets.items()
        },
        "items": [
            {
                **line(each),
                "marks": marks.get(each.id, []),
                "assurance_grounds": assurance_grounds(grounds.get(each.id, ())),
            }
            for each in page.items
        ],
    }


def line(each: DatasetLine) -> Shape:
    """Return one dataset of a list."""
    return {
        "id": str(each.id),
        "title": each.title.as_json(),
        "summary": each.summary,
        "kind": each.kind,
        "category": each.category,
        "generation": each.generation,
        "assurance": each.assurance,
        "version": each.version,
        "licence": each.licence,
        "access": each.access,
        "update_cycle": each.update_cycle,
        "formats": list(each.formats),
        "keywords": list(each.keywords),
        "owner": str(each.owner_id),
        "department": _plain(each.department_id),
        "published_at": moment(each.published_at),
        "first_published_at": moment(each.first_published_at),
        "downloads": each.downloads,
        "people": each.people,
        **adoption(each.adopted_by, curated=each.is_curated),
    }


def dataset(facts: DatasetFacts, marks: Marks, credits_of_it: Credits) -> Shape:
    """Return a dataset: the version it shows, and the list of all."""
    return {
        **version(facts.shown, marks, credits_of_it),
        "id": str(facts.id),
        "latest": facts.shown.number,
        "first_published_at": moment(facts.first_published_at),
        "withdrawn_at": moment(facts.withdrawn_at),
        "downloads": facts.downloads,
        "people": facts.people,
        **adoption(facts.adopted_by, curated=facts.is_curated),
        "versions": [_version_line(each) for each in facts.versions],
    }


def version(facts: VersionFacts, marks: Marks, credits_of_it: Credits) -> Shape:
    """Return one version, and whom those who use it have to name."""
    said = facts.described
    return {
        "dataset": str(facts.dataset_id),
        "version": facts.number,
        "is_latest": facts.is_latest,
        "title": said.title.as_json(),
        "description": said.description.as_json(),
        "kind": said.kind,
        "category": said.category,
        "keywords": list(said.keywords),
        "licence": said.licence,
        "licence_reason": said.licence_reason,
        "access": said.access,
        "terms": None if said.terms is None else dict(said.terms),
        "update_cycle": said.update_cycle,
        "period": {
            "from": said.period_from.isoformat() if said.period_from else None,
            "to": said.period_to.isoformat() if said.period_to else None,
        },
        "columns": [dict(each) for each in said.columns],
        "method": said.method,
        "deviations": said.deviations,
        "sources": [dict(each) for each in said.sources],
        "generation": facts.generation,
        "assurance": facts.assurance,
        "owner": str(facts.owner_id),
        "maker": str(facts.maker_id),
        "department": _plain(facts.department_id),
        "publisher": facts.publisher,
        "published_at": moment(facts.published_at),
        "report_digest": facts.report_digest,
        "withdrawn": None
        if facts.withdrawal is None
        else {"at": moment(facts.withdrawal.at), "reason": facts.withdrawal.reason},
        "attribution": _text(credits_of_it.text),
        "credits": [_credited(each) for each in credits_of_it.ancestors],
        "more_credits": credits_of_it.more,
        "marks": marks_on(facts.id, marks),
        "files": [file(each, facts) for each in facts.originals],
    }


def _credited(each: Credited) -> Shape:
    held = each.version
    return {
        "steps": each.steps,
        "title": each.title,
        "licence_then": each.licence,
        "licence": held.described.licence if held else each.licence,
        "dataset": str(held.dataset_id) if held else None,
        "version": held.number if held else None,
        "text": _text(each.text),
    }


def _text(text: Text) -> Shape:
    return {"ko": text.ko, "en": text.en}


def file(each: PublishedFile, facts: VersionFacts) -> Shape:
    """Return a file, the Parquet copies of its tables, and these in refined form."""
    return {
        "name": each.name,
        "media_type": each.media_type,
        "size": each.size,
        "sha256": each.digest,
        "tables": [
            {
                "sheet": table.sheet,
                "rows": table.rows,
                "size": table.size,
                "sha256": table.digest,
                "media_type": table.media_type,
            }
            for table in facts.forms_of(each.name, Form.TABLE)
        ],
        "refined": [
            {
                "sheet": refined.sheet,
                "rows": refined.rows,
                "size": refined.size,
                "sha256": refined.digest,
                "media_type": refined.media_type,
                **(refined.made_by or {}),
            }
            for refined in facts.forms_of(each.name, Form.REFINED)
        ],
    }


def fix_credit(credit: FixCredit | None) -> Shape | None:
    """Return whose fix a version holds; None where it holds none."""
    if credit is None:
        return None
    return {
        "proposer": str(credit.proposer_id),
        "corrects": credit.corrects,
        "cells": credit.cells,
        "columns": list(credit.columns),
    }


def lineage(seen: LineageSeen) -> Shape:
    """Return ancestors and descendants; what is restricted says no more than that."""
    return {
        "dataset": str(seen.version.dataset_id),
        "version": seen.version.number,
        "generation": seen.version.generation,
        "assurance": seen.version.assurance,
        "marks": marks_on(seen.version.id, seen.marks),
        "sources": [_derivation(each, seen) for each in seen.own],
        "ancestors": _walk(seen.ancestors, seen),
        "descendants": _walk(seen.descendants, seen),
    }


def _walk(walk: Lineage, seen: LineageSeen) -> Shape:
    return {
        "items": [_node(each, seen) for each in walk.nodes],
        "derivations": [_derivation(each, seen) for each in walk.derivations],
        "more": walk.more,
    }


def _node(node: Node, seen: LineageSeen) -> Shape:
    facts = seen.versions.get(node.version_id)
    marks = {} if facts is None else {"marks": marks_on(facts.id, seen.marks)}
    return {"depth": node.depth, **named(facts), **marks}


def _derivation(row: DerivationRow, seen: LineageSeen) -> Shape:
    source = outside(row.external) if row.external else named(seen.find(row.source_version_id))
    return {
        "id": str(row.id),
        "version": named(seen.find(row.version_id)),
        "source": source,
        "how": row.how,
        "group": row.group,
        "as": row.alias,
        "note": row.note,
        "assurance": row.assurance.value,
        "assurance_at_first": (row.assurance_at_first or row.assurance).value,
        "licence_then": row.licence_then,
    }


def _version_line(each: VersionLine) -> Shape:
    return {
        "version": each.number,
        "published_at": moment(each.published_at),
        "generation": each.generation,
        "assurance": each.assurance,
        "licence": each.licence,
        "access": each.access,
        "withdrawn_at": moment(each.withdrawal.at) if each.withdrawal else None,
    }


def _plain(value: object) -> object:
    return str(value) if isinstance(value, UUID) else value
