"""Datasets: one version on a page, its report, its files, and what its owner may say of it."""

from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from marketplace.catalogue.values import VersionFacts
from marketplace.http.addresses import version_address
from marketplace.http.attributions import attribution_answer
from marketplace.http.door import actor, now, requires, session
from marketplace.http.downloads import download_answer
from marketplace.ledger.kinds import Menu
from marketplace.permissions.permission import Permission
from marketplace.web.dataset_page import address_of, dataset_context
from marketplace.web.marking import N_
from marketplace.web.profile_page import asked_profile
from marketplace.web.report_page import report_page
from marketplace.web.sent import sent_reason
from marketplace.web.structured import bibtex
from marketplace.workflow import browsing, disputing, restating
from marketplace.workflow.crediting import Credits, credits_of
from marketplace.workflow.downloading import Wanted
from marketplace.workflow.naming import source_titles
from marketplace.workflow.scoring import note_menu_use
from marketplace.workflow.showing import dataset_page, version_report

datasets = Blueprint("web_datasets", __name__, url_prefix="/datasets/<uuid:dataset_id>")

_ONE = "/versions/<int(max=2147483647):number>"


@datasets.get("")
@requires(Permission.DATASET_READ)
def dataset(dataset_id: UUID) -> str:
    """Show a dataset's latest version."""
    page = dataset_page(session(), actor(), dataset_id, None)
    return render_template("datasets/dataset.html", **dataset_context(page, _credits(page.version)))


@datasets.get(_ONE)
@requires(Permission.DATASET_READ)
def version(dataset_id: UUID, number: int) -> str:
    """Show one version of a dataset."""
    page = dataset_page(session(), actor(), dataset_id, number)
    return render_template("datasets/dataset.html", **dataset_context(page, _credits(page.version)))


@datasets.get(f"{_ONE}/report")
@requires(Permission.DATASET_READ)
def report(dataset_id: UUID, number: int) -> str:
    """Show the report a version was accepted on."""
    found, kept = version_report(session(), actor(), dataset_id, number)
    return render_template(
        "datasets/report.html",
        dataset={"id": found.dataset_id, "title": found.described.title.shown},
        version={"number": found.number},
        report=report_page(
            kept.body,
            verified_at=kept.at,
            profile=asked_profile(kept.body),
            address=url_for("api_datasets.report", dataset_id=dataset_id, number=number),
            titles=source_titles(session(), actor(), kept.body),
        ),
    )


@datasets.get(f"{_ONE}/citation")
@requires(Permission.DATASET_READ)
def cite(dataset_id: UUID, number: int) -> Response:
    """Give a version as an entry of a bibliography."""
    page = dataset_page(session(), actor(), dataset_id, number)
    if request.method == "GET":
        note_menu_use(session(), actor(), Menu.CITATION, at=now())
    text = bibtex(page.version, page.by, _credits(page.version))
    answer = Response(text, mimetype="application/x-bibtex")
    answer.headers["Content-Disposition"] = f'attachment; filename="{dataset_id}-{number}.bib"'
    return answer


@datasets.get(f"{_ONE}/attribution")
@requires(Permission.DATASET_READ)
def attribution(dataset_id: UUID, number: int) -> Response:
    """Give the text that names a version and every source of it."""
    found = browsing.version(session(), actor(), dataset_id, number)
    return attribution_answer(found, _credits(found))


@datasets.get(f"{_ONE}/files/<name>")
@requires(Permission.VERSION_READ_BYTES)
def file(dataset_id: UUID, number: int, name: str) -> Response:
    """Give out a file, and record that it was given."""
    form, sheet = request.args.get("format"), request.args.get("sheet") or None
    return download_answer(Wanted(dataset_id, number, name, form, sheet))


@datasets.post(f"{_ONE}/disputes")
@requires(Permission.DERIVATION_DISPUTE)
def dispute(dataset_id: UUID, number: int) -> Redirect:
    """Dispute, as the owner of a source, that a version was made from it."""
    found = disputing.dispute(
        session(), actor(), dataset_id, number, reason=sent_reason(), at=now()
    )
    flash(N_("이의를 냈습니다. 만든 사람과 심사자에게 알렸습니다."), "good")
    return redirect(f"{address_of('web_datasets.version', found)}#lineage", 303)


@datasets.post("/restate")
@requires(Permission.DATASET_ADD_VERSION)
def restate(dataset_id: UUID) -> Redirect:
    """Begin the draft of the next version from the newest of the sources."""
    made = restating.restate(session(), actor(), dataset_id, at=now())
    return redirect(url_for("web_submissions.submission", submission_id=made.id), 303)


def _credits(found: VersionFacts) -> Credits:
    return credits_of(session(), actor(), found, address=version_address)
