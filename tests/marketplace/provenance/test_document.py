import json
from dataclasses import replace
from typing import Any
from uuid import uuid4

from prov.model import ProvDocument

from marketplace.catalogue.values import Withdrawal
from marketplace.lineage.queries import DerivationRow
from marketplace.provenance.document import prov_json
from marketplace.provenance.facts import CheckOutcome, DecisionFacts, ProvenanceFacts
from tests.factories.catalogue import NOON, make_facts
from verification.evidence.assurance import Assurance
from verification.sources import ExternalSource

SITE = "https://hwanryu.example"
VERSION = make_facts(department_id=uuid4(), generation=1, assurance="obtained")
SOURCE = make_facts(title="승하차 이력")


def derivation(**facts: Any) -> DerivationRow:
    row = DerivationRow(
        id=uuid4(),
        version_id=VERSION.id,
        position=1,
        source_version_id=SOURCE.id,
        external=None,
        how="aggregate",
        group=None,
        alias="s1",
        note=None,
        assurance=Assurance.OBTAINED,
        licence_then="KOGL-1",
        generation_then=0,
        assurance_then=Assurance.ORIGINAL,
        at=NOON,
    )
    return replace(row, **facts)


FACTS = ProvenanceFacts(
    version=VERSION,
    derivations=((derivation(), SOURCE),),
    verdict="findings",
    checks=(CheckOutcome("duplicate-rows", 1, "passed", 0), CheckOutcome("values", 2, "failed", 3)),
    decisions=(DecisionFacts("quality", "accept", NOON),),
)


def told(facts: ProvenanceFacts = FACTS) -> dict[str, Any]:
    return prov_json(facts, site=SITE)


def test_a_version_is_an_entity_with_generation_and_assurance() -> None:
    entity = told()["entity"][f"id:version/{VERSION.id}"]

    assert entity["prov:label"] == "세종시 정류장별 승차 집계"
    assert {name: entity[f"hw:{name}"] for name in ("generation", "assurance", "access")} == {
        "generation": {"$": "1", "type": "xsd:int"},
        "assurance": "obtained",
        "access": "public",
    }


def test_its_derivation_says_how_and_what_was_shown_of_it() -> None:
    (edge,) = told()["wasDerivedFrom"].values()

    assert edge == {
        "prov:generatedEntity": f"id:version/{VERSION.id}",
        "prov:usedEntity": f"id:version/{SOURCE.id}",
        "hw:how": "aggregate",
        "hw:alias": "s1",
        "hw:assurance": "obtained",
        "hw:licenceThen": "KOGL-1",
        "hw:generationThen": {"$": "0", "type": "xsd:int"},
        "hw:assuranceThen": "original",
    }


def test_an_external_source_is_told_with_its_address() -> None:
    external = ExternalSource("기상 관측", "https://data.kma.example", "기상청", "KOGL-1")
    row = derivation(source_version_id=None, external=external)

    entity = told(replace(FACTS, derivations=((row, None),)))["entity"][f"id:external/{row.id}"]

    assert (entity["prov:label"], entity["hw:publisher"]) == ("기상 관측", "기상청")


def test_a_source_one_may_not_see_is_told_of_without_its_id() -> None:
    document = told(replace(FACTS, derivations=((derivation(), None),)))

    assert str(SOURCE.id) not in str(document)
    assert (
        document["entity"][f"id:restricted/{VERSION.id}/1"]["prov:label"] == "a restricted dataset"
    )


def test_checks_and_decisions_lead_to_the_publication() -> None:
    document = told()

    run = document["entity"][f"id:check/{VERSION.report_digest}/values"]
    assert (run["hw:outcome"], run["hw:findings"]["$"]) == ("failed", "3")
    report = document["entity"][f"id:report/{VERSION.report_digest}"]
    assert report["hw:verdict"] == "findings"
    review = document["activity"][f"id:review/{VERSION.id}/1"]
    assert (review["hw:decision"], review["hw:role"]) == ("accept", "quality")
    assert [edge["prov:informant"] for edge in document["wasInformedBy"].values()] == [
        f"id:review/{VERSION.id}/1"
    ]
    assert set(document["agent"]) == {
        f"id:account/{VERSION.maker_id}",
        f"id:department/{VERSION.department_id}",
        "id:role/quality",
    }


def test_a_withdrawal_invalidates_the_version() -> None:
    withdrawn = replace(VERSION, withdrawal=Withdrawal(NOON, "잘못된 값"))

    document = told(replace(FACTS, version=withdrawn))

    assert [edge["prov:entity"] for edge in document["wasInvalidatedBy"].values()] == [
        f"id:version/{VERSION.id}"
    ]
    assert document["activity"][f"id:withdrawal/{VERSION.id}"]["hw:reason"] == "잘못된 값"


def test_what_is_written_can_be_read_back_as_prov() -> None:
    read = ProvDocument.deserialize(content=json.dumps(told()), format="json")

    assert len(read.records) > 10
