"""The watch-list, and what could be improved."""

from types import SimpleNamespace as Value

from tests.marketplace.web.samples.common import AT, ID, ONE_PAGE, OTHER, PAGER, YES
from tests.marketplace.web.samples.reports import REPORTS
from verification.findings import Text

SCORES = [
    ("completeness", 99.5),
    ("consistency", 100.0),
    ("accuracy", None),
    ("security", 100.0),
    ("timeliness", 0.0),
]
ENTRY = Value(
    title="<script>alert(1)</script> 승차 집계",
    number=2,
    address="/datasets/a/versions/2",
    department="대중교통과",
    reasons=[
        {"reason": "personal-data", "words": Text("1가지", "1 kinds")},
        {"reason": "error-reports", "words": Text("2건", "2 open")},
        {"reason": "stale", "words": Text("갱신 주기의 3.0배", "3.0 update cycles")},
    ],
    scores=SCORES,
    diagnosed_at=AT,
    diagnoses="/quality/datasets/a",
    error_reports="/datasets/a/error-reports",
    next_due=AT.date(),
)
NEVER = Value(**{**vars(ENTRY), "department": "", "diagnosed_at": None, "next_due": None})
WATCHED = {
    "query": Value(scope="city", reason="stale", department=ID),
    "scopes": ["own", "department", "city"],
    "reasons": [("personal-data", 1), ("stale", 2)],
    "departments": [(ID, "대중교통과")],
    "entries": [ENTRY, NEVER],
    "count": 2,
    "shown": 1200,
    "pager": PAGER,
}
NOTHING = {
    **WATCHED,
    "query": Value(scope="own", reason="", department=""),
    "departments": [],
    "entries": [],
    "count": 0,
    "pager": ONE_PAGE,
}
DATASET = Value(title="시설 목록", number=1, address="/datasets/b/versions/1")
IMPROVED = {
    "query": Value(scope="own"),
    "scopes": ["own"],
    "retire": [
        Value(**vars(DATASET), cycles_old=5.2, cycle="yearly", last_taken=None, is_own=True),
        Value(**vars(DATASET), cycles_old=5.2, cycle="monthly", last_taken=AT.date(), is_own=False),
    ],
    "merge": [
        Value(datasets=[DATASET, DATASET], columns=["이름", "주소", "전화"], department="공원과"),
        Value(datasets=[DATASET, DATASET], columns=["이름"], department=""),
    ],
    "tokens": [Value(id=ID, name="매월 집계", expires_at=AT)],
}
DIAGNOSED = {
    "number": 2,
    "at": AT,
    "is_first": False,
    "outcome": "findings",
    "scores": SCORES,
    "private": [Text("휴대전화번호", "mobile number")],
    "codes_new": [Text("빈 행", "blank row"), Text("칸 수가 다른 행", "ragged row")],
    "codes_gone": [],
    "columns_new": ["<script>alert(1)</script>"],
    "columns_gone": ["값"],
    "columns_retyped": [],
    "report": "/quality/datasets/a/diagnoses/b/report",
}
FIRST = DIAGNOSED | {"is_first": True, "outcome": "clean", "private": [], "report": ""}
FINDING = {
    "code": "cell-type",
    "title": Text("형식에 맞지 않는 값", "value of another type"),
    "file": "<script>alert(1)</script>.csv",
    "sheet": "",
    "column": "승차",
    "total": 1234,
    "is_private": False,
    "is_aside": False,
    "can": YES,
}
WORD = {
    "title": FINDING["title"],
    "column": "승차",
    "is_aside": True,
    "reason": "<b>1000</b>은 맞는 값입니다.",
    "by": "김하나",
    "at": AT,
}
DIAGNOSES = {
    "title": "승차 집계",
    "dataset_id": ID,
    "address": "/datasets/a",
    "findings": [
        FINDING,
        FINDING | {"is_aside": True, "column": "", "sheet": "표 1"},
        FINDING | {"is_private": True, "can": Value(allowed=False, reason=Text("안 됨", "No"))},
    ],
    "more_findings": 3,
    "log": [WORD, WORD | {"is_aside": False, "by": "", "column": ""}],
    "diagnoses": [DIAGNOSED, FIRST],
}
SHOWN = {"id": ID, "title": "승차 집계"}
REPORTED = {
    "id": ID,
    "number": 2,
    "text": "<script>alert(1)</script> 값이 다릅니다.",
    "column": "승차",
    "row": 1234,
    "at": AT,
    "outcome": "",
    "mended_in": None,
    "answer": "",
    "answered_at": None,
}
ANSWERED = {"outcome": "mended", "mended_in": 3, "answer": "고쳤습니다.", "answered_at": AT}
ERROR_REPORTS = {
    "dataset": SHOWN | {"latest": 3},
    "may_answer": True,
    "reports": [
        REPORTED,
        REPORTED | {"id": OTHER, "column": "", "row": None},
        REPORTED | ANSWERED | {"id": "third"},
        REPORTED | ANSWERED | {"id": "fourth", "outcome": "no-error", "mended_in": None},
    ],
    "pager": PAGER,
}

FIX = {
    "dataset": Value(id=ID, title="정류장별 승차"),
    "fix": Value(
        id=OTHER,
        number=2,
        file="a.xlsx",
        sheet="3월",
        by="김하나",
        at=AT,
        key_columns=("번호",),
        count=2,
        cells=[
            Value(
                place=0,
                key="7",
                column="승차",
                now="",
                proposed="1",
                reason="고시",
                is_accepted=True,
            ),
            Value(
                place=1,
                key="8",
                column="승차",
                now="2",
                proposed="",
                reason="고시",
                is_accepted=False,
            ),
        ],
        is_more=False,
        outcome="",
        accepted=0,
        reason="",
        answered_at=None,
    ),
    "may_answer": True,
    "may_withdraw": False,
}
LATER = Value(
    **{
        **vars(FIX["fix"]),
        "outcome": "accepted",
        "accepted": 1,
        "reason": "맞습니다",
        "answered_at": AT,
    }  # type: ignore[arg-type]
)
FIXES = {
    "dataset": FIX["dataset"],
    "may_answer": True,
    "fixes": [
        Value(address="/f", number=2, count=2, columns=["승차"], by="김하나", at=AT, outcome="")
    ],
    "pager": PAGER,
}

PAGES = [
    ("datasets/fix.html", FIX),
    ("datasets/fix.html", FIX | {"fix": LATER, "may_answer": False, "may_withdraw": True}),
    ("datasets/fix.html", FIX | {"fix": Value(**{**vars(FIX["fix"]), "is_more": True})}),  # type: ignore[arg-type]
    ("datasets/fixes.html", FIXES),
    ("datasets/fixes.html", FIXES | {"fixes": [], "may_answer": False, "pager": ONE_PAGE}),
    *(("quality/report.html", {"dataset": SHOWN, "number": 2, "report": each}) for each in REPORTS),
    ("datasets/error_reports.html", ERROR_REPORTS),
    ("datasets/error_reports.html", ERROR_REPORTS | {"may_answer": False}),
    ("datasets/error_reports.html", ERROR_REPORTS | {"reports": [], "pager": ONE_PAGE}),
    ("quality/diagnoses.html", DIAGNOSES),
    ("quality/diagnoses.html", DIAGNOSES | {"diagnoses": [], "findings": [], "log": []}),
    ("quality/watch_list.html", WATCHED),
    ("quality/watch_list.html", NOTHING),
    ("quality/watch_list.html", NOTHING | {"shown": 0}),
    ("quality/watch_list.html", WATCHED | {"entries": []}),
    ("quality/improvements.html", IMPROVED),
    ("quality/improvements.html", IMPROVED | {"retire": [], "merge": [], "tokens": []}),
]
