"""The front page."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from flask import Blueprint, current_app, render_template

from marketplace.http.door import actor, now, requires, session
from marketplace.permissions.permission import Permission
from marketplace.web.results import result
from marketplace.workflow import fronting
from marketplace.workflow.assuring import grounds_of_lines
from marketplace.workflow.fronting import Figures, Step
from submissions.categories import CATEGORIES

home = Blueprint("web_home", __name__)

FRESH = timedelta(minutes=1)
"""How old the figures may be: counting everything at each visit would be its dearest part."""
_KEPT = "hwanryu_figures"


@dataclass(frozen=True)
class _Counted:
    figures: Figures
    at: datetime


@home.get("/", endpoint="home")
@requires(Permission.DATASET_READ)
def front_page() -> str:
    """Show how much there is, what came back lately, and one story from its root."""
    figures = _figures()
    story = fronting.story(session(), actor())
    returned = fronting.returned(session(), actor())
    grounds = grounds_of_lines(session(), actor(), [each.line for each in returned])
    return render_template(
        "home.html",
        figures=figures,
        categories=[
            {"name": name, "total": figures.categories.get(name, 0)} for name in CATEGORIES
        ],
        returned=[result(each, grounds) for each in returned],
        story=[_step(each) for each in story] if len(story) > 1 else [],
    )


def _figures() -> Figures:
    kept = cast(_Counted | None, current_app.extensions.get(_KEPT))
    if kept is None or now() - kept.at > FRESH:
        kept = _Counted(fronting.figures(session()), now())
        current_app.extensions[_KEPT] = kept
    return kept.figures


def _step(step: Step) -> dict[str, object]:
    return {
        "dataset": step.version.dataset_id,
        "number": step.version.number,
        "title": step.version.described.title.shown,
        "generation": step.version.generation,
        "by": step.by,
    }
