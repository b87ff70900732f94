"""The terms of a contract in the form of a submission."""

from marketplace.accounts.actor import Role
from marketplace.web.manifest_form import fields_of, manifest_of
from tests.marketplace.web.rooms import SignIn, text
from tests.marketplace.web.test_manifest_form import WHOLE, faults_of

TERMS = {
    "access": "contract",
    "terms-contract": "2026-12",
    "terms-vendor": "카드사",
    "terms-from": "2026-01-01",
    "terms-to": "2026-12-31",
    "terms-least": "5",
    "terms-access": "public",
    "terms-purposes": "상권 분석\r\n 교통 \r\n",
}


def test_the_terms_of_a_contract_are_read_with_its_class_alone_and_stand_in_the_form() -> None:
    terms = {
        "contract": "2026-12",
        "vendor": "카드사",
        "from": "2026-01-01",
        "to": "2026-12-31",
        "outputs": {
            "rows": False,
            "least": 5,
            "access": "public",
            "purposes": ["상권 분석", "교통"],
        },
    }
    manifest = manifest_of({**WHOLE, **TERMS})

    assert manifest["terms"] == terms
    assert manifest_of({**WHOLE, **TERMS, "access": "joint"})["terms"] is None
    assert manifest_of(fields_of(manifest))["terms"] == terms


def test_what_is_missing_of_a_contract_is_said_beside_its_field() -> None:
    faults = faults_of(**{**TERMS, "terms-vendor": "", "terms-to": "", "terms-least": "몇"})

    assert faults == {
        "terms-vendor": "판매처: 적어 주세요.",
        "terms-to": "계약 기간 끝: 날짜를 2026-01-31처럼 적어 주세요.",
        "terms-least": "묶음마다 적어도: 1부터의 수로 적어 주세요.",
    }


def test_a_contract_is_offered_to_officials_with_its_terms(visitor: SignIn) -> None:
    official, citizen = (
        text(each.get("/submissions/new")) for each in (visitor(Role.OFFICIAL), visitor())
    )

    assert 'name="terms-contract"' in official
    assert 'name="terms-contract"' not in citizen
    assert "그것을 산 공공기관만 냅니다" in citizen
