"""The blueprints of the pages, registered together, and what their templates are given."""

from functools import cache

from flask import Flask, Response, request, url_for
from jinja2 import StrictUndefined

from marketplace.http.static_files import built, built_names
from marketplace.web import (
    accounts,
    admin,
    adoptions,
    corrections,
    cross_verifications,
    datasets,
    departments,
    disputes,
    error_reports,
    fixes,
    help,
    home,
    language,
    notices,
    passwords,
    points,
    quality,
    quality_diagnoses,
    reviews,
    search,
    submissions,
    tokens,
)
from marketplace.web.context import reader, shared
from marketplace.web.language import reading
from marketplace.web.words import install_words

ROOMS = (
    home.home,
    search.search,
    datasets.datasets,
    error_reports.error_reports,
    fixes.fixes,
    cross_verifications.cross_verifications,
    adoptions.adoptions,
    corrections.corrections,
    submissions.submissions,
    reviews.reviews,
    disputes.disputes,
    points.points,
    quality.quality,
    notices.notices,
    accounts.accounts,
    admin.admin,
    help.guide,
    language.language,
)
_NAMED = frozenset(room.name for room in ROOMS)
PARTS = (passwords, tokens, departments, quality_diagnoses)
"""Modules that have added their pages to a room above."""


def register(app: Flask) -> None:
    """Put every page at its address."""
    app.jinja_env.undefined = StrictUndefined
    install_words(app.jinja_env, locale=reading)
    app.jinja_env.globals["built"] = _built
    app.context_processor(shared)
    app.after_request(_keep_private)
    for room in ROOMS:
        app.register_blueprint(room)


def _built(name: str) -> str:
    return built(url_for, _names())(name)


@cache
def _names() -> dict[str, str]:
    # At the first page rather than at the start: a program needs no front end.
    return built_names()


def _keep_private(response: Response) -> Response:
    """Have what one person sees kept by nobody else."""
    if request.blueprint in _NAMED and reader().is_signed_in:
        response.headers.setdefault("Cache-Control", "private, no-cache")
    return response
