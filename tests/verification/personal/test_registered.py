from random import Random

import pytest

from bench.numbers import business_number, card_number
from tests.verification.personal.columns import codes_of, hits_of
from verification.findings import Severity


@pytest.mark.parametrize(
    ("name", "cell", "codes"),
    [
        ("운전면허번호", "11-22-333333-44", {"driving-licence"}),
        ("운전면허번호", "112233333344", {"driving-licence"}),
        ("내용", "면허번호 11-22-333333-44", {"driving-licence"}),
        ("내용", "운전면허 서울 12-345678-90", {"driving-licence"}),
        ("내용", "코드 11-22-333333-44", {"personal-number-suspected"}),
        ("내용", "코드 99-22-333333-44", set()),
        ("건강보험증번호", "12345678901", {"health-insurance-number"}),
        ("내용", "건강보험증 1-2345678901", {"health-insurance-number"}),
        ("내용", "접수 12345678901", set()),
        ("계좌번호", "110-123-456789", {"bank-account"}),
        ("내용", "농협 351-0123-4567-83", {"bank-account"}),
        ("내용", "은행 2024-01-02 12", set()),
        ("내용", "은행 02-1234-5678", set()),
        ("내용", "110-123-456789", set()),
        ("기기 IMEI", "490154203237518", {"device-identifier"}),
        ("내용", "imei: 490154203237518", {"device-identifier"}),
        ("사업자등록번호", "116-82-00276", {"business-number"}),
        ("내용", "사업자 1168200276", {"business-number"}),
        ("필지", "3611010700100010000", {"parcel-number"}),
        ("필지", "9911010700100010000", set()),
        ("내용", "카드 4111111111111112", {"payment-card"}),
        ("내용", "4111-1111-1111-1111", {"payment-card"}),
        ("내용", "4111111111111111", {"personal-number-suspected"}),
        ("내용", "접수 4111111111111111", set()),
        ("카드번호", "4111111111111112", {"payment-card"}),
    ],
)
def test_what_a_number_out_of_a_register_is_found_as(name: str, cell: str, codes: set[str]) -> None:
    assert codes_of(name, [cell]) == codes


def test_cards_are_told_from_other_long_numbers_by_their_column() -> None:
    random = Random(2)  # noqa: S311 (made-up numbers, not secrets)
    cards = [card_number("5", random) for _ in range(20)]
    others = [f"{random.randrange(10**15, 10**16)}" for _ in range(200)]

    assert codes_of("c1", cards) == {"payment-card"}
    assert codes_of("c1", others) == set()


def test_sole_traders_are_counted() -> None:
    firms = [business_number(f"12345{n:04d}") for n in range(10)]

    (hit,) = hits_of("사업자번호", [*firms, business_number("123810001")])

    assert (hit.severity, hit.count) == (Severity.NOTE, 11)
    assert "서로 다른 11개 가운데 10개는 개인사업자의 번호대입니다" in hit.reasons
