"""What two reports say differently."""

from typing import Any

from marketplace.diagnoses.changes import (
    NOTHING,
    Changes,
    changes_between,
    schema_digest,
    schemas_in,
)


def finding(code: str, severity: str = "warning", count: int = 1, column: str | None = None) -> Any:
    at = {"file": "a.csv", "sheet": None, "row": None, "column": column}
    return {"code": code, "severity": severity, "count": count, "at": at}


def report(*findings: Any, columns: str = "가:string 나:integer 다:date", **scores: float) -> Any:
    pairs = [pair.split(":") for pair in columns.split()]
    return {
        "files": [{"name": "a.csv", "columns": [{"name": n, "type": t} for n, t in pairs]}],
        "checks": [{"check": "any", "findings": list(findings)}],
        "quality": {name: {"score": score} for name, score in scores.items()},
    }


def test_a_report_that_says_the_same_changes_nothing() -> None:
    same = report(finding("blank-row"), accuracy=99.0)

    assert changes_between(same, same) == NOTHING
    assert changes_between(None, same) == NOTHING


def test_scores_that_rise_and_fall_are_told_with_the_most_that_fell() -> None:
    changes = changes_between(
        report(accuracy=99.0, consistency=80.0, security=100.0),
        report(accuracy=90.5, consistency=95.0, security=100.0),
    )

    assert changes.scores == {"accuracy": (99.0, 90.5), "consistency": (80.0, 95.0)}
    assert changes.fall == 8.5


def test_timeliness_falls_by_itself_and_is_no_change() -> None:
    assert changes_between(report(timeliness=100.0), report(timeliness=10.0)) == NOTHING


def test_columns_that_go_come_or_turn_into_another_type_are_named() -> None:
    changes = changes_between(report(), report(columns="가:integer 나:integer 라:date"))

    assert changes == Changes(
        {}, columns_gone=("다",), columns_new=("라",), columns_retyped=("가",)
    )
    assert changes.schema == ("다", "라", "가")


def test_codes_that_were_not_found_before_are_told() -> None:
    changes = changes_between(
        report(finding("blank-row"), finding("cell-type")),
        report(finding("cell-type"), finding("ragged-row")),
    )

    assert (changes.codes_new, changes.codes_gone) == (("ragged-row",), ("blank-row",))


def test_changes_are_kept_and_read_again() -> None:
    changes = changes_between(
        report(accuracy=99.0), report(finding("cell-type"), columns="가:date", accuracy=1.5)
    )

    assert Changes.from_json(changes.as_json()) == changes


def test_tables_are_alike_whatever_the_order_and_the_spaces_of_their_columns() -> None:
    one = schema_digest([("시설 명", "string"), ("주소", "string"), ("Ｎo", "integer")])

    assert one == schema_digest([("no", "integer"), ("주소", "string"), ("시설명", "string")])
    assert one != schema_digest([("no", "string"), ("주소", "string"), ("시설명", "string")])


def test_two_columns_alone_make_no_form() -> None:
    assert len(schemas_in(report())) == 1
    assert schemas_in(report(columns="가:string 나:integer")) == ()
