"""Samples of what people did together for a dataset: cross-verifications and its adoption."""

from types import SimpleNamespace as Value

from tests.marketplace.web.samples.common import AT, ID, NO, OTHER, YES
from verification.findings import Text

AGREED = Value(
    id="c1",
    own=Value(
        title="정류장", department="대중교통과", number=2, address="/a", file="가.csv", sheet=""
    ),
    other=Value(
        title="정류장 시설",
        department="도로과",
        number=1,
        address="/b",
        file="나.xlsx",
        sheet="3월",
    ),
    at=AT,
    verdict="differs",
    why="",
    rows=10,
    other_rows=12,
    shared_rows=9,
    key_columns=["번호"],
    columns=[Value(name="이름", other="정류장명", equal=8, differing=1)],
    examples=[Value(key=["7"], column="이름", own="가", other="")],
    answer="confirmed",
    comment="고치겠습니다.",
    answered_at=AT,
    answers="",
)
COMPARING = Value(
    **{
        **vars(AGREED),
        "id": "c2",
        "verdict": "undecidable",
        "why": "no-shared-key",
        "key_columns": [],
        "columns": [],
        "examples": [],
        "answer": "",
        "answers": "/answer",
    }
)
CRITERION = Value(name="valuable", words=Text("쓸모가 커졌습니다.", "Of more use."), note="보았음")
CASE = Value(title="배차 조정", effect="가", importance="나", novelty="다", use="라")
ADOPTED = Value(
    department="도로과",
    cycle="yearly",
    since=AT,
    is_curated=True,
    criteria=[CRITERION],
    cases=[Value(id=ID, case=CASE, at=AT)],
    history=[Value(event="adopted", at=AT, reason=""), Value(event="curated", at=AT, reason="가")],
    cycles=["yearly"],
    may_adopt=False,
    may_keep=True,
    may_curate=True,
)
NOT_ADOPTED = Value(
    **{
        **vars(ADOPTED),
        "department": "",
        "is_curated": False,
        "cases": [],
        "history": [],
        "may_adopt": True,
        "may_keep": False,
    }
)
FIXED = Value(
    address="/datasets/a/fixes/b",
    count=2,
    corrects=1,
    making="made",
    is_whole=False,
    files=["a.csv"],
    why="",
)

SIDE = Value(
    dataset=ID,
    number=1,
    title="정류장",
    address="/own",
    tables=[
        Value(place=0, name="정류장.csv", sheet="", rows=1200),
        Value(place=1, name="정류장.xlsx", sheet="3월", rows=12),
    ],
)
ASKING = {
    "version": SIDE,
    "other": Value(**{**vars(SIDE), "dataset": OTHER}),
    "may": YES,
    "query": "정류장",
    "found": [Value(id=OTHER, title="정류장 시설", by="도로과"), Value(id=ID, title="길", by="과")],
}
PAGES = [
    ("datasets/cross.html", ASKING),
    ("datasets/cross.html", ASKING | {"may": NO, "found": []}),
    ("datasets/cross.html", ASKING | {"other": Value(**{**vars(SIDE), "tables": []})}),
    ("datasets/cross.html", ASKING | {"other": None, "found": None, "query": ""}),
]
