"""Which licences and access classes the form offers, given the sources named in it, and why not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor
from marketplace.catalogue.queries import find_version
from marketplace.web.forms import Choice
from marketplace.web.labels import ACCESS_HINTS, ACCESSES
from marketplace.web.manifest_form import KNOWN, Fields, Row, rows_of
from verification.rights.access import OFFERED, Access, permitted_access, strictest
from verification.rights.families import REASONS, Reason
from verification.rights.licences import LICENCES, Judgement, Offer, find_licence, permitted

_NO_DEPARTMENT = "소속 부서가 없어 고를 수 없습니다."


@dataclass(frozen=True)
class NamedSource:
    """A source as far as rights go: its title, its licence, its access class."""

    title: str
    licence: str
    access: Access


@dataclass(frozen=True)
class Rights:
    """What may be chosen; `conflict` names the sources that together leave no licence."""

    licences: tuple[Choice, ...]
    accesses: tuple[Choice, ...]
    conflict: str

    def refusals(self, fields: Fields) -> dict[str, str]:
        """Return, by field, why what was chosen may not be; empty where it may."""
        chosen = {"licence": self.licences, "access": self.accesses}
        return {
            name: f"{each.words}: {each.refused}"
            for name, choices in chosen.items()
            for each in choices
            if each.refused and each.value == fields.get(name)
        }


def rights_of(session: Session, actor: Actor, fields: Fields) -> Rights:
    """Return what the sources in a form leave to choose from."""
    named = tuple(named_sources(session, actor, rows_of(fields, "sources")))
    titles = {_id_of(each.licence): each.title for each in reversed(named)}
    offer = permitted(list(titles), public_body=actor.may_offer_originals)
    return Rights(
        licences=_licences(offer, titles),
        accesses=_accesses(actor, named),
        conflict=_conflict(offer, titles),
    )


def named_sources(session: Session, actor: Actor, rows: Iterable[Row]) -> Iterable[NamedSource]:
    """Yield the sources named in a form that can be told: those here that the actor may see."""
    for row in rows:
        if row.kind != KNOWN:
            if row.fields.get("licence"):
                title = row.fields.get("title", "")
                yield NamedSource(title, row.fields["licence"], Access.PUBLIC)
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
    said = found.described
    return NamedSource(said.title.shown, said.licence, Access(said.access))


def _id_of(licence: str) -> str:
    known = find_licence(licence)
    return licence if known is None else known.id


def _licences(offer: Offer, titles: Mapping[str, str]) -> tuple[Choice, ...]:
    checks = {choice.licence.id: choice.checks for choice in offer.choices}
    refused: dict[str, Judgement] = {}
    for judgement in offer.refused:
        refused.setdefault(judgement.child, judgement)
    return tuple(
        Choice(
            value=each.id,
            words=f"{each.name_ko} · {each.id}",
            hint=" ".join(_why(judged, titles) for judged in checks.get(each.id, ())),
            refused=_why(refused[each.id], titles) if each.id in refused else "",
        )
        for each in LICENCES.values()
    )


def _why(judgement: Judgement, titles: Mapping[str, str]) -> str:
    words = REASONS[judgement.reason or Reason.UNKNOWN][0]
    title = titles.get(judgement.parent or "")
    return f"«{title}»({judgement.parent}): {words}" if title else words


def _accesses(actor: Actor, named: Iterable[NamedSource]) -> tuple[Choice, ...]:
    sources = tuple(named)
    allowed = permitted_access(source.access for source in sources)
    least = strictest(source.access for source in sources)
    closest = next((source.title for source in sources if source.access is least), "")
    too_open = f"원천 «{closest}»의 공개 범위가 «{ACCESSES[least]}»입니다."

    def refused(access: Access) -> str:
        if access not in allowed:
            return too_open
        alone = access is Access.CLOSED and actor.department_id is None
        return _NO_DEPARTMENT if alone else ""

    return tuple(
        Choice(access.value, ACCESSES[access], ACCESS_HINTS[access], refused(access))
        for access in OFFERED
    )


def _conflict(offer: Offer, titles: Mapping[str, str]) -> str:
    blamed = [f"«{titles[each]}»({each})" for each in offer.conflict if each in titles]
    if not blamed:
        return ""
    if len(blamed) == 1:
        return f"{blamed[0]}의 이용허락은 이것으로 만든 결과를 내는 것을 허락하지 않습니다."
    named = ", ".join(blamed)
    return f"{named}의 이용허락을 함께 지킬 수 있는 이용허락이 없습니다. 원천을 나누어 내 주세요."
