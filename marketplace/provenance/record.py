"""A PROV document under way: names in our namespaces, versions and sources as entities."""

from typing import Any

from prov.constants import PROV_LABEL, PROV_TYPE
from prov.identifier import QualifiedName
from prov.model import ProvAgent, ProvDocument, ProvEntity

from marketplace.catalogue.values import VersionFacts
from marketplace.lineage.queries import DerivationRow

Attributes = dict[Any, Any]


class Record:
    """A PROV document under way, and the names in it."""

    def __init__(self, site: str) -> None:
        self.document = ProvDocument()
        self.ours = self.document.add_namespace("hw", f"{site}/terms#")
        self.ids = self.document.add_namespace("id", f"{site}/id/")
        self._said: dict[QualifiedName, Any] = {}

    def id(self, kind: str, key: object) -> QualifiedName:
        """Return the name of one thing of a kind."""
        return self.ids[f"{kind}/{key}"]

    def said(self, **facts: object) -> Attributes:
        """Return attributes in our namespace; what is not known is not said."""
        return {self.ours[name]: value for name, value in facts.items() if value is not None}

    def version(self, facts: VersionFacts) -> ProvEntity:
        """Return a version as an entity, said once however often it is named."""
        named = self.id("version", facts.id)
        if named not in self._said:
            self._said[named] = self._version(named, facts)
        entity: ProvEntity = self._said[named]
        return entity

    def role(self, name: str) -> ProvAgent:
        """Return whoever acted in a role as an agent, said once."""
        named = self.id("role", name)
        if named not in self._said:
            self._said[named] = self.document.agent(named)
        agent: ProvAgent = self._said[named]
        return agent

    def _version(self, named: QualifiedName, facts: VersionFacts) -> ProvEntity:
        attributes = self.said(
            dataset=str(facts.dataset_id),
            version=facts.number,
            generation=facts.generation,
            assurance=facts.assurance,
            licence=facts.described.licence,
            access=facts.described.access,
            withdrawn=facts.withdrawal is not None,
        )
        return self.document.entity(
            named,
            {
                PROV_TYPE: self.ours["Version"],
                PROV_LABEL: facts.described.title.shown,
                **attributes,
            },
        )

    def source(self, place: int, row: DerivationRow, source: VersionFacts | None) -> ProvEntity:
        """Return what a step starts from as an entity; of what one may not know, only that."""
        if source is not None:
            return self.version(source)
        if row.external is None:
            # Not even its id is told: it could be compared with one seen elsewhere.
            kind: Attributes = {
                PROV_TYPE: self.ours["Restricted"],
                PROV_LABEL: "a restricted dataset",
            }
            return self.document.entity(self.id("restricted", f"{row.version_id}/{place}"), kind)
        external = row.external
        return self.document.entity(
            self.id("external", row.id),
            {
                PROV_TYPE: self.ours["External"],
                PROV_LABEL: external.title,
                **self.said(
                    url=external.url, publisher=external.publisher, licence=external.licence
                ),
            },
        )
