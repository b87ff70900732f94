"""The JSON shapes of sources, and of what an assurance rests on."""

from collections.abc import Sequence
from typing import Any

from marketplace.catalogue.values import VersionFacts
from marketplace.workflow.assuring import Ground
from verification.sources import ExternalSource

Shape = dict[str, Any]


def assurance_grounds(grounds: Sequence[Ground]) -> list[Shape]:
    """Return what an assurance rests on: a step each, the weakest first."""
    return [_ground(each) for each in grounds]


def _ground(ground: Ground) -> Shape:
    step = ground.step
    is_restricted = ground.source is None and step.external is None
    return {
        "how": step.how,
        "source": named(ground.source) if step.external is None else outside(step.external),
        "assurance": step.assurance.value,
        "source_assurance": None if is_restricted else ground.origin.value,
    }


def named(facts: VersionFacts | None) -> Shape:
    """Return a version as others name it; of what is restricted, that it is."""
    if facts is None:
        return {"restricted": True, "title": "restricted"}
    return {
        "dataset": str(facts.dataset_id),
        "version": facts.number,
        "title": facts.described.title.as_json(),
        "generation": facts.generation,
        "assurance": facts.assurance,
        "licence": facts.described.licence,
        "access": facts.described.access,
        "withdrawn": facts.withdrawal is not None,
    }


def outside(external: ExternalSource) -> Shape:
    """Return a source outside the marketplace."""
    return {
        "external": {
            "title": external.title,
            "url": external.url,
            "publisher": external.publisher,
            "licence": external.licence,
        }
    }
