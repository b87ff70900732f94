"""What stands in one table stands in the one it refers to."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.verification.offers import codes, declare, named, offer, table, verified
from verification.accumulators.occurrences import Occurrences
from verification.declared_rules import DeclaredReference, TableName
from verification.findings import Severity
from verification.placing import placed
from verification.report import as_json
from verification.rules.references import CHECKS, compared
from verification.subject import Check, Subject
from verification.tables import OpenTable, TableHead

DECLARED, INFERRED = named(CHECKS, "declared-references"), named(CHECKS, "references")
STOPS = table({"정류장": ["가", "나", "다", "라"], "동": ["1", "1", "2", "2"]}, file="stops.csv")


def seen_from(place: int, *tables: OpenTable, rules: Sequence[DeclaredReference] = ()) -> Subject:
    subject = offer(*tables, declared=declare(rules=tuple(rules)))
    return replace(subject, table=subject.tables[place])


def told(check: Check, subject: Subject) -> list[tuple[str, int | None, int, tuple[str, ...]]]:
    return [(f.code, f.at.row, f.count, f.samples) for f in check.find(subject)]


def test_a_declared_reference_to_what_is_not_there_is_an_error_at_its_first_row() -> None:
    rides = table({"정류소": ["가", "마", None, " ", "나", "마"]}, file="rides.csv")
    rule = DeclaredReference(("정류소",), ("정류장",), TableName(file="stops.csv"))
    subject = seen_from(1, STOPS, rides, rules=[rule])

    assert told(DECLARED, subject) == [("reference-missing", 2, 2, ("마",))]
    assert next(DECLARED.find(subject)).severity is Severity.ERROR
    assert DECLARED.checked(subject) == 4


def test_a_table_that_is_referred_to_by_its_own_names_does_not_refer_to_itself() -> None:
    rides = table({"정류장": ["가", "마"]}, file="rides.csv")
    rule = DeclaredReference(("정류장",), ("정류장",), TableName(file="stops.csv"))
    seen = [seen_from(place, STOPS, rides, rules=[rule]) for place in (0, 1)]

    assert [told(DECLARED, each) for each in seen] == [[], [("reference-missing", 2, 1, ("마",))]]
    assert [DECLARED.checked(each) for each in seen] == [0, 2]


def test_several_columns_refer_together() -> None:
    areas = table({"시": ["세종", "세종", "대전"], "동": ["1", "2", "3"]}, sheet="동")
    rows = table({"동코드": ["1", "3", None], "시": ["세종", "세종", "대전"]}, sheet="값")
    rule = DeclaredReference(
        ("시", "동코드"), ("시", "동"), TableName(sheet="동"), TableName(sheet="값")
    )
    subject = seen_from(1, areas, rows, rules=[rule])

    assert told(DECLARED, subject) == [("reference-missing", 2, 1, ())]
    assert DECLARED.checked(subject) == 2


def test_a_table_may_refer_to_itself() -> None:
    rows = table({"코드": ["1", "2", "3"], "상위코드": [None, "1", "9"]})
    subject = seen_from(0, rows, rules=[DeclaredReference(("상위코드",), ("코드",))])

    assert told(DECLARED, subject) == [("reference-missing", 3, 1, ("9",))]


def test_a_column_of_a_key_of_another_table_is_compared_though_nobody_declared_it() -> None:
    rides = table(
        {"정류장": ["가", "나", "다", "라"] * 10 + ["마"], "승차": ["1"] * 41}, file="r.csv"
    )
    subject = seen_from(1, STOPS, rides)

    assert told(INFERRED, subject) == [("reference-missing", 41, 1, ("마",))]
    assert next(INFERRED.find(subject)).severity is Severity.WARNING
    assert INFERRED.checked(subject) == 41
    assert told(INFERRED, seen_from(0, STOPS, rides)) == []


def test_what_is_declared_is_not_inferred_besides() -> None:
    rides = table(
        {"정류장": ["가", "나", "다", "라"] * 10 + ["마"], "승차": ["1"] * 41}, file="r.csv"
    )
    rule = DeclaredReference(("정류장",), ("정류장",), TableName("stops.csv"), TableName("r.csv"))

    assert told(INFERRED, seen_from(1, STOPS, rides, rules=[rule])) == []


@pytest.mark.parametrize("stops", ["가나다마바" * 10, "가나다라마" * 10])
def test_columns_of_which_much_is_missing_only_share_their_name(stops: str) -> None:
    rides = table({"정류장": [*stops], "승차": ["1"] * 50}, file="r.csv")

    assert told(INFERRED, seen_from(1, STOPS, rides)) == []


@pytest.mark.parametrize("stops", [[*"가" * 97, *"마바사"], [*"가나다" * 32, *"마바사아"]])
def test_a_few_frequent_values_make_no_reference(stops: list[str]) -> None:
    rides = table({"정류장": stops, "승차": ["1"] * 100}, file="r.csv")

    assert told(INFERRED, seen_from(1, STOPS, rides)) == []


def test_tables_of_one_form_do_not_refer_to_each_other() -> None:
    january = table({"상점": list("abcdefghijklmnopqrstu")}, file="1.csv")
    february = table({"상점": [*"abcdefghijklmnopqrst", "x", "x"]}, file="2.csv")

    assert told(INFERRED, seen_from(1, january, february)) == []


def test_numbers_of_rows_refer_to_nothing() -> None:
    heads = [TableHead("a", ("연번", "동코드")), TableHead("b", ("연번", "동코드", "값"))]

    assert [match.shared for match in placed(declare(), heads)] == [("동코드",), ("동코드",)]


def test_so_many_columns_are_compared_and_no_more() -> None:
    names = tuple(f"c{n}" for n in range(20))
    heads = [TableHead(f"{n}", (*names, f"only{n}")) for n in range(20)]
    shared = [len(match.shared) for match in placed(declare(), heads)]

    assert (max(shared), sum(shared)) == (8, 64)


def occurrences(*hashes: int, most: int = 65_536) -> Occurrences:
    values = np.array(hashes, dtype=np.uint64)
    places = np.arange(len(values))
    return Occurrences.of(values, places, np.ones(len(values), dtype=np.int64), most=most)


def test_of_too_many_values_those_are_compared_that_both_tables_kept() -> None:
    keys = occurrences(*range(1, 200), most=100)
    own = occurrences(*range(1, 400, 2), 10**9, most=100)
    result = compared(own, [keys])

    assert (result.exact, len(result.own.hashes), len(result.missing)) == (False, 50, 0)
    assert len(compared(occurrences(150, most=100), [keys]).own.hashes) == 0
    assert len(compared(occurrences(3, 5), [occurrences(3)]).missing) == 1


def test_parts_merge_to_what_the_whole_gives() -> None:
    values = np.random.default_rng(1).integers(1, 60, 400).astype(np.uint64)
    parts = [values[:150], values[150:160], values[160:]]
    merged, start = Occurrences(most=20), 0
    for part in parts:
        hashes, firsts, counts = np.unique(part, return_index=True, return_counts=True)
        merged = merged.merge(Occurrences.of(hashes, firsts + start, counts, most=20))
        start += len(part)
    hashes, firsts, counts = np.unique(values, return_index=True, return_counts=True)

    assert merged.hashes.tolist() == hashes[:20].tolist()
    assert merged.places.tolist() == firsts[:20].tolist()
    assert merged.counts.tolist() == counts[:20].tolist()
    assert not merged.exact


def test_the_sheets_of_a_submission_are_compared_though_nothing_is_declared(tmp_path: Path) -> None:
    rides = "stop,n\n" + "".join(f"{stop},1\n" for stop in [*"abcd" * 10, "x"])
    files = {"rides.csv": rides.encode(), "stops.csv": b"stop,m\na,1\nb,1\nc,1\nd,1\n"}
    report = verified(tmp_path, files).report
    (finding,) = [each for each in report.findings if each.code == "reference-missing"]

    assert (finding.at.file, finding.at.row, finding.samples) == ("rides.csv", 41, ("x",))
    assert "stops.csv" in finding.message
    assert [(s.errors, s.checked) for s in report.by_rule if s.name.ko == "참조관계"] == [(1, 41)]


def test_the_report_counts_references_by_their_name(tmp_path: Path) -> None:
    rule = DeclaredReference(("stop",), ("id",), TableName(file="stops.csv"))
    files = {"rides.csv": b"stop,n\na,1\nb,2\nx,3\n", "stops.csv": b"id,m\na,1\nb,1\n"}
    done = verified(tmp_path, files, declare(rules=(rule,)))
    (score,) = [each for each in as_json(done.report)["by_rule"] if each["rule"] == "참조관계"]

    assert ("reference-missing", 1) in codes(done)
    assert (score["errors"], score["checked"]) == (1, 3)
