"""A manifest's body, read as what a version says of itself."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from marketplace.catalogue.values import Description, Texts


def described_by(body: Mapping[str, Any]) -> Description:
    """Return the description in the body of a manifest without faults."""
    period = body.get("period") or {}
    return Description(
        title=_texts(body["title"]),
        description=_texts(body.get("description")),
        kind=body["kind"],
        category=body["category"],
        licence=body["licence"],
        access=body["access"],
        keywords=tuple(body.get("keywords") or ()),
        update_cycle=body.get("update_cycle"),
        period_from=_day(period.get("from")),
        period_to=_day(period.get("to")),
        columns=tuple(body.get("columns") or ()),
        sources=tuple(body.get("sources") or ()),
        method=body.get("method"),
        deviations=body.get("deviations"),
        licence_reason=body.get("licence_reason"),
        terms=body.get("terms"),
    )


def _texts(body: Mapping[str, Any] | None) -> Texts:
    given = body or {}
    return Texts(ko=given.get("ko"), en=given.get("en"))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
