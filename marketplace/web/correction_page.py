"""What was done to a version and upstream of it: banners, and the record."""

from collections.abc import Iterator
from typing import Any

from flask import url_for

from marketplace.catalogue.values import VersionFacts
from marketplace.lineage.acts import Act
from marketplace.lineage.corrections import CorrectionRow
from marketplace.web.correction_sentences import OF_ITSELF, UPSTREAM, named
from marketplace.workflow.marking import SeenAct, SeenMark

Shape = dict[str, Any]


def act_banners(acts: tuple[SeenAct, ...]) -> Iterator[Shape]:
    """Yield what stands of what was done to the version itself."""
    for each in acts:
        act = each.correction
        if act.stands and act.act in OF_ITSELF:
            yield {
                "tone": "bad" if act.act is Act.WITHDRAW else "warn",
                "words": OF_ITSELF[act.act](each),
                "reason": act.reason,
                **_link(each.successor),
            }


def mark_banners(marks: tuple[SeenMark, ...], licence: str) -> Iterator[Shape]:
    """Yield what stands of what was done upstream; of what one may not know, only that it was."""
    for each in marks:
        cause = each.mark.cause
        known = each.source is not None
        yield {
            "tone": "bad" if cause.act is Act.WITHDRAW else "warn",
            "words": UPSTREAM[cause.act](each, licence),
            "reason": cause.reason if known else "",
            **_link(each.successor if known else None),
        }


def record(acts: tuple[SeenAct, ...], marks: tuple[SeenMark, ...]) -> list[Shape]:
    """Return what was done to the version and upstream of it, the last first; what ended, too."""
    lines = [_act_line(each) for each in acts] + [_mark_line(each) for each in marks]
    return sorted(lines, key=lambda line: line["at"], reverse=True)


def _act_line(each: SeenAct) -> Shape:
    act = each.correction
    return {
        "at": act.at,
        "act": act.act.value,
        "mark": "",
        "about": "",
        "address": "",
        "reason": act.reason,
        "holds_from": act.holds_from if act.holds_from > act.at else None,
        "licence": act.licence or "",
        "successor": named(each.successor) if each.successor else "",
        "successor_address": _address(each.successor),
        "ended": "undone" if not act.stands else "",
        "ended_at": act.undone_at,
    }


def _mark_line(each: SeenMark) -> Shape:
    cause, cleared = each.mark.cause, each.mark.cleared
    known = each.source is not None
    return {
        "at": each.mark.since,
        "act": cause.act.value,
        "mark": each.mark.kind.value,
        "about": named(each.source),
        "address": _address(each.source),
        "reason": cause.reason if known else "",
        "holds_from": None,
        "licence": cause.licence or "" if known else "",
        "successor": named(each.successor) if known and each.successor else "",
        "successor_address": _address(each.successor) if known else "",
        "ended": cleared.by.value if cleared else "",
        "ended_at": cleared.at if cleared else None,
    }


def kinds_of(marks: tuple[SeenMark, ...]) -> list[str]:
    """Return the kinds of the marks that stand, each once."""
    standing = (each.mark.kind.value for each in marks if each.mark.cleared is None)
    return list(dict.fromkeys(standing))


def _address(version: VersionFacts | None) -> str:
    if version is None:
        return ""
    return url_for("web_datasets.version", dataset_id=version.dataset_id, number=version.number)


def _link(version: VersionFacts | None) -> Shape:
    return {"address": _address(version), "link": named(version) if version else ""}


def correction_shape(act: CorrectionRow, successor: VersionFacts | None) -> Shape:
    """Return an act for a form that may undo it."""
    return {
        "id": act.id,
        "act": act.act.value,
        "at": act.at,
        "reason": act.reason,
        "licence": act.licence or "",
        "holds_from": act.holds_from if act.holds_from > act.at else None,
        "successor": named(successor) if act.successor_id else "",
        "successor_address": _address(successor),
        "is_undone": not act.stands,
    }
