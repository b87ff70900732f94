"""What of a report counts, and what was set aside of it."""

from marketplace.diagnoses.aside import Counted, Found, Place, counted, counting
from tests.marketplace.diagnoses.test_changes import finding, report

PHONES = Place("mobile-number", "a.csv", None, "연락처")
TYPES = Place("cell-type", "a.csv", None, "값")


def test_errors_are_counted_by_their_occurrences() -> None:
    found = report(finding("cell-type", "error", 40), finding("no-rows", "error"), finding("x"))

    assert counted(found, None) == Counted((), 41)


def test_personal_data_counts_anew_where_nobody_has_decided_on_it() -> None:
    accepted = report(finding("mobile-number", column="연락처"))

    assert counted(accepted, accepted) == Counted()
    assert counted(report(finding("mobile-number", column="비고")), accepted) == Counted(
        ("mobile-number",)
    )
    assert counted(report(finding("cell-type", column="연락처")), accepted) == Counted()
    assert counted(accepted, None) == Counted(("mobile-number",))


def test_the_rows_of_one_place_are_one_finding_to_be_set_aside() -> None:
    rows = [finding("cell-type", "error", column="값") for _ in range(3)]
    for number, each in enumerate(rows):
        each["at"] = each["at"] | {"row": number}

    assert counting(report(*rows), None) == {TYPES: Found(3, 3)}


def test_what_is_set_aside_does_not_count_and_the_rest_does() -> None:
    found = report(
        finding("cell-type", "error", 3, column="값"),
        finding("cell-type", "error", 2, column="수"),
        finding("mobile-number", column="연락처"),
        finding("mobile-number", column="비고"),
    )

    assert counted(found, None, {TYPES: 3}) == Counted(("mobile-number",), 2)
    assert counted(found, None, {PHONES: 1}) == Counted(("mobile-number",), 5)
    everywhere = {place: each.occurrences for place, each in counting(found, None).items()}
    assert counted(found, None, everywhere) == Counted()


def test_more_of_it_than_was_set_aside_counts_anew() -> None:
    found = report(finding("cell-type", "error", 4, column="값"))

    assert [counted(found, None, {TYPES: seen}).errors for seen in (3, 4, 5)] == [4, 0, 0]


def test_what_was_decided_on_when_it_was_accepted_still_counts_as_an_error() -> None:
    accepted = report(finding("resident-number", "error", 2, column="번호"))

    assert counted(accepted, accepted) == Counted((), 2)
    assert counting(accepted, accepted) == {
        Place("resident-number", "a.csv", None, "번호"): Found(2, 2)
    }
