from tests.verification.offers import found, named, offer, table
from verification.rules.across import CHECKS, Ordered, coded, ordered

ORDER, CODES = named(CHECKS, "time-order"), named(CHECKS, "code-names")


def test_a_row_whose_start_is_later_than_its_end_is_found() -> None:
    rows = {
        "시작일자": ["2024-01-02"] * 20 + ["2024-03-01", None, "2024-01-02 10:00"],
        "종료일자": ["2024-01-02"] * 20 + ["2024-02-01", "2020-01-01", "2024-01-02"],
    }
    subject = offer(table(rows))

    assert found(ORDER, subject) == [("order-reversed", 21, "시작일자")]
    assert ORDER.checked(subject) == 22


def test_days_of_digits_alone_are_compared_too() -> None:
    rows = {
        "start_date": ["20240102"] * 20 + ["20240301"],
        "end_date": ["20240103"] * 20 + ["20240201"],
    }

    assert found(ORDER, offer(table(rows))) == [("order-reversed", 21, "start_date")]


def test_columns_that_many_rows_have_in_the_other_order_are_something_else() -> None:
    rows = {"시작일자": ["2024-01-02", "2024-03-01"], "종료일자": ["2024-01-03", "2024-02-01"]}
    subject = offer(table(rows))

    assert found(ORDER, subject) == []
    assert ORDER.checked(subject) == 0


def test_columns_are_paired_by_names_that_differ_in_one_word() -> None:
    names = ("사업시작일", "사업종료일", "착공일자", "준공일자", "시작점", "종료점", "개시일자")

    assert list(ordered(names)) == [
        Ordered("사업시작일", "사업종료일"),
        Ordered("착공일자", "준공일자"),
    ]


def test_the_rarer_name_of_a_code_is_found_with_its_count() -> None:
    rows = {
        "행정동코드": ["1"] * 30 + ["2"] * 30 + ["1", "2", "1", None],
        "행정동명": ["도담동"] * 30 + ["아름동"] * 30 + ["도담 동", "아름동", "도담 동", "종촌동"],
    }
    subject = offer(table(rows))
    (finding,) = CODES.find(subject)

    assert (finding.code, finding.at.row, finding.count) == ("code-names-differ", 61, 2)
    assert finding.samples == ("도담 동", "도담동")
    assert CODES.checked(subject) == 63


def test_two_names_of_a_code_are_shown_without_the_number_of_a_person() -> None:
    rows = {"종류코드": ["1"] * 30, "종류명": ["도담동"] * 29 + ["900101-1234567"]}
    (finding,) = CODES.find(offer(table(rows)))

    assert len(finding.samples) == 2
    assert "1234567" not in str(finding)


def test_codes_that_often_have_several_names_are_no_codes_of_names() -> None:
    rows = {"종류코드": ["1", "1", "2"], "종류명": ["a", "b", "c"]}
    subject = offer(table(rows))

    assert found(CODES, subject) == []
    assert CODES.checked(subject) == 0


def test_a_code_is_paired_with_the_name_of_its_stem() -> None:
    names = ("행정동코드", "행정동명", "노선코드", "sigungu_cd", "sigungu_nm", "코드", "명")

    assert list(coded(names)) == [("행정동코드", "행정동명"), ("sigungu_cd", "sigungu_nm")]
