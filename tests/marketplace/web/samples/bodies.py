"""Reports as they are kept, in JSON: one with every field there is, and one of the first shape."""

from typing import Any

from tests.marketplace.web.samples.common import DIGEST, ID

Body = dict[str, Any]


def finding(code: str, severity: str, row: int | None = None, **more: Any) -> Body:
    column, sheet = more.pop("column", None), more.pop("sheet", None)
    file = more.pop("file", "승차집계.xlsx")
    found = {"message": "", "count": 1, "samples": [], **more}
    at = {"file": file, "sheet": sheet, "row": row, "column": column}
    return {"code": code, "severity": severity, "at": at, **found}


def check(name: str, outcome: str, *findings: Body, version: int = 1) -> Body:
    return {"check": name, "version": version, "outcome": outcome, "findings": list(findings)}


def score(errors: int, checked: int) -> Body:
    worth = round(100 * (1 - errors / checked), 2) if checked else None
    return {"score": worth, "errors": errors, "checked": checked}


def column(name: str, kind: str, **counted: Any) -> Body:
    """A column of which everything was counted, and nothing found but values."""
    empty = {"nulls": 0, "blanks": 0, "suppressed": {}, "missing_marks": {}}
    none = {"min": None, "max": None, "mean": None, "quantiles": None, "histogram": None, "top": []}
    return {
        "name": name,
        "type": kind,
        "evidence": {"type": kind, "fits": 100_000, "of": 100_000},
        "unit": None,
        **empty,
        "distinct": 1,
        **none,
        "lengths": {"min": 1, "max": 4, "mean": 2.5},
        "candidate_key": False,
        "bad_cells": [],
        "exact": True,
        "approximate": {},
        **counted,
    }


DAY_US = 24 * 3600 * 10**6
COUNTS = [812, 2_410, 9_050, 21_400, 30_120, 18_300, 9_980, 4_100, 1_300, 0, 211, 5]
BOARDINGS = column(
    "승차",
    "string",
    evidence={"type": "integer", "fits": 97_688, "of": 98_750},
    unit="명",
    nulls=1_250,
    blanks=60,
    suppressed={"x": 700, "*": 88},
    missing_marks={"-": 200, "해당없음": 12},
    distinct=2_040,
    min="0",
    max="4,800",
    mean=1_712.25,
    quantiles={
        "0.01": 31.0,
        "0.05": 402.0,
        "0.25": 1_240.0,
        "0.5": 1_705.5,
        "0.75": 2_180.0,
        "0.95": 3_010.0,
        "0.99": 3_610.0,
    },
    histogram={"edges": [each * 400 for each in range(13)], "counts": COUNTS},
    top=[{"value": "1,700", "count": 410}, {"value": "0", "count": 377}],
    bad_cells=[{"row": 17, "value": "측정중"}, {"row": 1_203, "value": "***-****-****"}],
    exact=False,
    approximate={
        "distinct": {"relative_error": 0.03},
        "top": {"count_error": 12},
        "quantiles": {"rank_error": 0.01},
        "histogram": {"share_error": 0.01},
    },
)
DAYS = column(
    "기준일",
    "date",
    distinct=366,
    min="2024-01-01",
    max="2024-12-31",
    quantiles={"0.5": "2024-07-01"},
    histogram={
        "edges": [day * DAY_US for day in (19723, 19814, 19905, 19997, 20088)],
        "counts": [25, 25, 25, 25],
    },
    lengths={"min": 10, "max": 10, "mean": 10.0},
)
STOPS = column(
    "정류장 <script>alert(1)</script>",
    "string",
    distinct=1_204,
    top=[
        {"value": "정부세종청사북측", "count": 812},
        {"value": "<b>1000</b>", "count": 640},
        {"value": "한솔동 주민센터 건너편에서 조금 더 걸어가면 나오는 임시 정류장", "count": 3},
    ],
    lengths={"min": 2, "max": 34, "mean": 8.41},
)
SERIALS = column(
    "연번", "integer", distinct=100_000, candidate_key=True, min="1", max="100000", mean=50_000.5
)
EMPTY = column("비고", "string", evidence=None, nulls=100_000, distinct=0, lengths=None)

RICH: Body = {
    "digest": DIGEST,
    "verdict": "crashed",
    "rules": 2,
    "files": [
        {
            "name": "승차집계.xlsx",
            "sheet": "1월",
            "size": 5_242_881,
            "format": "xlsx",
            "encoding": None,
            "rows": 100_000,
            "unread_rows": 3,
            "columns": [BOARDINGS, DAYS, STOPS, SERIALS, EMPTY],
        },
        {
            "name": "넓은 표.csv",
            "sheet": None,
            "size": 999,
            "format": "csv",
            "encoding": "cp949",
            "rows": 10,
            "unread_rows": 0,
            "columns": [column(f"열 {place}", "number") for place in range(1, 2_001)],
        },
        {
            "name": "설명서.pdf",
            "sheet": None,
            "size": 812,
            "format": "document",
            "encoding": None,
            "rows": None,
            "unread_rows": 0,
            "columns": [],
        },
    ],
    "checks": [
        check("reading", "passed"),
        check(
            "cell-types",
            "failed",
            *(
                finding(
                    "cell-type",
                    "error",
                    row,
                    column="승차",
                    sheet="1월",
                    message="열 «승차»에 정수로 읽을 수 없는 값이 있습니다.",
                    samples=["측정중"],
                )
                for row in range(17, 47)
            ),
            finding("cell-type", "error", None, column="승차", sheet="1월", count=2_570),
            version=2,
        ),
        check("duplicate-rows", "passed", finding("duplicate-row", "warning", 52, count=4)),
        check("resident-numbers", "crashed"),
        check("sources", "passed", finding("source-external", "note", file=None)),
    ],
    "quality": {
        "completeness": score(812, 100_000),
        "consistency": score(0, 300_000),
        "accuracy": score(26_000, 100_000),
        "security": score(0, 0),
        "timeliness": {"score": 85.48, "elapsed_days": 40, "cycle_days": 31},
    },
    "sources": [
        {
            "how": "aggregate",
            "dataset": ID,
            "version": 3,
            "known": True,
            "licence": "KOGL-1",
            "generation": 0,
            "withdrawn": False,
            "obtained": True,
            "owned": False,
        }
    ],
    "evidence": [
        {
            "check": "recipe",
            "how": "recipe",
            "sources": [{"dataset": ID, "version": 3}],
            "output": "승차집계.csv",
            "sheet": None,
            "verdict": "contradicted",
            "why": None,
            "figures": {
                "equal": 99_998,
                "altered": 1,
                "missing": 1,
                "extra": 0,
                "cells": 1,
                "columns_missing": ["환승"],
                "columns_extra": [],
                "by_place": True,
            },
            "rows": [
                {
                    "row": 17,
                    "column": "승차",
                    "class": "altered",
                    "submitted": "<b>4</b>",
                    "reproduced": "3",
                },
                {
                    "row": None,
                    "column": None,
                    "class": "missing",
                    "submitted": None,
                    "reproduced": "가람동 | 3",
                },
            ],
        }
    ],
    "overlaps": [],
}
"""Every field, every severity and outcome, three tables and two thousand columns."""

OLD: Body = {
    **RICH,
    "rules": 1,
    "verdict": "clean",
    "files": [
        {
            "name": "승차.csv",
            "sheet": None,
            "size": 999,
            "format": "csv",
            "encoding": "utf-8",
            "rows": 12,
            "columns": [
                {
                    "name": "승차",
                    "type": "integer",
                    "nulls": 2,
                    "distinct": 9,
                    "min": "0",
                    "max": "41",
                    "top": [{"value": "7", "count": 2}],
                    "exact": True,
                }
            ],
        }
    ],
    "checks": [check("rows", "passed")],
    "sources": [],
}
"""A report written before the columns told more than this."""
