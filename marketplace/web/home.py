"""The front page."""

from flask import Blueprint, render_template

from marketplace.http.door import actor, requires, session
from marketplace.permissions.permission import Permission
from marketplace.web.results import result
from marketplace.workflow.fronting import Step, front
from submissions.categories import CATEGORIES

home = Blueprint("web_home", __name__)


@home.get("/", endpoint="home")
@requires(Permission.DATASET_READ)
def front_page() -> str:
    """Show how much there is, what came back lately, and one story from its root."""
    shown = front(session(), actor())
    return render_template(
        "home.html",
        figures=shown.figures,
        categories=[{"name": name, "total": shown.categories.get(name, 0)} for name in CATEGORIES],
        returned=[result(each) for each in shown.returned],
        story=[_step(each) for each in shown.story] if len(shown.story) > 1 else [],
    )


def _step(step: Step) -> dict[str, object]:
    return {
        "dataset": step.version.dataset_id,
        "number": step.version.number,
        "title": step.version.described.title.shown,
        "generation": step.version.generation,
        "by": step.by,
    }
