from typing import Any

from marketplace.web.labels import LABELS
from marketplace.web.replay_card import ReplayRow
from marketplace.web.report_evidence import EvidenceLine
from marketplace.web.report_page import (
    Counts,
    Group,
    Place,
    QualityLine,
    RunLine,
    TableLine,
    counts_of,
    groups_of,
    is_private,
    report_page,
)
from marketplace.web.tables_page import ColumnLine, column_lines
from verification.codes import CODES
from verification.findings import Finding, Location, Severity, Text
from verification.progress import Stage
from verification.quality import Quality, Score, Timeliness
from verification.report import (
    CheckRun,
    ColumnFacts,
    FileReport,
    Outcome,
    Report,
    Verdict,
    as_json,
)
from verification.suite import SUITE

DATASET = "6f1d7a52-8d3c-4a31-9a70-3a1d6f0f3b11"
KNOWN = {
    "how": "aggregate",
    "as": None,
    "group": None,
    "dataset": DATASET,
    "version": 3,
    "known": True,
    "licence": "KOGL-1",
    "access": "public",
    "generation": 0,
    "assurance": "original",
    "published": True,
    "withdrawn": False,
    "obtained": True,
    "owned": False,
}
OUTSIDE = {
    "how": "join",
    "as": None,
    "group": None,
    "external": {
        "title": "기상 관측",
        "url": "https://example.org",
        "publisher": "기상청",
        "licence": "KOGL-1",
    },
}


def bad_cell(row: int | None, count: int = 1, sample: str = "x") -> Finding:
    at = Location("승차.csv", None, row, "승차")
    samples = (sample,) if row else ()
    return Finding("cell-type", Severity.ERROR, "정수가 아닙니다.", at, count, samples)


def body(*findings: Finding, **more: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "verdict": Verdict.FINDINGS,
        "files": (),
        "checks": (CheckRun("cell-types", 1, Outcome.FAILED, findings),),
        "quality": Quality(accuracy=Score(1, 4), timeliness=Timeliness(40, 31)),
        **more,
    }
    return as_json(Report(**facts))


def test_findings_of_one_code_stand_together_with_what_the_catalogue_says_of_it() -> None:
    found = groups_of(body(*(bad_cell(row) for row in range(1, 31)), bad_cell(None, count=500)))

    meaning = CODES["cell-type"]
    assert found == (
        Group(
            code="cell-type",
            severity="error",
            title=meaning.title,
            meaning=meaning.meaning,
            remedy=meaning.remedy,
            total=530,
            messages=("정수가 아닙니다.",),
            places=tuple(Place("승차.csv", None, row, "승차", "x") for row in range(1, 11)),
            samples=("x",),
            more=520,
            blocks=meaning.blocks,
            privacy=meaning.privacy,
        ),
    )


def test_the_gravest_come_first_and_a_finding_about_the_whole_has_no_place() -> None:
    note = Finding("source-external", Severity.NOTE, "마켓 밖의 자료입니다.")
    warning = Finding("mobile-number", Severity.WARNING, "", Location("a.csv", None, 1, "b"), 9)

    found = body(note, warning, bad_cell(1))
    groups = groups_of(found)

    assert [(each.code, each.total, len(each.places), each.more) for each in groups] == [
        ("cell-type", 1, 1, 0),
        ("mobile-number", 9, 1, 0),
        ("source-external", 1, 0, 0),
    ]
    assert counts_of(found) == Counts(error=1, warning=9, note=1)
    assert [is_private(each.code) for each in groups] == [False, True, False]


def test_a_code_the_catalogue_no_longer_has_is_shown_by_its_name() -> None:
    (group,) = groups_of(body(Finding("long-gone", Severity.NOTE, "무엇")))

    assert (group.title, group.remedy) == (Text("long-gone", "long-gone"), Text("", ""))


def test_indicators_say_what_they_counted_or_why_they_could_not() -> None:
    page = report_page(body())

    assert page.quality[2:] == (
        QualityLine("accuracy", 75.0, 1, 4),
        QualityLine(
            "security", None, 0, 0, Text("셀 것이 없습니다.", "There was nothing to count.")
        ),
        QualityLine(
            "timeliness",
            85.48,
            0,
            0,
            Text(
                "주기 31일, 마지막 날에서 40일 지남",
                "cycle of 31 days, 40 days since the last day covered",
            ),
        ),
    )
    assert report_page(body(quality=Quality())).quality[-1].note == Text(
        "갱신 주기나 기간의 끝을 적지 않았습니다.", "No update cycle or no period given."
    )


def test_a_report_names_its_files_runs_and_digest() -> None:
    files = (
        FileReport("승차.csv", 10, "csv", encoding="cp949", rows=3),
        FileReport("읽기.pdf", 5, "document"),
    )

    made = body(bad_cell(1), files=files)
    page = report_page(made)

    assert (page.digest, page.verdict, page.verified_at) == (made["digest"], "findings", None)
    assert page.tables == (
        TableLine("승차.csv", None, 3, "cp949"),
        TableLine("읽기.pdf", None, None, ""),
    )
    assert page.runs == (RunLine("cell-types", 1, "failed", 1),)


def test_each_source_says_what_is_known_of_it() -> None:
    unknown = {"how": "other", "dataset": DATASET, "version": 9, "known": False}
    states = (
        KNOWN,
        {**KNOWN, "obtained": False},
        {**KNOWN, "owned": True},
        {**KNOWN, "withdrawn": True},
        unknown,
        OUTSIDE,
    )

    lines = report_page(body(sources=states), titles={DATASET: "승하차 기록"}).evidence

    assert lines[0] == EvidenceLine(
        "aggregate",
        Text(
            "제출 전에 바로 이 판을 받은 기록이 있습니다.",
            "The submitter received this very version before submitting.",
        ),
        (("승하차 기록", 3),),
        ((Text("이용허락", "Licence"), "KOGL-1"), (Text("차수", "Generation"), "0")),
    )
    assert [line.words.ko for line in lines[1:]] == [
        "이 판을 받은 기록이 없습니다. 적어 낸 말로만 확인됩니다.",
        "낸 사람의 데이터입니다.",
        "회수된 판입니다.",
        "찾을 수 없는 원천입니다.",
        "마켓 밖의 자료라 내용을 견줄 수 없습니다.",
    ]
    assert lines[-1].sources == (("기상 관측 (기상청)", None),)


def test_columns_say_what_was_declared_and_what_was_counted() -> None:
    counted = ColumnFacts("승차", "integer", nulls=2, distinct=9, least="0", greatest="41")
    made = body(files=(FileReport("a.csv", 1, "csv", rows=11, columns=(counted,)),))

    assert column_lines(made, [{"name": "승차", "unit": "명"}, {"name": "없음", "key": True}]) == (
        ColumnLine("승차", "integer", False, "", "명", False, 2, 9, "0", "41"),
        ColumnLine("없음", "string", True, "", "", True, None, None, None, None),
    )
    assert column_lines(body(), []) == ()


def test_every_check_stage_and_verdict_has_a_word() -> None:
    others = {"reading", "copying", "evidence", "recipe"}
    assert {check.name for check in SUITE} | others == set(LABELS["check"])
    assert {str(stage) for stage in Stage} - set(LABELS["stage"]) == set()
    assert {str(verdict) for verdict in Verdict} == set(LABELS["verdict"])


def test_what_a_recipe_showed_is_told_with_its_first_rows() -> None:
    rows = [
        {"row": n, "column": "승차", "class": "altered", "submitted": "4", "reproduced": "3"}
        for n in range(1, 61)
    ]
    figures = {"equal": 3, "altered": 60, "missing": 0, "extra": 0, "cells": 60}
    entry = {
        "check": "recipe",
        "how": "recipe",
        "sources": [{"dataset": DATASET, "version": 3}],
        "output": "a.csv",
        "verdict": "contradicted",
        "figures": {**figures, "columns_missing": ["평균"], "columns_extra": [], "by_place": True},
        "rows": rows,
    }

    (card,) = report_page(body(evidence=(entry,)), titles={DATASET: "정류장"}).replays

    assert (card.verdict, card.sources, card.columns) == (
        "contradicted",
        (("정류장", 3),),
        ("평균",),
    )
    assert [count for _, count in card.figures] == [3, 60, 0, 0]
    assert (len(card.rows), card.more) == (50, 10)
    assert card.rows[0] == ReplayRow("altered", 1, "승차", "4", "3")
    assert {row.kind for row in card.rows} <= LABELS["row-class"].keys()
