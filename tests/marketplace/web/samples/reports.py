"""A report as pages are given it."""

from dataclasses import replace
from types import SimpleNamespace as Value

from flask import Flask

from marketplace.web.profile_page import asked_profile
from marketplace.web.report_overlaps import overlap_line
from marketplace.web.report_page import ReportPage, report_page
from tests.marketplace.web.samples.bodies import OLD, RICH, Body
from tests.marketplace.web.samples.common import AT, ID


def indicator(name: str, score: float | None, faults: int, checked: int, note: str = "") -> Value:
    return Value(indicator=name, score=score, faults=faults, checked=checked, note=note)


QUALITY = [
    indicator("completeness", 99.2, 812, 100_000),
    indicator("consistency", 100.0, 0, 300_000),
    indicator("accuracy", 97.4, 2_600, 100_000),
    indicator("security", 100.0, 0, 400_000),
    indicator("timeliness", None, 0, 0, "갱신 주기를 적지 않았습니다."),
]
GROUPS = [
    Value(
        code="type-mismatch",
        severity="error",
        title="적은 형식과 다른 값",
        meaning="선언한 형식으로 읽을 수 없는 칸입니다. 이 칸을 쓰는 계산은 틀립니다.",
        remedy="파일에서 값을 고치거나 열의 형식을 문자로 바꾸세요.",
        total=2600,
        messages=["열 «승차» 값 2,600개를 정수로 읽을 수 없습니다."],
        places=[
            Value(file="승차집계.csv", sheet=None, row=17, column="승차", sample="측정중"),
            Value(file="승차집계.csv", sheet="2월", row=1203, column="승차", sample=""),
        ],
        samples=["측정중", "***"],
        more=2598,
    ),
    Value(
        code="duplicate-row",
        severity="warning",
        title="되풀이되는 행",
        meaning="같은 행이 두 번 넘게 나옵니다.",
        remedy="한 번만 남기거나 두 번인 까닭을 설명에 적으세요.",
        total=4,
        messages=[],
        places=[Value(file="승차집계.csv", sheet=None, row=52, column=None, sample="")],
        samples=[],
        more=0,
    ),
    Value(
        code="external-source",
        severity="note",
        title="외부 원천",
        meaning="마켓 밖의 원천은 실재만 확인합니다.",
        remedy="할 일은 없습니다.",
        total=1,
        messages=[],
        places=[Value(file=None, sheet=None, row=None, column=None, sample="")],
        samples=[],
        more=0,
    ),
]
COUNTS = Value(error=2600, warning=4, note=1)


def shown(body: Body, query: str = "", **more: object) -> ReportPage:
    """A report as its page is given it, the query saying which columns."""
    with Flask("report").test_request_context(f"/report?{query}"):
        made = report_page(
            body,
            verified_at=AT,
            titles={ID: "세종시 버스 승하차 기록"},
            profile=asked_profile(body),
            address="/report.json",
        )
    return replace(made, **more)


OVERLAP = {
    "dataset": str(ID),
    "version": 3,
    "title": "세종시 정류장 목록",
    "share": 0.9751,
    "of_parent": 1.0,
    "columns": [["정류장", "정류장"], ["위도", "LAT"]],
    "rows_compared": 4021,
    "verdict": "superset",
    "explained": False,
    "licence": "KOGL-2",
    "restricted": False,
}
REPORT = shown(
    RICH,
    overlaps=(
        overlap_line(OVERLAP),
        overlap_line({**OVERLAP, "explained": True, "verdict": "subset", "columns": []}),
        overlap_line({"restricted": True}),
    ),
)
REPORTS = [
    REPORT,
    shown(RICH, "table=2&page=100"),
    shown(RICH, "table=2&column=%EC%97%B4+199"),
    shown(RICH, "column=nothing"),
    shown(OLD),
    shown({**OLD, "files": []}),
]
PREVIEW = Value(
    file="승차집계.csv",
    sheet=None,
    columns=["정류장", "노선", "승차", "하차", "기준일"],
    rows=[
        ["정부세종청사북측", "990", "1,204", "998", "2024-01-01"],
        ["한솔동 주민센터", "B2", "311", None, "2024-01-01"],
        ["=SUM(A1)", "<b>1000</b>", "27", "31", "2024-01-02"],
    ],
    total=100_000,
)
COLUMNS = [
    Value(
        name="정류장",
        type="string",
        is_declared=True,
        meaning="정류장 이름",
        unit="",
        key=True,
        missing=0,
        distinct=1_204,
        least=None,
        most=None,
    ),
    Value(
        name="승차",
        type="integer",
        is_declared=False,
        meaning="",
        unit="명",
        key=False,
        missing=812,
        distinct=2_001,
        least="0",
        most="4,120",
    ),
    Value(
        name="기준일",
        type="date",
        is_declared=True,
        meaning="집계한 날",
        unit="",
        key=False,
        missing=0,
        distinct=None,
        least="2024-01-01",
        most="2024-12-31",
    ),
]
