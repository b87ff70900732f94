import json
from dataclasses import replace
from typing import Any
from uuid import uuid4

from prov.model import ProvDocument

from marketplace.catalogue.values import VersionFacts, Withdrawal
from marketplace.lineage.acts import Act, ClearedBy, MarkKind
from marketplace.lineage.corrections import CorrectionRow
from marketplace.lineage.marks import Clearing, MarkRow
from marketplace.lineage.queries import DerivationRow
from marketplace.provenance.document import prov_json
from marketplace.provenance.facts import (
    ActFacts,
    CheckOutcome,
    DecisionFacts,
    EvidenceFacts,
    MarkFacts,
    ProvenanceFacts,
)
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


def act(what: Act, **facts: Any) -> CorrectionRow:
    row = CorrectionRow(
        id=uuid4(),
        number=1,
        version_id=SOURCE.id,
        act=what,
        reason="집계가 틀렸습니다.",
        by_id=VERSION.owner_id,
        at=NOON,
        holds_from=NOON,
        licence=None,
        licence_before=None,
        successor_id=None,
        undoes_id=None,
        undone_at=None,
    )
    return replace(row, **facts)


def marked(cause: CorrectionRow, source: VersionFacts | None) -> ProvenanceFacts:
    mark = MarkRow(
        VERSION.id, MarkKind.STALE, cause, 2, NOON, Clearing(ClearedBy.UNDONE, None, NOON)
    )
    return replace(FACTS, marks=(MarkFacts(1, mark, source),))


def test_an_act_revises_the_version_and_says_why() -> None:
    successor = make_facts(title="고친 판")
    done = act(Act.CORRECT, successor_id=successor.id)

    document = told(replace(FACTS, acts=(ActFacts(done, successor),)))

    activity = document["activity"][f"id:correction/{done.id}"]
    assert (activity["hw:act"], activity["hw:reason"]) == ("correct", "집계가 틀렸습니다.")
    (revision,) = [
        edge
        for edge in document["wasDerivedFrom"].values()
        if edge["prov:generatedEntity"] == f"id:version/{successor.id}"
    ]
    assert revision["prov:type"]["$"] == "prov:Revision"
    assert {"prov:activity": f"id:correction/{done.id}", "prov:agent": "id:role/owner"} in list(
        document["wasAssociatedWith"].values()
    )


def test_the_act_that_withdrew_it_invalidates_the_version() -> None:
    done = act(Act.WITHDRAW, version_id=VERSION.id)
    withdrawn = replace(VERSION, withdrawal=Withdrawal(NOON, done.reason))

    document = told(replace(FACTS, version=withdrawn, acts=(ActFacts(done, None),)))

    (edge,) = document["wasInvalidatedBy"].values()
    assert edge["prov:activity"] == f"id:correction/{done.id}"


def test_a_mark_is_the_influence_of_an_act_upstream() -> None:
    cause = act(Act.CORRECT)

    document = told(marked(cause, SOURCE))

    (edge,) = document["wasInfluencedBy"].values()
    assert (edge["prov:influencee"], edge["prov:influencer"]) == (
        f"id:version/{VERSION.id}",
        f"id:correction/{cause.id}",
    )
    assert (edge["hw:mark"], edge["hw:depth"]["$"], edge["hw:clearedBy"]) == (
        "stale",
        "2",
        "undone",
    )


def test_of_an_act_one_may_not_know_only_its_kind_is_told() -> None:
    cause = act(Act.WITHDRAW)

    document = told(replace(marked(cause, None), derivations=((derivation(), None),)))

    assert str(cause.id) not in str(document)
    assert str(SOURCE.id) not in str(document)
    assert cause.reason not in str(document)


def test_evidence_is_part_of_the_report_and_named_by_its_step() -> None:
    shown = EvidenceFacts(
        "aggregate",
        "result.csv",
        "partly",
        {"equal": 1536, "source-incomplete": 290},
        frozenset({(str(SOURCE.dataset_id), SOURCE.number)}),
    )

    document = told(replace(FACTS, evidence=(shown,)))

    named = f"id:evidence/{VERSION.report_digest}/1"
    evidence = document["entity"][named]
    assert (evidence["hw:verdict"], evidence["hw:output"]) == ("partly", "result.csv")
    assert json.loads(evidence["hw:figures"]) == shown.figures
    (edge,) = document["wasDerivedFrom"].values()
    assert edge["hw:evidence"] == named


def test_all_that_is_told_is_read_back_and_written_the_same() -> None:
    done = act(Act.RELICENSE, licence="CC-BY-NC-4.0", licence_before="CC-BY-4.0")
    facts = replace(
        marked(act(Act.REPLACE), SOURCE),
        acts=(ActFacts(done, None), ActFacts(act(Act.UNDO, undoes_id=done.id), None)),
        derivations=((derivation(assurance_at_first=Assurance.REPRODUCED), SOURCE),),
    )
    first = told(facts)

    read = ProvDocument.deserialize(content=json.dumps(first), format="json")

    assert read == ProvDocument.deserialize(
        content=str(read.serialize(format="json")), format="json"
    )
    assert set(first) <= KNOWN


# What the examples that others exchange are made of.
KNOWN = {
    "prefix",
    "entity",
    "activity",
    "agent",
    "wasGeneratedBy",
    "used",
    "wasInformedBy",
    "wasStartedBy",
    "wasEndedBy",
    "wasInvalidatedBy",
    "wasDerivedFrom",
    "wasAttributedTo",
    "wasAssociatedWith",
    "actedOnBehalfOf",
    "wasInfluencedBy",
    "hadMember",
    "bundle",
}
