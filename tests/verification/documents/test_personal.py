from bench.numbers import corporate_number, people, resident_number
from verification.document_facts import DocumentKind as Kind
from verification.documents.personal import found_in, lines_of
from verification.documents.seen import Passage
from verification.findings import Finding, Location, Severity

AT = Location("가.pdf")
MINE = resident_number("850202", "110001")
DASHED = f"{MINE[:6]}-{MINE[6:]}"
UNCHECKED = next(iter(people(1, checked=False)))


def found(*passages: tuple[int, str], kind: Kind = Kind.PDF) -> list[tuple[str, int, str]]:
    lines = lines_of([Passage(place, text) for place, text in passages])
    return [(each.code, each.count, each.message) for each in found_in(lines, AT, kind)]


def test_numbers_are_found_page_by_page_and_told_without_a_digit_of_them() -> None:
    text = f"접수 안내\n번호 {DASHED}\n연락처 010-1234-5678\n"

    lines = lines_of([Passage(1, "머리말"), Passage(3, text), Passage(4, text + text)])

    assert list(found_in(lines, AT, Kind.PDF)) == [
        Finding("resident-number", Severity.ERROR, "3쪽: 생년월일과 검증번호가 맞습니다.", AT),
        Finding("resident-number", Severity.ERROR, "4쪽: 생년월일과 검증번호가 맞습니다.", AT, 2),
        Finding("mobile-number", Severity.WARNING, "3쪽: 휴대전화번호의 꼴입니다.", AT),
        Finding("mobile-number", Severity.WARNING, "4쪽: 휴대전화번호의 꼴입니다.", AT, 2),
    ]


def test_a_label_in_the_cell_before_names_the_number() -> None:
    unchecked = f"{UNCHECKED[:6]}-{UNCHECKED[6:]}"

    assert found((4, "주민등록번호"), (5, unchecked), kind=Kind.HWPX) == [
        (
            "resident-number",
            1,
            "5번째 문단: 바로 앞에 주민등록번호라고 적혀 있습니다 · "
            "13자리 숫자가 거의 모두 생년월일로 시작합니다.",
        )
    ]


def test_a_number_that_goes_on_in_the_next_line_is_whole() -> None:
    assert found((2, f"{MINE[:6]}-\n{MINE[6:]}")) == [
        ("resident-number", 1, "2쪽: 생년월일과 검증번호가 맞습니다.")
    ]


def test_a_number_that_is_partly_hidden_is_found() -> None:
    assert found((1, "홍길동(850202-1******)"), kind=Kind.TEXT) == [
        (
            "resident-number-partial",
            1,
            "1번째 줄: 주민등록번호의 일부가 보입니다 · 생년월일과 성별이 남아 있습니다.",
        )
    ]


def test_what_stands_in_no_page_is_said_to() -> None:
    assert found((0, DASHED), kind=Kind.DOCX) == [
        (
            "resident-number",
            1,
            "본문 밖(양식·주석·문서 정보): 생년월일과 검증번호가 맞습니다.",
        )
    ]


def test_a_clean_text_has_nothing() -> None:
    landline = "문의: 도시과 044-300-2114, 접수번호 2024-0031"

    assert found() == found((1, "")) == found((1, landline)) == []


def test_numbers_of_companies_block_nothing() -> None:
    companies = [corporate_number("110111", f"00{n:04d}") for n in range(10, 40)]
    text = "\n".join(f"법인등록번호 {each[:6]}-{each[6:]}" for each in companies)

    assert {code for code, _, _ in found((1, text))} <= {"serial-like-resident-number"}


def test_of_very_many_places_the_first_thousand_are_named() -> None:
    told = found(*((page, DASHED) for page in range(1, 1003)))

    assert (len(told), told[-1]) == (
        1001,
        ("resident-number", 2, "그 밖의 곳: 생년월일과 검증번호가 맞습니다."),
    )
