"""A dataset in a list of results."""

from marketplace.web.assurance_card import assurance_card
from marketplace.workflow.assuring import Grounds
from marketplace.workflow.listing import Listed


def result(each: Listed, grounds: Grounds) -> dict[str, object]:
    """Return what `search/_result.html` shows of a dataset."""
    line = each.line
    return {
        "id": line.id,
        "number": line.version,
        "title": line.title.shown,
        "summary": line.summary,
        "by": each.by,
        "category": line.category,
        "published_at": line.published_at,
        "generation": line.generation,
        "assurance": line.assurance,
        "grounds": assurance_card(grounds.get(line.id, ())),
        "licence": line.licence,
        "access": line.access,
        "kind": line.kind,
        "update_cycle": line.update_cycle or "",
        "derived": each.derived,
        "adopted_by": each.adopted_by,
        "is_curated": line.is_curated,
        "marks": [kind.value for kind in each.marks],
    }
