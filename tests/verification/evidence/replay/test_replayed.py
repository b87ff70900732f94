"""A recipe in a verification: what the report says of it, and what becomes of that."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.verification.offers import Shelf, codes, declare, verified
from verification.declaration import DeclaredColumn, Recipe
from verification.evidence.assurance import Assurance, shown_by
from verification.evidence.reproduced import contradicted, reproduced_openly
from verification.limits import Limits
from verification.report import Outcome, Report, digest_of_report
from verification.runner import Verification
from verification.sources import (
    ExternalSource,
    SourceDeclaration,
    SourceFacts,
    SourceTable,
)

STOPS, WEATHER = UUID(int=1), UUID(int=2)
SQL = "SELECT 구, sum(승차) AS 승차, avg(승차) AS 평균 FROM s1 GROUP BY 구 ORDER BY 구"
HONEST = "구,승차,평균\n가,3,1.5\n나,3,3.0\n다,11,5.5\n"
SOURCE = {"구": ["가", "가", "나", "다", "다"], "승차": [1, 2, 3, 5, 6]}


def facts(dataset: UUID, access: str = "public") -> SourceFacts:
    return SourceFacts(
        dataset=dataset,
        version=3,
        title="정류장",
        licence="CC-BY-4.0",
        access=access,
        generation=0,
        assurance="original",
        department=None,
        published=True,
        withdrawn=False,
        obtained=True,
        owned=False,
    )


def held(folder: Path, *tables: Mapping[str, Sequence[Any]], access: str = "public") -> Shelf:
    made = []
    for place, columns in enumerate(tables):
        path = folder / f"held-{place}.parquet"
        pq.write_table(pa.table(dict(columns)), path)
        made.append(SourceTable(f"{place}.csv", None, 1, path))
    return Shelf([facts(STOPS, access)], held={(STOPS, 3): tuple(made)})


def replay(folder: Path, text: str = HONEST, sql: str = SQL, **more: Any) -> Verification:
    shelf = more.pop("shelf", None) or held(folder, SOURCE)
    sources = more.pop("sources", (SourceDeclaration("aggregate", STOPS, 3),))
    output = more.pop("output", "a.csv")
    columns = more.pop("columns", ())
    files = {"a.csv": text.encode(), **more.pop("files", {})}
    declared = declare(*columns, sources=sources, recipe=Recipe(sql, output))
    return verified(folder, files, declared, shelf=shelf, **more)


def entry(report: Report) -> Mapping[str, Any]:
    (found,) = [each for each in report.evidence if each["check"] == "recipe"]
    return found


def recipe_codes(verification: Verification) -> list[tuple[str, int]]:
    return [(code, count) for code, count in codes(verification) if code.startswith("recipe")]


def test_an_honest_table_is_reproduced(tmp_path: Path) -> None:
    report = replay(tmp_path).report

    assert entry(report) == {
        "check": "recipe",
        "how": "recipe",
        "sources": [{"dataset": str(STOPS), "version": 3}],
        "output": "a.csv",
        "sheet": None,
        "verdict": "reproduced",
        "why": None,
        "figures": {
            "rows": 3,
            "reproduced_rows": 3,
            "equal": 3,
            "altered": 0,
            "missing": 0,
            "extra": 0,
            "cells": 0,
            "columns": {},
            "columns_missing": [],
            "columns_extra": [],
            "by_place": False,
            "tolerance": {"relative": 1e-9, "decimals": {"평균": 1}},
        },
        "rows": [],
    }
    assert report.checks[-1].check == "recipe"
    assert report.checks[-1].outcome is Outcome.PASSED
    assert shown_by(report.evidence, STOPS, 3) is Assurance.REPRODUCED
    assert shown_by(report.evidence, STOPS, 2) is None
    assert shown_by(report.evidence, WEATHER, 3) is None


def test_one_forged_cell_is_found_where_it_stands(tmp_path: Path) -> None:
    verification = replay(tmp_path, HONEST.replace("나,3,", "나,4,"))

    found = entry(verification.report)
    assert found["verdict"] == "contradicted"
    assert found["rows"] == [
        {"row": 2, "column": "승차", "class": "altered", "submitted": "4", "reproduced": "3"}
    ]
    assert recipe_codes(verification) == [("recipe-differs", 1)]
    assert contradicted(verification.report.evidence)
    assert shown_by(verification.report.evidence, STOPS, 3) is None


def test_rows_are_told_by_their_records(tmp_path: Path) -> None:
    ragged = "구,승차,평균\n\n가,3,1.5\n나,3,3.0,너무,많음\n나,3,3.0\n\n다,12,5.5\n"

    (row,) = entry(replay(tmp_path, ragged).report)["rows"]

    # Blank line, 가, ragged, 나, blank line, 다: the sixth record below the header.
    assert row["row"] == 6


def test_the_same_work_gives_the_same_report(tmp_path: Path) -> None:
    digests = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        forged = HONEST.replace("11", "12")
        digests.append(digest_of_report(replay(tmp_path / name, forged).report))

    assert digests[0] == digests[1]


def test_no_number_of_a_person_is_shown(tmp_path: Path) -> None:
    number = "010-2345-6789"
    shelf = held(tmp_path, {"구": ["가"], "전화": [number]})

    found = entry(replay(tmp_path, "구,전화\n가,010-9876-5432\n", "FROM s1", shelf=shelf).report)

    assert found["verdict"] == "contradicted"
    assert number not in str(found)
    assert "010-9876-5432" not in str(found)


@pytest.mark.parametrize(
    ("sql", "why", "reason", "about"),
    [
        ("SELECT random()", "recipe-refused", "function-not-allowed", "random"),
        ("SELECT * FROM other", "recipe-refused", "table-unknown", "other"),
        ("SELECT 1; SELECT 2", "recipe-refused", "no-single-select", None),
        ("SELECT nothing FROM s1", "recipe-failed", "name-unknown", "nothing"),
        ("SELECT len(range(2000000000))", "recipe-too-large", "memory", None),
    ],
)
def test_what_gives_no_rows_decides_nothing(
    tmp_path: Path, sql: str, why: str, reason: str, about: str | None
) -> None:
    verification = replay(tmp_path, sql=sql)

    found = entry(verification.report)
    assert (found["verdict"], found["why"], found["reason"]) == ("undecidable", why, reason)
    assert found["about"] == about
    assert recipe_codes(verification) == [(why, 1)]
    assert not contradicted(verification.report.evidence)


def test_an_output_that_is_not_offered_decides_nothing(tmp_path: Path) -> None:
    assert recipe_codes(replay(tmp_path, output="b.csv")) == [("recipe-output-missing", 1)]


def test_sources_outside_decide_nothing(tmp_path: Path) -> None:
    outside = SourceDeclaration(
        "join", external=ExternalSource("날씨", "https://a.example", "기상청", "KOGL-1")
    )

    verification = replay(tmp_path, sources=(outside,))

    assert recipe_codes(verification) == [("recipe-sources-unavailable", 1)]


def test_a_slow_recipe_is_ended(tmp_path: Path) -> None:
    sql = "SELECT count(*) FROM range(10000000) a(i), range(10000000) b(j) WHERE i < j"

    verification = replay(tmp_path, sql=sql, limits=Limits(recipe_seconds=0.8))

    assert recipe_codes(verification) == [("recipe-too-slow", 1)]


def test_further_tables_of_a_source_have_numbers(tmp_path: Path) -> None:
    shelf = held(tmp_path, SOURCE, {"구": ["가", "나", "다"], "동": ["ㄱ", "ㄴ", "ㄷ"]})
    sql = "SELECT 동, sum(승차) AS 승차 FROM 표 JOIN 표_2 USING (구) GROUP BY 동"
    sources = (SourceDeclaration("join", STOPS, 3, alias="표"),)

    report = replay(
        tmp_path, "동,승차\nㄱ,3\nㄴ,3\nㄷ,11\n", sql, shelf=shelf, sources=sources
    ).report

    assert entry(report)["verdict"] == "reproduced"


def test_a_declared_key_says_which_row_was_altered(tmp_path: Path) -> None:
    forged = "구,승차,평균\n가,9,9.5\n나,3,3.0\n다,11,5.5\n"

    report = replay(tmp_path, forged, columns=(DeclaredColumn("구", key=True),)).report

    assert [(row["row"], row["column"]) for row in entry(report)["rows"]] == [
        (1, "승차"),
        (1, "평균"),
    ]


def test_all_of_it_reproduced_from_public_sources_is_open(tmp_path: Path) -> None:
    assert reproduced_openly(replay(tmp_path).report)


@pytest.mark.parametrize(
    "more",
    [
        {"files": {"b.csv": "가\n1\n".encode()}},
        {"text": HONEST.replace("11", "12")},
        {
            "sources": (
                SourceDeclaration("aggregate", STOPS, 3),
                SourceDeclaration("join", WEATHER, 3),
            )
        },
    ],
    ids=["a second file", "a forgery", "a source that is not read"],
)
def test_anything_beside_it_is_not(tmp_path: Path, more: dict[str, Any]) -> None:
    assert not reproduced_openly(replay(tmp_path, **more).report)


def test_sources_that_not_all_may_have_are_not_open(tmp_path: Path) -> None:
    shelf = held(tmp_path, SOURCE, access="joint")

    assert not reproduced_openly(replay(tmp_path, shelf=shelf).report)
