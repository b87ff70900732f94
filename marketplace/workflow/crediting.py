"""Whom a version has to name: every ancestor, held here or outside, under the licence of then."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.values import VersionFacts
from marketplace.ledger.days import day_of
from marketplace.lineage import queries as lineage
from marketplace.lineage.queries import DerivationRow, Lineage
from marketplace.workflow.listing import makers
from verification.findings import Text
from verification.rights.attribution import RESTRICTED, Credit, attribution

MOST_ANCESTORS = 200
"""So many versions are walked back through, nearest first; `more` says that there are others."""

AddressOf = Callable[[VersionFacts], str]


@dataclass(frozen=True)
class Credited:
    """One ancestor to be named. `steps` back; `version` None: outside, or restricted.

    `licence` is that under which it was built on; None: restricted.
    """

    steps: int
    text: Text
    title: str | None = None
    licence: str | None = None
    version: VersionFacts | None = None


@dataclass(frozen=True)
class Credits:
    """What a version asks those who use it to say: its own sentence, and its ancestors'."""

    own: Text
    ancestors: tuple[Credited, ...]
    more: bool

    @property
    def text(self) -> Text:
        """All of it, a sentence a line: the version's own, then its ancestors', none twice."""
        told = list(dict.fromkeys((self.own, *(each.text for each in self.ancestors))))
        if self.more:
            told.append(_MORE)
        return Text("\n".join(each.ko for each in told), "\n".join(each.en for each in told))


_MORE = Text("그 밖의 원천은 계보에 있습니다.", "Further sources stand in the lineage.")


def credits_of(
    session: Session, actor: Actor, version: VersionFacts, *, address: AddressOf
) -> Credits:
    """Return whom to name for a version, generation by generation, nearest first."""
    naming = _named(session, actor, [version], address)
    own = attribution(naming.credit(version, version.described.licence, changed=False))
    return Credits(own, naming.ancestors(version.id), naming.walked[version.id].more)


def credits_of_sources(
    session: Session,
    actor: Actor,
    sources: Sequence[VersionFacts],
    *,
    address: AddressOf,
) -> Text:
    """Return what a work made from some versions has to say: of them, and of all before them."""
    naming = _named(session, actor, sources, address)
    told: dict[Text, None] = {}
    for each in sources:
        told[attribution(naming.credit(each, each.described.licence))] = None
    for each in sources:
        told |= dict.fromkeys(ancestor.text for ancestor in naming.ancestors(each.id))
        if naming.walked[each.id].more:
            told[_MORE] = None
    return Text("\n".join(each.ko for each in told), "\n".join(each.en for each in told))


def _named(
    session: Session, actor: Actor, versions: Sequence[VersionFacts], address: AddressOf
) -> "_Naming":
    """Walk back from some versions, and read what all these walks name at once."""
    walked = {
        each.id: lineage.ancestors(session, each.id, per_page=MOST_ANCESTORS) for each in versions
    }
    held = {node.version_id for walk in walked.values() for node in walk.nodes}
    visibility = visibility_of(actor)
    seen = catalogue.versions_of_ids(session, held, visibility, in_short=True) if held else {}
    known = [*versions, *(each for each in seen.values() if each is not None)]
    return _Naming(walked, seen, makers(session, known), address)


def _steps(walked: Lineage, start: UUID) -> Iterator[tuple[int, DerivationRow]]:
    """Yield the derivations, each with the steps to its source, in order of generations."""
    depths = {start: 0, **{node.version_id: node.depth for node in walked.nodes}}
    rows = sorted(
        walked.derivations, key=lambda row: (depths[row.version_id], row.version_id, row.position)
    )
    for row in rows:
        yield depths[row.version_id] + 1, row


@dataclass(frozen=True)
class _Naming:
    """What the walks back from some versions name: the versions seen, and by whom each is."""

    walked: Mapping[UUID, Lineage]
    seen: Mapping[UUID, VersionFacts | None]
    by: Mapping[UUID, str]
    address: AddressOf

    def ancestors(self, version_id: UUID) -> tuple[Credited, ...]:
        """Return the ancestors of a version to be named, none twice."""
        found: dict[Text, Credited] = {}
        for steps, row in _steps(self.walked[version_id], version_id):
            each = self._ancestor(row, self.seen.get(row.source_version_id or version_id), steps)
            found.setdefault(each.text, each)
        return tuple(found.values())

    def _ancestor(self, row: DerivationRow, version: VersionFacts | None, steps: int) -> Credited:
        if row.external is not None:
            outside = row.external
            credit = Credit(outside.title, outside.publisher, row.licence_then, url=outside.url)
            return Credited(steps, attribution(credit), outside.title, row.licence_then)
        if version is None:
            return Credited(steps, RESTRICTED)
        credit = self.credit(version, row.licence_then)
        return Credited(steps, attribution(credit), credit.title, credit.licence, version)

    def credit(self, version: VersionFacts, licence: str, *, changed: bool = True) -> Credit:
        return Credit(
            version.described.title.shown,
            self.by[version.id],
            licence,
            url=self.address(version),
            year=day_of(version.published_at).year,
            changed=changed,
        )
