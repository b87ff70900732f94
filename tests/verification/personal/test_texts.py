import pyarrow as pa
import pytest

from tests.verification.personal.columns import codes_of, hits_of
from verification.personal.texts import packed

KEY = "aB3/" * 16
PEOPLE = ("성명", "주소")


@pytest.mark.parametrize(
    ("name", "cell", "codes"),
    [
        ("내용", "hong.gildong@mail.example.kr", {"email-address"}),
        ("내용", "ｈｏｎｇ＠mail.example.kr", {"email-address"}),
        ("내용", "info@city.example.kr", set()),
        ("내용", "info@city.example.kr, hong@city.example.kr", {"email-address"}),
        ("대표메일", "hong@city.example.kr", set()),
        ("담당자 이메일", "hong@city.example.kr", {"email-address"}),
        ("내용", "a@b", set()),
        ("c1", "12가3456", {"vehicle-plate"}),
        ("c1", "123가 4567", {"vehicle-plate"}),
        ("내용", "차량번호 서울 33바1234", {"vehicle-plate"}),
        ("c1", "33바1234", set()),
        ("차량번호", "33바1234", {"vehicle-plate"}),
        ("내용", "12월 2024년", set()),
        ("내용", "1-12가3456", set()),
        ("여권번호", "M12345678", {"passport-number"}),
        ("여권번호", "M123A4567", {"passport-number"}),
        ("내용", "여권번호: m123a4567", {"passport-number"}),
        ("부품", "M12345678", {"personal-number-suspected"}),
        ("부품", "AM12345678", set()),
        ("CI", f"{KEY}{KEY[:22]}==", {"connecting-information"}),
        ("값2", f"{KEY}{KEY[:22]}==", {"personal-number-suspected"}),
        ("중복가입확인정보", KEY, {"connecting-information"}),
        ("내용", f"DI {KEY}", {"connecting-information"}),
        ("해시", "0a" * 32, set()),
        ("접속 IP", "211.34.5.67", {"device-identifier"}),
        ("접속 IP", "192.168.0.1", set()),
        ("펌웨어 버전", "2.34.5.67", set()),
        ("c1", "1.2.3.4.5", set()),
        ("c1", "256.1.1.1", set()),
        ("기기", "00:1A:2b:3C:4d:5E", {"device-identifier"}),
        ("소재지", "한누리대로 2130, 101동 1502호", {"home-address"}),
        ("소재지", "한누리대로 2130", set()),
        ("거주지 주소", "한누리대로 2130", {"home-address"}),
        ("거주지 주소", "도담동 12-3", {"home-address"}),
        ("거주지 주소", "도담동", set()),
        ("생년월일", "1990-01-02", {"birth-date"}),
        ("생년월일", "900102", {"birth-date"}),
        ("생년월일", "1990년 1월 2일", {"birth-date"}),
        ("생년월일", "미상", set()),
        ("기준일", "1990-01-02", set()),
        ("성명", "홍길동", {"person-name"}),
        ("성명", "남궁민수", {"person-name"}),
        ("성명", "-", set()),
        ("대표자", "홍길동", {"person-name"}),
        ("시설명", "홍길동", set()),
        ("내용", "민원인 홍길동 3번 방문, 신청인 홍길동 12345", {"person-name"}),
        ("내용", "보호자 연락처 12345", set()),
        ("내용", "성명공원길 18", set()),
        ("내용", "010-1234-5678 홍길동", {"mobile-number", "person-name"}),
        ("내용", "010-1234-5678 신청함", {"mobile-number"}),
    ],
)
def test_what_words_and_signs_are_found_as(name: str, cell: str, codes: set[str]) -> None:
    assert codes_of(name, [cell]) == codes


def test_in_a_table_of_people_the_house_is_enough() -> None:
    assert codes_of("주소", ["한누리대로 2130"], PEOPLE) == {"home-address"}
    assert codes_of("주소", ["한누리대로 2130"], ("도서관명", "주소")) == set()


def test_a_list_of_terms_is_not_taken_for_names() -> None:
    assert codes_of("c1", ["고혈압", "당뇨", "주부", "공무원"] * 20) == set()
    assert codes_of("c1", ["나성동", "고운동", "한솔동", "조치원읍"] * 20) == set()


def test_a_reason_says_that_officials_may_be_named() -> None:
    (hit,) = hits_of("담당자", ["김가나", "이다라"])

    assert hit.message == "대표자·담당자의 이름은 공개가 적법한 때가 많아 사람이 확인합니다"


def test_different_words_have_different_hashes_and_spaces_do_not_count() -> None:
    one, two, three = packed(pa.array(["홍길동", " 홍길동", "홍길둥"])).tolist()

    assert (one == two, one == three) == (True, False)
    assert len(packed(pa.array([], type=pa.string()))) == 0
