from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from tests.verification.offers import Shelf
from verification.codes import CODES
from verification.declaration import Declaration
from verification.findings import Finding
from verification.rights.checks import CHECKS
from verification.sources import ExternalSource, SourceDeclaration, SourceFacts
from verification.subject import Subject
from verification.terms import Terms

STOPS = SourceFacts(
    dataset=UUID(int=1),
    version=3,
    title="정류장",
    licence="CC-BY-4.0",
    access="public",
    generation=0,
    assurance="original",
    department=None,
    published=True,
    withdrawn=False,
    obtained=True,
    owned=False,
)
RAIN = replace(STOPS, dataset=UUID(int=2), title="강수량")
OUTSIDE = SourceDeclaration(
    how="join", external=ExternalSource("지도", "https://a.kr", "누군가", "ODbL-1.0")
)


def found(
    *facts: SourceFacts,
    licence: str = "CC-BY-4.0",
    access: str = "public",
    public_body: bool = False,
    also: tuple[SourceDeclaration, ...] = (),
) -> list[Finding]:
    named = tuple(SourceDeclaration("join", each.dataset, each.version) for each in facts)
    declaration = Declaration(
        "data", licence, access, sources=(*named, *also), public_body=public_body
    )
    subject = Subject(declaration, Shelf(facts))
    return [finding for check in CHECKS for finding in check.find(subject)]


def flat(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(each.code, each.severity) for each in findings]


def test_a_lawful_work_from_an_obtained_source_has_no_findings() -> None:
    assert found(STOPS, RAIN) == []


def test_an_original_without_sources_has_no_findings() -> None:
    assert found(licence="KOGL-1", public_body=True) == []


@pytest.mark.parametrize(
    ("source", "code", "severity", "blocks"),
    [
        (replace(STOPS, published=False), "source-unapproved", "error", True),
        (replace(STOPS, withdrawn=True), "source-withdrawn", "error", False),
        (replace(STOPS, withdrawn=True, published=False), "source-withdrawn", "error", False),
        (replace(STOPS, obtained=False), "source-not-obtained", "note", False),
        (replace(STOPS, licence="KOGL-3"), "licence-forbids", "error", True),
        (replace(STOPS, licence="CC-BY-SA-4.0"), "licence-forbids", "error", True),
        (replace(STOPS, licence="CC-BY-NC-4.0"), "licence-forbids", "error", True),
        (replace(STOPS, licence="their own"), "licence-unknown", "warning", False),
        (replace(STOPS, access="joint"), "access-weaker-than-source", "error", True),
    ],
)
def test_what_a_source_may_stand_in_the_way_with(
    source: SourceFacts, code: str, severity: str, blocks: bool
) -> None:
    assert flat(found(source)) == [(code, severity)]
    assert CODES[code].blocks is blocks


def test_an_owner_needs_no_receipt() -> None:
    assert found(replace(STOPS, obtained=False, owned=True)) == []


def test_an_unknown_source_is_told_by_its_place_alone() -> None:
    unknown = SourceDeclaration("join", UUID(int=9), 1)

    (finding,) = found(STOPS, also=(unknown,))

    assert (finding.code, finding.message) == ("source-unknown", "2번째 원천을 찾을 수 없습니다.")


def test_a_source_named_without_version_is_unknown() -> None:
    assert flat(found(also=(SourceDeclaration("join", UUID(int=1)),))) == [
        ("source-unknown", "error")
    ]


def test_an_external_source_takes_part_with_its_licence() -> None:
    assert flat(found(also=(OUTSIDE,))) == [
        ("source-external", "note"),
        ("licence-forbids", "error"),
    ]
    assert flat(found(also=(OUTSIDE,), licence="ODbL-1.0")) == [("source-external", "note")]


def test_a_closed_copy_of_a_joint_source_is_allowed() -> None:
    assert found(replace(STOPS, access="joint"), access="closed") == []


def test_a_citizen_may_not_put_a_mark_of_the_state_on_their_work() -> None:
    kogl = replace(STOPS, licence="KOGL-1")

    assert flat(found(kogl, licence="KOGL-1")) == [("licence-public-bodies-only", "error")]
    assert found(kogl, licence="KOGL-1", public_body=True) == []


def test_a_disputed_pair_is_a_warning() -> None:
    assert flat(found(replace(STOPS, licence="KOGL-1"), licence="CC-BY-SA-4.0")) == [
        ("licence-needs-check", "warning")
    ]


def test_a_work_that_forbids_changes_is_against_policy() -> None:
    assert flat(found(STOPS, licence="CC-BY-ND-4.0")) == [("licence-closes-reuse", "error")]


def test_an_offer_under_a_licence_nobody_knows_is_an_error() -> None:
    assert flat(found(licence="mine")) == [("licence-unknown", "error")]


def test_sources_that_contradict_are_named_together() -> None:
    findings = found(
        replace(STOPS, licence="CC-BY-SA-4.0"), replace(RAIN, licence="CC-BY-NC-4.0"), licence="MIT"
    )

    assert flat(findings) == [
        ("licences-contradict", "error"),
        ("licence-forbids", "error"),
        ("licence-forbids", "error"),
    ]
    assert findings[0].message.endswith("'정류장' (CC-BY-SA-4.0), '강수량' (CC-BY-NC-4.0).")


def test_two_sources_that_forbid_changes_do_not_contradict_each_other() -> None:
    findings = found(replace(STOPS, licence="KOGL-3"), replace(RAIN, licence="CC-BY-ND-4.0"))

    assert flat(findings) == [("licence-forbids", "error"), ("licence-forbids", "error")]


def test_a_public_body_needs_a_ground_to_bar_commercial_use_of_its_own_data() -> None:
    assert flat(found(licence="KOGL-2", public_body=True)) == [
        ("non-commercial-own-data", "warning")
    ]
    assert found(licence="CC-BY-NC-4.0", public_body=False) == []


def test_every_code_yielded_is_in_the_catalogue() -> None:
    findings = found(
        replace(STOPS, obtained=False, access="closed"), licence="KOGL-4", also=(OUTSIDE,)
    )

    assert {each.code for each in findings} <= set(CODES)


BOUGHT = replace(
    STOPS,
    licence="LicenseRef-contract",
    access="contract",
    terms=Terms("2026-12", "카드사", date(2026, 1, 1), date(2026, 12, 31), least=5),
)


def of_bought(how: str, facts: SourceFacts, **more: object) -> list[tuple[str, str]]:
    source = SourceDeclaration(how, facts.dataset, facts.version)
    access = str(more.get("access", "contract"))
    terms = more.get("terms", facts.terms)
    declaration = Declaration(
        "data",
        "CC-BY-4.0",
        access,
        sources=(source,),
        public_body=bool(more.get("public_body", True)),
        terms=terms if isinstance(terms, Terms) else None,
    )
    subject = Subject(declaration, Shelf([facts]))
    return flat([finding for check in CHECKS for finding in check.find(subject)])


def test_an_aggregate_of_bought_data_within_its_terms_has_no_findings() -> None:
    assert of_bought("aggregate", BOUGHT) == []


@pytest.mark.parametrize("how", ["subset", "filter", "clean", "join"])
def test_rows_of_bought_data_leave_it_only_where_its_contract_lets_them(how: str) -> None:
    assert BOUGHT.terms is not None
    rows = replace(BOUGHT, terms=replace(BOUGHT.terms, rows=True))

    assert of_bought(how, BOUGHT) == [("contract-row-level", "error")]
    assert of_bought(how, rows) == []


def test_outside_the_term_nothing_is_made_of_bought_data() -> None:
    over = replace(BOUGHT, in_term=False)

    assert of_bought("aggregate", over) == [("contract-out-of-term", "error")]


def test_how_far_results_may_go_is_for_the_contract_to_say() -> None:
    assert BOUGHT.terms is not None
    freely = replace(BOUGHT, terms=replace(BOUGHT.terms, access="public"))
    wider = [("access-weaker-than-source", "error")]

    assert of_bought("aggregate", BOUGHT, access="public", terms=None) == wider
    assert of_bought("aggregate", freely, access="public", terms=None) == []
    # A contract of the work's own must not say more than that of its source.
    assert of_bought("aggregate", BOUGHT, terms=freely.terms) == wider


def test_purposes_are_for_a_reviewer_and_only_buyers_offer_under_a_contract() -> None:
    assert BOUGHT.terms is not None
    purposes = replace(BOUGHT, terms=replace(BOUGHT.terms, purposes=("상권 분석",)))

    assert of_bought("aggregate", purposes) == [("contract-purposes", "warning")]
    assert of_bought("aggregate", BOUGHT, public_body=False) == [("contract-buyers-only", "error")]


def test_a_reason_for_barring_commercial_use_is_put_before_reviewers() -> None:
    for reason, words in ((None, "막을 사유가 필요합니다"), ("제3자의 권리", "맞는지 확인")):
        declaration = Declaration(
            "data", "CC-BY-NC-4.0", "public", public_body=True, licence_reason=reason
        )
        subject = Subject(declaration, Shelf())
        [finding] = [each for check in CHECKS for each in check.find(subject)]
        assert (finding.code, words in finding.message) == ("non-commercial-own-data", True)
