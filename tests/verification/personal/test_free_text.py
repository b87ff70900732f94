from bench.numbers import dashed, people
from verification.personal.free_text import in_cells, in_text

ONE = dashed(people(1)[0])


def test_a_document_is_looked_at_line_by_line() -> None:
    text = f"민원 처리 결과\n신청인: 홍길동 ({ONE})\n연락처 010-1234-5678\n담당 부서 044-300-1234\n"

    assert [(hit.code, hit.first.tolist()) for hit in in_text(text)] == [
        ("resident-number", [1]),
        ("mobile-number", [2]),
        ("person-name", [1]),
    ]


def test_an_empty_document_holds_nothing() -> None:
    assert in_text("") == []


def test_texts_that_belong_to_no_column_are_not_taken_for_names() -> None:
    assert (
        in_cells(("이름", "주소", "성별", "구분", "연번", "정보", "차량", "문의", "전화", "장소"))
        == []
    )


def test_a_record_that_was_not_read_is_looked_at() -> None:
    assert [(hit.code, hit.first.tolist()) for hit in in_cells(("x", f"가,나,{ONE}"))] == [
        ("resident-number", [1])
    ]
