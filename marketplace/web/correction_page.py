"""What was done to a version and upstream of it, in sentences: banners, and the record."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flask import url_for

from marketplace.catalogue.values import VersionFacts
from marketplace.ledger.days import day_of
from marketplace.lineage.acts import Act
from marketplace.lineage.corrections import CorrectionRow
from marketplace.workflow.marking import SeenAct, SeenMark

Shape = dict[str, Any]

RESTRICTED = "제한된 데이터의 한 판"


def act_banners(acts: tuple[SeenAct, ...]) -> Iterator[Shape]:
    """Yield what stands of what was done to the version itself."""
    for each in acts:
        act = each.correction
        if act.stands and act.act in _OF_ITSELF:
            yield {
                "tone": "bad" if act.act is Act.WITHDRAW else "warn",
                "words": f"{_OF_ITSELF[act.act](each)} 까닭: {act.reason}",
                **_link(each.successor),
            }


def mark_banners(marks: tuple[SeenMark, ...], licence: str) -> Iterator[Shape]:
    """Yield what stands of what was done upstream; of what one may not know, only that it was."""
    for each in marks:
        cause = each.mark.cause
        words = _UPSTREAM[cause.act](each, licence)
        known = each.source is not None
        yield {
            "tone": "bad" if cause.act is Act.WITHDRAW else "warn",
            "words": f"{words} 까닭: {cause.reason}" if known else words,
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


def named(version: VersionFacts | None) -> str:
    """Return a version as sentences name it."""
    if version is None:
        return RESTRICTED
    return f"«{version.described.title.shown}» {version.number}판"


def _address(version: VersionFacts | None) -> str:
    if version is None:
        return ""
    return url_for("web_datasets.version", dataset_id=version.dataset_id, number=version.number)


def _link(version: VersionFacts | None) -> Shape:
    return {"address": _address(version), "link": named(version) if version else ""}


def _relicensed(each: SeenAct) -> str:
    act = each.correction
    day = day_of(act.holds_from)
    return (
        f"이용허락이 {day.year}. {day.month}. {day.day}.부터 {act.licence_before}에서 "
        f"{act.licence}(으)로 바뀝니다. 그 전에 받은 사람의 조건은 그대로입니다."
    )


_OF_ITSELF: Mapping[Act, Callable[[SeenAct], str]] = {
    Act.WITHDRAW: lambda _: "철회된 판이라 내려받을 수 없습니다.",
    Act.CORRECT: lambda _: "이 판을 바로잡은 판이 나왔습니다.",
    Act.REPLACE: lambda _: "이 판을 대신하는 데이터가 있습니다.",
    Act.RELICENSE: _relicensed,
}


def _conflict(each: SeenMark, licence: str) -> str:
    new = each.mark.cause.licence
    return (
        f"이 데이터가 나온 {named(each.source)}의 이용허락이 {new}(으)로 바뀌어 이 판의 "
        f"{licence}와(과) 어긋납니다. 그 전에 받아 만든 것의 조건은 그대로입니다."
    )


_UPSTREAM: Mapping[Act, Callable[[SeenMark, str], str]] = {
    Act.WITHDRAW: lambda each, _: f"이 데이터가 나온 {named(each.source)}이 철회되었습니다.",
    Act.CORRECT: lambda each, _: f"이 데이터가 나온 {named(each.source)}이 바로잡혔습니다.",
    Act.REPLACE: lambda each, _: (
        f"이 데이터가 나온 {named(each.source)}을 다른 데이터가 대신합니다."
    ),
    Act.RELICENSE: _conflict,
}
"""What is said of a mark, by the act that left it."""


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
