"""A shelf of published versions and the steps between them, committed, without any bytes."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.actor import Actor, Role
from marketplace.accounts.queries import find_actor
from marketplace.catalogue.models import Version
from marketplace.catalogue.queries import versions_of_ids
from marketplace.catalogue.values import VersionFacts
from marketplace.catalogue.visibility import EVERYTHING
from marketplace.lineage.acts import Act
from marketplace.lineage.corrections import CorrectionRow
from marketplace.lineage.derivations import record_derivations
from marketplace.lineage.graph import DerivationFacts, HeldSource, Standing, standing
from marketplace.lineage.marks import marks_on
from marketplace.lineage.receipts import give_receipt
from marketplace.notices.models import Notice
from marketplace.services import Services
from marketplace.workflow.correcting import correct
from marketplace.workflow.correction_acts import Wish
from marketplace.workflow.marking import mark_published
from marketplace.workflow.propagating import propagate
from storage.database import transaction
from storage.digests import digest_of
from tests.factories.accounts import make_account
from tests.factories.catalogue import publish
from verification.evidence.assurance import Assurance


@dataclass
class Shelf:
    """Versions by name: `a1` is the first of dataset `a`; who made them, by dataset."""

    services: Services
    owners: dict[str, Actor] = field(default_factory=dict)
    ids: dict[str, UUID] = field(default_factory=dict)

    @contextmanager
    def session(self) -> Iterator[Session]:
        with transaction(self.services.make_session) as session:
            yield session

    def tick(self) -> datetime:
        """Return the moment; the next one is later."""
        return self.services.now()

    def person(self, *roles: Role) -> Actor:
        with self.session() as session:
            found = find_actor(session, make_account(session, roles=roles).id)
        assert found is not None
        return found

    def owner(self, dataset: str) -> Actor:
        if dataset not in self.owners:
            self.owners[dataset] = self.person()
        return self.owners[dataset]

    def put(
        self,
        name: str,
        *sources: str,
        shown: Mapping[str, Assurance] | None = None,
        **facts: Any,
    ) -> UUID:
        """Publish a version as the publication job does: `b2` of dataset `b`, from its sources."""
        at, dataset = self.tick(), name[:-1]
        owner = self.owner(dataset)
        first = self.ids.get(f"{dataset}1")
        with self.session() as session:
            steps = [
                self._step(session, each, (shown or {}).get(each, Assurance.OBTAINED))
                for each in sources
            ]
            reached = standing(steps)
            version = publish(
                session,
                at=at,
                maker_id=owner.id,
                dataset_id=session.get_one(Version, first).dataset_id if first else None,
                generation=reached.generation,
                assurance=reached.assurance,
                title=f"데이터 {dataset}",
                **facts,
            )
            record_derivations(session, version.id, steps, at=at)
            mark_published(session, version, at=at)
            self.ids[name] = version.id
        return self.ids[name]

    def _step(self, session: Session, name: str, shown: Assurance) -> DerivationFacts:
        source = session.get_one(Version, self.ids[name])
        stands = Standing(source.generation, Assurance(source.assurance))
        return DerivationFacts(
            HeldSource(source.id, source.published_at, source.licence, stands), "join", shown
        )

    def facts(self, name: str) -> VersionFacts:
        with self.session() as session:
            found = versions_of_ids(session, [self.ids[name]], EVERYTHING)[self.ids[name]]
        assert found is not None
        return found

    def receive(self, who: Actor, name: str) -> None:
        assert who.id is not None
        with self.session() as session:
            give_receipt(session, who.id, self.ids[name], digest=digest_of(b"x"), at=self.tick())

    def act(
        self, name: str, act: Act, *, who: Actor | None = None, carried: bool = True, **wish: Any
    ) -> CorrectionRow:
        """Do something to a version as its owner, and carry it on."""
        version = self.facts(name)
        actor = who or self.owner(name[:-1])
        with self.session() as session:
            wanted = Wish(act=act, reason="값이 틀렸습니다.", **wish)
            _, done = correct(
                session,
                actor,
                version.dataset_id,
                version.number,
                wanted,
                at=self.services.now(),
            )
        if carried:
            propagate(self.services, done.id)
        return done

    def marks(self, *, cleared: bool = False) -> dict[str, list[tuple[str, int]]]:
        """Return what stands on each version: kind and depth; only versions with any."""
        names = {version_id: name for name, version_id in self.ids.items()}
        found: dict[str, list[tuple[str, int]]] = {}
        with self.session() as session:
            for mark in marks_on(session, self.ids.values(), cleared=cleared):
                kind = mark.kind.value
                if mark.cleared:
                    kind = f"{kind} {mark.cleared.by}"
                found.setdefault(names[mark.version_id], []).append((kind, mark.depth))
        return found

    def told(self, who: Actor) -> list[tuple[str, str]]:
        """Return what somebody was told, and which version each is about."""
        names = {version_id: name for name, version_id in self.ids.items()}
        with self.session() as session:
            rows = session.execute(
                select(Notice.kind, Notice.version_id)
                .where(Notice.account_id == who.id)
                .order_by(Notice.created_at)
            ).all()
        return [(row.kind, names[row.version_id]) for row in rows]
