"""The states of an offer's sources, as the report keeps them: a decision rests on them too."""

from collections.abc import Iterable, Mapping
from typing import Any

from verification.sources import SourceDeclaration, SourceLibrary


def source_states(
    declared: Iterable[SourceDeclaration], library: SourceLibrary
) -> tuple[Mapping[str, Any], ...]:
    """What is true of each declared source now. A changed title is no changed state."""
    return tuple(_state(source, library) for source in declared)


def _state(source: SourceDeclaration, library: SourceLibrary) -> dict[str, Any]:
    said: dict[str, Any] = {"how": source.how, "as": source.alias, "group": source.group}
    if source.external is not None:
        external = source.external
        return {
            **said,
            "external": {
                "title": external.title,
                "url": external.url,
                "publisher": external.publisher,
                "licence": external.licence,
            },
        }
    if source.dataset is None or source.version is None:
        return {**said, "known": False}
    said |= {"dataset": str(source.dataset), "version": source.version}
    facts = library.facts(source.dataset, source.version)
    if facts is None:
        return {**said, "known": False}
    return {
        **said,
        "known": True,
        "licence": facts.licence,
        "access": facts.access,
        "generation": facts.generation,
        "assurance": facts.assurance,
        "published": facts.published,
        "withdrawn": facts.withdrawn,
        "obtained": facts.obtained,
        "owned": facts.owned,
    }
