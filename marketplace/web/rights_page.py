"""Which licences and access classes the form offers, given the sources named in it, and why not."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor
from marketplace.catalogue.queries import find_version
from marketplace.web.forms import Choice
from marketplace.web.labels import ACCESS_HINTS, ACCESSES
from marketplace.web.manifest_form import KNOWN, Fields, Row, rows_of
from marketplace.workflow.allowing import (
    Allowed,
    LicenceRuling,
    NamedSource,
    allowed_by,
    named_external,
    named_version,
)
from verification.findings import Text
from verification.rights.access import Access
from verification.sources import ExternalSource

_REASON_NEEDED = Text(
    "공공데이터의 상업적 이용은 제3자의 권리 같은 사유가 있을 때만 막습니다. 사유를 적어 주세요.",
    "Commercial use of public data is barred on grounds like the rights of others only; state it.",
)


@dataclass(frozen=True)
class Rights:
    """What may be chosen; `conflict` names the sources that together leave no licence.

    `own_data`: a public body's own, the commercial use of which it bars only with a reason.
    """

    licences: tuple[Choice, ...]
    accesses: tuple[Choice, ...]
    conflict: str | Text
    own_data: bool

    def values(self) -> dict[str, Any]:
        """Return what `submissions/_rights.html` is given besides the form."""
        return {
            "licences": self.licences,
            "accesses": self.accesses,
            "conflict": self.conflict,
            "own_data": self.own_data,
            "may_buy": any(
                each.value == Access.CONTRACT and not each.refused for each in self.accesses
            ),
        }

    def refusals(self, fields: Fields) -> dict[str, str]:
        """Return, by field, why what was chosen may not be; empty where it may."""
        chosen = {"licence": self.licences, "access": self.accesses}
        return {
            name: f"{_in_korean(each.words)}: {_in_korean(each.refused)}"
            for name, choices in chosen.items()
            for each in choices
            if each.refused and each.value == fields.get(name)
        }


def rights_of(session: Session, actor: Actor, fields: Fields) -> Rights:
    """Return what the sources in a form leave to choose from."""
    allowed = allowed_by(actor, named_sources(session, actor, rows_of(fields, "sources")))
    own_data = allowed.public_body and not rows_of(fields, "sources")
    return Rights(
        licences=tuple(_licence(each, own_data=own_data) for each in allowed.licences),
        accesses=tuple(
            Choice(
                each.access.value,
                ACCESSES[each.access],
                ACCESS_HINTS[each.access],
                each.why or "",
            )
            for each in allowed.accesses
        ),
        conflict=_conflict(allowed),
        own_data=own_data,
    )


def named_sources(session: Session, actor: Actor, rows: Iterable[Row]) -> Iterable[NamedSource]:
    """Yield the sources named in a form that can be told: those here that the actor may see."""
    for row in rows:
        if row.kind != KNOWN:
            if row.fields.get("licence"):
                title = row.fields.get("title", "")
                yield named_external(ExternalSource(title, "", "", row.fields["licence"]))
            continue
        found = _find(session, actor, row.fields)
        if found is not None:
            yield found


def uuid_in(text: str) -> UUID | None:
    """Return the id a text holds, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None


def number_in(text: str) -> int | None:
    """Return the version number a text holds, or None."""
    plain = text.isascii() and text.isdigit() and len(text) < 10
    return int(text) if plain and int(text) else None


def _find(session: Session, actor: Actor, fields: Fields) -> NamedSource | None:
    dataset, number = uuid_in(fields.get("dataset", "")), number_in(fields.get("version", ""))
    if dataset is None or number is None:
        return None
    found = find_version(session, dataset, number, visibility_of(actor))
    if found is None:
        return None
    return named_version(found)


def _licence(ruling: LicenceRuling, *, own_data: bool) -> Choice:
    told = [each.text for each in ruling.reasons]
    if own_data and not ruling.licence.commercial:
        told.append(_REASON_NEEDED)
    why = Text(" ".join(each.ko for each in told), " ".join(each.en for each in told))
    licence = ruling.licence
    return Choice(
        value=licence.id,
        words=Text(f"{licence.name_ko} · {licence.id}", f"{licence.name_en} · {licence.id}"),
        hint=why if told and ruling.allowed else "",
        refused="" if ruling.allowed else why,
    )


def _conflict(allowed: Allowed) -> str | Text:
    blamed = [f"«{each.title}»({each.licence})" for each in allowed.conflict]
    if not blamed:
        return ""
    named = ", ".join(blamed)
    if len(blamed) == 1:
        return Text(
            f"{named}의 이용허락은 이것으로 만든 결과를 내는 것을 허락하지 않습니다.",
            f"The licence of {named} does not allow offering what was made from it.",
        )
    return Text(
        f"{named}의 이용허락을 함께 지킬 수 있는 이용허락이 없습니다. 원천을 나누어 내 주세요.",
        f"No licence keeps those of {named} together; offer them apart.",
    )


def _in_korean(text: str | Text) -> str:
    return text if isinstance(text, str) else text.ko
