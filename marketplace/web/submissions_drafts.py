"""Writing a submission: its start, its whole form, and the fragments that help with it."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from marketplace.catalogue.values import DatasetFacts
from marketplace.http.door import actor, commit, now, requires, services, session
from marketplace.permissions.asking import require
from marketplace.permissions.permission import Permission
from marketplace.web import draft_page
from marketplace.web.edit_page import Written, edit_values
from marketplace.web.forms import Form
from marketplace.web.manifest_faults import field_faults
from marketplace.web.manifest_form import Fields, fields_of, manifest_of
from marketplace.web.marking import N_
from marketplace.web.rights_page import rights_of, uuid_in
from marketplace.web.submissions_blueprint import submissions
from marketplace.workflow import browsing, offering
from marketplace.workflow.offering import Counter
from marketplace.workflow.subjects import owned_dataset, permitted_submission
from submissions.errors import ManifestFaulty, NothingToSubmit
from submissions.faults import composed
from submissions.models import Submission
from submissions.states import EDITABLE

Answer = str | Response | tuple[str, int]

LEAST_SOUGHT = 2
_KEPT = ("dataset", "description-en")
"""What the form does not show of a manifest, and so must not lose."""


@submissions.get("/submissions/new")
@requires(Permission.SUBMISSION_CREATE)
def new() -> Answer:
    """Show the start of a submission, with the sources or the dataset the address names."""
    dataset = _dataset(request.args.get("dataset", ""))
    if dataset is not None:
        require(
            actor(),
            Permission.DATASET_ADD_VERSION,
            owned_dataset(dataset),
        )
        return _start(draft_page.fields_for_new_version(dataset), {}, dataset)
    return _start(draft_page.fields_for_sources(request.args.getlist("source")), {}, None)


@submissions.post("/submissions/new")
@requires(Permission.SUBMISSION_CREATE)
def create() -> Answer:
    """Begin a submission; what is refused is shown beside its field."""
    fields = sent_fields()
    dataset = _dataset(fields.get("dataset", ""))
    # A new version goes on saying what the one before said, until that is changed.
    carried = draft_page.fields_for_new_version(dataset) if dataset else {}
    told = {name: value for name, value in carried.items() if not name.startswith("sources-")}
    whole = {**told, **fields}
    try:
        made = offering.create_submission(session(), actor(), manifest_of(whole), at=now())
    except ManifestFaulty as refused:
        return _start(fields, field_faults(whole, refused.faults), dataset), 422
    return redirect(url_for("web_submissions.edit", submission_id=made.id) + "#step-files", 303)


@submissions.get("/submissions/<uuid:submission_id>/edit")
@requires(Permission.SUBMISSION_EDIT)
def edit(submission_id: UUID) -> Answer:
    """Show the whole form of a submission that can be changed."""
    found = permitted_submission(session(), actor(), submission_id, Permission.SUBMISSION_EDIT)
    if found.state not in EDITABLE:
        flash(
            N_("지금은 고칠 수 없습니다. 작성 중이거나, 보완 요청을 받았거나, 막힌 것만 고칩니다."),
            "warn",
        )
        return redirect(url_for("web_submissions.submission", submission_id=found.id), 303)
    return _form(found, Written(fields_of(dict(found.manifest)), {}))


@submissions.post("/submissions/<uuid:submission_id>/edit")
@requires(Permission.SUBMISSION_EDIT)
def save(submission_id: UUID) -> Answer:
    """Keep what was written, and hand it in if that was asked for."""
    found = permitted_submission(session(), actor(), submission_id, Permission.SUBMISSION_EDIT)
    hidden = fields_of(dict(found.manifest))
    fields = {**{name: hidden[name] for name in _KEPT if name in hidden}, **sent_fields()}
    fields["dataset"] = hidden.get("dataset", "")
    try:
        offering.replace_manifest(session(), actor(), submission_id, manifest_of(fields), at=now())
    except ManifestFaulty as refused:
        return _form(found, Written(fields, field_faults(fields, refused.faults))), 422
    onward = url_for("web_submissions.submission", submission_id=submission_id)
    if request.form.get("then") != "submit":
        flash(N_("저장했습니다."))
        return redirect(url_for("web_submissions.edit", submission_id=submission_id), 303)
    # Saved is saved, even where handing in is refused.
    commit()
    faults = _hand_in(submission_id, fields)
    return (_form(found, Written(fields, faults)), 422) if faults else redirect(onward, 303)


@submissions.get("/submissions/sources")
@requires(Permission.SUBMISSION_CREATE)
def source_choices() -> Answer:
    """Return the datasets that some words find, as a fragment."""
    words = str(composed(request.args.get("q", ""))).strip()[:200]
    found = (
        draft_page.found_sources(session(), actor(), words)
        if len(words) >= LEAST_SOUGHT
        else draft_page.recent_sources(session(), actor())
    )
    return render_template("submissions/_source_choices.html", found=found)


@submissions.get("/submissions/offers")
@requires(Permission.SUBMISSION_CREATE)
def offers() -> Answer:
    """Return which licences and access classes the named sources leave, as a fragment."""
    fields = {name: str(composed(value)) for name, value in request.args.items()}
    rights = rights_of(session(), actor(), fields)
    return render_template("submissions/_rights.html", form=Form(fields), **rights.values())


def sent_fields() -> dict[str, str]:
    """Return the fields of the form, in composed characters."""
    sent = request.form.items()
    return {str(composed(name)): str(composed(value)) for name, value in sent}


def counter() -> Counter:
    """Return the counter at which files are handed in."""
    return Counter.of(services().objects, services().settings)


def _hand_in(submission_id: UUID, fields: Fields) -> dict[str, str]:
    """Hand a saved submission in; return what stands against it, by field."""
    refusals = rights_of(session(), actor(), fields).refusals(fields)
    if refusals:
        return refusals
    try:
        offering.submit(session(), actor(), submission_id, at=now())
    except NothingToSubmit:
        return {"files": N_("파일을 하나 이상 끝까지 올린 뒤 제출하세요.")}
    except ManifestFaulty as refused:
        return field_faults(fields, refused.faults)
    return {}


def _dataset(named: str) -> DatasetFacts | None:
    dataset_id = uuid_in(named)
    return None if dataset_id is None else browsing.dataset(session(), actor(), dataset_id)


def _start(fields: dict[str, str], faults: dict[str, str], dataset: DatasetFacts | None) -> str:
    named = None
    if dataset is not None:
        named = {"id": dataset.id, "title": dataset.shown.described.title.shown}
    values = draft_page.writing_values(session(), actor(), fields, faults)
    return render_template("submissions/new.html", dataset=named, **values)


def _form(submission: Submission, written: Written) -> str:
    values = edit_values(session(), actor(), submission, written, counter=counter())
    return render_template("submissions/edit.html", **values)
