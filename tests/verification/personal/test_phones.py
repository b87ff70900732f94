import pytest

from tests.verification.personal.columns import codes_of

PEOPLE = ("성명", "생년월일")


@pytest.mark.parametrize(
    ("name", "cell", "codes"),
    [
        ("자택전화", "044-865-1234", {"landline-number"}),
        ("보호자 연락처", "0448651234", {"landline-number"}),
        ("대표전화", "044-865-1234", set()),
        ("관리부서 전화번호", "044-865-1234", set()),
        ("전화번호", "044-865-1234", set()),
        ("c1", "044-865-1234", {"landline-number"}),
        ("c1", "044-300-1234", set()),
        ("c1", "1588-1234", set()),
        ("내용", "자택 02-345-6789", {"landline-number"}),
        ("내용", "문의 02-345-6789", set()),
        ("내용", "02-345-6789", set()),
        ("연락처", "010-****-1234", {"mobile-number-partial"}),
        ("내용", "+82 (0)10 1234 5678", {"mobile-number"}),
        ("내용", "+821012345678", {"mobile-number"}),
        ("내용", "821012345678", set()),
        ("내용", "02-2010-1234", set()),
        ("내용", "110-010-1234-5678", set()),
        ("대표전화", "010-1234-5678", {"mobile-number"}),
    ],
)
def test_whose_a_phone_number_is(name: str, cell: str, codes: set[str]) -> None:
    assert codes_of(name, [cell]) == codes


def test_beside_names_a_phone_number_is_a_persons() -> None:
    assert codes_of("전화번호", ["044-865-1234"], (*PEOPLE, "전화번호")) == {"landline-number"}
    assert codes_of("전화번호", ["044-865-1234"], ("도서관명", "전화번호")) == set()


def test_a_list_of_offices_is_known_by_its_shared_numbers() -> None:
    assert codes_of("c1", ["044-865-1234", "1588-1234", "044-300-1234"]) == set()
