"""One version of a dataset, from what is known of it to what its page is given."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from flask import url_for

from marketplace.catalogue.models import Form
from marketplace.catalogue.values import PublishedFile, VersionFacts
from marketplace.web.assurance_card import assurance_card
from marketplace.web.collaboration_page import collaboration_context
from marketplace.web.correction_page import act_banners, kinds_of, mark_banners, record
from marketplace.web.correction_sentences import named
from marketplace.web.dispute_page import disputes_about
from marketplace.web.lineage_graph import graph_of
from marketplace.web.lineage_tree import ancestors_of, descendants_of
from marketplace.web.refined_page import refined_table
from marketplace.web.report_page import Counts, report_page
from marketplace.web.structured import citation, schema_org
from marketplace.web.tables_page import column_lines
from marketplace.web.terms_lines import terms_lines
from marketplace.workflow.crediting import Credits
from marketplace.workflow.showing import DatasetPage, Use
from verification.findings import Text
from verification.rights.licences import find_licence

Shape = dict[str, Any]
NO_TABLES: Shape = {"files": []}
ALL_SOURCES = 100
NEWEST = Text("새 판 보기", "See the newer version")


def dataset_context(page: DatasetPage, credits_of_it: Credits) -> Shape:
    """Return what `datasets/dataset.html` is given."""
    return {
        "dataset": _dataset(page),
        "version": {
            **_version(page.version),
            "marks": kinds_of(page.own_marks),
            "grounds": assurance_card(page.grounds.get(page.version.id, ()), most=ALL_SOURCES),
        },
        "disputes": disputes_about(page.disputes, page.sources, page.tree.versions),
        "record": record(page.acts, page.own_marks),
        "licence": _licence(page, credits_of_it),
        "versions": list(_versions(page)),
        "banners": list(_banners(page)),
        "files": [_file(page.version, file) for file in page.version.originals],
        "refined": list(_refined(page.version)),
        "preview": _preview(page.version),
        "columns": _columns(page),
        "report": _report(page),
        "graph": graph_of(page.tree, page.version.id, page.marks),
        "ancestors": ancestors_of(page.tree, page.version.id, page.marks),
        "descendants": descendants_of(page.tree, page.version.id, page.marks),
        "has_more_descendants": page.tree.descendants.more,
        "used_by": [_use(page, use) for use in page.used_by],
        "citation": citation(page.version, page.by),
        "citation_address": address_of("web_datasets.cite", page.version),
        "structured": schema_org(page, credits_of_it),
        "error_reports": {
            "send": address_of("web_error_reports.report", page.version),
            "listed": url_for("web_error_reports.listed", dataset_id=page.dataset.id),
        },
        "fixes": {
            "send": address_of("web_fixes.propose", page.version),
            "listed": url_for("web_fixes.listed", dataset_id=page.dataset.id),
        },
        **collaboration_context(page.collaboration, page.version),
        "can": page.can,
        "newer": len(page.newer),
    }


def address_of(endpoint: str, version: VersionFacts) -> str:
    """Return the address of a page about a version."""
    return url_for(endpoint, dataset_id=version.dataset_id, number=version.number)


def _dataset(page: DatasetPage) -> Shape:
    said = page.version.described
    return {
        "id": page.dataset.id,
        "title": said.title.shown,
        "title_en": said.title.en if said.title.ko and said.title.en else "",
        "description": said.description.shown,
        "category": said.category,
        "keywords": said.keywords,
        "by": page.by,
        "department": page.department if page.department != page.by else "",
        "kind": said.kind,
        "update_cycle": said.update_cycle or "",
        "period": _period(said.period_from, said.period_to),
        "method": said.method or "",
        "deviations": said.deviations or "",
        "is_latest": page.version.number == page.dataset.shown.number,
        "latest": page.dataset.shown.number,
    }


def _version(version: VersionFacts) -> Shape:
    return {
        "number": version.number,
        "published_at": version.published_at,
        "generation": version.generation,
        "assurance": version.assurance,
        "licence": version.described.licence,
        "access": version.described.access,
        "notes": "",
        "withdrawn_reason": version.withdrawal.reason if version.withdrawal else "",
    }


def _licence(page: DatasetPage, credits_of_it: Credits) -> Shape:
    named = page.version.described.licence
    licence = find_licence(named)
    text = credits_of_it.text
    return {
        "id": named,
        "name": Text(licence.name_ko, licence.name_en) if licence else named,
        "url": licence.url if licence and licence.url else url_for("web_help.licences"),
        "reason": page.version.described.licence_reason or "",
        "terms": terms_lines(page.version.described.terms),
        "attribution": text.ko,
        "attribution_en": text.en,
        "attribution_address": address_of("web_datasets.attribution", page.version),
    }


def _versions(page: DatasetPage) -> Iterator[Shape]:
    for line in page.dataset.versions:
        yield {
            "number": line.number,
            "published_at": line.published_at,
            "is_shown": line.number == page.version.number,
            "is_withdrawn": line.withdrawal is not None,
            "address": url_for(
                "web_datasets.version", dataset_id=page.dataset.id, number=line.number
            ),
        }


def _banners(page: DatasetPage) -> Iterator[Shape]:
    standing = tuple(each for each in page.own_marks if each.mark.cleared is None)
    yield from act_banners(page.acts)
    yield from mark_banners(standing, page.version.described.licence)
    reached = {node.version_id for node in page.tree.ancestors.nodes}
    sources = [page.tree.versions.get(each) for each in reached]
    told = {each.mark.cause.version_id for each in standing}
    direct = {row.source_version_id for row in page.sources}
    for source in sources:
        if source and source.id in direct - told and not (source.is_latest or source.withdrawal):
            yield {
                "tone": "told",
                "words": _superseded(named(source)),
                "reason": "",
                "address": url_for("web_datasets.dataset", dataset_id=source.dataset_id),
                "link": NEWEST,
            }


def _superseded(source: Text) -> Text:
    return Text(
        f"원천 {source.ko}보다 새로운 판이 나왔습니다.",
        f"There is a newer version of the source {source.en}.",
    )


def _file(version: VersionFacts, file: PublishedFile) -> Shape:
    tables = version.forms_of(file.name, Form.TABLE)
    address = url_for(
        "web_datasets.file",
        dataset_id=version.dataset_id,
        number=version.number,
        name=file.name,
    )
    return {
        "name": file.name,
        "media_type": file.media_type,
        "size": file.size,
        "sha256": file.digest,
        "form": file.form.value,
        "rows": sum(each.rows or 0 for each in tables) if tables else None,
        "address": address,
        "parquet": f"{address}?format=parquet" if tables else "",
    }


def _refined(version: VersionFacts) -> Iterator[Shape]:
    for each in version.files:
        if each.form is Form.REFINED and each.made_by is not None:
            yield {
                "table": refined_table(each.name, each.sheet, each.rows or 0, each.made_by),
                "size": each.size,
                "sha256": each.digest,
                "address": url_for(
                    "web_datasets.file",
                    dataset_id=version.dataset_id,
                    number=version.number,
                    name=each.name,
                    format=Form.REFINED.value,
                    sheet=each.sheet,
                ),
            }


def _preview(version: VersionFacts) -> Shape | None:
    first = next(iter(version.previews), None)
    if first is None:
        return None
    rows = next(
        (
            each.rows
            for each in version.files
            if each.form is Form.TABLE and (each.name, each.sheet) == (first.file, first.sheet)
        ),
        None,
    )
    return {
        "columns": first.columns,
        "rows": first.rows,
        "total": len(first.rows) if rows is None else rows,
        "is_masked": True,
    }


def _columns(page: DatasetPage) -> Sequence[object]:
    body = page.report.body if page.report else NO_TABLES
    return column_lines(body, page.version.described.columns)


def _report(page: DatasetPage) -> Shape:
    shown = report_page(page.report.body) if page.report else None
    return {
        "quality": shown.quality if shown else (),
        "counts": shown.counts if shown else Counts(),
        "verified_at": page.report.at if page.report else page.version.published_at,
        "address": address_of("web_datasets.report", page.version) if shown else "",
    }


def _use(page: DatasetPage, use: Use) -> Shape:
    version = use.version
    disputes = address_of("web_datasets.dispute", version)
    return {
        "id": version.dataset_id,
        "number": version.number,
        "title": version.described.title.shown,
        "by": use.by,
        "generation": version.generation,
        "assurance": version.assurance,
        "licence": version.described.licence,
        "access": version.described.access,
        "kind": version.described.kind,
        "grounds": assurance_card(page.grounds.get(version.id, ())),
        "is_disputed": use.is_disputed,
        "marks": kinds_of(page.marks.get(version.id, ())),
        "disputes": disputes if page.can.dispute and not use.is_disputed else "",
    }


def _period(first: date | None, last: date | None) -> str:
    if first is None and last is None:
        return ""
    return f"{_day(first)} – {_day(last)}"


def _day(day: date | None) -> str:
    return "" if day is None else f"{day.year}. {day.month}. {day.day}."
